#include "runtime/modules/io.h"

#include "runtime/dict.h"
#include "runtime/list.h"
#include "runtime/modules/builtins.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// type("UnsupportedOperation", (OSError, ValueError), {"__module__": "io"})
static OuValue make_unsupported(OuVM *vm)
{
    OU_OWNED OuValue name = ou_str_make_text(vm, "UnsupportedOperation");
    OU_OWNED OuValue module = ou_str_make_text(vm, "io");
    OU_OWNED OuValue bases = ou_tuple_pair(vm, ou_pointer_value(vm->types[OU_TYPE_OS_ERROR]),
                                           ou_pointer_value(vm->types[OU_TYPE_VALUE_ERROR]));
    OuDict *dict = ou_dict_new(vm);
    OU_OWNED OuValue namespace = dict ? ou_pointer_value(dict) : OU_ERROR;
    if (name == OU_ERROR || module == OU_ERROR || bases == OU_ERROR || !dict) return OU_ERROR;
    if (!ou_dict_set_name(vm, dict, OU_NAMED(vm, dunder_module), module)) return OU_ERROR;
    OuValue arguments[3] = { name, bases, namespace };
    return ou_call(vm, ou_pointer_value(vm->types[OU_TYPE_TYPE]), arguments, 3);
}

static OuValue type_value(OuVM *vm, OuTypeId id)
{
    return ou_ref(ou_pointer_value(vm->types[id]));
}

static bool setup(OuVM *vm, OuModule *module)
{
    return ou_module_add(vm, module, "UnsupportedOperation", make_unsupported(vm))
        && ou_module_add(vm, module, "BlockingIOError", type_value(vm, OU_TYPE_BLOCKING_IO_ERROR))
        && ou_module_add(vm, module, "DEFAULT_BUFFER_SIZE", ou_int_value(8192))
        && ou_module_add(vm, module, "TextIOWrapper", type_value(vm, OU_TYPE_FILE))
        && ou_module_add(vm, module, "BufferedReader", type_value(vm, OU_TYPE_BUFFERED_READER))
        && ou_module_add(vm, module, "BufferedWriter", type_value(vm, OU_TYPE_BUFFERED_WRITER))
        && ou_module_add(vm, module, "BufferedRandom", type_value(vm, OU_TYPE_BUFFERED_RANDOM))
        && ou_module_add(vm, module, "FileIO", type_value(vm, OU_TYPE_RAW_FILE));
}

static const OuNativeDef *const functions[] = { &ou_builtin_open_native, NULL };

const OuModuleDef ou_io_module = {
    .name = "_io", .doc = "Files.", .functions = functions, .setup = setup,
};

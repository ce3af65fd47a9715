// sys.c: what module sys consists of. The command adds argv, path and executable.
#include "runtime/modules/sys.h"

#include <string.h>

#include "runtime/dict.h"
#include "runtime/file.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/modules/modules.h"
#include "runtime/str.h"

static bool add_stream(OuVM *vm, OuModule *module, const char *name, const char *original, int fd)
{
    OuValue file = ou_file_make_standard(vm, fd);
    if (file == OU_ERROR) return false;
    if (ou_module_add(vm, module, original, ou_ref(file)))
        return ou_module_add(vm, module, name, file);
    ou_unref(file);
    return false;
}

// The hooks that scripts may replace are kept under a second name.
static bool keep_hook(OuVM *vm, OuModule *module, OuString *name, const char *original)
{
    return ou_module_add(vm, module, original, ou_ref(ou_dict_get_name_peek(module->dict, name)));
}

static bool keep_hooks(OuVM *vm, OuModule *module)
{
    return keep_hook(vm, module, OU_NAMED(vm, displayhook), "__displayhook__")
        && keep_hook(vm, module, OU_NAMED(vm, excepthook), "__excepthook__")
        && keep_hook(vm, module, OU_NAMED(vm, unraisablehook), "__unraisablehook__");
}

static bool add_list(OuVM *vm, OuModule *module, const char *name)
{
    return ou_module_add(vm, module, name, ou_list_make(vm, NULL, 0));
}

static bool add_text(OuVM *vm, OuModule *module, const char *name, const char *text)
{
    return ou_module_add(vm, module, name, ou_str_make_text(vm, text));
}

static bool add_dict(OuVM *vm, OuModule *module, const char *name)
{
    OuDict *dict = ou_dict_new(vm);
    return dict && ou_module_add(vm, module, name, ou_pointer_value(dict));
}

static OuValue module_names(OuVM *vm)
{
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    static const char *const always[] = { "builtins", "sys" };
    for (unsigned i = 0; i < 2; i++) {
        OuValue name = ou_str_make_text(vm, always[i]);
        if (name == OU_ERROR || !ou_list_append_steal(vm, ou_list_of(list), name)) return OU_ERROR;
    }
    for (const OuModuleDef *const *row = ou_builtin_modules; *row; row++) {
        OuValue name = ou_str_make_text(vm, (*row)->name);
        if (name == OU_ERROR || !ou_list_append_steal(vm, ou_list_of(list), name)) return OU_ERROR;
    }
    if (!ou_list_sort(vm, ou_list_of(list), OU_NONE, false)) return OU_ERROR;
    return ou_tuple_from_iterable(vm, list);
}

static bool add_importing(OuVM *vm, OuModule *module)
{
    return ou_module_add(vm, module, "modules", ou_ref(ou_pointer_value(vm->modules)))
        && ou_module_add(vm, module, "builtin_module_names", module_names(vm))
        && add_list(vm, module, "path") && add_list(vm, module, "meta_path")
        && add_list(vm, module, "path_hooks") && add_dict(vm, module, "path_importer_cache")
        && ou_module_add(vm, module, "dont_write_bytecode", OU_TRUE)
        && ou_module_add(vm, module, "pycache_prefix", OU_NONE);
}

static bool add_command(OuVM *vm, OuModule *module)
{
    return add_list(vm, module, "argv") && add_list(vm, module, "orig_argv")
        && add_list(vm, module, "warnoptions") && add_dict(vm, module, "_xoptions")
        && add_text(vm, module, "executable", "");
}

static bool add_machine(OuVM *vm, OuModule *module)
{
    return ou_module_add(vm, module, "maxsize", ou_int_make(vm, INT64_MAX))
        && ou_module_add(vm, module, "maxunicode", ou_int_value(0x10FFFF))
        && add_text(vm, module, "byteorder", "little")
        && add_text(vm, module, "platform", "linux")
        && add_text(vm, module, "float_repr_style", "short")
        && add_text(vm, module, "abiflags", "")
        && add_text(vm, module, "copyright", "Copyright (c) the Ouro authors. MIT license.");
}

static bool setup(OuVM *vm, OuModule *module)
{
    return keep_hooks(vm, module) && add_importing(vm, module) && add_command(vm, module)
        && add_machine(vm, module) && ou_sys_add_info(vm, module)
        && add_stream(vm, module, "stdin", "__stdin__", 0)
        && add_stream(vm, module, "stdout", "__stdout__", 1)
        && add_stream(vm, module, "stderr", "__stderr__", 2);
}

static const OuNativeDef *const functions[] = {
#define SYS_ROW(name) &ou_sys_##name##_native,
    OU_SYS_FUNCTIONS(SYS_ROW)
#undef SYS_ROW
    NULL,
};

static const OuModuleDef sys_module = {
    .name = "sys",
    .doc = "This module provides access to some objects used or maintained by the\n"
           "interpreter and to functions that interact strongly with the interpreter.",
    .functions = functions,
    .setup = setup,
};

bool ou_sys_setup(OuVM *vm)
{
    return ou_modules_install(vm, &sys_module, &vm->sys);
}

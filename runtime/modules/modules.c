#include "runtime/modules/modules.h"

#include <string.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/modules/abc.h"
#include "runtime/modules/array.h"
#include "runtime/modules/binascii.h"
#include "runtime/modules/codecs.h"
#include "runtime/modules/bisect.h"
#include "runtime/modules/collections.h"
#include "runtime/modules/gc.h"
#include "runtime/modules/heapq.h"
#include "runtime/modules/io.h"
#include "runtime/modules/json.h"
#include "runtime/modules/itertools.h"
#include "runtime/modules/math.h"
#include "runtime/modules/memory.h"
#include "runtime/modules/posix.h"
#include "runtime/modules/random.h"
#include "runtime/modules/re.h"
#include "runtime/modules/struct.h"
#include "runtime/modules/time.h"
#include "runtime/modules/unicodedata.h"
#include "runtime/modules/traceback.h"
#include "runtime/modules/weakref.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// `builtins` and `sys` aren't listed: they are there before anything can be imported.
const OuModuleDef *const ou_builtin_modules[] = {
    &ou_abc_module,
    &ou_array_module,
    &ou_binascii_module,
    &ou_codecs_module,
    &ou_bisect_module,
    &ou_collections_module,
    &ou_gc_module,
    &ou_heapq_module,
    &ou_io_module,
    &ou_json_module,
    &ou_itertools_module,
    &ou_math_module,
    &ou_memory_module,
    &ou_posix_module,
    &ou_random_module,
    &ou_re_module,
    &ou_struct_module,
    &ou_time_module,
    &ou_unicodedata_module,
    &ou_traceback_module,
    &ou_weakref_module,
    NULL,
};

bool ou_modules_install(OuVM *vm, const OuModuleDef *definition, OuDict **namespace)
{
    OuValue module = ou_module_make_builtin(vm, definition);
    if (module == OU_ERROR) return false;
    OuDict *old = *namespace;
    *namespace = ou_module_of(module)->dict;
    ou_object_ref(&(*namespace)->header);
    if (old) ou_object_unref(&old->header);
    OuString *name = ou_str_intern_text(vm, definition->name, strlen(definition->name));
    bool ok = name && ou_dict_set_name(vm, vm->modules, name, module);
    if (name) ou_object_unref(&name->header);
    ou_unref(module);
    return ok;
}

bool ou_modules_setup(OuVM *vm)
{
    ou_file_setup(vm);
    ou_gc_setup(vm);
    return ou_builtins_setup(vm) && ou_sys_setup(vm);
}

OuValue ou_module_find_builtin(OuVM *vm, OuString *name)
{
    for (const OuModuleDef *const *row = ou_builtin_modules; *row; row++) {
        if (ou_str_equals_text(name, (*row)->name)) return ou_module_make_builtin(vm, *row);
    }
    for (const OuModuleDef *const *row = vm->host.modules; row && *row; row++) {
        if (ou_str_equals_text(name, (*row)->name)) return ou_module_make_builtin(vm, *row);
    }
    return OU_UNBOUND;
}

// The module of that name in sys.modules, made if it isn't there; owned.
static OuValue require(OuVM *vm, OuString *name)
{
    OuValue module = ou_dict_get_name_peek(vm->modules, name);
    if (module != OU_UNBOUND && module != OU_NONE) return ou_ref(module);
    module = ou_module_find_builtin(vm, name);
    if (module == OU_ERROR) return OU_ERROR;
    if (module == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_MODULE_NOT_FOUND_ERROR, "No module named '%S'", name);
    }
    if (ou_dict_set_name(vm, vm->modules, name, module)) return module;
    ou_unref(module);
    return OU_ERROR;
}

OuValue ou_modules_attribute(OuVM *vm, const char *module, const char *name)
{
    OuString *module_name = ou_str_intern_text(vm, module, strlen(module));
    if (!module_name) return OU_ERROR;
    OuValue object = require(vm, module_name);
    ou_object_unref(&module_name->header);
    if (object == OU_ERROR) return OU_ERROR;
    OuString *key = ou_str_intern_text(vm, name, strlen(name));
    OuValue value = key ? ou_get_attribute(vm, object, key) : OU_ERROR;
    if (key) ou_object_unref(&key->header);
    ou_unref(object);
    return value;
}

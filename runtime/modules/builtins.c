// builtins.c: the namespace that every module sees behind its own.
#include "runtime/modules/builtins.h"

#include "runtime/dict.h"
#include "runtime/modules/modules.h"
#include "runtime/str.h"

// Types that scripts know by name without importing anything.
static const OuTypeId public_types[] = {
    OU_TYPE_OBJECT, OU_TYPE_TYPE, OU_TYPE_INT, OU_TYPE_BOOL, OU_TYPE_FLOAT, OU_TYPE_COMPLEX,
    OU_TYPE_STR, OU_TYPE_BYTES, OU_TYPE_BYTEARRAY, OU_TYPE_MEMORYVIEW, OU_TYPE_TUPLE, OU_TYPE_LIST,
    OU_TYPE_DICT, OU_TYPE_SET, OU_TYPE_FROZENSET, OU_TYPE_RANGE, OU_TYPE_SLICE, OU_TYPE_ENUMERATE,
    OU_TYPE_ZIP, OU_TYPE_MAP, OU_TYPE_FILTER, OU_TYPE_REVERSED, OU_TYPE_PROPERTY,
    OU_TYPE_STATICMETHOD, OU_TYPE_CLASSMETHOD, OU_TYPE_SUPER,
};

static bool add_type(OuVM *vm, OuModule *module, OuTypeId id)
{
    OuType *type = vm->types[id];
    return ou_dict_set_name(vm, module->dict, type->name, ou_pointer_value(type));
}

static bool add_types(OuVM *vm, OuModule *module)
{
    for (unsigned i = 0; i < sizeof public_types / sizeof *public_types; i++) {
        if (!add_type(vm, module, public_types[i])) return false;
    }
    for (unsigned id = OU_TYPE_BEFORE_EXCEPTIONS_ + 1; id < OU_TYPE_EXTERNAL_; id++) {
        if (!add_type(vm, module, id)) return false;
    }
    OuValue os_error = ou_pointer_value(vm->types[OU_TYPE_OS_ERROR]);
    return ou_module_add(vm, module, "EnvironmentError", ou_ref(os_error))
        && ou_module_add(vm, module, "IOError", ou_ref(os_error));
}

static bool setup(OuVM *vm, OuModule *module)
{
    return add_types(vm, module)
        && ou_module_add(vm, module, "None", OU_NONE)
        && ou_module_add(vm, module, "Ellipsis", OU_ELLIPSIS)
        && ou_module_add(vm, module, "NotImplemented", OU_NOT_IMPLEMENTED)
        && ou_module_add(vm, module, "False", OU_FALSE)
        && ou_module_add(vm, module, "True", OU_TRUE)
        && ou_module_add(vm, module, "__debug__", ou_bool_value(!vm->flags[OU_FLAG_OPTIMIZE]));
}

static const OuNativeDef *const functions[] = {
#define BUILTIN_ROW(name) &ou_builtin_##name##_native,
    OU_BUILTINS(BUILTIN_ROW)
#undef BUILTIN_ROW
    NULL,
};

static const OuModuleDef builtins_module = {
    .name = "builtins",
    .doc = "Built-in functions, exceptions, and other objects.\n\n"
           "Noteworthy: None is the `nil' object; Ellipsis represents `...' in slices.",
    .functions = functions,
    .setup = setup,
};

bool ou_builtins_setup(OuVM *vm)
{
    return ou_modules_install(vm, &builtins_module, &vm->builtins);
}

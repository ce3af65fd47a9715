#include "vm/builtins.h"

#include "runtime/dict.h"
#include "runtime/module.h"
#include "runtime/str.h"
#include "vm/import_finders.h"
#include "vm/async.h"
#include "vm/breakpoint.h"

bool ou_builtins_insert(OuVM *vm, OuDict *globals)
{
    OuString *name = OU_NAMED(vm, dunder_builtins);
    if (ou_dict_get_name_peek(globals, name) != OU_UNBOUND) return true;
    return ou_dict_set_name(vm, globals, name, ou_pointer_value(vm->builtins));
}

bool ou_builtins_insert_module(OuVM *vm, OuDict *globals)
{
    OuValue module = ou_dict_get_name_peek(vm->modules, OU_NAMED(vm, builtins));
    if (module == OU_UNBOUND) return true;
    return ou_dict_set_name(vm, globals, OU_NAMED(vm, dunder_builtins), module);
}

OuDict *ou_builtins_of(OuVM *vm, OuDict *globals)
{
    OuValue own = ou_dict_get_name_peek(globals, OU_NAMED(vm, dunder_builtins));
    if (ou_is_module(own)) return ou_module_of(own)->dict;
    return ou_is_dict(own) ? ou_dict_of(own) : vm->builtins;
}

static OuModule *module_named(OuVM *vm, const char *text, size_t length)
{
    OuString *name = ou_str_intern_text(vm, text, length);
    if (!name) return NULL;
    OuValue module = ou_dict_get_name_peek(vm->modules, name);
    ou_object_unref(&name->header);
    return ou_is_module(module) ? ou_module_of(module) : NULL;
}

// What sys.breakpointhook was at first.
static bool keep_breakpoint_hook(OuVM *vm, OuModule *sys)
{
    OuString *name = ou_str_intern_text(vm, "breakpointhook", 14);
    if (!name) return false;
    OuValue hook = ou_ref(ou_dict_get_name_peek(sys->dict, name));
    ou_object_unref(&name->header);
    return ou_module_add(vm, sys, "__breakpointhook__", hook);
}

bool ou_vm_builtins_setup(OuVM *vm)
{
    OuModule *builtins = module_named(vm, "builtins", 8), *sys = module_named(vm, "sys", 3);
    return builtins && sys && ou_module_add_functions(vm, builtins, ou_build_class_functions)
        && ou_module_add_functions(vm, builtins, ou_builtins_code_functions)
        && ou_module_add_functions(vm, builtins, ou_builtins_scope_functions)
        && ou_module_add_functions(vm, sys, ou_builtins_scope_sys_functions)
        && ou_module_add_functions(vm, builtins, ou_async_functions)
        && ou_module_add_functions(vm, sys, ou_async_sys_functions)
        && ou_module_add_functions(vm, builtins, ou_breakpoint_functions)
        && ou_module_add_functions(vm, sys, ou_breakpoint_sys_functions)
        && keep_breakpoint_hook(vm, sys)
        && ou_import_finders_setup(vm) && ou_builtins_site_setup(vm);
}

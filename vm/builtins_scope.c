// builtins_scope.c: globals, locals, vars, dir, __import__ and sys._getframe.
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/builtins.h"
#include "vm/import.h"
#include "vm/interpreter.h"

static OuValue current_locals(OuVM *vm)
{
    OuFrameWalk walk = ou_frame_innermost(vm);
    if (!walk.window) return ou_raise(vm, OU_TYPE_SYSTEM_ERROR, "frame does not exist");
    return ou_frame_locals(vm, ou_frame_code(walk.window), walk.window);
}

OU_FUNCTION(builtins_globals, "globals()",
            "Return the dictionary containing the current scope's global variables.")
{
    OuFrameWalk walk = ou_frame_innermost(vm);
    if (!walk.window) return OU_NONE;
    return ou_ref(ou_pointer_value(ou_frame_code(walk.window)->globals));
}

OU_FUNCTION(builtins_locals, "locals()",
            "Return a dictionary containing the current scope's local variables.")
{
    return current_locals(vm);
}

OU_FUNCTION(builtins_vars, "vars(object=None, /)",
            "vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\n"
            "With an argument, equivalent to object.__dict__.")
{
    if (arguments[0] == OU_UNBOUND) return current_locals(vm);
    OuValue dict = ou_get_attribute_or_unbound(vm, arguments[0], OU_NAMED(vm, dunder_dict));
    if (dict != OU_UNBOUND) return dict;
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "vars() argument must have __dict__ attribute");
}

// --- dir -----------------------------------------------------------------------------------------

static OuValue dir_of(OuVM *vm, OuValue object)
{
    OU_OWNED OuValue method = ou_special_method(vm, object, OU_NAMED(vm, dunder_dir));
    if (method == OU_ERROR) return OU_ERROR;
    if (method == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "object does not provide __dir__");
    }
    return ou_call(vm, method, NULL, 0);
}

static OuValue dir_of_scope(OuVM *vm)
{
    OuValue locals = current_locals(vm);
    if (locals == OU_ERROR || ou_is_exact_dict(locals)) return locals;
    OuValue keys = ou_call_method(vm, locals, OU_NAMED(vm, keys), NULL, 0);
    ou_unref(locals);
    return keys;
}

OU_FUNCTION(builtins_dir, "dir(object=None, /)",
            "dir([object]) -> list of strings\n\n"
            "The names in the current scope, or the attributes of the object, in order.")
{
    OU_OWNED OuValue names = arguments[0] == OU_UNBOUND ? dir_of_scope(vm)
                                                        : dir_of(vm, arguments[0]);
    OuValue list = names == OU_ERROR ? OU_ERROR : ou_list_from_iterable(vm, names);
    if (list == OU_ERROR || ou_list_sort(vm, ou_list_of(list), OU_NONE, false)) return list;
    ou_unref(list);
    return OU_ERROR;
}

// --- import --------------------------------------------------------------------------------------

OU_FUNCTION(builtins_import, "__import__(name, globals=None, locals=None, fromlist=(), level=0)",
            "Import a module: the function that the import statement calls.")
{
    if (!ou_is_str(arguments[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "module name must be a string");
    }
    int64_t level = 0;
    if (arguments[4] != OU_UNBOUND && !ou_to_int64(vm, arguments[4], &level)) return OU_ERROR;
    OuValue globals = arguments[1] == OU_UNBOUND ? OU_NONE : arguments[1];
    OuValue fromlist = arguments[3] == OU_UNBOUND ? OU_NONE : arguments[3];
    return ou_import_name(vm, globals, ou_str_of(arguments[0]), fromlist, level);
}

// --- frames --------------------------------------------------------------------------------------

OU_FUNCTION(sys_getframe, "_getframe(depth=0, /)",
            "Return a frame object from the call stack.\n\n"
            "The default is the caller's; with a depth, the one that many calls further out.")
{
    int64_t depth = 0;
    if (arguments[0] != OU_UNBOUND && !ou_to_int64(vm, arguments[0], &depth)) return OU_ERROR;
    OuFrameWalk walk = ou_frame_innermost(vm);
    for (; walk.window && depth > 0; depth--) {
        if (!ou_frame_next(vm, &walk)) walk.window = NULL;
    }
    if (walk.window) return ou_frame_object(vm, &walk);
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "call stack is not deep enough");
}

const OuNativeDef *const ou_builtins_scope_functions[] = {
    &builtins_globals_native, &builtins_locals_native, &builtins_vars_native, &builtins_dir_native,
    &builtins_import_native, NULL,
};
const OuNativeDef *const ou_builtins_scope_sys_functions[] = { &sys_getframe_native, NULL };

// breakpoint.c: breakpoint() and sys.breakpointhook, which the variable PYTHONBREAKPOINT directs.
#include "vm/breakpoint.h"

#include <stdlib.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "runtime/warning.h"
#include "vm/import.h"

// Calls with what *args and **keywords of a native received.
static OuValue call_through(OuVM *vm, OuValue callee, const OuValue *arguments)
{
    return ou_call_extended(vm, callee, arguments[0], arguments[1]);
}

OU_FUNCTION(builtins_breakpoint, "breakpoint(*args, **kws)",
            "breakpoint(*args, **kws)\n\n"
            "Call sys.breakpointhook(*args, **kws).  sys.breakpointhook() must accept\n"
            "whatever arguments are passed.\n\n"
            "By default, this drops you into the pdb debugger.")
{
    OU_OWNED OuValue name = ou_str_make_text(vm, "breakpointhook");
    if (name == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue hook = ou_dict_get(vm, vm->sys, name);
    if (hook == OU_ERROR) return OU_ERROR;
    if (hook == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "lost sys.breakpointhook");
    }
    return call_through(vm, hook, arguments);
}

// `module.attribute`, imported; OU_UNBOUND without an exception when there is no such thing.
static OuValue find(OuVM *vm, const char *path)
{
    const char *dot = strrchr(path, '.');
    if (dot == path) return OU_UNBOUND;
    size_t length = dot ? (size_t)(dot - path) : strlen("builtins");
    OuString *module_name = ou_str_intern_text(vm, dot ? path : "builtins", length);
    if (!module_name) return OU_ERROR;
    OU_OWNED OuValue module = ou_import_module(vm, module_name);
    ou_object_unref(&module_name->header);
    if (module == OU_ERROR) {
        if (!ou_error_matches(vm, OU_TYPE_IMPORT_ERROR)) return OU_ERROR;
        ou_error_clear(vm);
        return OU_UNBOUND;
    }
    const char *attribute = dot ? dot + 1 : path;
    OuString *name = ou_str_intern_text(vm, attribute, strlen(attribute));
    if (!name) return OU_ERROR;
    OuValue found = ou_get_attribute_or_unbound(vm, module, name);
    ou_object_unref(&name->header);
    return found;
}

OU_FUNCTION(sys_breakpointhook, "breakpointhook(*args, **kws)",
            "breakpointhook(*args, **kws)\n\n"
            "This hook function is called by built-in breakpoint().")
{
    bool is_ignored = vm->flags[OU_FLAG_IGNORE_ENVIRONMENT];
    const char *path = is_ignored ? NULL : getenv("PYTHONBREAKPOINT");
    if (!path || !*path) path = "pdb.set_trace";
    if (!strcmp(path, "0")) return OU_NONE;
    OU_OWNED OuValue hook = find(vm, path);
    if (hook == OU_ERROR) return OU_ERROR;
    if (hook != OU_UNBOUND) return call_through(vm, hook, arguments);
    bool goes_on = ou_warn(vm, OU_TYPE_RUNTIME_WARNING,
                           "Ignoring unimportable $PYTHONBREAKPOINT: \"%s\"", path);
    return goes_on ? OU_NONE : OU_ERROR;
}

const OuNativeDef *const ou_breakpoint_functions[] = { &builtins_breakpoint_native, NULL };
const OuNativeDef *const ou_breakpoint_sys_functions[] = { &sys_breakpointhook_native, NULL };

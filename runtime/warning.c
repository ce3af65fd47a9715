#include "runtime/warning.h"

#include <stdarg.h>

#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/state.h"
#include "runtime/str.h"

bool ou_warn(OuVM *vm, OuTypeId category, const char *format, ...)
{
    if (!vm->host.import) return true;
    va_list list;
    va_start(list, format);
    OU_OWNED OuValue text = ou_str_make_vformat(vm, format, &list);
    va_end(list);
    if (text == OU_ERROR) return false;
    OuString *name = ou_str_intern_text(vm, "warnings", 8);
    OU_OWNED OuValue module = name ? vm->host.import(vm, name) : OU_ERROR;
    if (name) ou_object_unref(&name->header);
    OuString *function = module == OU_ERROR ? NULL : ou_str_intern_text(vm, "warn", 4);
    if (!function) return false;
    OuValue arguments[2] = { text, ou_pointer_value(vm->types[category]) };
    OuValue result = ou_call_method(vm, module, function, arguments, 2);
    ou_object_unref(&function->header);
    ou_unref(result);
    return result != OU_ERROR;
}

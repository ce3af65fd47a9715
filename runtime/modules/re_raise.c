// re_raise.c: what other modules do for this one: re.error, warnings, names of characters.
#include <string.h>

#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/modules/re_internal.h"
#include "runtime/protocol.h"

// module.name, the module imported.
static OuValue import_attribute(OuVM *vm, const char *module, const char *name)
{
    OuString *module_name = ou_str_intern_text(vm, module, strlen(module));
    if (!module_name) return OU_ERROR;
    OU_OWNED OuValue object = vm->host.import ? vm->host.import(vm, module_name)
        : ou_raise(vm, OU_TYPE_MODULE_NOT_FOUND_ERROR, "No module named '%s'", module);
    ou_object_unref(&module_name->header);
    OuString *key = object == OU_ERROR ? NULL : ou_str_intern_text(vm, name, strlen(name));
    if (!key) return OU_ERROR;
    OuValue value = ou_get_attribute(vm, object, key);
    ou_object_unref(&key->header);
    return value;
}

OuValue ou_re_raise(OuVM *vm, OuValue message, OuValue pattern, int64_t position)
{
    OU_OWNED OuValue class = import_attribute(vm, "re", "error");
    if (class == OU_ERROR) return OU_ERROR;
    OuValue arguments[3] = { message, pattern, position < 0 ? OU_NONE : ou_int_value(position) };
    OU_OWNED OuValue error = ou_call(vm, class, arguments, 3);
    return error == OU_ERROR ? OU_ERROR : ou_raise_object(vm, error);
}

bool ou_re_issue_warning(OuVM *vm, OuTypeId category, OuValue message, unsigned callers)
{
    OU_OWNED OuValue warn = import_attribute(vm, "warnings", "warn");
    if (warn == OU_ERROR) return false;
    OuValue arguments[3] = { message, ou_pointer_value(vm->types[category]),
                             ou_int_value((int64_t)callers + 1) };
    OuValue done = ou_call(vm, warn, arguments, 3);
    ou_unref(done);
    return done != OU_ERROR;
}

OuValue ou_re_lookup_name(OuVM *vm, OuValue name)
{
    OU_OWNED OuValue lookup = import_attribute(vm, "unicodedata", "lookup");
    if (lookup == OU_ERROR) return OU_ERROR;
    OuValue found = ou_call(vm, lookup, &name, 1);
    if (found != OU_ERROR || !ou_error_matches(vm, OU_TYPE_KEY_ERROR)) {
        bool is_one = found == OU_ERROR || (ou_is_str(found) && ou_str_of(found)->length == 1);
        if (is_one) return found;
        ou_unref(found);
        return OU_UNBOUND;
    }
    ou_error_clear(vm);
    return OU_UNBOUND;
}

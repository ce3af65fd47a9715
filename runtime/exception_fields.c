// exception_fields.c: exceptions with one to three fields: StopIteration, SystemExit, NameError,
// AttributeError, ImportError; and KeyError.
#include "runtime/exception_types.h"

#include "runtime/dict.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// --- StopIteration and SystemExit ----------------------------------------------------------------

OU_EXCEPTION_FIELD(value, OU_FIELD_VALUE)

bool ou_stop_iteration_initialise(OuVM *vm, OuValue self, const OuValue *arguments,
                                  size_t positional, OuTuple *names)
{
    if (!ou_exception_initialise(vm, self, arguments, positional, names)) return false;
    return ou_field_set(self, OU_FIELD_VALUE, positional ? arguments[0] : OU_NONE);
}

const OuNativeDef *const ou_stop_iteration_methods[] = { NULL };
const OuGetSetDef ou_stop_iteration_getset[] = {
    { "value", get_value, set_value, "generator return value" },
    { NULL, NULL, NULL, NULL },
};

bool ou_system_exit_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                               OuTuple *names)
{
    if (!ou_exception_initialise(vm, self, arguments, positional, names)) return false;
    if (positional == 0) return true;
    if (positional == 1) return ou_field_set(self, OU_FIELD_CODE, arguments[0]);
    return ou_field_set(self, OU_FIELD_CODE, ou_pointer_value(ou_exception_of(self)->args));
}

const OuNativeDef *const ou_system_exit_methods[] = { NULL };
const OuGetSetDef ou_system_exit_getset[] = {
    { "code", get_value, set_value, "exception code" },
    { NULL, NULL, NULL, NULL },
};

// --- NameError and AttributeError ----------------------------------------------------------------

OU_EXCEPTION_FIELD(name, OU_FIELD_NAME)
OU_EXCEPTION_FIELD(obj, OU_FIELD_OBJ)

static bool initialise_named(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                             OuTuple *names, const char *type_name, const char *const *allowed)
{
    return ou_exception_initialise(vm, self, arguments, positional, NULL)
        && ou_exception_take_names(vm, ou_exception_of(self), type_name, allowed,
                                   arguments + positional, names);
}

bool ou_name_error_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                              OuTuple *names)
{
    static const char *const allowed[] = { "name", NULL };
    return initialise_named(vm, self, arguments, positional, names, "NameError", allowed);
}

const OuNativeDef *const ou_name_error_methods[] = { NULL };
const OuGetSetDef ou_name_error_getset[] = {
    { "name", get_name, set_name, "name" },
    { NULL, NULL, NULL, NULL },
};

bool ou_attribute_error_initialise(OuVM *vm, OuValue self, const OuValue *arguments,
                                   size_t positional, OuTuple *names)
{
    static const char *const allowed[] = { "name", "obj", NULL };
    return initialise_named(vm, self, arguments, positional, names, "AttributeError", allowed);
}

const OuNativeDef *const ou_attribute_error_methods[] = { NULL };
const OuGetSetDef ou_attribute_error_getset[] = {
    { "name", get_name, set_name, "attribute name" },
    { "obj", get_obj, set_obj, "object" },
    { NULL, NULL, NULL, NULL },
};

// --- ImportError ---------------------------------------------------------------------------------

OU_EXCEPTION_FIELD(path, OU_FIELD_PATH)
OU_EXCEPTION_FIELD(msg, OU_FIELD_IMPORT_MSG)

bool ou_import_error_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                                OuTuple *names)
{
    static const char *const allowed[] = { "name", "path", NULL };
    if (!initialise_named(vm, self, arguments, positional, names, "ImportError", allowed))
        return false;
    return ou_field_set(self, OU_FIELD_IMPORT_MSG, positional == 1 ? arguments[0] : OU_UNBOUND);
}

OuValue ou_import_error_str(OuVM *vm, OuValue self)
{
    OuValue msg = ou_exception_of(self)->fields[OU_FIELD_IMPORT_MSG];
    return ou_is_exact_str(msg) ? ou_ref(msg) : ou_exception_str(vm, self);
}

// The attributes, with name and path if they are set; UNBOUND if there are none.
static OuValue import_error_state(OuVM *vm, OuException *self)
{
    static const unsigned fields[] = { OU_FIELD_NAME, OU_FIELD_PATH };
    OuString *const names[] = { OU_NAMED(vm, name), OU_NAMED(vm, path) };
    bool has_fields = self->fields[OU_FIELD_NAME] != OU_UNBOUND
                   || self->fields[OU_FIELD_PATH] != OU_UNBOUND;
    if (!has_fields) return self->dict ? ou_ref(ou_pointer_value(self->dict)) : OU_UNBOUND;
    OuDict *fresh = self->dict ? NULL : ou_dict_new(vm);
    OuValue state = self->dict ? ou_dict_copy(vm, self->dict)
                  : fresh ? ou_pointer_value(fresh) : OU_ERROR;
    for (unsigned i = 0; state != OU_ERROR && i < 2; i++) {
        OuValue value = self->fields[fields[i]];
        if (value == OU_UNBOUND || ou_dict_set_name(vm, ou_dict_of(state), names[i], value))
            continue;
        ou_unref(state);
        state = OU_ERROR;
    }
    return state;
}

OU_METHOD(import_error_reduce, "__reduce__(self, /)", "Helper for pickle.")
{
    OuException *self = ou_exception_of(arguments[0]);
    OU_OWNED OuValue state = import_error_state(vm, self);
    if (state == OU_ERROR) return OU_ERROR;
    return ou_exception_reduce(vm, arguments[0], self->args ? self->args : vm->empty_tuple, state);
}

const OuNativeDef *const ou_import_error_methods[] = { &import_error_reduce_native, NULL };
const OuGetSetDef ou_import_error_getset[] = {
    { "msg", get_msg, set_msg, "exception message" },
    { "name", get_name, set_name, "module name" },
    { "path", get_path, set_path, "module path" },
    { NULL, NULL, NULL, NULL },
};

// --- KeyError ------------------------------------------------------------------------------------

// The key alone would be unreadable when it is empty or has spaces around it.
OuValue ou_key_error_str(OuVM *vm, OuValue self)
{
    OuTuple *args = ou_exception_of(self)->args;
    if (!args || args->length != 1) return ou_exception_str(vm, self);
    OU_OWNED OuValue key = ou_ref(args->items[0]);
    return ou_repr(vm, key);
}

const OuNativeDef *const ou_key_error_methods[] = { NULL };
const OuGetSetDef ou_key_error_getset[] = { { NULL, NULL, NULL, NULL } };

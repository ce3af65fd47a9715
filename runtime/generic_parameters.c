#include "runtime/generic_parameters.h"

#include <string.h>

#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/state.h"
#include "runtime/str.h"

static OuValue attribute(OuVM *vm, OuValue value, const char *text)
{
    OuString *name = ou_str_intern_text(vm, text, strlen(text));
    if (!name) return OU_ERROR;
    OuValue result = ou_get_attribute_or_unbound(vm, value, name);
    ou_object_unref(&name->header);
    return result;
}

// --- finding -------------------------------------------------------------------------------------

static bool add_once(OuVM *vm, OuList *found, OuValue parameter)
{
    for (size_t i = 0; i < found->length; i++) {
        if (found->items[i] == parameter) return true;
    }
    return ou_list_append(vm, found, parameter);
}

// A variable is what can be substituted; other arguments may hold some.
static bool add_parameters(OuVM *vm, OuList *found, OuValue arg)
{
    if (ou_is_type(arg)) return true;
    OU_OWNED OuValue substitute = attribute(vm, arg, "__typing_subst__");
    if (substitute == OU_ERROR) return false;
    if (substitute != OU_UNBOUND) return add_once(vm, found, arg);
    OU_OWNED OuValue inner = attribute(vm, arg, "__parameters__");
    if (inner == OU_ERROR) return false;
    if (!ou_is_tuple(inner)) return true;
    const OuTuple *parameters = ou_tuple_of(inner);
    for (size_t i = 0; i < parameters->length; i++) {
        if (!add_once(vm, found, parameters->items[i])) return false;
    }
    return true;
}

OuValue ou_generic_parameters(OuVM *vm, const OuTuple *args)
{
    OU_OWNED OuValue found = ou_list_make(vm, NULL, 0);
    if (found == OU_ERROR) return OU_ERROR;
    for (size_t i = 0; i < args->length; i++) {
        if (!add_parameters(vm, ou_list_of(found), args->items[i])) return OU_ERROR;
    }
    return ou_list_as_tuple(vm, ou_list_of(found));
}

// --- putting types in ----------------------------------------------------------------------------

// `*tuple[int, str]` among the given types stands for int, str.
static bool add_unpacked(OuVM *vm, OuList *items, OuValue item)
{
    if (!ou_is_type(item)) {
        OU_OWNED OuValue inner = attribute(vm, item, "__typing_unpacked_tuple_args__");
        if (inner == OU_ERROR) return false;
        if (ou_is_tuple(inner)) {
            const OuTuple *tuple = ou_tuple_of(inner);
            bool open = tuple->length && tuple->items[tuple->length - 1] == OU_ELLIPSIS;
            if (!open) return ou_list_extend(vm, items, inner);
        }
    }
    return ou_list_append(vm, items, item);
}

static OuValue given_items(OuVM *vm, OuValue key)
{
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    if (!ou_is_tuple(key)) {
        if (!add_unpacked(vm, ou_list_of(list), key)) return OU_ERROR;
    } else {
        const OuTuple *tuple = ou_tuple_of(key);
        for (size_t i = 0; i < tuple->length; i++) {
            if (!add_unpacked(vm, ou_list_of(list), tuple->items[i])) return OU_ERROR;
        }
    }
    return ou_list_as_tuple(vm, ou_list_of(list));
}

// Variables for several types arrange what is given as they need it.
static bool prepare(OuVM *vm, OuValue self, const OuTuple *parameters, OuValue *given)
{
    for (size_t i = 0; i < parameters->length; i++) {
        OU_OWNED OuValue hook = attribute(vm, parameters->items[i], "__typing_prepare_subst__");
        if (hook == OU_ERROR) return false;
        if (hook == OU_UNBOUND) continue;
        OuValue arguments[2] = { self, *given };
        OuValue prepared = ou_call(vm, hook, arguments, 2);
        if (prepared == OU_ERROR) return false;
        OuValue tuple = ou_tuple_from_iterable(vm, prepared);
        ou_unref(prepared);
        if (tuple == OU_ERROR) return false;
        ou_set_steal(given, tuple);
    }
    return true;
}

static OuValue given_for(const OuTuple *parameters, const OuTuple *given, OuValue parameter)
{
    for (size_t i = 0; i < parameters->length && i < given->length; i++) {
        if (parameters->items[i] == parameter) return given->items[i];
    }
    return OU_UNBOUND;
}

// An argument that holds variables is subscripted with what is given for those.
static OuValue subscripted(OuVM *vm, OuValue arg, const OuTuple *parameters, const OuTuple *given)
{
    OU_OWNED OuValue inner = attribute(vm, arg, "__parameters__");
    if (inner == OU_ERROR) return OU_ERROR;
    if (!ou_is_tuple(inner) || !ou_tuple_of(inner)->length) return ou_ref(arg);
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    const OuTuple *variables = ou_tuple_of(inner);
    for (size_t i = 0; i < variables->length; i++) {
        OuValue type = given_for(parameters, given, variables->items[i]);
        if (type == OU_UNBOUND) type = variables->items[i];
        bool several = ou_is_tuple(type);
        if (several ? !ou_list_extend(vm, ou_list_of(list), type)
                    : !ou_list_append(vm, ou_list_of(list), type)) return OU_ERROR;
    }
    OU_OWNED OuValue key = ou_list_as_tuple(vm, ou_list_of(list));
    return key == OU_ERROR ? OU_ERROR : ou_get_item(vm, arg, key);
}

static bool add_substituted(OuVM *vm, OuList *made, OuValue arg, const OuTuple *parameters,
                            const OuTuple *given)
{
    if (ou_is_type(arg)) return ou_list_append(vm, made, arg);
    OU_OWNED OuValue unpacked = attribute(vm, arg, "__typing_is_unpacked_typevartuple__");
    OU_OWNED OuValue hook = attribute(vm, arg, "__typing_subst__");
    if (unpacked == OU_ERROR || hook == OU_ERROR) return false;
    OuValue type = given_for(parameters, given, arg);
    OU_OWNED OuValue new = hook != OU_UNBOUND && type != OU_UNBOUND
        ? ou_call(vm, hook, &type, 1) : subscripted(vm, arg, parameters, given);
    if (new == OU_ERROR) return false;
    bool spread = unpacked == OU_TRUE && ou_is_tuple(new);
    return spread ? ou_list_extend(vm, made, new) : ou_list_append(vm, made, new);
}

OuValue ou_generic_substitute(OuVM *vm, OuValue self, const OuTuple *args, OuValue key)
{
    OU_OWNED OuValue variables = ou_generic_parameters(vm, args);
    if (variables == OU_ERROR) return OU_ERROR;
    const OuTuple *parameters = ou_tuple_of(variables);
    if (!parameters->length) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%R is not a generic class", self);
    }
    OU_OWNED OuValue given = given_items(vm, key);
    if (given == OU_ERROR || !prepare(vm, self, parameters, &given)) return OU_ERROR;
    size_t count = ou_tuple_of(given)->length;
    if (count != parameters->length) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "Too %s arguments for %R; actual %zu, expected %zu",
                        count > parameters->length ? "many" : "few", self, count,
                        parameters->length);
    }
    OU_OWNED OuValue made = ou_list_make(vm, NULL, 0);
    if (made == OU_ERROR) return OU_ERROR;
    for (size_t i = 0; i < args->length; i++) {
        if (!add_substituted(vm, ou_list_of(made), args->items[i], parameters,
                             ou_tuple_of(given))) return OU_ERROR;
    }
    return ou_list_as_tuple(vm, ou_list_of(made));
}

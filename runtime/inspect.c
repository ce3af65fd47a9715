// inspect.c: isinstance, issubclass, dir.
#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/slots_script.h"
#include "runtime/str.h"

// --- isinstance and issubclass -------------------------------------------------------------------

// Anything may play the class that has a tuple `__bases__`: owned, UNBOUND where there is none.
static OuValue bases_of(OuVM *vm, OuValue class)
{
    OuValue bases = ou_get_attribute_or_unbound(vm, class, OU_NAMED(vm, dunder_bases));
    if (bases == OU_ERROR || bases == OU_UNBOUND || ou_is_tuple(bases)) return bases;
    ou_unref(bases);
    return OU_UNBOUND;
}

static bool is_like_class(OuVM *vm, OuValue class, const char *complaint)
{
    OuValue bases = bases_of(vm, class);
    if (bases == OU_ERROR) return false;
    if (bases == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s", complaint);
        return false;
    }
    ou_unref(bases);
    return true;
}

static bool derives(OuVM *vm, OuValue derived, OuValue class, bool *answer);

static bool any_derives(OuVM *vm, const OuTuple *bases, OuValue class, bool *answer)
{
    if (!ou_recursion_enter(vm, " in __issubclass__")) return false;
    bool ok = true;
    for (size_t i = 0; ok && !*answer && i < bases->length; i++) {
        ok = derives(vm, bases->items[i], class, answer);
    }
    ou_recursion_leave(vm);
    return ok;
}

// Up along the `__bases__`; a chain of single bases needs no recursion, but may have no end.
static bool derives(OuVM *vm, OuValue derived, OuValue class, bool *answer)
{
    OU_OWNED OuValue at = ou_ref(derived);
    *answer = false;
    for (;;) {
        if (at == class) { *answer = true; return true; }
        OU_OWNED OuValue bases = bases_of(vm, at);
        if (bases == OU_ERROR) return false;
        if (bases == OU_UNBOUND || !ou_tuple_of(bases)->length) return true;
        if (ou_tuple_of(bases)->length > 1) {
            return any_derives(vm, ou_tuple_of(bases), class, answer);
        }
        if (!ou_check_interrupt(vm)) return false;
        ou_set(&at, ou_tuple_of(bases)->items[0]);
    }
}

static bool is_instance_of_like(OuVM *vm, OuValue object, OuValue class, bool *answer)
{
    *answer = false;
    if (!is_like_class(vm, class,
                       "isinstance() arg 2 must be a type, a tuple of types, or a union")) {
        return false;
    }
    OU_OWNED OuValue own = ou_get_attribute_or_unbound(vm, object, OU_NAMED(vm, dunder_class));
    if (own == OU_ERROR) return false;
    return own == OU_UNBOUND || derives(vm, own, class, answer);
}

bool ou_is_instance_plain(OuVM *vm, OuValue object, OuValue class, bool *answer)
{
    if (!ou_is_type(class)) return is_instance_of_like(vm, object, class, answer);
    OuType *type = (OuType *)ou_pointer_of(class);
    *answer = ou_is_subtype(ou_type_of(vm, object), type);
    if (*answer || !ou_is_pointer(object)) return true;
    OuValue claimed = ou_get_attribute_or_unbound(vm, object, OU_NAMED(vm, dunder_class));
    if (claimed == OU_ERROR) return false;
    if (ou_is_type(claimed)) *answer = ou_is_subtype((OuType *)ou_pointer_of(claimed), type);
    ou_unref(claimed);
    return true;
}

bool ou_is_subclass_plain(OuVM *vm, OuValue class, OuValue base, bool *answer)
{
    if (!ou_is_type(class) || !ou_is_type(base)) {
        if (!is_like_class(vm, class, "issubclass() arg 1 must be a class")
            || !is_like_class(vm, base, "issubclass() arg 2 must be a class, a tuple of classes, "
                              "or a union")) return false;
        return derives(vm, class, base, answer);
    }
    *answer = ou_is_subtype((OuType *)ou_pointer_of(class), (OuType *)ou_pointer_of(base));
    return true;
}

typedef bool Question(OuVM *vm, OuValue subject, OuValue class, bool *answer);

// Any item of a tuple will do; tuples may nest.
static bool ask_tuple(OuVM *vm, OuValue subject, OuTuple *tuple, Question *ask, bool *answer)
{
    if (!ou_recursion_enter(vm, " in __instancecheck__")) return false;
    bool ok = true;
    *answer = false;
    for (size_t i = 0; ok && !*answer && i < tuple->length; i++) {
        ok = ask(vm, subject, tuple->items[i], answer);
    }
    ou_recursion_leave(vm);
    return ok;
}

static bool ask_hook(OuVM *vm, OuValue subject, OuValue class, OuString *name, bool *answer,
                     bool *asked)
{
    OuValue result = ou_call_dunder(vm, class, name, &subject, 1);
    *asked = result != OU_UNBOUND;
    if (!*asked) return true;
    if (result == OU_ERROR) return false;
    bool ok = ou_truth(vm, result, answer);
    ou_unref(result);
    return ok;
}

bool ou_is_instance(OuVM *vm, OuValue object, OuValue class, bool *answer)
{
    if (ou_is_type(class)) {
        OuType *type = (OuType *)ou_pointer_of(class);
        if (ou_type_of(vm, object) == type) { *answer = true; return true; }
        if (type->metatype == vm->types[OU_TYPE_TYPE])
            return ou_is_instance_plain(vm, object, class, answer);
    } else if (ou_is_tuple(class)) {
        return ask_tuple(vm, object, ou_tuple_of(class), ou_is_instance, answer);
    } else if (ou_is_union(class)) {
        return ask_tuple(vm, object, ou_union_members(class), ou_is_instance, answer);
    }
    bool asked;
    if (!ask_hook(vm, object, class, OU_NAMED(vm, dunder_instancecheck), answer, &asked))
        return false;
    return asked || ou_is_instance_plain(vm, object, class, answer);
}

bool ou_is_subclass(OuVM *vm, OuValue class, OuValue base, bool *answer)
{
    if (ou_is_type(base)) {
        OuType *type = (OuType *)ou_pointer_of(base);
        if (type->metatype == vm->types[OU_TYPE_TYPE])
            return ou_is_subclass_plain(vm, class, base, answer);
    } else if (ou_is_tuple(base)) {
        return ask_tuple(vm, class, ou_tuple_of(base), ou_is_subclass, answer);
    } else if (ou_is_union(base)) {
        return ask_tuple(vm, class, ou_union_members(base), ou_is_subclass, answer);
    }
    bool asked;
    if (!ask_hook(vm, class, base, OU_NAMED(vm, dunder_subclasscheck), answer, &asked))
        return false;
    return asked || ou_is_subclass_plain(vm, class, base, answer);
}

// --- dir -----------------------------------------------------------------------------------------

static bool merge_keys(OuVM *vm, OuDict *into, OuDict *from)
{
    uint32_t position = 0;
    OuValue key, value;
    while (ou_dict_walk(from, &position, &key, &value)) {
        if (ou_is_str(key) && !ou_dict_set(vm, into, key, OU_NONE)) return false;
    }
    return true;
}

static bool merge_class(OuVM *vm, OuDict *into, OuType *type);

// A class whose metaclass is still thinking about its order.
static bool merge_incomplete(OuVM *vm, OuDict *into, OuType *type)
{
    if (!ou_recursion_enter(vm, "")) return false;
    bool ok = true;
    for (size_t i = 0; ok && i < type->bases->length; i++) {
        ok = merge_class(vm, into, (OuType *)ou_pointer_of(type->bases->items[i]));
    }
    ou_recursion_leave(vm);
    return ok && merge_keys(vm, into, type->dict);
}

static bool merge_class(OuVM *vm, OuDict *into, OuType *type)
{
    if (!type->mro) return merge_incomplete(vm, into, type);
    for (size_t i = type->mro->length; i-- > 0;) {
        OuType *owner = (OuType *)ou_pointer_of(type->mro->items[i]);
        if (!ou_type_fill_if_needed(vm, owner) || !merge_keys(vm, into, owner->dict)) return false;
    }
    return true;
}

static OuValue keys_of_steal(OuVM *vm, OuDict *names)
{
    OuValue dict = ou_pointer_value(names);
    OuValue list = ou_list_from_iterable(vm, dict);
    ou_unref(dict);
    return list;
}

OuValue ou_type_dir(OuVM *vm, OuType *type)
{
    OuDict *names = ou_dict_new(vm);
    if (!names) return OU_ERROR;
    if (merge_class(vm, names, type)) return keys_of_steal(vm, names);
    ou_object_unref(&names->header);
    return OU_ERROR;
}

static bool merge_claimed(OuVM *vm, OuDict *into, OuValue class);

static bool merge_claimed_bases(OuVM *vm, OuDict *into, OuValue bases)
{
    size_t length;
    if (!ou_length(vm, bases, &length)) return false;
    for (size_t i = 0; i < length; i++) {
        OU_OWNED OuValue base = ou_get_item(vm, bases, ou_int_value((int64_t)i));
        if (base == OU_ERROR || !merge_claimed(vm, into, base)) return false;
    }
    return true;
}

// What an object says its class is: by its __dict__ and its __bases__.
static bool merge_claimed(OuVM *vm, OuDict *into, OuValue class)
{
    if (ou_is_type(class)) return merge_class(vm, into, (OuType *)ou_pointer_of(class));
    if (!ou_recursion_enter(vm, "")) return false;
    OU_OWNED OuValue dict = ou_get_attribute_or_unbound(vm, class, OU_NAMED(vm, dunder_dict));
    bool ok = dict != OU_ERROR && (dict == OU_UNBOUND || ou_dict_update(vm, into, dict));
    OU_OWNED OuValue bases =
        ok ? ou_get_attribute_or_unbound(vm, class, OU_NAMED(vm, dunder_bases)) : OU_ERROR;
    if (bases == OU_ERROR) ok = false;
    else if (bases != OU_UNBOUND) ok = merge_claimed_bases(vm, into, bases);
    ou_recursion_leave(vm);
    return ok;
}

OuValue ou_object_dir(OuVM *vm, OuValue object)
{
    OuDict *names = ou_dict_new(vm);
    if (!names) return OU_ERROR;
    OuValue dict = ou_get_attribute_or_unbound(vm, object, OU_NAMED(vm, dunder_dict));
    bool ok = dict != OU_ERROR;
    if (ok && ou_is_dict(dict)) ok = merge_keys(vm, names, ou_dict_of(dict));
    ou_unref(dict);
    OU_OWNED OuValue class =
        ok ? ou_get_attribute_or_unbound(vm, object, OU_NAMED(vm, dunder_class)) : OU_ERROR;
    ok = class == OU_UNBOUND || (class != OU_ERROR && merge_claimed(vm, names, class));
    if (ok) return keys_of_steal(vm, names);
    ou_object_unref(&names->header);
    return OU_ERROR;
}

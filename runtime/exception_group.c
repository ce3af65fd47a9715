// exception_group.c: BaseExceptionGroup and ExceptionGroup (PEP 654).
#include "runtime/exception_types.h"

#include "runtime/dict.h"
#include "runtime/generic_alias.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/set.h"
#include "runtime/str.h"

bool ou_is_exception_group(const OuVM *vm, OuValue value)
{
    return ou_is_exception(value) && ou_is_instance_of(vm, value, OU_TYPE_BASE_EXCEPTION_GROUP);
}

static OuTuple *members_of(OuVM *vm, OuValue group)              // borrowed
{
    OuValue members = ou_exception_of(group)->fields[OU_FIELD_EXCEPTIONS];
    return ou_is_tuple(members) ? ou_tuple_of(members) : vm->empty_tuple;
}

// --- __new__ -------------------------------------------------------------------------------------

static OuValue check_members(OuVM *vm, OuValue given, bool *only_exceptions)
{
    const OuSlots *slots = &ou_type_of(vm, given)->slots;
    if (!slots->get_item || ou_is_dict(given)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "second argument (exceptions) must be a sequence");
    }
    OuValue members = ou_tuple_from_iterable(vm, given);
    if (members == OU_ERROR) return OU_ERROR;
    OuTuple *tuple = ou_tuple_of(members);
    *only_exceptions = true;
    if (tuple->length == 0) {
        ou_unref(members);
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "second argument (exceptions) must be a non-empty sequence");
    }
    for (size_t i = 0; i < tuple->length; i++) {
        if (!ou_is_exception(tuple->items[i])) {
            ou_unref(members);
            return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                            "Item %zu of second argument (exceptions) is not an exception", i);
        }
        *only_exceptions &= ou_is_instance_of(vm, tuple->items[i], OU_TYPE_EXCEPTION);
    }
    return members;
}

// A BaseExceptionGroup of nothing but Exceptions is an ExceptionGroup. NULL: an exception is set.
static OuType *choose_type(OuVM *vm, OuType *type, bool only_exceptions)
{
    OuType *plain = vm->types[OU_TYPE_EXCEPTION_GROUP];
    if (only_exceptions) return type == vm->types[OU_TYPE_BASE_EXCEPTION_GROUP] ? plain : type;
    if (!ou_is_subtype(type, vm->types[OU_TYPE_EXCEPTION])) return type;
    if (type == plain) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "Cannot nest BaseExceptions in an ExceptionGroup");
    } else {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "Cannot nest BaseExceptions in '%N'", type);
    }
    return NULL;
}

OuValue ou_group_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                           OuTuple *names)
{
    if (positional != 2) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zu given)",
                        positional);
    }
    if (!ou_is_str(arguments[0])) {
        if (arguments[0] == OU_NONE) {
            return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                            "BaseExceptionGroup.__new__() argument 1 must be str, not None");
        }
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "BaseExceptionGroup.__new__() argument 1 must be str, not %B",
                        arguments[0]);
    }
    bool only_exceptions = true;
    OU_OWNED OuValue members = check_members(vm, arguments[1], &only_exceptions);
    if (members == OU_ERROR) return OU_ERROR;
    OuType *chosen = choose_type(vm, type, only_exceptions);
    if (!chosen) return OU_ERROR;
    OuValue made = ou_exception_construct(vm, chosen, arguments, positional, NULL);
    if (made == OU_ERROR) return OU_ERROR;
    (void)ou_field_set(made, OU_FIELD_MESSAGE, arguments[0]);
    (void)ou_field_set(made, OU_FIELD_EXCEPTIONS, members);
    return made;
}

bool ou_group_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                         OuTuple *names)
{
    return ou_exception_initialise(vm, self, arguments, positional, names);
}

OuValue ou_group_str(OuVM *vm, OuValue self)
{
    OU_OWNED OuValue message = ou_field_get(self, OU_FIELD_MESSAGE);
    size_t count = members_of(vm, self)->length;
    return ou_str_make_format(vm, "%V (%zu sub-exception%s)", message, count,
                              count == 1 ? "" : "s");
}

// --- selecting -----------------------------------------------------------------------------------

// What is asked of each exception: is it an instance of these classes, does a predicate say yes, or
// (not of groups) is its address in this set?
typedef struct Matcher { OuValue classes, predicate, addresses; } Matcher;

static bool is_class_condition(const OuVM *vm, OuValue condition)
{
    if (ou_is_exception_class(vm, condition)) return true;
    if (!ou_is_exact_tuple(condition)) return false;
    const OuTuple *tuple = ou_tuple_of(condition);
    for (size_t i = 0; i < tuple->length; i++) {
        if (!ou_is_exception_class(vm, tuple->items[i])) return false;
    }
    return true;
}

static bool read_matcher(OuVM *vm, OuValue condition, Matcher *matcher)
{
    *matcher = (Matcher){ OU_UNBOUND, OU_UNBOUND, OU_UNBOUND };
    if (is_class_condition(vm, condition)) matcher->classes = condition;
    else if (ou_kind_of(condition) == OU_KIND_FUNCTION) matcher->predicate = condition;
    if (matcher->classes != OU_UNBOUND || matcher->predicate != OU_UNBOUND) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   "expected a function, exception type or tuple of exception types");
    return false;
}

static OuValue address_of(OuValue exception)
{
    return ou_int_value((int64_t)(uintptr_t)ou_pointer_of(exception));
}

static bool matches_class(const OuVM *vm, OuValue exception, OuValue class)
{
    return ou_is_subtype(ou_type_of(vm, exception), (OuType *)ou_pointer_of(class));
}

static bool ask(OuVM *vm, const Matcher *matcher, OuValue exception, bool *answer)
{
    *answer = false;
    if (matcher->addresses != OU_UNBOUND) {
        if (ou_is_exception_group(vm, exception)) return true;
        return ou_set_contains(vm, ou_set_of(matcher->addresses), address_of(exception), answer);
    }
    if (matcher->predicate != OU_UNBOUND) {
        OU_OWNED OuValue result = ou_call(vm, matcher->predicate, &exception, 1);
        return result != OU_ERROR && ou_truth(vm, result, answer);
    }
    if (ou_is_type(matcher->classes)) {
        *answer = matches_class(vm, exception, matcher->classes);
        return true;
    }
    const OuTuple *tuple = ou_tuple_of(matcher->classes);
    for (size_t i = 0; i < tuple->length && !*answer; i++) {
        *answer = matches_class(vm, exception, tuple->items[i]);
    }
    return true;
}

// --- deriving ------------------------------------------------------------------------------------

static bool copy_notes(OuVM *vm, OuValue from, OuValue to)
{
    OU_OWNED OuValue notes = ou_get_attribute_or_unbound(vm, from, OU_NAMED(vm, dunder_notes));
    if (notes == OU_ERROR) return false;
    if (notes == OU_UNBOUND || !ou_type_of(vm, notes)->slots.get_item || ou_is_dict(notes))
        return true;
    OU_OWNED OuValue copy = ou_list_from_iterable(vm, notes);
    return copy != OU_ERROR && ou_set_attribute(vm, to, OU_NAMED(vm, dunder_notes), copy);
}

// A group of these members like the original: its derive() makes it, traceback and notes are taken
// over.
static OuValue derive(OuVM *vm, OuValue original, OuValue members)
{
    OuString *name = ou_str_intern_text(vm, "derive", 6);
    if (!name) return OU_ERROR;
    OuValue made = ou_call_method(vm, original, name, &members, 1);
    ou_object_unref(&name->header);
    if (made == OU_ERROR) return OU_ERROR;
    if (!ou_is_exception_group(vm, made)) {
        ou_unref(made);
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "derive must return an instance of BaseExceptionGroup");
    }
    OuException *from = ou_exception_of(original), *to = ou_exception_of(made);
    ou_set(&to->traceback, from->traceback);
    ou_set(&to->context, from->context);
    ou_exception_set_cause(to, from->cause);
    if (copy_notes(vm, original, made)) return made;
    ou_unref(made);
    return OU_ERROR;
}

static OuValue derive_unless_empty(OuVM *vm, OuValue original, OuValue list)
{
    return ou_list_of(list)->length ? derive(vm, original, list) : OU_NONE;
}

// --- splitting -----------------------------------------------------------------------------------

static bool split(OuVM *vm, const Matcher *matcher, OuValue exception, bool wants_rest,
                  OuValue *matching, OuValue *rest);

static bool append_unless_none(OuVM *vm, OuValue list, OuValue part)
{
    bool ok = part == OU_NONE || ou_list_append(vm, ou_list_of(list), part);
    ou_unref(part);
    return ok;
}

static bool split_members(OuVM *vm, const Matcher *matcher, OuValue group, bool wants_rest,
                          OuValue yes, OuValue no)
{
    OU_OWNED OuValue members = ou_ref(ou_pointer_value(members_of(vm, group)));
    const OuTuple *tuple = ou_tuple_of(members);
    bool ok = ou_recursion_enter(vm, " in exceptiongroup_split_recursive");
    if (!ok) return false;
    for (size_t i = 0; ok && i < tuple->length; i++) {
        OuValue matching, rest;
        ok = split(vm, matcher, tuple->items[i], wants_rest, &matching, &rest);
        if (!ok) break;
        ok = append_unless_none(vm, yes, matching);
        if (!append_unless_none(vm, no, rest)) ok = false;
    }
    ou_recursion_leave(vm);
    return ok;
}

static bool split_group(OuVM *vm, const Matcher *matcher, OuValue group, bool wants_rest,
                        OuValue *matching, OuValue *rest)
{
    OU_OWNED OuValue yes = ou_list_make(vm, NULL, 0);
    if (yes == OU_ERROR) return false;
    OU_OWNED OuValue no = ou_list_make(vm, NULL, 0);
    if (no == OU_ERROR || !split_members(vm, matcher, group, wants_rest, yes, no)) return false;
    *matching = derive_unless_empty(vm, group, yes);
    if (*matching == OU_ERROR) return false;
    *rest = wants_rest ? derive_unless_empty(vm, group, no) : OU_NONE;
    if (*rest != OU_ERROR) return true;
    ou_unref(*matching);
    return false;
}

static bool split(OuVM *vm, const Matcher *matcher, OuValue exception, bool wants_rest,
                  OuValue *matching, OuValue *rest)
{
    bool answer;
    *matching = *rest = OU_NONE;
    if (!ask(vm, matcher, exception, &answer)) return false;
    if (answer) *matching = ou_ref(exception);
    else if (ou_is_exception_group(vm, exception)) {
        return split_group(vm, matcher, exception, wants_rest, matching, rest);
    } else if (wants_rest) *rest = ou_ref(exception);
    return true;
}

bool ou_exception_split(OuVM *vm, OuValue exception, OuValue classes, OuValue *matching,
                        OuValue *rest)
{
    Matcher matcher = { classes, OU_UNBOUND, OU_UNBOUND };
    return split(vm, &matcher, exception, true, matching, rest);
}

// --- except* -------------------------------------------------------------------------------------

OuValue ou_exception_wrap(OuVM *vm, OuValue exceptions)
{
    OuValue given[] = { ou_str_value(vm->empty_string), exceptions };
    return ou_call(vm, ou_pointer_value(vm->types[OU_TYPE_BASE_EXCEPTION_GROUP]), given, 2);
}

// Was it split off the original, and raised again as it was?
static bool is_part_of(OuValue part, OuValue original)
{
    const OuException *one = ou_exception_of(part), *other = ou_exception_of(original);
    return one->traceback == other->traceback && one->cause == other->cause &&
           one->context == other->context;
}

static bool collect_leaves(OuVM *vm, OuValue exception, OuValue addresses)
{
    if (!ou_is_exception_group(vm, exception)) {
        return ou_set_add(vm, ou_set_of(addresses), address_of(exception));
    }
    if (!ou_recursion_enter(vm, " in collect_exception_group_leaf_ids")) return false;
    const OuTuple *members = members_of(vm, exception);
    bool ok = true;
    for (size_t i = 0; ok && i < members->length; i++) {
        ok = collect_leaves(vm, members->items[i], addresses);
    }
    ou_recursion_leave(vm);
    return ok;
}

// The original with only those exceptions that are in one of the parts, nested as they were.
static OuValue project(OuVM *vm, OuValue original, const OuList *parts)
{
    OU_OWNED OuValue addresses = ou_set_make(vm, OU_TYPE_SET);
    if (addresses == OU_ERROR) return OU_ERROR;
    for (size_t i = 0; i < parts->length; i++) {
        if (!collect_leaves(vm, parts->items[i], addresses)) return OU_ERROR;
    }
    Matcher matcher = { OU_UNBOUND, OU_UNBOUND, addresses };
    OuValue matching, rest;
    return split(vm, &matcher, original, false, &matching, &rest) ? matching : OU_ERROR;
}

// As _PyExc_PrepReraiseStar: what was raised again or not handled becomes one group, shaped like
// the original; it stands beside what the clauses have raised anew.
OuValue ou_exception_join(OuVM *vm, OuValue original, OuValue left)
{
    const OuList *list = ou_list_of(left);
    if (!list->length) return OU_NONE;
    if (!ou_is_exception_group(vm, original)) return ou_ref(list->items[0]);
    OU_OWNED OuValue raised = ou_list_make(vm, NULL, 0);
    OU_OWNED OuValue again = ou_list_make(vm, NULL, 0);
    if (raised == OU_ERROR || again == OU_ERROR) return OU_ERROR;
    for (size_t i = 0; i < list->length; i++) {
        OuValue exception = list->items[i];
        if (exception == OU_NONE) continue;
        OuValue kept = is_part_of(exception, original) ? again : raised;
        if (!ou_list_append(vm, ou_list_of(kept), exception)) return OU_ERROR;
    }
    OU_OWNED OuValue shaped = project(vm, original, ou_list_of(again));
    if (shaped == OU_ERROR) return OU_ERROR;
    if (!ou_list_of(raised)->length) return ou_ref(shaped);
    if (shaped != OU_NONE && !ou_list_append(vm, ou_list_of(raised), shaped)) return OU_ERROR;
    if (ou_list_of(raised)->length == 1) return ou_ref(ou_list_of(raised)->items[0]);
    return ou_exception_wrap(vm, raised);
}

// --- methods -------------------------------------------------------------------------------------

OU_METHOD(group_derive, "derive(self, excs, /)",
          "A group with the same message and these exceptions.")
{
    OuValue message = ou_exception_of(arguments[0])->fields[OU_FIELD_MESSAGE];
    OuValue given[]
        = { message == OU_UNBOUND ? ou_str_value(vm->empty_string) : message, arguments[1] };
    return ou_call(vm, ou_pointer_value(vm->types[OU_TYPE_BASE_EXCEPTION_GROUP]), given, 2);
}

OU_METHOD(group_split, "split(self, condition, /)",
          "The part whose exceptions fulfil the condition, and the rest.")
{
    Matcher matcher;
    OuValue matching, rest;
    if (!read_matcher(vm, arguments[1], &matcher)) return OU_ERROR;
    if (!split(vm, &matcher, arguments[0], true, &matching, &rest)) return OU_ERROR;
    OuValue pair = ou_tuple_pair(vm, matching, rest);
    ou_unref(matching);
    ou_unref(rest);
    return pair;
}

OU_METHOD(group_subgroup, "subgroup(self, condition, /)",
          "The part whose exceptions fulfil the condition.")
{
    Matcher matcher;
    OuValue matching, rest;
    if (!read_matcher(vm, arguments[1], &matcher)) return OU_ERROR;
    return split(vm, &matcher, arguments[0], false, &matching, &rest) ? matching : OU_ERROR;
}

OU_METHOD(group_class_getitem, "__class_getitem__($type, object, /)", "See PEP 585")
{
    return ou_generic_alias_make(vm, arguments[0], arguments[1]);
}

static OuValue get_message(OuVM *vm, OuValue self)
{
    return ou_field_get(self, OU_FIELD_MESSAGE);
}

static OuValue get_exceptions(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(members_of(vm, self)));
}

const OuNativeDef *const ou_group_methods[] = {
    &group_class_getitem_native, &group_derive_native, &group_split_native, &group_subgroup_native,
    NULL,
};
const OuGetSetDef ou_group_getset[] = {
    { "message", get_message, NULL, "exception message" },
    { "exceptions", get_exceptions, NULL, "nested exceptions" },
    { NULL, NULL, NULL, NULL },
};

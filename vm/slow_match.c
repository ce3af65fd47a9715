// slow_match.c: what patterns ask of mappings and of instances.
#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/set.h"
#include "vm/slow.h"

static OuValue pattern_length(OuVM *vm, OuValue object)
{
    size_t length;
    return ou_length(vm, object, &length) ? ou_int_value((int64_t)length) : OU_ERROR;
}

// --- mappings ------------------------------------------------------------------------------------

// A key's value by `get`, UNBOUND if `nothing` came back. A key that was seen is refused.
static OuValue key_value(OuVM *vm, OuValue get, OuValue key, OuSet *seen, OuValue nothing)
{
    bool is_known;
    if (!ou_set_contains(vm, seen, key, &is_known)) return OU_ERROR;
    if (is_known) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "mapping pattern checks duplicate key (%R)", key);
    }
    if (!ou_set_add(vm, seen, key)) return OU_ERROR;
    OuValue arguments[2] = { key, nothing };
    OuValue value = ou_call(vm, get, arguments, 2);
    if (value != nothing) return value;
    ou_unref(value);
    return OU_UNBOUND;
}

static OuValue pattern_keys(OuVM *vm, OuValue mapping, const OuTuple *keys)
{
    OU_OWNED OuValue get = ou_get_attribute(vm, mapping, OU_NAMED(vm, get));
    if (get == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue seen = ou_set_make(vm, OU_TYPE_SET);
    OU_OWNED OuValue values = ou_list_make(vm, NULL, 0);
    OuValue object_type = ou_pointer_value(vm->types[OU_TYPE_OBJECT]);
    OU_OWNED OuValue nothing = ou_call(vm, object_type, NULL, 0);
    if (seen == OU_ERROR || values == OU_ERROR || nothing == OU_ERROR) return OU_ERROR;
    for (size_t i = 0; i < keys->length; i++) {
        OU_OWNED OuValue value = key_value(vm, get, keys->items[i], ou_set_of(seen), nothing);
        if (value == OU_ERROR) return OU_ERROR;
        if (value == OU_UNBOUND) return OU_NONE;
        if (!ou_list_append(vm, ou_list_of(values), value)) return OU_ERROR;
    }
    return ou_list_as_tuple(vm, ou_list_of(values));
}

static OuValue pattern_rest(OuVM *vm, OuValue mapping, const OuTuple *keys)
{
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    OU_OWNED OuValue rest = ou_pointer_value(dict);
    if (!ou_slow_dict_update(vm, dict, mapping)) return OU_ERROR;
    for (size_t i = 0; i < keys->length; i++) {
        if (!ou_delete_item(vm, rest, keys->items[i])) return OU_ERROR;
    }
    return ou_ref(rest);
}

// --- classes -------------------------------------------------------------------------------------

typedef struct ClassPattern {
    OuValue subject, class;
    OuList *values;
    OuSet  *seen;
} ClassPattern;

static OuType *pattern_type(const ClassPattern *pattern)
{
    return (OuType *)ou_pointer_of(pattern->class);
}

// Adds an attribute of the subject; `is_there` is false if it has none of that name.
static bool class_attribute(OuVM *vm, ClassPattern *pattern, OuValue name, bool *is_there)
{
    bool is_known;
    if (!ou_set_contains(vm, pattern->seen, name, &is_known)) return false;
    if (is_known) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N() got multiple sub-patterns for attribute %R",
                       pattern_type(pattern), name);
        return false;
    }
    if (!ou_set_add(vm, pattern->seen, name)) return false;
    OU_OWNED OuValue value = ou_get_attribute_or_unbound(vm, pattern->subject, ou_str_of(name));
    if (value == OU_ERROR) return false;
    *is_there = value != OU_UNBOUND;
    return !*is_there || ou_list_append(vm, pattern->values, value);
}

// One positional pattern stands for the instance itself.
static bool is_self_matching(OuVM *vm, const OuType *type)
{
    static const uint16_t bases[] = {
        OU_TYPE_INT, OU_TYPE_STR, OU_TYPE_LIST, OU_TYPE_TUPLE, OU_TYPE_DICT, OU_TYPE_FLOAT,
        OU_TYPE_SET, OU_TYPE_FROZENSET, OU_TYPE_BYTES, OU_TYPE_BYTEARRAY, OU_TYPE_BOOL,
    };
    for (unsigned i = 0; i < sizeof bases / sizeof *bases; i++) {
        if (ou_is_subtype(type, vm->types[bases[i]])) return true;
    }
    return false;
}

static bool too_many_patterns(OuVM *vm, const ClassPattern *pattern, size_t allowed, size_t given)
{
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   "%N() accepts %zu positional sub-pattern%s (%zu given)", pattern_type(pattern),
                   allowed, allowed == 1 ? "" : "s", given);
    return false;
}

static bool class_by_names(OuVM *vm, ClassPattern *pattern, const OuTuple *names, size_t count,
                           bool *is_there)
{
    for (size_t i = 0; i < count && *is_there; i++) {
        if (ou_kind_of(names->items[i]) != OU_KIND_STR) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                           "__match_args__ elements must be strings (got %T)", names->items[i]);
            return false;
        }
        if (!class_attribute(vm, pattern, names->items[i], is_there)) return false;
    }
    return true;
}

static bool class_positional(OuVM *vm, ClassPattern *pattern, size_t count, bool *is_there)
{
    OU_OWNED OuValue names = ou_get_attribute_or_unbound(vm, pattern->class,
                                                         OU_NAMED(vm, dunder_match_args));
    if (names == OU_ERROR) return false;
    if (names == OU_UNBOUND) {
        bool itself = is_self_matching(vm, pattern_type(pattern));
        if (count > itself) return too_many_patterns(vm, pattern, itself, count);
        return ou_list_append(vm, pattern->values, pattern->subject);
    }
    if (ou_kind_of(names) != OU_KIND_TUPLE) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N.__match_args__ must be a tuple (got %T)",
                       pattern_type(pattern), names);
        return false;
    }
    size_t allowed = ou_tuple_of(names)->length;
    if (count > allowed) return too_many_patterns(vm, pattern, allowed, count);
    return class_by_names(vm, pattern, ou_tuple_of(names), count, is_there);
}

static OuValue pattern_class(OuVM *vm, OuValue subject, OuValue class, size_t count,
                             const OuTuple *names)
{
    bool is_there;
    if (!ou_is_type(class)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "called match pattern must be a type");
    }
    if (!ou_is_instance(vm, subject, class, &is_there)) return OU_ERROR;
    if (!is_there) return OU_NONE;
    OU_OWNED OuValue seen = ou_set_make(vm, OU_TYPE_SET);
    OU_OWNED OuValue values = ou_list_make(vm, NULL, 0);
    if (seen == OU_ERROR || values == OU_ERROR) return OU_ERROR;
    ClassPattern pattern = { subject, class, ou_list_of(values), ou_set_of(seen) };
    if (count && !class_positional(vm, &pattern, count, &is_there)) return OU_ERROR;
    for (size_t i = 0; i < names->length && is_there; i++) {
        if (!class_attribute(vm, &pattern, names->items[i], &is_there)) return OU_ERROR;
    }
    return is_there ? ou_list_as_tuple(vm, pattern.values) : OU_NONE;
}

// --- instructions --------------------------------------------------------------------------------

static OuValue pattern_result(OuVM *vm, OuValue *R, OuAt I)
{
    switch (I->op) {
    case OU_OP_GET_LENGTH: return pattern_length(vm, R[I->b]);
    case OU_OP_MATCH_KEYS: return pattern_keys(vm, R[I->b], ou_tuple_of(R[I->c]));
    case OU_OP_MATCH_REST: return pattern_rest(vm, R[I->b], ou_tuple_of(R[I->c]));
    default: {
        OuValue names = ((const uint64_t *)(const void *)I)[1];
        return pattern_class(vm, R[I->b], R[I->c], (size_t)I->x, ou_tuple_of(names));
    }
    }
}

static OuValue give_up(OuValue *R, unsigned index)
{
    bool is_temporary = index >= ou_frame_code(R)->local_count;
    return is_temporary ? ou_take(&R[index]) : OU_UNBOUND;
}

bool ou_slow_pattern(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue result = pattern_result(vm, R, I);
    if (result == OU_ERROR) return false;
    OuValue subject = OU_UNBOUND, other = OU_UNBOUND;
    if (I->op == OU_OP_MATCH_REST || I->op == OU_OP_MATCH_CLASS) {
        subject = give_up(R, I->b);
        other = give_up(R, I->c);
    }
    R[I->a] = result;
    ou_unref(subject);
    ou_unref(other);
    return true;
}

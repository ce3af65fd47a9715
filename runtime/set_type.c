#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/iterator_state.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/repr_guard.h"
#include "runtime/set.h"
#include "runtime/str.h"

// ---- Slots -------------------------------------------------------------------------------------

// The items as a list prints them, without its brackets, inside of `open` and `close`.
static OuValue repr_items(OuVM *vm, OuValue self, const char *open, const char *close)
{
    OU_OWNED OuValue copy = ou_list_from_iterable(vm, self);
    if (copy == OU_ERROR) return OU_ERROR;
    const OuList *list = ou_list_of(copy);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    bool done = ou_writer_put_ascii(&writer, open, strlen(open));
    for (size_t i = 0; done && i < list->length; i++) {
        done = (i == 0 || ou_writer_put_ascii(&writer, ", ", 2))
            && ou_repr_put(vm, &writer, list->items[i]) && ou_writer_look(&writer, i);
    }
    if (done && ou_writer_put_ascii(&writer, close, strlen(close))) {
        return ou_writer_finish(&writer);
    }
    ou_writer_discard(&writer);
    return OU_ERROR;
}

static OuValue set_repr(OuVM *vm, OuValue self)
{
    OuType *type = ou_type_of(vm, self);
    bool running;
    if (!ou_repr_enter(vm, self, &running)) return OU_ERROR;
    if (running) return ou_str_make_format(vm, "%N(...)", type);
    OuValue result;
    if (ou_set_of(self)->used == 0) {
        result = ou_str_make_format(vm, "%N()", type);
    } else if (ou_kind_of(self) == OU_KIND_SET) {
        result = repr_items(vm, self, "{", "}");
    } else {
        OuValue items = repr_items(vm, self, "({", "})");
        result = items == OU_ERROR ? OU_ERROR : ou_str_make_format(vm, "%N%V", type, items);
        ou_unref(items);
    }
    ou_repr_leave(vm, self);
    return result;
}

static uint64_t spread_bits(uint64_t hash)
{
    return ((hash ^ 89869747u) ^ (hash << 16)) * 3644798167u;
}

// CPython's: independent of the order, the keys' hashes spread before they are combined.
static bool frozenset_hash(OuVM *vm, OuValue self, int64_t *result)
{
    OuSet *set = ou_set_of(self);
    if (!set->has_hash) {
        uint64_t hash = 0, key_hash;
        OuValue key;
        for (size_t position = 0; ou_set_walk_hashed(set, &position, &key, &key_hash);) {
            hash ^= spread_bits(key_hash);
            ou_unref(key);
            if (!ou_check_interrupt_at(vm, position)) return false;
        }
        hash ^= (set->used + 1) * 1927868237u;
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash * 69069u + 907133923u;
        set->hash = hash == UINT64_MAX ? 590923713u : hash;
        set->has_hash = true;
    }
    *result = (int64_t)set->hash;
    return true;
}

static OuValue set_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (!ou_is_any_set(other)) return OU_NOT_IMPLEMENTED;
    OuSet *a = ou_set_of(self), *b = ou_set_of(other);
    bool answer = false, done = true;
    switch (operator) {
    case OU_EQ:
    case OU_NE:
        if (a->used == b->used && !(a->has_hash && b->has_hash && a->hash != b->hash)) {
            done = ou_set_is_subset(vm, a, b, &answer);
        }
        answer = answer == (operator == OU_EQ);
        break;
    case OU_LE: done = ou_set_is_subset(vm, a, b, &answer); break;
    case OU_GE: done = ou_set_is_subset(vm, b, a, &answer); break;
    case OU_LT: done = a->used >= b->used || ou_set_is_subset(vm, a, b, &answer); break;
    case OU_GT: done = a->used <= b->used || ou_set_is_subset(vm, b, a, &answer); break;
    }
    return done ? ou_bool_value(answer) : OU_ERROR;
}

static bool set_length(OuVM *vm, OuValue self, size_t *length)
{
    *length = ou_set_of(self)->used;
    return true;
}

// A set, which has no hash, is looked for as the frozenset that equals it. After a TypeError of the
// search with `key` itself: its frozen copy, or OU_ERROR with the exception still set.
static OuValue frozen_key(OuVM *vm, OuValue key)
{
    if (ou_base_kind_of(key) != OU_KIND_SET || !ou_error_matches(vm, OU_TYPE_TYPE_ERROR)) {
        return OU_ERROR;
    }
    ou_error_clear(vm);
    return ou_set_make_of(vm, vm->types[OU_TYPE_FROZENSET], key);
}

static bool set_contains(OuVM *vm, OuValue self, OuValue key, bool *found)
{
    if (ou_set_contains(vm, ou_set_of(self), key, found)) return true;
    OU_OWNED OuValue frozen = frozen_key(vm, key);
    return frozen != OU_ERROR && ou_set_contains(vm, ou_set_of(self), frozen, found);
}

static bool set_discard_key(OuVM *vm, OuValue self, OuValue key, bool *found)
{
    if (ou_set_discard(vm, ou_set_of(self), key, found)) return true;
    OU_OWNED OuValue frozen = frozen_key(vm, key);
    return frozen != OU_ERROR && ou_set_discard(vm, ou_set_of(self), frozen, found);
}

// ---- Operators ---------------------------------------------------------------------------------

static OuValue result_if(bool done, OuValue result)
{
    if (done) return result;
    ou_unref(result);
    return OU_ERROR;
}

static OuValue set_or(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_any_set(left) || !ou_is_any_set(right)) return OU_NOT_IMPLEMENTED;
    OuValue result = ou_set_copy(vm, ou_set_of(left));
    if (result == OU_ERROR) return OU_ERROR;
    return result_if(ou_set_update(vm, ou_set_of(result), right), result);
}

static OuValue set_and(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_any_set(left) || !ou_is_any_set(right)) return OU_NOT_IMPLEMENTED;
    return ou_set_intersection(vm, ou_set_of(left), right);
}

static OuValue set_subtract(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_any_set(left) || !ou_is_any_set(right)) return OU_NOT_IMPLEMENTED;
    return ou_set_difference(vm, ou_set_of(left), right);
}

static OuValue symmetric_difference(OuVM *vm, OuValue set, OuValue other)
{
    OuType *type = vm->types[ou_base_kind_of(set) == OU_KIND_SET ? OU_TYPE_SET : OU_TYPE_FROZENSET];
    OuValue result = ou_set_make_of(vm, type, other);
    if (result == OU_ERROR) return OU_ERROR;
    return result_if(ou_set_symmetric_difference_update(vm, ou_set_of(result), set), result);
}

static OuValue set_xor(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_any_set(left) || !ou_is_any_set(right)) return OU_NOT_IMPLEMENTED;
    return symmetric_difference(vm, left, right);
}

static OuValue set_inplace_or(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_any_set(right)) return OU_NOT_IMPLEMENTED;
    return ou_set_update(vm, ou_set_of(left), right) ? ou_ref(left) : OU_ERROR;
}

static bool intersection_update(OuVM *vm, OuSet *set, OuValue other)
{
    OuValue result = ou_set_intersection(vm, set, other);
    if (result == OU_ERROR) return false;
    ou_set_swap(set, ou_set_of(result));
    ou_unref(result);
    return true;
}

static OuValue set_inplace_and(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_any_set(right)) return OU_NOT_IMPLEMENTED;
    return intersection_update(vm, ou_set_of(left), right) ? ou_ref(left) : OU_ERROR;
}

static OuValue set_inplace_subtract(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_any_set(right)) return OU_NOT_IMPLEMENTED;
    return ou_set_difference_update(vm, ou_set_of(left), right) ? ou_ref(left) : OU_ERROR;
}

static OuValue set_inplace_xor(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_any_set(right)) return OU_NOT_IMPLEMENTED;
    return ou_set_symmetric_difference_update(vm, ou_set_of(left), right) ? ou_ref(left) : OU_ERROR;
}

// ---- Methods of both ----------------------------------------------------------------------------

OU_METHOD(set_copy, "copy(self, /)", "Return a shallow copy of a set.")
{
    if (ou_kind_of(arguments[0]) == OU_KIND_FROZENSET) return ou_ref(arguments[0]);
    return ou_set_copy(vm, ou_set_of(arguments[0]));
}

OU_METHOD(set_union, "union(self, /, *others)",
          "Return the union of sets as a new set.\n\n"
          "(i.e. all elements that are in either set.)")
{
    const OuTuple *others = ou_tuple_of(arguments[1]);
    OuValue result = ou_set_copy(vm, ou_set_of(arguments[0]));
    bool done = result != OU_ERROR;
    for (size_t i = 0; done && i < others->length; i++) {
        done = ou_set_update(vm, ou_set_of(result), others->items[i]);
    }
    return result_if(done, result);
}

// One set after the other; without any, a copy.
static OuValue intersect_all(OuVM *vm, OuValue self, const OuTuple *others)
{
    if (others->length == 0) return ou_set_copy(vm, ou_set_of(self));
    OuValue result = ou_ref(self);
    for (size_t i = 0; result != OU_ERROR && i < others->length; i++) {
        OuValue next = ou_set_intersection(vm, ou_set_of(result), others->items[i]);
        ou_unref(result);
        result = next;
    }
    return result;
}

OU_METHOD(set_intersection, "intersection(self, /, *others)",
          "Return the intersection of two sets as a new set.\n\n"
          "(i.e. all elements that are in both sets.)")
{
    return intersect_all(vm, arguments[0], ou_tuple_of(arguments[1]));
}

OU_METHOD(set_difference, "difference(self, /, *others)",
          "Return the difference of two or more sets as a new set.\n\n"
          "(i.e. all elements that are in this set but not the others.)")
{
    const OuTuple *others = ou_tuple_of(arguments[1]);
    OuSet *set = ou_set_of(arguments[0]);
    if (others->length == 0) return ou_set_copy(vm, set);
    OuValue result = ou_set_difference(vm, set, others->items[0]);
    bool done = result != OU_ERROR;
    for (size_t i = 1; done && i < others->length; i++) {
        done = ou_set_difference_update(vm, ou_set_of(result), others->items[i]);
    }
    return result_if(done, result);
}

OU_METHOD(set_symmetric_difference, "symmetric_difference(self, other, /)",
          "Return the symmetric difference of two sets as a new set.\n\n"
          "(i.e. all elements that are in exactly one of the sets.)")
{
    return symmetric_difference(vm, arguments[0], arguments[1]);
}

OU_METHOD(set_isdisjoint, "isdisjoint(self, other, /)",
          "Return True if two sets have a null intersection.")
{
    bool answer;
    if (arguments[0] == arguments[1]) return ou_bool_value(ou_set_of(arguments[0])->used == 0);
    if (!ou_set_is_disjoint(vm, ou_set_of(arguments[0]), arguments[1], &answer)) return OU_ERROR;
    return ou_bool_value(answer);
}

OU_METHOD(set_issubset, "issubset(self, other, /)",
          "Report whether another set contains this set.")
{
    OU_OWNED OuValue other = ou_is_any_set(arguments[1]) ? ou_ref(arguments[1])
        : ou_set_make_of(vm, vm->types[OU_TYPE_SET], arguments[1]);
    bool answer;
    if (other == OU_ERROR) return OU_ERROR;
    if (!ou_set_is_subset(vm, ou_set_of(arguments[0]), ou_set_of(other), &answer)) return OU_ERROR;
    return ou_bool_value(answer);
}

OU_METHOD(set_issuperset, "issuperset(self, other, /)",
          "Report whether this set contains another set.")
{
    OuSet *set = ou_set_of(arguments[0]);
    bool answer = true;
    if (ou_is_any_set(arguments[1])) {
        if (!ou_set_is_subset(vm, ou_set_of(arguments[1]), set, &answer)) return OU_ERROR;
        return ou_bool_value(answer);
    }
    OU_OWNED OuValue iterator = ou_iterate(vm, arguments[1]);
    if (iterator == OU_ERROR) return OU_ERROR;
    while (answer) {
        OU_OWNED OuValue key = ou_next(vm, iterator);
        if (key == OU_STOP) break;
        if (key == OU_ERROR || !ou_set_contains(vm, set, key, &answer)) return OU_ERROR;
    }
    return ou_bool_value(answer);
}

OU_METHOD(set_sizeof, "__sizeof__(self, /)",
          "S.__sizeof__() -> size of S in memory, in bytes, as CPython 3.11 would lay it out")
{
    enum { OBJECT = 200, OBJECT_CAPACITY = 8, ENTRY = 16 };
    size_t capacity = ou_set_of(arguments[0])->mask + 1;
    return ou_int_value(OBJECT + (capacity > OBJECT_CAPACITY ? (int64_t)capacity * ENTRY : 0));
}

OU_METHOD(set_class_getitem, "__class_getitem__($type, item, /)", "See PEP 585")
{
    return ou_generic_alias_make(vm, arguments[0], arguments[1]);
}

// ---- Methods of set -----------------------------------------------------------------------------

OU_METHOD(set_add, "add(self, item, /)",
          "Add an element to a set.\n\nThis has no effect if the element is already present.")
{
    return ou_set_add(vm, ou_set_of(arguments[0]), arguments[1]) ? OU_NONE : OU_ERROR;
}

OU_METHOD(set_clear, "clear(self, /)", "Remove all elements from this set.")
{
    ou_set_clear(vm, ou_set_of(arguments[0]));
    return OU_NONE;
}

OU_METHOD(set_discard, "discard(self, item, /)",
          "Remove an element from a set if it is a member.\n\n"
          "Unlike set.remove(), the discard() method does not raise\n"
          "an exception when an element is missing from the set.")
{
    bool found;
    return set_discard_key(vm, arguments[0], arguments[1], &found) ? OU_NONE : OU_ERROR;
}

OU_METHOD(set_remove, "remove(self, item, /)",
          "Remove an element from a set; it must be a member.\n\n"
          "If the element is not a member, raise a KeyError.")
{
    bool found;
    if (!set_discard_key(vm, arguments[0], arguments[1], &found)) return OU_ERROR;
    return found ? OU_NONE : ou_raise_value(vm, OU_TYPE_KEY_ERROR, arguments[1]);
}

OU_METHOD(set_pop, "pop(self, /)",
          "Remove and return an arbitrary set element.\nRaises KeyError if the set is empty.")
{
    OuValue key = ou_set_take(ou_set_of(arguments[0]));
    return key != OU_UNBOUND ? key : ou_raise(vm, OU_TYPE_KEY_ERROR, "pop from an empty set");
}

OU_METHOD(set_update, "update(self, /, *others)",
          "Update a set with the union of itself and others.")
{
    const OuTuple *others = ou_tuple_of(arguments[1]);
    for (size_t i = 0; i < others->length; i++) {
        if (!ou_set_update(vm, ou_set_of(arguments[0]), others->items[i])) return OU_ERROR;
    }
    return OU_NONE;
}

OU_METHOD(set_intersection_update, "intersection_update(self, /, *others)",
          "Update a set with the intersection of itself and another.")
{
    OuValue result = intersect_all(vm, arguments[0], ou_tuple_of(arguments[1]));
    if (result == OU_ERROR) return OU_ERROR;
    ou_set_swap(ou_set_of(arguments[0]), ou_set_of(result));
    ou_unref(result);
    return OU_NONE;
}

OU_METHOD(set_difference_update, "difference_update(self, /, *others)",
          "Remove all elements of another set from this set.")
{
    const OuTuple *others = ou_tuple_of(arguments[1]);
    for (size_t i = 0; i < others->length; i++) {
        if (!ou_set_difference_update(vm, ou_set_of(arguments[0]), others->items[i])) {
            return OU_ERROR;
        }
    }
    return OU_NONE;
}

OU_METHOD(set_symmetric_difference_update, "symmetric_difference_update(self, other, /)",
          "Update a set with the symmetric difference of itself and another.")
{
    OuSet *set = ou_set_of(arguments[0]);
    return ou_set_symmetric_difference_update(vm, set, arguments[1]) ? OU_NONE : OU_ERROR;
}

OU_METHOD(set_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    OuValue self = arguments[0];
    OU_OWNED OuValue items = ou_list_from_iterable(vm, self);
    if (items == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue state = ou_call_method(vm, self, OU_NAMED(vm, dunder_getstate), NULL, 0);
    if (state == OU_ERROR) return OU_ERROR;
    return ou_reduce_make_steal(vm, ou_pointer_value(ou_type_of(vm, self)), state,
                                ou_tuple_make(vm, &items, 1));
}

#define METHODS_OF_BOTH                                                                       \
    &set_copy_native, &set_union_native, &set_intersection_native, &set_difference_native,     \
    &set_symmetric_difference_native, &set_isdisjoint_native, &set_issubset_native,            \
    &set_issuperset_native, &set_reduce_native, &set_sizeof_native, &set_class_getitem_native

static const OuNativeDef *const set_methods[] = {
    METHODS_OF_BOTH, &set_add_native, &set_clear_native, &set_discard_native, &set_remove_native,
    &set_pop_native, &set_update_native, &set_intersection_update_native,
    &set_difference_update_native, &set_symmetric_difference_update_native, NULL,
};

static const OuNativeDef *const frozenset_methods[] = { METHODS_OF_BOTH, NULL };

// ---- Construction ------------------------------------------------------------------------------

static const OuNativeDef set_new_native = { "set(iterable=(), /)", NULL, NULL };
static const OuNativeDef frozenset_new_native = { "frozenset(iterable=(), /)", NULL, NULL };

static OuValue set_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                             OuTuple *names)
{
    return ou_set_make_of(vm, type, OU_UNBOUND);
}

static bool set_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                           OuTuple *names)
{
    OuSet *set = ou_set_of(self);
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &set_new_native, arguments, positional, names, &bound)) {
        return false;
    }
    ou_set_clear(vm, set);
    bool done = bound.values[0] == OU_UNBOUND || ou_set_update(vm, set, bound.values[0]);
    ou_native_unbind(&bound);
    return done;
}

static OuValue frozenset_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                   size_t positional, OuTuple *names)
{
    OuType *plain = vm->types[OU_TYPE_FROZENSET];
    // A subclass's __init__ may take keywords that mean nothing here.
    OuTuple *known = type->slots.initialise == plain->slots.initialise ? names : NULL;
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &frozenset_new_native, arguments, positional, known,
                                  &bound)) {
        return OU_ERROR;
    }
    OuValue iterable = bound.values[0];
    OuValue result = type == plain && ou_kind_of(iterable) == OU_KIND_FROZENSET
        ? ou_ref(iterable) : ou_set_make_of(vm, type, iterable);
    ou_native_unbind(&bound);
    return result;
}

// ---- The types ---------------------------------------------------------------------------------

#define SLOTS_OF_BOTH                   \
    .repr = set_repr,                   \
    .compare = set_compare,             \
    .iterate = ou_set_iterate,          \
    .length = set_length,               \
    .contains = set_contains,           \
    .binary = {                         \
        [OU_BINARY_SUBTRACT] = set_subtract, \
        [OU_BINARY_AND] = set_and,      \
        [OU_BINARY_OR] = set_or,        \
        [OU_BINARY_XOR] = set_xor,      \
    }

const OuTypeDef ou_set_type = {
    .name = "set",
    .doc = "set() -> new empty set object\nset(iterable) -> new set object\n\n"
           "Build an unordered collection of unique elements.",
    .constructor = &set_new_native,
    .kind = OU_KIND_SET,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &ou_set_layout,
    .methods = set_methods,
    .slots = {
        SLOTS_OF_BOTH,
        .inplace = {
            [OU_BINARY_SUBTRACT] = set_inplace_subtract,
            [OU_BINARY_AND] = set_inplace_and,
            [OU_BINARY_OR] = set_inplace_or,
            [OU_BINARY_XOR] = set_inplace_xor,
        },
        .construct = set_construct,
        .initialise = set_initialise,
    },
};

const OuTypeDef ou_frozenset_type = {
    .name = "frozenset",
    .doc = "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\n"
           "Build an immutable unordered collection of unique elements.",
    .constructor = &frozenset_new_native,
    .kind = OU_KIND_FROZENSET,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &ou_frozenset_layout,
    .methods = frozenset_methods,
    .slots = {
        SLOTS_OF_BOTH,
        .hash = frozenset_hash,
        .construct = frozenset_construct,
    },
};

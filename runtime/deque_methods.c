#include "runtime/builtin_types.h"
#include "runtime/deque.h"
#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"

#define METHOD(c_name, signature, doc) OU_METHOD(deque_##c_name, signature, doc)

static OuDeque *self_of(const OuValue *arguments) { return ou_deque_of(arguments[0]); }

// ---- Both ends ----------------------------------------------------------------------------------

METHOD(append, "append(self, item, /)", "Add an element to the right side of the deque.")
{
    return ou_deque_append_steal(vm, self_of(arguments), ou_ref(arguments[1])) ? OU_NONE : OU_ERROR;
}

METHOD(appendleft, "appendleft(self, item, /)", "Add an element to the left side of the deque.")
{
    bool done = ou_deque_append_left_steal(vm, self_of(arguments), ou_ref(arguments[1]));
    return done ? OU_NONE : OU_ERROR;
}

static OuValue raise_empty(OuVM *vm)
{
    return ou_raise(vm, OU_TYPE_INDEX_ERROR, "pop from an empty deque");
}

METHOD(pop, "pop(self, /)", "Remove and return the rightmost element.")
{
    OuDeque *deque = self_of(arguments);
    return deque->length ? ou_deque_take_last(deque) : raise_empty(vm);
}

METHOD(popleft, "popleft(self, /)", "Remove and return the leftmost element.")
{
    OuDeque *deque = self_of(arguments);
    return deque->length ? ou_deque_take_first(deque) : raise_empty(vm);
}

METHOD(extend, "extend(self, iterable, /)",
       "Extend the right side of the deque with elements from the iterable")
{
    return ou_deque_extend(vm, self_of(arguments), arguments[1]) ? OU_NONE : OU_ERROR;
}

METHOD(extendleft, "extendleft(self, iterable, /)",
       "Extend the left side of the deque with elements from the iterable")
{
    return ou_deque_extend_left(vm, self_of(arguments), arguments[1]) ? OU_NONE : OU_ERROR;
}

METHOD(clear, "clear(self, /)", "Remove all elements from the deque.")
{
    ou_deque_clear(vm, self_of(arguments));
    return OU_NONE;
}

METHOD(rotate, "rotate(self, n=1, /)",
       "Rotate the deque n steps to the right (default n=1).  If n is negative, rotates left.")
{
    OuDeque *deque = self_of(arguments);
    int64_t steps = 1;
    if (arguments[1] != OU_UNBOUND
        && !ou_sequence_index(vm, arguments[1], OU_TYPE_OVERFLOW_ERROR, &steps)) {
        return OU_ERROR;
    }
    if (deque->length < 2) return OU_NONE;
    int64_t length = (int64_t)deque->length;
    steps %= length;
    ou_deque_rotate(deque, (size_t)(steps < 0 ? steps + length : steps));
    return OU_NONE;
}

METHOD(reverse, "reverse(self, /)", "Reverse *IN PLACE*.")
{
    OuDeque *deque = self_of(arguments);
    for (size_t low = 0, high = deque->length; low + 1 < high; low++) {
        OuValue *a = ou_deque_place(deque, low), *b = ou_deque_place(deque, --high), item = *a;
        *a = *b;
        *b = item;
        if (!ou_check_interrupt_at(vm, low + 1)) return OU_ERROR;
    }
    return OU_NONE;
}

// ---- Values -------------------------------------------------------------------------------------

METHOD(count, "count(self, value, /)", "Return number of occurrences of value.")
{
    const OuDeque *deque = self_of(arguments);
    int64_t count = 0;
    for (size_t i = 0; i < deque->length; i++) {
        bool equal;
        if (!ou_deque_match(vm, deque, i, arguments[1], &equal)) return OU_ERROR;
        count += equal;
    }
    return ou_int_value(count);
}

METHOD(index, "index(self, value, start=0, stop=9223372036854775807, /)",
       "Return first index of value.\n\nRaises ValueError if the value is not present.")
{
    const OuDeque *deque = self_of(arguments);
    int64_t start = 0, stop = INT64_MAX;
    if (!ou_sequence_bound(vm, arguments[2], &start)) return OU_ERROR;
    if (!ou_sequence_bound(vm, arguments[3], &stop)) return OU_ERROR;
    size_t end = ou_sequence_clamp(stop, deque->length);
    for (size_t i = ou_sequence_clamp(start, deque->length); i < end; i++) {
        bool equal;
        if (!ou_deque_match(vm, deque, i, arguments[1], &equal)) return OU_ERROR;
        if (equal) return ou_int_value((int64_t)i);
    }
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "%R is not in deque", arguments[1]);
}

METHOD(remove, "remove(self, value, /)", "Remove first occurrence of value.")
{
    OuDeque *deque = self_of(arguments);
    for (size_t i = 0; i < deque->length; i++) {
        uint64_t version = deque->version;
        OU_OWNED OuValue item = ou_ref(*ou_deque_place(deque, i));
        bool equal;
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
        if (!ou_sequence_match(vm, item, arguments[1], &equal)) return OU_ERROR;
        if (version != deque->version) {
            return ou_raise(vm, OU_TYPE_INDEX_ERROR, "deque mutated during iteration");
        }
        if (!equal) continue;
        ou_unref(ou_deque_remove(deque, i));
        return OU_NONE;
    }
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "%R is not in deque", arguments[1]);
}

METHOD(insert, "insert(self, index, value, /)", "Insert value before index")
{
    OuDeque *deque = self_of(arguments);
    int64_t index;
    if (!ou_sequence_index(vm, arguments[1], OU_TYPE_OVERFLOW_ERROR, &index)) return OU_ERROR;
    if (deque->length >= deque->limit) {
        return ou_raise(vm, OU_TYPE_INDEX_ERROR, "deque already at its maximum size");
    }
    size_t where = ou_sequence_clamp(index, deque->length);
    bool done = ou_deque_insert_steal(vm, deque, where, ou_ref(arguments[2]));
    return done ? OU_NONE : OU_ERROR;
}

// ---- Copies -------------------------------------------------------------------------------------

static OuValue copy(OuVM *vm, OuValue self)
{
    OuType *type = ou_type_of(vm, self);
    const OuDeque *deque = ou_deque_of(self);
    if (type != vm->types[OU_TYPE_DEQUE]) {
        OU_OWNED OuValue limit = ou_deque_limit(vm, deque);
        if (limit == OU_ERROR) return OU_ERROR;
        OuValue given[] = { self, limit };
        return ou_call(vm, ou_pointer_value(type), given, deque->limit == SIZE_MAX ? 1 : 2);
    }
    OU_OWNED OuValue made = ou_deque_make(vm, type, deque->limit);
    if (made == OU_ERROR || !ou_deque_extend(vm, ou_deque_of(made), self)) return OU_ERROR;
    return ou_take(&made);
}

METHOD(copy, "copy(self, /)", "Return a shallow copy of a deque.")
{
    return copy(vm, arguments[0]);
}

METHOD(dunder_copy, "__copy__(self, /)", "Return a shallow copy of a deque.")
{
    return copy(vm, arguments[0]);
}

METHOD(reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    OuValue self = arguments[0];
    OU_OWNED OuValue limit = ou_deque_limit(vm, self_of(arguments));
    if (limit == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue state = ou_call_method(vm, self, OU_NAMED(vm, dunder_getstate), NULL, 0);
    if (state == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue nothing = ou_tuple_make(vm, NULL, 0);
    if (nothing == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue given = limit == OU_NONE ? ou_ref(nothing) : ou_tuple_pair(vm, nothing, limit);
    OU_OWNED OuValue items = given == OU_ERROR ? OU_ERROR : ou_iterate(vm, self);
    if (items == OU_ERROR) return OU_ERROR;
    OuValue parts[] = { ou_pointer_value(ou_type_of(vm, self)), given, state, items };
    return ou_tuple_make(vm, parts, 4);
}

METHOD(reversed, "__reversed__(self, /)",
       "D.__reversed__() -- return a reverse iterator over the deque")
{
    return ou_deque_iterate_reversed(vm, arguments[0]);
}

METHOD(sizeof, "__sizeof__(self, /)", "D.__sizeof__() -- size of D in memory, in bytes")
{
    const OuDeque *deque = self_of(arguments);
    return ou_int_make(vm, (int64_t)(sizeof *deque + deque->capacity * sizeof *deque->items));
}

METHOD(class_getitem, "__class_getitem__($type, item, /)", "See PEP 585")
{
    return ou_generic_alias_make(vm, arguments[0], arguments[1]);
}

const OuNativeDef *const ou_deque_methods[] = {
    &deque_append_native, &deque_appendleft_native, &deque_clear_native, &deque_copy_native,
    &deque_dunder_copy_native, &deque_count_native, &deque_extend_native, &deque_extendleft_native,
    &deque_index_native, &deque_insert_native, &deque_pop_native, &deque_popleft_native,
    &deque_reduce_native, &deque_remove_native, &deque_reverse_native, &deque_reversed_native,
    &deque_rotate_native, &deque_sizeof_native, &deque_class_getitem_native, NULL,
};

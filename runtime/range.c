#include "runtime/range.h"

#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/iterator_state.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/slice.h"
#include "runtime/str.h"

// ---- Making ------------------------------------------------------------------------------------

// (to - from - 1) // step + 1 for a positive step, if there is anything between.
static OuValue count_between(OuVM *vm, OuValue from, OuValue to, OuValue step)
{
    if (ou_int_compare(from, to) >= 0) return ou_int_value(0);
    OU_OWNED OuValue distance = ou_int_binary(vm, OU_BINARY_SUBTRACT, to, from);
    if (distance == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue last = ou_int_binary(vm, OU_BINARY_SUBTRACT, distance, ou_int_value(1));
    if (last == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue steps = ou_int_binary(vm, OU_BINARY_FLOOR_DIVIDE, last, step);
    if (steps == OU_ERROR) return OU_ERROR;
    return ou_int_binary(vm, OU_BINARY_ADD, steps, ou_int_value(1));
}

static OuValue range_count_values(OuVM *vm, OuValue start, OuValue stop, OuValue step)
{
    if (ou_is_int_pair(start, stop) && ou_is_int(step)) {
        return ou_int_make(vm, ou_range_count(ou_int_of(start), ou_int_of(stop), ou_int_of(step)));
    }
    if (ou_int_sign(step) > 0) return count_between(vm, start, stop, step);
    OU_OWNED OuValue back = ou_int_unary(vm, OU_UNARY_NEGATIVE, step);
    return back == OU_ERROR ? OU_ERROR : count_between(vm, stop, start, back);
}

OuValue ou_range_make(OuVM *vm, OuValue start, OuValue stop, OuValue step)
{
    if (ou_int_sign(step) == 0) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "range() arg 3 must not be zero");
    }
    OuValue length = range_count_values(vm, start, stop, step);
    if (length == OU_ERROR) return OU_ERROR;
    bool is_small = ou_is_int_pair(start, stop) && ou_is_int_pair(step, length);
    OuRange *range = (OuRange *)(is_small
        ? ou_heap_new_leaf(&vm->heap, OU_KIND_RANGE, sizeof *range)
        : ou_heap_new_untracked(&vm->heap, OU_KIND_RANGE, sizeof *range));
    if (!range) {
        ou_unref(length);
        return ou_raise_memory_error(vm);
    }
    range->start = ou_ref(start);
    range->stop = ou_ref(stop);
    range->step = ou_ref(step);
    range->length = length;
    return ou_pointer_value(range);
}

static const OuNativeDef range_new_native = { "range(start, stop=None, step=1, /)", NULL, NULL };

static OuValue range_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                               OuTuple *names)
{
    if (names && names->length) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "range() takes no keyword arguments");
    }
    if (positional == 0) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "range expected at least 1 argument, got 0");
    }
    if (positional > 3) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "range expected at most 3 arguments, got %zu",
                        positional);
    }
    OU_OWNED OuValue first = ou_to_index(vm, arguments[0]);
    if (first == OU_ERROR) return OU_ERROR;
    if (positional == 1) return ou_range_make(vm, ou_int_value(0), first, ou_int_value(1));
    OU_OWNED OuValue stop = ou_to_index(vm, arguments[1]);
    if (stop == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue step = positional == 3 ? ou_to_index(vm, arguments[2]) : ou_int_value(1);
    if (step == OU_ERROR) return OU_ERROR;
    return ou_range_make(vm, first, stop, step);
}

// ---- Slots -------------------------------------------------------------------------------------

static OuValue range_repr(OuVM *vm, OuValue self)
{
    const OuRange *range = ou_range_of(self);
    if (range->step == ou_int_value(1)) {
        return ou_str_make_format(vm, "range(%R, %R)", range->start, range->stop);
    }
    return ou_str_make_format(vm, "range(%R, %R, %R)", range->start, range->stop, range->step);
}

static bool range_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    const OuRange *range = ou_range_of(self);
    OuValue parts[3] = { range->length, OU_NONE, OU_NONE };
    if (range->length != ou_int_value(0)) parts[1] = range->start;
    if (parts[1] != OU_NONE && range->length != ou_int_value(1)) parts[2] = range->step;
    OU_OWNED OuValue tuple = ou_tuple_make(vm, parts, 3);
    return tuple != OU_ERROR && ou_hash(vm, tuple, hash);
}

static OuValue range_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (!ou_is_range(other) || (operator != OU_EQ && operator != OU_NE)) return OU_NOT_IMPLEMENTED;
    const OuRange *a = ou_range_of(self), *b = ou_range_of(other);
    bool equal = ou_int_compare(a->length, b->length) == 0;
    if (equal && ou_int_sign(a->length)) {
        equal = ou_int_compare(a->start, b->start) == 0
            && (a->length == ou_int_value(1) || ou_int_compare(a->step, b->step) == 0);
    }
    return ou_bool_value(equal == (operator == OU_EQ));
}

static bool range_truth(OuVM *vm, OuValue self, bool *truth)
{
    *truth = ou_int_sign(ou_range_of(self)->length) != 0;
    return true;
}

static bool range_length(OuVM *vm, OuValue self, size_t *length)
{
    int64_t count;
    if (!ou_int_as_int64(ou_range_of(self)->length, &count)) {
        ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
        return false;
    }
    *length = (size_t)count;
    return true;
}

// start + index * step
static OuValue value_at(OuVM *vm, const OuRange *range, OuValue index)
{
    OU_OWNED OuValue offset = ou_int_binary(vm, OU_BINARY_MULTIPLY, index, range->step);
    return offset == OU_ERROR ? OU_ERROR
        : ou_int_binary(vm, OU_BINARY_ADD, range->start, offset);
}

static OuValue range_get_slice(OuVM *vm, const OuRange *range, OuValue key)
{
    OU_OWNED OuValue indices = ou_slice_indices_value(vm, ou_slice_of(key), range->length);
    if (indices == OU_ERROR) return OU_ERROR;
    const OuTuple *parts = ou_tuple_of(indices);
    OU_OWNED OuValue start = value_at(vm, range, parts->items[0]);
    if (start == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue stop = value_at(vm, range, parts->items[1]);
    if (stop == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue step = ou_int_binary(vm, OU_BINARY_MULTIPLY, parts->items[2], range->step);
    return step == OU_ERROR ? OU_ERROR : ou_range_make(vm, start, stop, step);
}

static OuValue range_get_item(OuVM *vm, OuValue self, OuValue key)
{
    const OuRange *range = ou_range_of(self);
    if (ou_is_slice(key)) return range_get_slice(vm, range, key);
    if (!ou_has_index(vm, key)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "range indices must be integers or slices, not %T", key);
    }
    OU_OWNED OuValue index = ou_to_index(vm, key);
    if (index == OU_ERROR) return OU_ERROR;
    if (ou_int_sign(index) < 0) {
        OuValue from_start = ou_int_binary(vm, OU_BINARY_ADD, index, range->length);
        if (from_start == OU_ERROR) return OU_ERROR;
        ou_set_steal(&index, from_start);
    }
    if (ou_int_sign(index) < 0 || ou_int_compare(index, range->length) >= 0) {
        return ou_raise(vm, OU_TYPE_INDEX_ERROR, "range object index out of range");
    }
    return value_at(vm, range, index);
}

// ---- Looking for values -------------------------------------------------------------------------

static bool is_exact_number(OuValue value)       // int or bool themselves: arithmetic will do
{
    return ou_is_int(value) || ou_is_bool(value) || ou_kind_of(value) == OU_KIND_INT;
}

// *index (owned) is the number's position, OU_UNBOUND if the range doesn't have it.
static bool position_of_number(OuVM *vm, const OuRange *range, OuValue number, OuValue *index)
{
    *index = OU_UNBOUND;
    bool forward = ou_int_sign(range->step) > 0;
    int to_start = ou_int_compare(number, range->start);
    int to_stop = ou_int_compare(number, range->stop);
    if (forward ? to_start < 0 || to_stop >= 0 : to_start > 0 || to_stop <= 0) return true;
    OU_OWNED OuValue offset = ou_int_binary(vm, OU_BINARY_SUBTRACT, number, range->start);
    if (offset == OU_ERROR) return false;
    OU_OWNED OuValue rest = ou_int_binary(vm, OU_BINARY_REMAINDER, offset, range->step);
    if (rest == OU_ERROR) return false;
    if (ou_int_sign(rest)) return true;
    *index = ou_int_binary(vm, OU_BINARY_FLOOR_DIVIDE, offset, range->step);
    return *index != OU_ERROR;
}

// Asks item after item, for values of other types: how many are equal, and where the first one is.
static bool search_range(OuVM *vm, OuValue self, OuValue wanted, bool only_first, int64_t *count,
                         int64_t *first)
{
    OU_OWNED OuValue iterator = ou_iterate(vm, self);
    if (iterator == OU_ERROR) return false;
    *count = 0;
    for (int64_t i = 0; !only_first || *count == 0; i++) {
        OU_OWNED OuValue item = ou_next(vm, iterator);
        bool equal;
        if (item == OU_STOP) return true;
        if (item == OU_ERROR || !ou_equal(vm, item, wanted, &equal)) return false;
        if (equal && (*count)++ == 0) *first = i;
        if (i % 4096 == 4095 && !ou_check_interrupt(vm)) return false;
    }
    return true;
}

static bool range_contains(OuVM *vm, OuValue self, OuValue item, bool *found)
{
    if (is_exact_number(item)) {
        OuValue index;
        if (!position_of_number(vm, ou_range_of(self), item, &index)) return false;
        *found = index != OU_UNBOUND;
        ou_unref(index);
        return true;
    }
    int64_t count, first;
    if (!search_range(vm, self, item, true, &count, &first)) return false;
    *found = count > 0;
    return true;
}

OU_METHOD(range_count, "count(self, value, /)",
          "rangeobject.count(value) -> integer -- return number of occurrences of value")
{
    int64_t count, first;
    if (is_exact_number(arguments[1])) {
        bool found;
        if (!range_contains(vm, arguments[0], arguments[1], &found)) return OU_ERROR;
        return ou_int_value(found);
    }
    if (!search_range(vm, arguments[0], arguments[1], false, &count, &first)) return OU_ERROR;
    return ou_int_make(vm, count);
}

OU_METHOD(range_index, "index(self, value, /)",
          "rangeobject.index(value) -> integer -- return index of value.\n"
          "Raise ValueError if the value is not present.")
{
    int64_t count, first;
    if (is_exact_number(arguments[1])) {
        OuValue index;
        if (!position_of_number(vm, ou_range_of(arguments[0]), arguments[1], &index)) {
            return OU_ERROR;
        }
        if (index != OU_UNBOUND) return index;
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "%R is not in range", arguments[1]);
    }
    if (!search_range(vm, arguments[0], arguments[1], true, &count, &first)) return OU_ERROR;
    if (count) return ou_int_make(vm, first);
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "sequence.index(x): x not in sequence");
}

OU_METHOD(range_reversed, "__reversed__(self, /)", "Return a reverse iterator.")
{
    return ou_range_iterate_reversed(vm, arguments[0]);
}

OU_METHOD(range_sizeof, "__sizeof__(self, /)",
          "Size of object in memory, in bytes, as CPython 3.11 would lay it out.")
{
    return ou_int_value(48);
}

OU_METHOD(range_reduce, "__reduce__(self, /)", "")
{
    const OuRange *range = ou_range_of(arguments[0]);
    OuValue parts[] = { range->start, range->stop, range->step };
    return ou_reduce_make_steal(vm, ou_pointer_value(vm->types[OU_TYPE_RANGE]), OU_UNBOUND,
                                ou_tuple_make(vm, parts, 3));
}

static const OuNativeDef *const range_methods[] = {
    &range_count_native, &range_index_native, &range_reduce_native, &range_reversed_native,
    &range_sizeof_native, NULL,
};

static OuValue range_get_start(OuVM *vm, OuValue self) { return ou_ref(ou_range_of(self)->start); }
static OuValue range_get_stop(OuVM *vm, OuValue self)  { return ou_ref(ou_range_of(self)->stop); }
static OuValue range_get_step(OuVM *vm, OuValue self)  { return ou_ref(ou_range_of(self)->step); }

static const OuGetSetDef range_getset[] = {
    { "start", range_get_start, ou_sequence_readonly, NULL },
    { "stop", range_get_stop, ou_sequence_readonly, NULL },
    { "step", range_get_step, ou_sequence_readonly, NULL },
    { NULL, NULL, NULL, NULL },
};

// ---- The type ----------------------------------------------------------------------------------

static void range_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_span(visitor, &((OuRange *)self)->start, 4);
}

static const OuLayout range_layout = { .name = "range", .visit = range_visit };

const OuTypeDef ou_range_type = {
    .name = "range",
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n"
           "Return an object that produces a sequence of integers from start (inclusive)\n"
           "to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\n"
           "start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\n"
           "These are exactly the valid indices for a list of 4 elements.\n"
           "When step is given, it specifies the increment (or decrement).",
    .constructor = &range_new_native,
    .kind = OU_KIND_RANGE,
    .flags = OU_TYPE_SEQUENCE,
    .collection = OU_COLLECTION_SEQUENCE,
    .layout = &range_layout,
    .methods = range_methods,
    .getset = range_getset,
    .slots = {
        .repr = range_repr,
        .hash = range_hash,
        .compare = range_compare,
        .iterate = ou_range_iterate,
        .truth = range_truth,
        .length = range_length,
        .get_item = range_get_item,
        .contains = range_contains,
        .construct = range_construct,
    },
};

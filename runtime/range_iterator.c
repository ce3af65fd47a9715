#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/iterator_state.h"
#include "runtime/limit.h"
#include "runtime/native.h"
#include "runtime/range.h"

// ---- Small ints --------------------------------------------------------------------------------

static OuValue small_make(OuVM *vm, int64_t start, int64_t count, int64_t step)
{
    OuRangeIterator *iterator =
        (OuRangeIterator *)ou_heap_new_leaf(&vm->heap, OU_KIND_RANGE_ITERATOR, sizeof *iterator);
    if (!iterator) return ou_raise_memory_error(vm);
    iterator->current = start;
    iterator->remaining = iterator->count = count;
    iterator->step = step;
    return ou_pointer_value(iterator);
}

OuValue ou_range_iterator_next(OuVM *vm, OuValue self)
{
    OuRangeIterator *iterator = ou_range_iterator_of(self);
    if (iterator->remaining <= 0) return OU_STOP;
    if (!ou_check_interrupt_at(vm, (size_t)iterator->remaining)) return OU_ERROR;
    OuValue value = ou_int_value(iterator->current);
    iterator->current += iterator->step;
    iterator->remaining--;
    return value;
}

OU_METHOD(range_iterator_hint, "__length_hint__(self, /)",
          "Private method returning an estimate of len(list(it)).")
{
    return ou_int_value(ou_range_iterator_of(arguments[0])->remaining);
}

static const OuNativeDef *const range_iterator_methods[] = {
    &range_iterator_hint_native, &ou_range_iterator_reduce, &ou_range_iterator_set_state, NULL,
};
static const OuLayout range_iterator_layout = { .name = "range_iterator" };

static OuValue iterator_self(OuVM *vm, OuValue self) { return ou_ref(self); }

const OuTypeDef ou_range_iterator_type = {
    .name = "range_iterator",
    .kind = OU_KIND_RANGE_ITERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &range_iterator_layout,
    .methods = range_iterator_methods,
    .slots = { .iterate = iterator_self, .next = ou_range_iterator_next },
};

// ---- Ints of any size ---------------------------------------------------------------------------

// Takes the four references over.
static OuValue long_make_steal(OuVM *vm, OuValue start, OuValue step, OuValue length)
{
    OuLongRangeIterator *iterator = start == OU_ERROR || step == OU_ERROR ? NULL
        : (OuLongRangeIterator *)ou_heap_new_untracked(&vm->heap, OU_KIND_LONG_RANGE_ITERATOR,
                                                       sizeof *iterator);
    if (!iterator) {
        bool failed_before = start == OU_ERROR || step == OU_ERROR;
        ou_unref(start);
        ou_unref(step);
        ou_unref(length);
        return failed_before ? OU_ERROR : ou_raise_memory_error(vm);
    }
    iterator->start = start;
    iterator->step = step;
    iterator->length = length;
    iterator->index = ou_int_value(0);
    return ou_pointer_value(iterator);
}

static inline OuLongRangeIterator *long_of(OuValue value)
{
    return (OuLongRangeIterator *)ou_pointer_of(value);
}

static OuValue long_next(OuVM *vm, OuValue self)
{
    OuLongRangeIterator *iterator = long_of(self);
    if (ou_int_compare(iterator->index, iterator->length) >= 0) return OU_STOP;
    if (!ou_check_interrupt_now(vm)) return OU_ERROR;
    OU_OWNED OuValue next =
        ou_int_binary(vm, OU_BINARY_ADD, iterator->index, ou_int_value(1));
    if (next == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue offset =
        ou_int_binary(vm, OU_BINARY_MULTIPLY, iterator->index, iterator->step);
    if (offset == OU_ERROR) return OU_ERROR;
    OuValue value = ou_int_binary(vm, OU_BINARY_ADD, iterator->start, offset);
    if (value != OU_ERROR) ou_set(&iterator->index, next);
    return value;
}

OU_METHOD(long_range_iterator_hint, "__length_hint__(self, /)",
          "Private method returning an estimate of len(list(it)).")
{
    const OuLongRangeIterator *iterator = long_of(arguments[0]);
    return ou_int_binary(vm, OU_BINARY_SUBTRACT, iterator->length, iterator->index);
}

static const OuNativeDef *const long_range_iterator_methods[] = {
    &long_range_iterator_hint_native, &ou_long_range_iterator_reduce,
    &ou_long_range_iterator_set_state, NULL,
};

static void long_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_span(visitor, &((OuLongRangeIterator *)self)->start, 4);
}

static const OuLayout long_range_iterator_layout = {
    .name = "longrange_iterator",
    .visit = long_visit,
};

const OuTypeDef ou_long_range_iterator_type = {
    .name = "longrange_iterator",
    .kind = OU_KIND_LONG_RANGE_ITERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &long_range_iterator_layout,
    .methods = long_range_iterator_methods,
    .slots = { .iterate = iterator_self, .next = long_next },
};

// ---- From a range ------------------------------------------------------------------------------

static bool is_small(const OuRange *range)
{
    return ou_is_int_pair(range->start, range->stop) && ou_is_int_pair(range->step, range->length);
}

OuValue ou_range_iterate(OuVM *vm, OuValue value)
{
    const OuRange *range = ou_range_of(value);
    if (is_small(range)) {
        return small_make(vm, ou_int_of(range->start), ou_int_of(range->length),
                          ou_int_of(range->step));
    }
    return long_make_steal(vm, ou_ref(range->start), ou_ref(range->step), ou_ref(range->length));
}

OuValue ou_range_iterate_reversed(OuVM *vm, OuValue value)
{
    const OuRange *range = ou_range_of(value);
    if (is_small(range)) {
        int64_t count = ou_int_of(range->length), step = ou_int_of(range->step);
        int64_t last = count ? ou_int_of(range->start) + (count - 1) * step : 0;
        return small_make(vm, last, count, -step);
    }
    OU_OWNED OuValue behind =
        ou_int_binary(vm, OU_BINARY_SUBTRACT, range->length, ou_int_value(1));
    if (behind == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue offset = ou_int_binary(vm, OU_BINARY_MULTIPLY, behind, range->step);
    if (offset == OU_ERROR) return OU_ERROR;
    OuValue last = ou_int_binary(vm, OU_BINARY_ADD, range->start, offset);
    OuValue back = last == OU_ERROR ? OU_ERROR : ou_int_unary(vm, OU_UNARY_NEGATIVE, range->step);
    return long_make_steal(vm, last, back, ou_ref(range->length));
}

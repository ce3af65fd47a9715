// range.h: range and its iterators.
#ifndef OU_RUNTIME_RANGE_H
#define OU_RUNTIME_RANGE_H

#include "runtime/state.h"

typedef struct OuRange {
    OuObject header;
    OuValue  start, stop, step, length;      // exact ints of any size
} OuRange;

// When start, stop and step are immediate ints: so is every value on the way. The interpreter's
// loops advance it in place.
typedef struct OuRangeIterator {
    OuObject header;
    int64_t  current;          // the next value
    int64_t  remaining;        // values still to come
    int64_t  step;
    int64_t  count;            // values altogether
} OuRangeIterator;

// Otherwise (kind LONG_RANGE_ITERATOR).
typedef struct OuLongRangeIterator {
    OuObject header;
    OuValue  start, step, length, index;     // the next value is start + index * step
} OuLongRangeIterator;

static inline bool ou_is_range(OuValue v) { return ou_kind_of(v) == OU_KIND_RANGE; }
static inline OuRange *ou_range_of(OuValue v) { return (OuRange *)ou_pointer_of(v); }
static inline OuRangeIterator *ou_range_iterator_of(OuValue v)
{
    return (OuRangeIterator *)ou_pointer_of(v);
}

// From exact ints. ValueError "range() arg 3 must not be zero".
OU_CHECKED OuValue ou_range_make(OuVM *vm, OuValue start, OuValue stop, OuValue step);
OU_CHECKED OuValue ou_range_iterate(OuVM *vm, OuValue range);
OU_CHECKED OuValue ou_range_iterate_reversed(OuVM *vm, OuValue range);
OU_CHECKED OuValue ou_range_iterator_next(OuVM *vm, OuValue self);

// How many values there are from start towards stop; step isn't 0. All three fit an immediate int.
static inline int64_t ou_range_count(int64_t start, int64_t stop, int64_t step)
{
    if (step > 0) return start < stop ? (stop - start - 1) / step + 1 : 0;
    return start > stop ? (start - stop - 1) / -step + 1 : 0;
}

#endif

// slice.h: slice objects, and what a slice means for a sequence of a given length.
#ifndef OU_RUNTIME_SLICE_H
#define OU_RUNTIME_SLICE_H

#include "runtime/state.h"

typedef struct OuSlice {
    OuObject header;
    OuValue  start, stop, step;      // any values; OU_NONE when left out
} OuSlice;

// The items that a slice selects: start, start + step, ..., `count` of them; every index is in
// range.
typedef struct OuSliceIndices {
    int64_t start, stop, step;       // step is never 0; stop as slice.indices() has it
    size_t  count;
} OuSliceIndices;

static inline bool ou_is_slice(OuValue v) { return ou_kind_of(v) == OU_KIND_SLICE; }
static inline OuSlice *ou_slice_of(OuValue v) { return (OuSlice *)ou_pointer_of(v); }

OU_CHECKED OuValue ou_slice_make(OuVM *vm, OuValue start, OuValue stop, OuValue step);

// For sequences whose length a script can change, in two steps: `ou_slice_unpack` calls __index__
// of the parts (and may so run script code), `ou_slice_adjust` then fits them to the length of now.
// ValueError "slice step cannot be zero", TypeError "slice indices must be integers or None or
// ...".
OU_CHECKED bool ou_slice_unpack(OuVM *vm, const OuSlice *slice, OuSliceIndices *indices);
void ou_slice_adjust(OuSliceIndices *indices, size_t length);

// Both steps, for immutable sequences.
OU_CHECKED bool ou_slice_indices(OuVM *vm, const OuSlice *slice, size_t length,
                                 OuSliceIndices *indices);

// slice.indices(): for lengths of any size, an int value: the tuple (start, stop, step).
OU_CHECKED OuValue ou_slice_indices_value(OuVM *vm, const OuSlice *slice, OuValue length);

#endif

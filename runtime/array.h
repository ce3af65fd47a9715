// array.h: array.array: numbers of one size, one behind the other, as C has them.
#ifndef OU_RUNTIME_ARRAY_H
#define OU_RUNTIME_ARRAY_H

#include "runtime/exporter.h"
#include "runtime/native.h"

typedef struct OuArray {
    OuObject header;
    size_t   length;             // in items
    size_t   capacity;           // in items
    uint8_t *data;               // a side buffer; NULL while the capacity is 0
    OuViews *views;              // memoryviews that look at it: it can't be resized meanwhile
    const OuScalar *scalar;      // what its items are; the letter is the array's typecode
} OuArray;

static inline bool ou_is_array(OuValue v) { return ou_base_kind_of(v) == OU_KIND_ARRAY; }
static inline OuArray *ou_array_of(OuValue v) { return (OuArray *)ou_pointer_of(v); }

// What a typecode means; NULL: there is none such.
const OuScalar *ou_array_scalar(uint32_t letter);
OU_CHECKED OuValue ou_array_make(OuVM *vm, OuType *type, const OuScalar *scalar,
                                 const void *items, size_t length);
// New items are zero. BufferError while there are views.
OU_CHECKED bool ou_array_resize(OuVM *vm, OuArray *array, size_t length);
OU_CHECKED OuValue ou_array_get(OuVM *vm, const OuArray *array, size_t index);
// The value as an item, in `bytes`. May run script code.
OU_CHECKED bool ou_array_convert(OuVM *vm, const OuScalar *scalar, OuValue value,
                                 uint8_t bytes[8]);
OU_CHECKED bool ou_array_insert(OuVM *vm, OuArray *array, int64_t index, OuValue value);
OU_CHECKED bool ou_array_extend(OuVM *vm, OuArray *array, OuValue iterable);
OU_CHECKED bool ou_array_append_bytes(OuVM *vm, OuArray *array, const void *bytes, size_t length);
OU_CHECKED bool ou_array_append_text(OuVM *vm, OuArray *array, OuValue text);
OuValue ou_array_iterate(OuVM *vm, OuValue self);
// The number under which arrays of such items are stored (modules/array.c).
int ou_array_format(const OuScalar *scalar);

extern const OuNativeDef *const ou_array_methods[];
extern const OuGetSetDef ou_array_getset[];

#endif

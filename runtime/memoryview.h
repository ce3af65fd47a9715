// memoryview.h: a window on the memory of another object: items of one format, in up to 64
// dimensions, each with a stride.
#ifndef OU_RUNTIME_MEMORYVIEW_H
#define OU_RUNTIME_MEMORYVIEW_H

#include "runtime/exporter.h"
#include "runtime/native.h"

enum { OU_MEMORYVIEW_DIMENSIONS = 64 };

typedef struct OuMemoryView {
    OuObject header;             // aux: 1 = read only
    OuValue  owner;              // whose memory it is, which counts this view; OU_UNBOUND once
                                 // released
    uint8_t *start;              // the item with all indices 0
    OuViews *views;              // the owner's count of views, or NULL
    size_t   item_size;
    char     format[4];
    uint32_t dimensions;
    int64_t  hash;               // -1 = not computed yet
    int64_t  shape[];            // `dimensions` lengths, and as many strides, in bytes
} OuMemoryView;

static inline bool ou_is_memoryview(OuValue v) { return ou_kind_of(v) == OU_KIND_MEMORYVIEW; }
static inline OuMemoryView *ou_memoryview_of(OuValue v)
{
    return (OuMemoryView *)ou_pointer_of(v);
}
static inline int64_t *ou_memoryview_strides(OuMemoryView *view)
{
    return view->shape + view->dimensions;
}
static inline bool ou_memoryview_is_readonly(const OuMemoryView *view) { return view->header.aux; }

// A view of a lender or of another view. TypeError "memoryview: a bytes-like object is required".
OU_CHECKED OuValue ou_memoryview_make(OuVM *vm, OuValue object);
// The same memory with room for so many dimensions; shape and strides are the caller's to fill.
OU_CHECKED OuMemoryView *ou_memoryview_like(OuVM *vm, const OuMemoryView *view,
                                            unsigned dimensions);
// ValueError "operation forbidden on released memoryview object".
OU_CHECKED bool ou_memoryview_check(OuVM *vm, const OuMemoryView *view);

size_t ou_memoryview_count(const OuMemoryView *view);        // of items
size_t ou_memoryview_size(const OuMemoryView *view);         // bytes of all items
// Do the items lie one behind the other, the last index (or else the first) running fastest?
bool ou_memoryview_is_contiguous(OuMemoryView *view, bool is_fortran);
// All items in that order; `target` has room for ou_memoryview_size() bytes.
OU_CHECKED bool ou_memoryview_copy(OuVM *vm, OuMemoryView *view, bool is_fortran, uint8_t *target);

// --- items (memoryview_item.c) -------------------------------------------------------------------

// What the format means. NULL: it can't be read; NotImplementedError is set if `vm` isn't NULL.
const OuScalar *ou_memoryview_scalar(OuVM *vm, const OuMemoryView *view);
OU_CHECKED OuValue ou_memoryview_get(OuVM *vm, OuValue self, OuValue key);
OU_CHECKED bool ou_memoryview_set(OuVM *vm, OuValue self, OuValue key, OuValue value);
OuValue ou_memoryview_compare(OuVM *vm, OuValue left, OuValue right, OuCompare operator);
OuValue ou_memoryview_list(OuVM *vm, OuMemoryView *view);
// The item of a view of one dimension; `index` is in range.
OU_CHECKED OuValue ou_memoryview_item(OuVM *vm, OuMemoryView *view, size_t index);
OuValue ou_memoryview_iterate(OuVM *vm, OuValue self);

extern const OuNativeDef *const ou_memoryview_methods[];
extern const OuGetSetDef ou_memoryview_getset[];

#endif

// bytes.h: bytes (immutable) and bytearray (mutable).
#ifndef OU_RUNTIME_BYTES_H
#define OU_RUNTIME_BYTES_H

#include "runtime/state.h"
#include "runtime/text.h"

typedef struct OuBytes {
    OuObject header;
    size_t   length;
    uint64_t hash;           // 0 = not computed yet
    uint8_t  data[];         // length bytes and one zero
} OuBytes;

typedef struct OuByteArray {
    OuObject header;
    size_t   length;
    size_t   capacity;       // of `data`, the zero behind the last byte included
    uint8_t *data;           // a side buffer; NULL while the capacity is 0
    struct OuViews *views;   // memoryviews that look at it: it can't be resized meanwhile
} OuByteArray;

static inline bool ou_is_bytes(OuValue v) { return ou_base_kind_of(v) == OU_KIND_BYTES; }
static inline bool ou_is_exact_bytes(OuValue v) { return ou_kind_of(v) == OU_KIND_BYTES; }
static inline OuBytes *ou_bytes_of(OuValue v) { return (OuBytes *)ou_pointer_of(v); }
static inline bool ou_is_bytearray(OuValue v) { return ou_base_kind_of(v) == OU_KIND_BYTEARRAY; }
static inline OuByteArray *ou_bytearray_of(OuValue v) { return (OuByteArray *)ou_pointer_of(v); }

// bytes, bytearray, or an instance of a subclass.
static inline bool ou_is_byte_string(OuValue v) { return ou_is_bytes(v) || ou_is_bytearray(v); }
// An array, or a memoryview whose items lie one behind the other.
bool ou_is_flat_view(OuValue value);
// What methods accept as a bytes-like object.
static inline bool ou_is_bytes_like(OuValue v)
{
    return ou_is_byte_string(v) || ou_is_flat_view(v);
}
// The bytes of a bytes-like object. Those of a bytearray or an array move when it changes.
OuText ou_bytes_text(OuValue bytes_like);

OU_CHECKED OuValue ou_bytes_make(OuVM *vm, const void *data, size_t length);
// For the caller to fill. NULL: MemoryError.
OU_CHECKED OuBytes *ou_bytes_new(OuVM *vm, size_t length);
OU_CHECKED OuValue ou_bytearray_make(OuVM *vm, const void *data, size_t length);
OU_CHECKED bool ou_bytearray_resize(OuVM *vm, OuByteArray *array, size_t length);  // new ones are 0
// `array_type`: the name of a bytearray's type, which is put before, or empty text for bytes.
OU_CHECKED OuValue ou_bytes_repr(OuVM *vm, OuText bytes, OuText array_type);

#endif

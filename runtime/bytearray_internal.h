// bytearray_internal.h: what the files that make up bytearray share.
#ifndef OU_RUNTIME_BYTEARRAY_INTERNAL_H
#define OU_RUNTIME_BYTEARRAY_INTERNAL_H

#include "runtime/bytes.h"
#include "runtime/native.h"

// Replaces the bytes start..end by the text, which doesn't lie in the array itself.
OU_CHECKED bool ou_bytearray_splice(OuVM *vm, OuByteArray *array, size_t start, size_t end,
                                    OuText text);

// The methods that bytes doesn't have (bytearray_methods.c).
#define OU_BYTEARRAY_ROWS                                                                        \
    OU_BYTEARRAY_ROW(append) OU_BYTEARRAY_ROW(clear) OU_BYTEARRAY_ROW(copy)                      \
    OU_BYTEARRAY_ROW(extend) OU_BYTEARRAY_ROW(insert) OU_BYTEARRAY_ROW(pop)                      \
    OU_BYTEARRAY_ROW(remove) OU_BYTEARRAY_ROW(reverse) OU_BYTEARRAY_ROW(dunder_alloc)            \
    OU_BYTEARRAY_ROW(dunder_sizeof) OU_BYTEARRAY_ROW(dunder_reduce)                              \
    OU_BYTEARRAY_ROW(dunder_reduce_ex)

#define OU_BYTEARRAY_ROW(verb) extern const OuNativeDef ou_bytearray_##verb##_native;
OU_BYTEARRAY_ROWS
#undef OU_BYTEARRAY_ROW

#endif

// struct_format.h: format strings of module struct, and values by them.
#ifndef OU_RUNTIME_STRUCT_FORMAT_H
#define OU_RUNTIME_STRUCT_FORMAT_H

#include "runtime/native.h"
#include "runtime/scalar.h"

typedef struct OuStructCode {
    OuScalar scalar;             // for 's' and 'p', the letter; size and kind don't matter
    size_t   offset;
    size_t   repeat;             // how many values; of 's' and 'p', how many bytes
} OuStructCode;

// A format, understood.
typedef struct OuStructFormat {
    OuStructCode *codes;
    size_t count, capacity;
    size_t size;                 // in bytes
    size_t values;               // how many it packs
    bool   is_big;               // big end first
    bool   is_native;            // sizes and alignment of C
} OuStructFormat;

// The `format` is a str or bytes. Errors are struct.error, TypeError, UnicodeEncodeError.
OU_CHECKED bool ou_struct_parse(OuVM *vm, OuValue format, OuStructFormat *parsed);
void ou_struct_format_free(OuVM *vm, OuStructFormat *format);

// Packs so many values into `target`, which has format->size bytes. `verb` is for the message.
OU_CHECKED bool ou_struct_check_count(OuVM *vm, const OuStructFormat *format, const char *verb,
                                      size_t count);
OU_CHECKED bool ou_struct_pack(OuVM *vm, const OuStructFormat *format, const OuValue *values,
                               uint8_t *target);
OU_CHECKED OuValue ou_struct_unpack(OuVM *vm, const OuStructFormat *format, const uint8_t *source);

// What the functions of the module and the methods of Struct have in common (struct_type.c).
OU_CHECKED OuValue ou_struct_pack_values(OuVM *vm, const OuStructFormat *format,
                                         const OuTuple *values);
// `values`: buffer, offset, and what to pack.
OU_CHECKED OuValue ou_struct_pack_into(OuVM *vm, const OuStructFormat *format,
                                       const OuValue *values, size_t count);
OU_CHECKED OuValue ou_struct_unpack_all(OuVM *vm, const OuStructFormat *format, OuValue buffer);
OU_CHECKED OuValue ou_struct_unpack_from(OuVM *vm, const OuStructFormat *format, OuValue buffer,
                                         OuValue offset);
// `structure` is a Struct.
OU_CHECKED OuValue ou_struct_iterate(OuVM *vm, OuValue structure, OuValue buffer);

// struct.error. Returns OU_ERROR.
OuValue ou_struct_raise(OuVM *vm, const char *format, ...);

#endif

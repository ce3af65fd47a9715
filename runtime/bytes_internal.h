// bytes_internal.h: what the files that make up bytes and bytearray share.
#ifndef OU_RUNTIME_BYTES_INTERNAL_H
#define OU_RUNTIME_BYTES_INTERNAL_H

#include "runtime/bytes.h"
#include "runtime/native.h"
#include "runtime/subject.h"

// A method of both types, which list it by way of bytes_methods.def.
#define OU_BYTES_METHOD(verb, signature_text, doc_text)                                          \
    static OuValue bytes_##verb(OuVM *vm, const OuValue *arguments);                             \
    const OuNativeDef ou_bytes_##verb##_native = { signature_text, doc_text, bytes_##verb };     \
    static OuValue bytes_##verb(OuVM *vm, const OuValue *arguments)

#define OU_BYTES_ROW(verb) extern const OuNativeDef ou_bytes_##verb##_native;
#include "runtime/bytes_methods.def"
#undef OU_BYTES_ROW
extern const OuNativeDef ou_bytes_hex_native, ou_bytes_fromhex_native;
extern const OuNativeDef ou_bytearray_hex_native, ou_bytearray_fromhex_native;

// TypeError "a bytes-like object is required, not 'str'".
OU_CHECKED bool ou_bytes_require(OuVM *vm, OuValue value);
// The same complaint without the check: of a memoryview, that it is released or isn't contiguous.
// Returns false.
bool ou_bytes_complain(OuVM *vm, OuValue value);
// An int, or something with __index__, from 0 to 255. ValueError "byte must be in range(0, 256)".
OU_CHECKED bool ou_bytes_read_byte(OuVM *vm, OuValue value, uint8_t *byte);

// Slots that both types have.
OuValue ou_bytes_compare(OuVM *vm, OuValue left, OuValue right, OuCompare operator);
OU_CHECKED OuValue ou_bytes_str(OuVM *vm, OuValue self);
// Before bytes or a bytearray are found unequal to something else: false if -bb forbids it.
OU_CHECKED bool ou_bytes_warn_of_mixing(OuVM *vm, OuValue bytes, OuValue other,
                                        OuCompare operator);
OuValue ou_bytes_iterate(OuVM *vm, OuValue self);
bool    ou_bytes_length(OuVM *vm, OuValue self, size_t *length);
bool    ou_bytes_contains(OuVM *vm, OuValue self, OuValue item, bool *found);
OuValue ou_bytes_add(OuVM *vm, OuValue left, OuValue right);
OuValue ou_bytes_multiply(OuVM *vm, OuValue left, OuValue right);
OuValue ou_bytes_remainder(OuVM *vm, OuValue left, OuValue right);
// For an index or a slice as a script gave it; `what` begins the messages: "byte", "bytearray".
OuValue ou_bytes_item(OuVM *vm, OuValue self, OuValue key, const char *out_of_range,
                      const char *wrong_type);

// Bytes of anything that bytes() takes but numbers and text: bytes-like objects and iterables of
// small ints. `target` ("bytes", "bytearray") is for messages.
OU_CHECKED bool ou_bytes_collect(OuVM *vm, OuValue source, OuBuffer *buffer, const char *target);
// What the object's __bytes__ gives, a bytes; OU_UNBOUND: it has none.
OU_CHECKED OuValue ou_bytes_ask(OuVM *vm, OuValue source);
// bytes(source, encoding, errors) and bytearray(...): the three arguments as bound.
OU_CHECKED bool ou_bytes_read_source(OuVM *vm, const OuValue *values, OuBuffer *buffer,
                                     const char *target);

typedef struct OuBytesIterator {
    OuObject header;
    OuValue  bytes;              // bytes or bytearray; UNBOUND once exhausted
    size_t   index;              // of the next byte
} OuBytesIterator;

#endif

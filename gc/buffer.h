// buffer.h: a growing run of bytes, for text that is put together piece by piece.
#ifndef OU_GC_BUFFER_H
#define OU_GC_BUFFER_H

#include <stdarg.h>

#include "gc/memory.h"

typedef struct OuBuffer {
    OuMemory *memory;
    char     *bytes;      // NUL-terminated once anything was put in; NULL before
    size_t    length;     // without the NUL
    size_t    capacity;
    bool      failed;     // some append was refused: checked once, at the end
} OuBuffer;

void ou_buffer_init(OuBuffer *buffer, OuMemory *memory);
void ou_buffer_free(OuBuffer *buffer);

// Each returns false, and sets `failed`, when memory is refused; the content stays as it was.
bool ou_buffer_reserve(OuBuffer *buffer, size_t more);
bool ou_buffer_put(OuBuffer *buffer, const char *bytes, size_t length);
bool ou_buffer_put_char(OuBuffer *buffer, char byte);
bool ou_buffer_put_text(OuBuffer *buffer, const char *text);
bool ou_buffer_put_utf8(OuBuffer *buffer, uint32_t code_point);   // surrogates as three bytes
bool ou_buffer_put_format(OuBuffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif

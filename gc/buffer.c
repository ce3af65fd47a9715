#include "gc/buffer.h"

#include <stdio.h>
#include <string.h>

void ou_buffer_init(OuBuffer *buffer, OuMemory *memory)
{
    *buffer = (OuBuffer){ .memory = memory };
}

void ou_buffer_free(OuBuffer *buffer)
{
    ou_memory_free(buffer->memory, buffer->bytes, buffer->capacity);
    *buffer = (OuBuffer){ .memory = buffer->memory };
}

bool ou_buffer_reserve(OuBuffer *buffer, size_t more)
{
    size_t needed;
    if (!ou_size_multiply_add(buffer->length, 1, more, &needed) || needed == SIZE_MAX) goto fail;
    needed++;                                                    // the NUL
    if (needed <= buffer->capacity) return true;
    size_t capacity = buffer->capacity < 64 ? 64 : buffer->capacity + buffer->capacity / 2;
    if (capacity < needed) capacity = needed;
    char *moved = ou_memory_resize(buffer->memory, buffer->bytes, buffer->capacity, capacity);
    if (!moved) goto fail;
    buffer->bytes = moved;
    buffer->capacity = capacity;
    return true;
fail:
    buffer->failed = true;
    return false;
}

bool ou_buffer_put(OuBuffer *buffer, const char *bytes, size_t length)
{
    if (!ou_buffer_reserve(buffer, length)) return false;
    if (length) memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
    return true;
}

bool ou_buffer_put_char(OuBuffer *buffer, char byte)
{
    return ou_buffer_put(buffer, &byte, 1);
}

bool ou_buffer_put_text(OuBuffer *buffer, const char *text)
{
    return ou_buffer_put(buffer, text, strlen(text));
}

bool ou_buffer_put_utf8(OuBuffer *buffer, uint32_t c)
{
    char b[4];
    if (c < 0x80) {
        b[0] = (char)c;
        return ou_buffer_put(buffer, b, 1);
    }
    if (c < 0x800) {
        b[0] = (char)(0xC0 | c >> 6);
        b[1] = (char)(0x80 | (c & 0x3F));
        return ou_buffer_put(buffer, b, 2);
    }
    if (c < 0x10000) {
        b[0] = (char)(0xE0 | c >> 12);
        b[1] = (char)(0x80 | (c >> 6 & 0x3F));
        b[2] = (char)(0x80 | (c & 0x3F));
        return ou_buffer_put(buffer, b, 3);
    }
    b[0] = (char)(0xF0 | c >> 18);
    b[1] = (char)(0x80 | (c >> 12 & 0x3F));
    b[2] = (char)(0x80 | (c >> 6 & 0x3F));
    b[3] = (char)(0x80 | (c & 0x3F));
    return ou_buffer_put(buffer, b, 4);
}

bool ou_buffer_put_format(OuBuffer *buffer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    bool ok = length >= 0 && ou_buffer_reserve(buffer, (size_t)length);
    if (ok) {
        vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    } else {
        buffer->failed = true;
    }
    va_end(again);
    return ok;
}

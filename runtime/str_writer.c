#include <string.h>

#include "runtime/error.h"
#include "runtime/long_text.h"
#include "runtime/str.h"

void ou_writer_init(OuStringWriter *writer, OuVM *vm)
{
    writer->vm = vm;
    writer->units = writer->room;
    writer->length = 0;
    writer->capacity = OU_WRITER_ROOM;
    writer->width = 1;
    writer->failed = false;
    writer->is_ascii = true;
    writer->beginning = OU_UNBOUND;
}

static void units_free(OuStringWriter *writer)
{
    if (writer->units == writer->room) return;
    ou_heap_buffer_free(&writer->vm->heap, writer->units, writer->capacity * writer->width);
}

void ou_writer_discard(OuStringWriter *writer)
{
    units_free(writer);
    ou_clear(&writer->beginning);
    ou_writer_init(writer, writer->vm);
}

void ou_writer_note_beginning(OuStringWriter *writer, OuValue string)
{
    if (ou_is_exact_str(string)) ou_set_steal(&writer->beginning, ou_ref(string));
}

static bool writer_fail(OuStringWriter *writer)
{
    if (!writer->failed) ou_raise_memory_error(writer->vm);
    writer->failed = true;
    return false;
}

// false: it was interrupted.
static bool writer_filled(OuStringWriter *writer, bool is_filled)
{
    if (!is_filled) writer->failed = true;
    return is_filled;
}

static bool writer_widen(OuStringWriter *writer, unsigned width, size_t capacity)
{
    OuHeap *heap = &writer->vm->heap;
    void *units = ou_heap_buffer_alloc(heap, capacity * width);
    if (!units) return writer_fail(writer);
    OuText text = { writer->units, writer->length, writer->width };
    if (!writer_filled(writer, ou_long_copy(writer->vm, units, width, text))) {
        ou_heap_buffer_free(heap, units, capacity * width);
        return false;
    }
    units_free(writer);
    writer->units = units;
    writer->capacity = capacity;
    writer->width = width;
    return true;
}

// Room for `more` units of `width` bytes at least.
static bool writer_reserve(OuStringWriter *writer, size_t more, unsigned width)
{
    if (writer->failed) return false;
    size_t needed;
    if (__builtin_add_overflow(writer->length, more, &needed) || needed > SIZE_MAX / 16) {
        return writer_fail(writer);
    }
    if (width < writer->width) width = writer->width;
    bool is_enough = needed <= writer->capacity;
    if (OU_LIKELY(is_enough && width == writer->width)) return true;
    size_t capacity = is_enough ? writer->capacity : needed + needed / 2 + 24;
    if (width != writer->width || writer->units == writer->room) {
        return writer_widen(writer, width, capacity);
    }
    void *units = ou_heap_buffer_resize(&writer->vm->heap, writer->units, writer->capacity * width,
                                        capacity * width);
    if (!units) return writer_fail(writer);
    writer->units = units;
    writer->capacity = capacity;
    return true;
}

bool ou_writer_put(OuStringWriter *writer, uint32_t code_point)
{
    if (code_point >= 0x80) writer->is_ascii = false;
    bool fits = writer->length < writer->capacity && code_point < 0x100;
    if (OU_LIKELY(fits && writer->width == 1)) {
        ((uint8_t *)writer->units)[writer->length++] = (uint8_t)code_point;
        return true;
    }
    if (!writer_reserve(writer, 1, ou_text_width_for(code_point))) return false;
    ou_text_store(writer->units, writer->width, writer->length++, code_point);
    return true;
}

// False: it doesn't fit.
static inline bool put_bytes(OuStringWriter *writer, const char *bytes, size_t length)
{
    bool fits = length <= writer->capacity - writer->length && length <= OU_LONG_PIECE;
    if (OU_UNLIKELY(!fits || writer->width != 1 || writer->failed)) return false;
    ou_text_copy_bytes((char *)writer->units + writer->length, bytes, length);
    writer->length += length;
    return true;
}

static bool put_any(OuStringWriter *writer, OuText text)
{
    if (!writer_reserve(writer, text.length, text.width)) return false;
    char *target = (char *)writer->units + writer->length * writer->width;
    if (!writer_filled(writer, ou_long_copy(writer->vm, target, writer->width, text))) return false;
    writer->length += text.length;
    return true;
}

bool ou_writer_put_text(OuStringWriter *writer, OuText text)
{
    writer->is_ascii = false;
    return (text.width == 1 && put_bytes(writer, text.units, text.length)) || put_any(writer, text);
}

bool ou_writer_put_ascii(OuStringWriter *writer, const char *text, size_t length)
{
    return put_bytes(writer, text, length) || put_any(writer, (OuText){ text, length, 1 });
}

bool ou_writer_put_str(OuStringWriter *writer, const OuString *s)
{
    if (!ou_str_is_ascii(s)) return ou_writer_put_text(writer, ou_str_text(s));
    return ou_writer_put_ascii(writer, (const char *)s->data, s->length);
}

bool ou_writer_put_fill(OuStringWriter *writer, uint32_t code_point, size_t count)
{
    if (!count) return !writer->failed;
    if (code_point >= 0x80) writer->is_ascii = false;
    if (!writer_reserve(writer, count, ou_text_width_for(code_point))) return false;
    char *target = (char *)writer->units + writer->length * writer->width;
    bool done = ou_long_fill(writer->vm, target, writer->width, code_point, count);
    if (writer_filled(writer, done)) writer->length += count;
    return done;
}

bool ou_writer_look_now(OuStringWriter *writer)
{
    if (!writer->failed && !ou_check_interrupt(writer->vm)) writer->failed = true;
    return !writer->failed;
}

static OuValue string_of_ascii(OuStringWriter *writer)
{
    OuString *s = ou_str_new(writer->vm, writer->length, 0x7F);
    if (!s) return OU_ERROR;
    ou_text_copy_bytes(s->data, writer->units, writer->length);
    return ou_str_value(s);
}

OuValue ou_writer_finish(OuStringWriter *writer)
{
    OuValue result = OU_ERROR, beginning = writer->beginning;
    if (beginning != OU_UNBOUND && ou_str_of(beginning)->length == writer->length) {
        result = ou_ref(beginning);
    } else if (writer->failed) {
        result = OU_ERROR;
    } else if (writer->is_ascii && writer->length > 1 && writer->length <= OU_LONG_PIECE) {
        result = string_of_ascii(writer);
    } else {
        OuText text = { writer->units, writer->length, writer->width };
        result = ou_str_from_text(writer->vm, text);
    }
    ou_writer_discard(writer);
    return result;
}

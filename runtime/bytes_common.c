// The slots that bytes and bytearray share.
#include <stdio.h>

#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/long_text.h"
#include "runtime/percent.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/slice.h"
#include "runtime/warning.h"

bool ou_bytes_read_byte(OuVM *vm, OuValue value, uint8_t *byte)
{
    OU_OWNED OuValue index = ou_to_index(vm, value);
    int64_t number;
    if (index == OU_ERROR) return false;
    if (!ou_int_as_int64(index, &number) || number < 0 || number > 255) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "byte must be in range(0, 256)");
        return false;
    }
    *byte = (uint8_t)number;
    return true;
}

// --- the subject ---------------------------------------------------------------------------------

static OuValue bytes_piece(const OuSubject *subject, OuText piece)
{
    bool is_whole = piece.units == subject->text.units && piece.length == subject->text.length;
    if (is_whole && ou_is_exact_bytes(subject->self)) return ou_ref(subject->self);
    return ou_bytes_make(subject->vm, piece.units, piece.length);
}

static OuValue bytearray_piece(const OuSubject *subject, OuText piece)
{
    return ou_bytearray_make(subject->vm, piece.units, piece.length);
}

static OuValue bytes_blank(OuVM *vm, size_t length, uint32_t all, void **units)
{
    OuBytes *bytes = ou_bytes_new(vm, length);
    if (!bytes) return OU_ERROR;
    *units = bytes->data;
    return ou_pointer_value(bytes);
}

static OuValue bytearray_blank(OuVM *vm, size_t length, uint32_t all, void **units)
{
    OuValue array = ou_bytearray_make(vm, NULL, 0);
    if (array == OU_ERROR) return OU_ERROR;
    if (!ou_bytearray_resize(vm, ou_bytearray_of(array), length)) {
        ou_unref(array);
        return OU_ERROR;
    }
    *units = ou_bytearray_of(array)->data;
    return array;
}

static bool is_space(uint32_t byte)
{
    return byte == ' ' || byte - 9 < 5;
}

static bool is_line_break(uint32_t byte)
{
    return byte == '\n' || byte == '\r';
}

OuSubject ou_bytes_subject(OuVM *vm, OuValue self)
{
    return (OuSubject){ .vm = vm, .self = self, .text = ou_bytes_text(self),
                        .make = ou_is_bytes(self) ? bytes_piece : bytearray_piece,
                        .blank = ou_is_bytes(self) ? bytes_blank : bytearray_blank,
                        .too_long = ou_is_bytes(self) ? "repeated bytes are too long" : NULL,
                        .ascii_spaces = 0x100003E00u,
                        .is_space = is_space, .is_line_break = is_line_break };
}

// --- repr ----------------------------------------------------------------------------------------

static bool put_byte(OuStringWriter *writer, uint8_t byte, char escaped)
{
    char text[8];
    switch (byte) {
    case '\t': return ou_writer_put_ascii(writer, "\\t", 2);
    case '\n': return ou_writer_put_ascii(writer, "\\n", 2);
    case '\r': return ou_writer_put_ascii(writer, "\\r", 2);
    case '\\': return ou_writer_put_ascii(writer, "\\\\", 2);
    default: break;
    }
    if (byte == (uint8_t)escaped) ou_writer_put(writer, '\\');
    if (byte >= ' ' && byte < 127) return ou_writer_put(writer, byte);
    snprintf(text, sizeof text, "\\x%02x", byte);
    return ou_writer_put_ascii(writer, text, 4);
}

OuValue ou_bytes_repr(OuVM *vm, OuText bytes, OuText array_type)
{
    bool is_array = array_type.length;
    size_t single, double_quote;
    if (!ou_long_find_unit(vm, bytes, '\'', &single)
        || !ou_long_find_unit(vm, bytes, '"', &double_quote)) return OU_ERROR;
    bool has_double = double_quote != OU_TEXT_NOT_FOUND;
    char quote = single != OU_TEXT_NOT_FOUND && !has_double ? '"' : '\'';
    char escaped = is_array ? '\'' : quote;     // a bytearray's repr is that cautious
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    ou_writer_put_text(&writer, array_type);
    if (is_array) ou_writer_put(&writer, '(');
    ou_writer_put(&writer, 'b');
    ou_writer_put(&writer, (unsigned char)quote);
    for (size_t i = 0; i < bytes.length && ou_writer_look(&writer, i); i++) {
        if (!put_byte(&writer, (uint8_t)ou_text_at(bytes, i), escaped)) break;
    }
    ou_writer_put(&writer, (unsigned char)quote);
    if (is_array) ou_writer_put(&writer, ')');
    return ou_writer_finish(&writer);
}

// --- slots ---------------------------------------------------------------------------------------

// With -b. CPython says it of equality only, and of ints only where they meet bytes.
static bool warn_of_mixing(OuVM *vm, OuValue bytes, OuValue other, OuCompare operator)
{
    if (operator != OU_EQ && operator != OU_NE) return true;
    const char *name = ou_is_bytes(bytes) ? "bytes" : "bytearray";
    if (ou_is_str(other)) {
        return ou_warn(vm, OU_TYPE_BYTES_WARNING, "Comparison between %s and string", name);
    }
    bool is_int = ou_is_instance_of(vm, other, OU_TYPE_INT);
    return !is_int || !ou_is_bytes(bytes)
        || ou_warn(vm, OU_TYPE_BYTES_WARNING, "Comparison between bytes and int");
}

bool ou_bytes_warn_of_mixing(OuVM *vm, OuValue bytes, OuValue other, OuCompare operator)
{
    return !vm->flags[OU_FLAG_BYTES_WARNING] || warn_of_mixing(vm, bytes, other, operator);
}

OuValue ou_bytes_str(OuVM *vm, OuValue self)
{
    const char *name = ou_is_bytes(self) ? "bytes" : "bytearray";
    if (vm->flags[OU_FLAG_BYTES_WARNING]
        && !ou_warn(vm, OU_TYPE_BYTES_WARNING, "str() on a %s instance", name)) return OU_ERROR;
    return ou_repr(vm, self);
}

OuValue ou_bytes_compare(OuVM *vm, OuValue left, OuValue right, OuCompare operator)
{
    if (!ou_is_bytes_like(left) || !ou_is_bytes_like(right)) {
        return ou_bytes_warn_of_mixing(vm, left, right, operator) ? OU_NOT_IMPLEMENTED : OU_ERROR;
    }
    bool is_mixed = ou_is_bytes(left) || ou_is_bytes(right);
    if (is_mixed && !(ou_is_byte_string(left) && ou_is_byte_string(right))) {
        return OU_NOT_IMPLEMENTED;                 // the view compares itself
    }
    OuText a = ou_bytes_text(left), b = ou_bytes_text(right);
    switch (operator) {
    case OU_EQ: return ou_bool_value(ou_text_equal(a, b));
    case OU_NE: return ou_bool_value(!ou_text_equal(a, b));
    case OU_LT: return ou_bool_value(ou_text_compare(a, b) < 0);
    case OU_LE: return ou_bool_value(ou_text_compare(a, b) <= 0);
    case OU_GT: return ou_bool_value(ou_text_compare(a, b) > 0);
    default:    return ou_bool_value(ou_text_compare(a, b) >= 0);
    }
}

bool ou_bytes_length(OuVM *vm, OuValue self, size_t *length)
{
    *length = ou_bytes_text(self).length;
    return true;
}

bool ou_bytes_contains(OuVM *vm, OuValue self, OuValue item, bool *found)
{
    OuText needle;
    uint8_t byte;
    if (ou_is_bytes_like(item)) {
        needle = ou_bytes_text(item);
    } else {
        if (!ou_has_index(vm, item)) return ou_bytes_require(vm, item);
        OU_OWNED OuValue number = ou_to_index(vm, item);
        if (number == OU_ERROR) {                       // CPython asks for its bytes then
            ou_error_clear(vm);
            return ou_bytes_require(vm, item);
        }
        if (!ou_bytes_read_byte(vm, number, &byte)) return false;
        needle = (OuText){ &byte, 1, 1 };
    }
    size_t place;
    if (!ou_long_find(vm, ou_bytes_text(self), needle, &place)) return false;
    *found = place != OU_TEXT_NOT_FOUND;
    return true;
}

OuValue ou_bytes_add(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_byte_string(left)) return OU_NOT_IMPLEMENTED;
    if (!ou_is_bytes_like(right)) {
        OuValue result;
        if (ou_sequence_defer(vm, OU_BINARY_ADD, left, right, right, &result)) return result;
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "can't concat %T to %T", right, left);
    }
    OuText a = ou_bytes_text(left), b = ou_bytes_text(right);
    if (a.length == 0 && ou_is_exact_bytes(left) && ou_is_exact_bytes(right)) return ou_ref(right);
    OuStringWriter writer;
    OuSubject subject = ou_bytes_subject(vm, left);
    if (b.length == 0) return subject.make(&subject, a);
    ou_writer_init(&writer, vm);
    ou_writer_put_text(&writer, a);
    ou_writer_put_text(&writer, b);
    return ou_subject_finish(&subject, &writer);
}

OuValue ou_bytes_multiply(OuVM *vm, OuValue left, OuValue right)
{
    OuValue self = ou_is_byte_string(left) ? left : right;
    OuValue times = ou_is_byte_string(left) ? right : left, answer;
    int64_t count;
    if (ou_sequence_defer(vm, OU_BINARY_MULTIPLY, left, right, times, &answer)) return answer;
    if (!ou_sequence_times(vm, times, &count)) return OU_ERROR;
    OuSubject subject = ou_bytes_subject(vm, self);
    return ou_subject_repeat(&subject, (size_t)count);
}

// The format is copied when it is a bytearray: what is formatted may change it.
OuValue ou_bytes_remainder(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_byte_string(left)) return OU_NOT_IMPLEMENTED;
    OuText text = ou_bytes_text(left);
    OU_OWNED OuValue format = ou_is_bytes(left) ? ou_ref(left)
                                                : ou_bytes_make(vm, text.units, text.length);
    if (format == OU_ERROR) return OU_ERROR;
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    if (!ou_percent_put(&writer, ou_bytes_text(format), true, right)) {
        ou_writer_discard(&writer);
        return OU_ERROR;
    }
    OuSubject subject = ou_bytes_subject(vm, left);
    return ou_subject_finish(&subject, &writer);
}

OuValue ou_bytes_item(OuVM *vm, OuValue self, OuValue key, const char *out_of_range,
                      const char *wrong_type)
{
    int64_t index;
    if (ou_is_slice(key)) {
        OuSliceIndices indices;
        if (!ou_slice_unpack(vm, ou_slice_of(key), &indices)) return OU_ERROR;
        OuSubject subject = ou_bytes_subject(vm, self);
        ou_slice_adjust(&indices, subject.text.length);
        return ou_subject_pick(&subject, &indices);
    }
    if (!ou_has_index(vm, key)) return ou_raise(vm, OU_TYPE_TYPE_ERROR, wrong_type, key);
    if (!ou_sequence_index(vm, key, OU_TYPE_INDEX_ERROR, &index)) return OU_ERROR;
    OuText text = ou_bytes_text(self);
    if (!ou_sequence_in_range(&index, text.length)) {
        return ou_raise(vm, OU_TYPE_INDEX_ERROR, "%s", out_of_range);
    }
    return ou_int_value(ou_text_at(text, (size_t)index));
}

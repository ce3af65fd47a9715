// What bytes() and bytearray() can be made of.
#include <string.h>

#include "runtime/argument.h"
#include "runtime/bytes_internal.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/long_text.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"

static bool is_bytearray(const char *target)
{
    return strcmp(target, "bytearray") == 0;
}

static bool put(OuVM *vm, OuBuffer *buffer, const void *data, size_t length)
{
    if (!ou_buffer_reserve(buffer, length)) {
        ou_raise_memory_error(vm);
        return false;
    }
    if (length && !ou_long_copy_bytes(vm, buffer->bytes + buffer->length, data, length)) {
        return false;
    }
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
    return true;
}

static bool put_item(OuVM *vm, OuBuffer *buffer, OuValue item, const char *target)
{
    OU_OWNED OuValue index = ou_to_index(vm, item);
    int64_t number;
    if (index == OU_ERROR) return false;
    if (!ou_int_as_int64(index, &number) || number < 0 || number > 255) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s must be in range(0, 256)",
                 is_bytearray(target) ? "byte" : "bytes");
        return false;
    }
    char byte = (char)number;
    return put(vm, buffer, &byte, 1);
}

static bool put_items(OuVM *vm, OuBuffer *buffer, OuValue iterator, const char *target)
{
    for (size_t round = 0;; round++) {
        if (!ou_check_interrupt_at(vm, round)) return false;
        OU_OWNED OuValue item = ou_next(vm, iterator);
        if (item == OU_STOP) return true;
        if (item == OU_ERROR || !put_item(vm, buffer, item, target)) return false;
    }
}

bool ou_bytes_collect(OuVM *vm, OuValue source, OuBuffer *buffer, const char *target)
{
    if (ou_is_bytes_like(source)) {
        OuText text = ou_bytes_text(source);
        return put(vm, buffer, text.units, text.length);
    }
    OU_OWNED OuValue iterator = ou_is_str(source) ? OU_ERROR : ou_iterate(vm, source);
    if (iterator == OU_ERROR) {
        if (!ou_is_str(source)) {
            if (!ou_error_matches(vm, OU_TYPE_TYPE_ERROR)) return false;
            ou_error_clear(vm);
        }
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot convert '%T' object to %s", source, target);
        return false;
    }
    return put_items(vm, buffer, iterator, target);
}

static bool put_zeros(OuVM *vm, OuBuffer *buffer, OuValue source)
{
    int64_t count;
    if (!ou_sequence_index(vm, source, OU_TYPE_OVERFLOW_ERROR, &count)) return false;
    if (count < 0) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "negative count");
        return false;
    }
    if (!ou_buffer_reserve(buffer, (size_t)count)) {
        ou_raise_memory_error(vm);
        return false;
    }
    if (!ou_long_fill(vm, buffer->bytes + buffer->length, 1, 0, (size_t)count)) return false;
    buffer->length += (size_t)count;
    buffer->bytes[buffer->length] = '\0';
    return true;
}

OuValue ou_bytes_ask(OuVM *vm, OuValue source)
{
    OU_OWNED OuValue method = ou_special_method(vm, source, OU_NAMED(vm, dunder_bytes));
    if (method == OU_ERROR || method == OU_UNBOUND) return method;
    OuValue bytes = ou_call(vm, method, NULL, 0);
    if (bytes == OU_ERROR || ou_is_bytes(bytes)) return bytes;
    ou_raise(vm, OU_TYPE_TYPE_ERROR, "__bytes__ returned non-bytes (type %T)", bytes);
    ou_unref(bytes);
    return OU_ERROR;
}

static bool read_text(OuVM *vm, const OuValue *values, OuBuffer *buffer)
{
    OU_OWNED OuValue bytes = ou_codec_encode_value(vm, ou_str_of(values[0]), values[1], values[2]);
    if (bytes == OU_ERROR) return false;
    OuText text = ou_bytes_text(bytes);
    return put(vm, buffer, text.units, text.length);
}

// Encoding and errors go with a str only, which needs an encoding.
static bool check_combination(OuVM *vm, const OuValue *values)
{
    const char *message = NULL;
    bool is_text = ou_is_str(values[0]);
    if (values[1] != OU_UNBOUND) {
        if (!is_text) message = "encoding without a string argument";
    } else if (is_text) {
        message = "string argument without an encoding";
    } else if (values[2] != OU_UNBOUND) {
        message = "errors without a string argument";
    }
    if (message) ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s", message);
    return !message;
}

bool ou_bytes_read_source(OuVM *vm, const OuValue *values, OuBuffer *buffer, const char *target)
{
    for (int i = 1; i <= 2; i++) {
        if (values[i] == OU_UNBOUND || ou_is_str(values[i])) continue;
        ou_argument_raise(vm, target, i == 1 ? "argument 'encoding'" : "argument 'errors'", "str",
                          values[i]);
        return false;
    }
    OuValue source = values[0];
    bool asks_bytes = !is_bytearray(target) && values[1] == OU_UNBOUND && values[2] == OU_UNBOUND &&
                      source != OU_UNBOUND && !ou_is_exact_bytes(source);
    if (asks_bytes) {
        OU_OWNED OuValue bytes = ou_bytes_ask(vm, source);
        if (bytes == OU_ERROR) return false;
        if (bytes != OU_UNBOUND) return ou_bytes_collect(vm, bytes, buffer, target);
    }
    if (!check_combination(vm, values)) return false;
    if (source == OU_UNBOUND) return true;
    if (ou_is_str(source)) return read_text(vm, values, buffer);
    if (ou_has_index(vm, source) && !ou_is_bytes_like(source)) return put_zeros(vm, buffer, source);
    return ou_bytes_collect(vm, source, buffer, target);
}

#include "runtime/modules/codecs.h"

#include "runtime/argument.h"
#include "runtime/bytes_internal.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

OU_FUNCTION(codecs_decode_part, "decode_part(data, encoding, errors, final, /)",
            "Decode as much of the bytes as is complete; all of them if final.\n\n"
            "Returns the text and how many bytes were used.")
{
    bool is_final;
    size_t used;
    OU_OWNED OuValue bytes = OU_UNBOUND;
    if (ou_is_str(arguments[0])) {           // so CPython's escape codecs have it
        bytes = ou_codec_encode(vm, ou_str_of(arguments[0]), "utf-8", NULL);
        if (bytes == OU_ERROR) return OU_ERROR;
    } else {
        if (!ou_bytes_require(vm, arguments[0])) return OU_ERROR;
        bytes = ou_ref(arguments[0]);
    }
    for (int i = 1; i <= 2; i++) {
        if (ou_is_str(arguments[i])) continue;
        return ou_argument_raise(vm, "decode", i == 1 ? "argument 1" : "argument 2", "str or None",
                                 arguments[i]);
    }
    if (!ou_truth(vm, arguments[3], &is_final)) return OU_ERROR;
    OuText text = ou_bytes_text(bytes);
    OU_OWNED OuValue decoded = ou_codec_decode_part(vm, text.units, text.length, arguments[1],
                                                    arguments[2], is_final, &used);
    if (decoded == OU_ERROR) return OU_ERROR;
    return ou_tuple_pair(vm, decoded, ou_int_value((int64_t)used));
}

// --- escapes in bytes ----------------------------------------------------------------------------

OU_FUNCTION(codecs_escape_encode, "escape_encode(data, errors=None, /)", "")
{
    if (!ou_is_bytes(arguments[0])) {
        return ou_argument_raise(vm, "escape_encode", "argument 1", "bytes", arguments[0]);
    }
    OuText text = ou_bytes_text(arguments[0]);
    OuBuffer out;
    ou_buffer_init(&out, &vm->heap.memory);
    for (size_t i = 0; i < text.length && !out.failed; i++) {
        unsigned char byte = (unsigned char)ou_text_at(text, i);
        const char *place = byte ? strchr("\\'\t\n\r", byte) : NULL;
        if (place) ou_buffer_put_format(&out, "\\%c", "\\'tnr"[strcspn("\\'\t\n\r",
                                                                     (char[]){ (char)byte, 0 })]);
        else if (byte < ' ' || byte >= 0x7F) ou_buffer_put_format(&out, "\\x%02x", byte);
        else ou_buffer_put_char(&out, (char)byte);
    }
    OU_OWNED OuValue bytes = out.failed ? ou_raise_memory_error(vm)
                                        : ou_bytes_make(vm, out.bytes, out.length);
    ou_buffer_free(&out);
    if (bytes == OU_ERROR) return OU_ERROR;
    return ou_tuple_pair(vm, bytes, ou_int_value((int64_t)text.length));
}

static int digit_of(uint32_t c)
{
    if (c - '0' < 10) return (int)(c - '0');
    return (c | 32) - 'a' < 6 ? (int)((c | 32) - 'a' + 10) : -1;
}

// Reads what follows a backslash at *at; -1: nothing is meant, -2: bad digits, else the byte, or
// 256 and more for a backslash that stays.
static int read_escape(OuText text, size_t *at)
{
    static const char letters[] = "\\'\"abfnrtv", meant[] = "\\'\"\a\b\f\n\r\t\v";
    uint32_t c = ou_text_at(text, (*at)++);
    const char *place = c && c < 128 ? strchr(letters, (int)c) : NULL;
    if (c == '\n') return -1;
    if (place) return (unsigned char)meant[place - letters];
    if (c - '0' < 8) {
        unsigned value = c - '0';
        for (int i = 0; i < 2 && *at < text.length && ou_text_at(text, *at) - '0' < 8; i++) {
            value = value * 8 + (ou_text_at(text, (*at)++) - '0');
        }
        return value & 0xFF;
    }
    if (c != 'x') return 256 + (int)c;
    int high = *at < text.length ? digit_of(ou_text_at(text, *at)) : -1;
    int low = *at + 1 < text.length ? digit_of(ou_text_at(text, *at + 1)) : -1;
    if (high < 0 || low < 0) return -2;
    *at += 2;
    return high * 16 + low;
}

// false: ValueError.
static bool unescape(OuVM *vm, OuText text, const char *errors, OuBuffer *out)
{
    for (size_t i = 0; i < text.length && !out->failed;) {
        uint32_t c = ou_text_at(text, i++);
        if (c != '\\') {
            ou_buffer_put_char(out, (char)c);
            continue;
        }
        if (i == text.length) {
            ou_raise(vm, OU_TYPE_VALUE_ERROR, "Trailing \\ in string");
            return false;
        }
        size_t start = i - 1;
        int byte = read_escape(text, &i);
        if (byte >= 256) ou_buffer_put_char(out, '\\');
        if (byte >= 0) ou_buffer_put_char(out, (char)byte);
        if (byte != -2) continue;
        if (strcmp(errors, "replace") == 0) {
            ou_buffer_put_char(out, '?');
        } else if (strcmp(errors, "ignore") != 0) {
            ou_raise(vm, OU_TYPE_VALUE_ERROR,
                     strcmp(errors, "strict") == 0 ? "invalid \\x escape at position %zd"
                     : "decoding error; unknown error handling code", start);
            return false;
        }
        if (i < text.length && digit_of(ou_text_at(text, i)) >= 0) i++;
    }
    return true;
}

OU_FUNCTION(codecs_escape_decode, "escape_decode(data, errors=None, /)", "")
{
    OuBuffer out, name;
    size_t length;
    OU_OWNED OuValue bytes = OU_UNBOUND;
    if (ou_is_str(arguments[0])) {
        bytes = ou_codec_encode(vm, ou_str_of(arguments[0]), "utf-8", NULL);
    } else if (ou_bytes_require(vm, arguments[0])) {
        bytes = ou_ref(arguments[0]);
    } else {
        return OU_ERROR;
    }
    if (bytes == OU_ERROR) return OU_ERROR;
    ou_buffer_init(&out, &vm->heap.memory);
    ou_buffer_init(&name, &vm->heap.memory);
    const char *errors = "strict";
    if (ou_is_str(arguments[1])) errors = ou_str_utf8(vm, ou_str_of(arguments[1]), &name, &length);
    OuText text = ou_bytes_text(bytes);
    OU_OWNED OuValue result = OU_ERROR;
    if (errors && unescape(vm, text, errors, &out)) {
        result = out.failed ? ou_raise_memory_error(vm)
                            : ou_bytes_make(vm, out.bytes, out.length);
    }
    ou_buffer_free(&out);
    ou_buffer_free(&name);
    if (result == OU_ERROR) return OU_ERROR;
    return ou_tuple_pair(vm, result, ou_int_value((int64_t)text.length));
}

static const OuNativeDef *const functions[] = {
    &codecs_decode_part_native, &codecs_escape_decode_native, &codecs_escape_encode_native, NULL,
};

const OuModuleDef ou_codecs_module = {
    .name = "_codecs",
    .functions = functions,
};

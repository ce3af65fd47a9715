#include <stdio.h>
#include <string.h>

#include "runtime/bytes.h"
#include "runtime/codec_internal.h"
#include "runtime/error.h"
#include "runtime/unicode_name.h"
#include "runtime/utf8.h"

static unsigned write_unit(uint8_t *bytes, uint32_t unit, unsigned width, bool is_big)
{
    for (unsigned i = 0; i < width; i++) {
        bytes[is_big ? width - 1 - i : i] = (uint8_t)(unit >> (8 * i));
    }
    return width;
}

static unsigned write_utf16(uint8_t *bytes, uint32_t code_point, bool is_big)
{
    if (code_point < 0x10000) return write_unit(bytes, code_point, 2, is_big);
    code_point -= 0x10000;
    write_unit(bytes, 0xD800 + (code_point >> 10), 2, is_big);
    write_unit(bytes + 2, 0xDC00 + (code_point & 0x3FF), 2, is_big);
    return 4;
}

unsigned ou_codec_write(OuCodecId id, uint8_t *bytes, uint32_t code_point)
{
    switch (id) {
    case OU_CODEC_ASCII:
    case OU_CODEC_LATIN1:
        bytes[0] = (uint8_t)code_point;
        return 1;
    case OU_CODEC_UTF8:
    case OU_CODEC_UTF8_SIGNATURE: return ou_utf8_write(bytes, code_point);
    case OU_CODEC_UTF16:
    case OU_CODEC_UTF16_LITTLE:   return write_utf16(bytes, code_point, false);
    case OU_CODEC_UTF16_BIG:      return write_utf16(bytes, code_point, true);
    case OU_CODEC_UTF32:
    case OU_CODEC_UTF32_LITTLE:   return write_unit(bytes, code_point, 4, false);
    default:                      return write_unit(bytes, code_point, 4, true);
    }
}

static bool put_code_point(const OuCodecJob *job, OuBuffer *out, uint32_t code_point)
{
    uint8_t bytes[4];
    return ou_buffer_put(out, (char *)bytes, ou_codec_write(job->id, bytes, code_point));
}

static bool put_ascii(const OuCodecJob *job, OuBuffer *out, const char *text)
{
    for (; *text; text++) {
        if (!put_code_point(job, out, (unsigned char)*text)) return false;
    }
    return true;
}

static bool is_encodable(OuCodecId id, uint32_t code_point)
{
    if (id == OU_CODEC_ASCII) return code_point < 0x80;
    if (id == OU_CODEC_LATIN1) return code_point < 0x100;
    if (id >= OU_CODEC_ESCAPE) return true;
    return !ou_is_surrogate(code_point);
}

static const char *refusal(OuCodecId id)
{
    return id == OU_CODEC_ASCII ? "ordinal not in range(128)"
         : id == OU_CODEC_LATIN1 ? "ordinal not in range(256)" : "surrogates not allowed";
}

static bool put_backslashed(const OuCodecJob *job, OuBuffer *out, uint32_t code_point)
{
    char text[16];
    snprintf(text, sizeof text, code_point < 0x100 ? "\\x%02x"
                              : code_point < 0x10000 ? "\\u%04x" : "\\U%08x", code_point);
    return put_ascii(job, out, text);
}

static bool put_name(const OuCodecJob *job, OuBuffer *out, uint32_t code_point)
{
    char name[OU_UNICODE_NAME_ROOM];
    if (!ou_unicode_name(code_point, name)) return put_backslashed(job, out, code_point);
    return put_ascii(job, out, "\\N{") && put_ascii(job, out, name) && put_ascii(job, out, "}");
}

// The code point's stand-in; *is_handled turns false when the handler can't help.
static bool put_replacement(const OuCodecJob *job, OuBuffer *out, uint32_t code_point,
                            bool *is_handled)
{
    char text[16];
    switch (job->errors) {
    case OU_ERRORS_IGNORE:
        return true;
    case OU_ERRORS_REPLACE:
        return put_code_point(job, out, '?');
    case OU_ERRORS_BACKSLASH:
        return put_backslashed(job, out, code_point);
    case OU_ERRORS_NAME:
        return put_name(job, out, code_point);
    case OU_ERRORS_XML:
        snprintf(text, sizeof text, "&#%u;", code_point);
        return put_ascii(job, out, text);
    case OU_ERRORS_ESCAPE_SURROGATES:
        *is_handled = code_point - 0xDC80 < 0x80 && job->id <= OU_CODEC_LATIN1;
        return !*is_handled || ou_buffer_put_char(out, (char)(code_point - 0xDC00));
    case OU_ERRORS_PASS_SURROGATES:
        *is_handled = ou_is_surrogate(code_point) && !(job->id == OU_CODEC_ASCII ||
                                                       job->id == OU_CODEC_LATIN1);
        return !*is_handled || put_code_point(job, out, code_point);
    default:
        *is_handled = false;
        return true;
    }
}

// What a handler gave: bytes as they are, text encoded. false without an exception: it can't be.
static bool put_given(const OuCodecJob *job, OuBuffer *out, OuValue given)
{
    if (ou_is_bytes(given)) {
        return ou_buffer_put(out, (const char *)ou_bytes_of(given)->data,
                             ou_bytes_of(given)->length);
    }
    const OuString *text = ou_str_of(given);
    for (size_t i = 0; i < text->length; i++) {
        uint32_t code_point = ou_str_at(text, i);
        if (!is_encodable(job->id, code_point)) return false;
        if (!put_code_point(job, out, code_point)) return false;
    }
    return true;
}

static bool encode_by_script(const OuCodecJob *job, OuString *text, size_t *index, size_t end,
                             OuBuffer *out)
{
    OuVM *vm = job->vm;
    size_t start = *index;
    (void)ou_codec_raise_encode(vm, job->name, text, start, end, refusal(job->id));
    OU_OWNED OuValue error = ou_error_take(vm);
    if (!ou_is_exception(error)) return false;
    OU_OWNED OuValue given = ou_codec_call_handler(job, error, true, text->length, index);
    if (given == OU_ERROR) return false;
    if (put_given(job, out, given)) return true;
    if (!out->failed) ou_codec_raise_encode(vm, job->name, text, start, end, refusal(job->id));
    return false;
}

// Handles the run that begins at *index, which the codec can't encode, and goes behind it.
static bool encode_refused(const OuCodecJob *job, OuString *text, size_t *index, OuBuffer *out)
{
    size_t start = *index, end = start;
    do end++; while (job->id < OU_CODEC_UTF16 && end < text->length &&
                     !is_encodable(job->id, ou_str_at(text, end)));
    if (job->errors == OU_ERRORS_UNKNOWN) return encode_by_script(job, text, index, end, out);
    for (; *index < end; ++*index) {
        bool is_handled = true;
        if (!put_replacement(job, out, ou_str_at(text, *index), &is_handled)) return false;
        if (is_handled) continue;
        if (job->errors == OU_ERRORS_PASS_SURROGATES) *index = start;
        ou_codec_raise_encode(job->vm, job->name, text, *index, end, refusal(job->id));
        return false;
    }
    return true;
}

static bool put_escape(const OuCodecJob *job, OuBuffer *out, uint32_t code_point)
{
    bool is_plain = job->id == OU_CODEC_RAW_ESCAPE ? code_point < 0x100
                  : code_point >= ' ' && code_point < 0x7F && code_point != '\\';
    if (is_plain) return ou_buffer_put_char(out, (char)code_point);
    switch (job->id == OU_CODEC_ESCAPE ? code_point : 0) {
    case '\\': return ou_buffer_put(out, "\\\\", 2);
    case '\t': return ou_buffer_put(out, "\\t", 2);
    case '\n': return ou_buffer_put(out, "\\n", 2);
    case '\r': return ou_buffer_put(out, "\\r", 2);
    default:
        return ou_buffer_put_format(out, code_point < 0x100 ? "\\x%02x"
                                       : code_point < 0x10000 ? "\\u%04x" : "\\U%08x",
                                    (unsigned)code_point);
    }
}

static bool encode_into(const OuCodecJob *job, OuString *text, OuBuffer *out)
{
    if (job->id == OU_CODEC_UTF8_SIGNATURE && !ou_buffer_put(out, "\xEF\xBB\xBF", 3)) return false;
    if (job->id == OU_CODEC_UTF16 || job->id == OU_CODEC_UTF32) {
        if (!put_code_point(job, out, 0xFEFF)) return false;
    }
    for (size_t i = 0; i < text->length;) {
        if (!ou_check_interrupt_at(job->vm, i)) return false;
        uint32_t code_point = ou_str_at(text, i);
        if (job->id >= OU_CODEC_ESCAPE) {
            if (!put_escape(job, out, code_point)) return false;
            i++;
        } else if (OU_UNLIKELY(!is_encodable(job->id, code_point))) {
            if (!encode_refused(job, text, &i, out)) return false;
        } else {
            if (!put_code_point(job, out, code_point)) return false;
            i++;
        }
    }
    return true;
}

// What is stored is already what is asked for.
static bool is_verbatim(const OuCodecJob *job, const OuString *text)
{
    if (job->id == OU_CODEC_LATIN1) return ou_str_width(text) == 1;
    return ou_str_is_ascii(text) && (job->id == OU_CODEC_UTF8 || job->id == OU_CODEC_ASCII);
}

// UTF-8 in two passes, sizes first; OU_UNBOUND when a surrogate is in the way.
static OuValue encode_utf8(OuVM *vm, const OuString *text)
{
    size_t size = 0, length = text->length;
    for (size_t i = 0, end; i < length;) {
        for (end = ou_rounds_end(i, length); i < end; i++) {
            uint32_t code_point = ou_str_at(text, i);
            if (ou_is_surrogate(code_point)) return OU_UNBOUND;
            size += ou_utf8_size(code_point);
        }
        if (i < length && !ou_check_interrupt(vm)) return OU_ERROR;
    }
    OuBytes *bytes = ou_bytes_new(vm, size);
    if (!bytes) return OU_ERROR;
    uint8_t *next = bytes->data;
    for (size_t i = 0, end; i < length;) {
        for (end = ou_rounds_end(i, length); i < end; i++) {
            uint32_t code_point = ou_str_at(text, i);
            if (code_point < 0x80) *next++ = (uint8_t)code_point;
            else next += ou_utf8_write(next, code_point);
        }
        if (i == length || ou_check_interrupt(vm)) continue;
        ou_object_unref(&bytes->header);
        return OU_ERROR;
    }
    return ou_pointer_value(bytes);
}

OuValue ou_codec_encode_job(OuCodecJob *job, OuString *text)
{
    if (is_verbatim(job, text)) return ou_bytes_make(job->vm, text->data, text->length);
    if (job->id == OU_CODEC_UTF8) {
        OuValue bytes = encode_utf8(job->vm, text);
        if (bytes != OU_UNBOUND) return bytes;
    }
    OuBuffer out;
    ou_buffer_init(&out, &job->vm->heap.memory);
    OuValue result = OU_ERROR;
    if (encode_into(job, text, &out)) {
        result = ou_bytes_make(job->vm, out.bytes, out.length);
    } else if (out.failed) {
        ou_raise_memory_error(job->vm);
    }
    ou_buffer_free(&out);
    return result;
}

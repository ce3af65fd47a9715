#include <stdio.h>
#include <string.h>

#include "runtime/bytes.h"
#include "runtime/codec_internal.h"
#include "runtime/error.h"
#include "runtime/long_text.h"
#include "runtime/utf8.h"

static OuUtf8Step step_good(uint32_t code_point, unsigned length)
{
    return (OuUtf8Step){ code_point, length, NULL };
}

static OuUtf8Step step_bad(size_t length, const char *reason)
{
    return (OuUtf8Step){ 0, (unsigned)length, reason };
}

static uint32_t read_unit(const uint8_t *bytes, unsigned width, bool is_big)
{
    uint32_t unit = 0;
    for (unsigned i = 0; i < width; i++) {
        unit |= (uint32_t)bytes[is_big ? width - 1 - i : i] << (8 * i);
    }
    return unit;
}

static OuUtf8Step utf16_read(const uint8_t *bytes, size_t left, bool is_big)
{
    if (left < 2) return step_bad(left, "truncated data");
    uint32_t unit = read_unit(bytes, 2, is_big);
    if (!ou_is_surrogate(unit)) return step_good(unit, 2);
    if (unit >= 0xDC00) return step_bad(2, "illegal encoding");
    if (left < 4) return step_bad(left, "unexpected end of data");
    uint32_t low = read_unit(bytes + 2, 2, is_big);
    if (low - 0xDC00 >= 0x400) return step_bad(2, "illegal UTF-16 surrogate");
    return step_good(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), 4);
}

static OuUtf8Step utf32_read(const uint8_t *bytes, size_t left, bool is_big)
{
    if (left < 4) return step_bad(left, "truncated data");
    uint32_t unit = read_unit(bytes, 4, is_big);
    if (unit > 0x10FFFF) return step_bad(4, "code point not in range(0x110000)");
    if (ou_is_surrogate(unit)) {
        return step_bad(4, "code point in surrogate code point range(0xd800, 0xe000)");
    }
    return step_good(unit, 4);
}

static OuUtf8Step codec_read(OuCodecId id, const uint8_t *bytes, const uint8_t *end)
{
    size_t left = (size_t)(end - bytes);
    switch (id) {
    case OU_CODEC_ASCII:
        return *bytes < 0x80 ? step_good(*bytes, 1) : step_bad(1, "ordinal not in range(128)");
    case OU_CODEC_LATIN1:       return step_good(*bytes, 1);
    case OU_CODEC_UTF16_LITTLE: return utf16_read(bytes, left, false);
    case OU_CODEC_UTF16_BIG:    return utf16_read(bytes, left, true);
    case OU_CODEC_UTF32_LITTLE: return utf32_read(bytes, left, false);
    case OU_CODEC_UTF32_BIG:    return utf32_read(bytes, left, true);
    case OU_CODEC_ESCAPE:
    case OU_CODEC_RAW_ESCAPE:   return ou_codec_read_escape(id, bytes, end);
    default:                    return ou_utf8_read(bytes, end, false);
    }
}

// --- damage --------------------------------------------------------------------------------------

typedef struct Decoding {
    OuCodecJob    *job;
    const uint8_t *bytes;        // the whole input
    const uint8_t *next, *end;   // what is left of it
    OuStringWriter writer;
    OuValue        input;        // what a handler has put in its place, or UNBOUND
} Decoding;

static bool put_backslashes(Decoding *decoding, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        char text[8];
        snprintf(text, sizeof text, "\\x%02x", decoding->next[i]);
        if (!ou_writer_put_ascii(&decoding->writer, text, 4)) return false;
    }
    return true;
}

// As many bytes as may be escaped, 0 if none.
static unsigned put_escaped(Decoding *decoding, unsigned count)
{
    unsigned done = 0;
    while (done < count && decoding->next[done] >= 0x80) {
        ou_writer_put(&decoding->writer, 0xDC00u + decoding->next[done++]);
    }
    return done;
}

// The bytes of one encoded surrogate that stands here, which is put out; 0 if there is none.
static unsigned put_surrogate(Decoding *decoding)
{
    size_t left = (size_t)(decoding->end - decoding->next);
    uint32_t code_point = 0;
    unsigned length = 0;
    switch (decoding->job->id) {
    case OU_CODEC_UTF8:
    case OU_CODEC_UTF8_SIGNATURE: {
        OuUtf8Step step = ou_utf8_read(decoding->next, decoding->end, true);
        if (!step.reason) code_point = step.code_point;
        length = step.length;
        break;
    }
    case OU_CODEC_UTF16_LITTLE:
    case OU_CODEC_UTF16_BIG:
        length = 2;
        if (left >= 2) {
            code_point = read_unit(decoding->next, 2, decoding->job->id == OU_CODEC_UTF16_BIG);
        }
        break;
    case OU_CODEC_UTF32_LITTLE:
    case OU_CODEC_UTF32_BIG:
        length = 4;
        if (left >= 4) {
            code_point = read_unit(decoding->next, 4, decoding->job->id == OU_CODEC_UTF32_BIG);
        }
        break;
    default:
        break;
    }
    if (!ou_is_surrogate(code_point)) return 0;
    ou_writer_put(&decoding->writer, code_point);
    return length;
}

static bool decode_by_script(Decoding *decoding, OuUtf8Step step)
{
    OuCodecJob *job = decoding->job;
    size_t start = (size_t)(decoding->next - decoding->bytes), position;
    size_t length = (size_t)(decoding->end - decoding->bytes);
    (void)ou_codec_raise_decode(job->vm, job->name, (const char *)decoding->bytes, length, start,
                                start + step.length, step.reason);
    OU_OWNED OuValue error = ou_error_take(job->vm);
    OU_OWNED OuValue given = ou_codec_call_handler(job, error, false, length, &position);
    if (given == OU_ERROR) return false;
    OuValue object = ou_exception_of(error)->fields[OU_FIELD_OBJECT];
    if (!ou_is_bytes(object)) {
        ou_raise(job->vm, OU_TYPE_TYPE_ERROR, "exception attribute object must be bytes");
        return false;
    }
    ou_set(&decoding->input, object);
    decoding->bytes = ou_bytes_of(object)->data;
    decoding->end = decoding->bytes + ou_bytes_of(object)->length;
    decoding->next = decoding->bytes + position;
    return ou_writer_put_str(&decoding->writer, ou_str_of(given));
}

// What is complete once more bytes come.
static bool is_incomplete(const Decoding *decoding, OuUtf8Step step)
{
    bool is_last = decoding->next + step.length >= decoding->end;
    return decoding->job->is_partial && is_last
        && (strcmp(step.reason, "unexpected end of data") == 0 ||
            strncmp(step.reason, "truncated", 9) == 0 || step.reason[0] == '\\' ||
            strncmp(step.reason, "malformed", 9) == 0);
}

static bool decode_damage(Decoding *decoding, OuUtf8Step step)
{
    OuCodecJob *job = decoding->job;
    unsigned done = step.length;
    switch (job->errors) {
    case OU_ERRORS_IGNORE:    break;
    case OU_ERRORS_REPLACE:   ou_writer_put(&decoding->writer, 0xFFFD); break;
    case OU_ERRORS_BACKSLASH: put_backslashes(decoding, done); break;
    case OU_ERRORS_XML:
    case OU_ERRORS_NAME:      return ou_codec_raise_handler(job, false);
    case OU_ERRORS_UNKNOWN:   return decode_by_script(decoding, step);
    case OU_ERRORS_ESCAPE_SURROGATES: done = put_escaped(decoding, done); break;
    case OU_ERRORS_PASS_SURROGATES:   done = put_surrogate(decoding); break;
    default: done = 0;
    }
    if (done == 0) {
        size_t start = (size_t)(decoding->next - decoding->bytes);
        ou_codec_raise_decode(job->vm, job->name, (const char *)decoding->bytes,
                              (size_t)(decoding->end - decoding->bytes), start, start + step.length,
                              step.reason);
        return false;
    }
    decoding->next += done;
    return !decoding->writer.failed;
}

// --- the loop ------------------------------------------------------------------------------------

static bool starts_with(const Decoding *decoding, const char *mark, size_t length)
{
    return (size_t)(decoding->end - decoding->next) >= length &&
           memcmp(decoding->next, mark, length) == 0;
}

static void choose_order(Decoding *decoding, OuCodecId little, const char *little_mark,
                         const char *big_mark, size_t length)
{
    static const char *const names[] = {
        [OU_CODEC_UTF16_LITTLE] = "utf-16-le", [OU_CODEC_UTF16_BIG] = "utf-16-be",
        [OU_CODEC_UTF32_LITTLE] = "utf-32-le", [OU_CODEC_UTF32_BIG] = "utf-32-be",
    };
    bool is_big = starts_with(decoding, big_mark, length);
    if (is_big || starts_with(decoding, little_mark, length)) decoding->next += length;
    decoding->job->id = little + is_big;
    decoding->job->name = names[decoding->job->id];
}

// Takes off the byte order mark of the codecs that have one.
static void read_mark(Decoding *decoding)
{
    OuCodecId id = decoding->job->id;
    if (id == OU_CODEC_UTF16) {
        choose_order(decoding, OU_CODEC_UTF16_LITTLE, "\xFF\xFE", "\xFE\xFF", 2);
    } else if (id == OU_CODEC_UTF32) {
        choose_order(decoding, OU_CODEC_UTF32_LITTLE, "\xFF\xFE\0\0", "\0\0\xFE\xFF", 4);
    } else if (id == OU_CODEC_UTF8_SIGNATURE && starts_with(decoding, "\xEF\xBB\xBF", 3)) {
        decoding->next += 3;
        decoding->bytes = decoding->next;
    }
}

// Runs of ASCII are copied at once where one byte is one character.
static bool put_ascii_run(Decoding *decoding)
{
    const char *start = (const char *)decoding->next;
    size_t left = (size_t)(decoding->end - decoding->next), run;
    if (!ou_long_ascii_prefix(decoding->job->vm, decoding->next, left, &run)) return false;
    decoding->next += run;
    return ou_writer_put_ascii(&decoding->writer, start, run);
}

static bool decode_all(Decoding *decoding)
{
    bool has_runs = decoding->job->id <= OU_CODEC_ASCII;
    for (size_t round = 0; decoding->next < decoding->end; round++) {
        if (!ou_writer_look(&decoding->writer, round)) return false;
        if (has_runs && *decoding->next < 0x80) {
            if (!put_ascii_run(decoding)) return false;
            continue;
        }
        OuUtf8Step step = codec_read(decoding->job->id, decoding->next, decoding->end);
        if (OU_UNLIKELY(step.reason)) {
            if (is_incomplete(decoding, step)) return true;
            if (!decode_damage(decoding, step)) return false;
            continue;
        }
        if (step.code_point != OU_CODEC_NOTHING &&
            !ou_writer_put(&decoding->writer, step.code_point)) {
            return false;
        }
        decoding->next += step.length;
    }
    return true;
}

OuValue ou_codec_decode_job(OuCodecJob *job, const uint8_t *bytes, size_t length)
{
    OuText text = { bytes, length, 1 };
    job->used = length;
    size_t prefix = 0;
    if (job->id <= OU_CODEC_ASCII && !ou_long_ascii_prefix(job->vm, bytes, length, &prefix)) {
        return OU_ERROR;
    }
    if (job->id == OU_CODEC_LATIN1 || prefix == length) return ou_str_from_text(job->vm, text);
    if (job->id == OU_CODEC_UTF8) {
        OuValue whole = ou_str_try_utf8(job->vm, (const char *)bytes, length);
        if (whole != OU_UNBOUND) return whole;
    }
    Decoding decoding = { .job = job, .bytes = bytes, .next = bytes, .end = bytes + length,
                          .input = OU_UNBOUND };
    ou_writer_init(&decoding.writer, job->vm);
    read_mark(&decoding);
    bool ok = decode_all(&decoding);
    job->used = (size_t)(decoding.next - decoding.bytes);
    ou_clear(&decoding.input);
    if (!ok) {
        ou_writer_discard(&decoding.writer);
        return OU_ERROR;
    }
    return ou_writer_finish(&decoding.writer);
}

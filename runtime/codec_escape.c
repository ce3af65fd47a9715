// The codecs unicode_escape and raw_unicode_escape: backslashes as in literals of str.
#include <string.h>

#include "runtime/codec_internal.h"
#include "runtime/unicode_name.h"

static OuUtf8Step good(uint32_t code_point, size_t length)
{
    return (OuUtf8Step){ code_point, (unsigned)length, NULL };
}

static OuUtf8Step bad(size_t length, const char *reason)
{
    return (OuUtf8Step){ 0, (unsigned)length, reason };
}

static int digit_of(uint8_t c)
{
    if (c >= '0' && c <= '9') return c - '0';
    return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

// `bytes` is the backslash; the digits follow the letter.
static OuUtf8Step read_hexadecimal(const uint8_t *bytes, const uint8_t *end, unsigned count,
                                   const char *reason)
{
    uint32_t value = 0;
    const uint8_t *at = bytes + 2;
    for (unsigned i = 0; i < count; i++, at++) {
        int digit = at < end ? digit_of(*at) : -1;
        if (digit < 0) return bad((size_t)(at - bytes), reason);
        value = value << 4 | (uint32_t)digit;
    }
    if (value > 0x10FFFF) return bad((size_t)(at - bytes), "illegal Unicode character");
    return good(value, (size_t)(at - bytes));
}

static OuUtf8Step read_octal(const uint8_t *bytes, const uint8_t *end)
{
    uint32_t value = 0;
    const uint8_t *at = bytes + 1;
    for (int i = 0; i < 3 && at < end && *at >= '0' && *at <= '7'; i++) {
        value = value << 3 | (uint32_t)(*at++ - '0');
    }
    return good(value, (size_t)(at - bytes));
}

static OuUtf8Step read_name(const uint8_t *bytes, const uint8_t *end)
{
    const uint8_t *name = bytes + 3, *close;
    uint32_t point;
    if (name > end || bytes[2] != '{') return bad(2, "malformed \\N character escape");
    close = memchr(name, '}', (size_t)(end - name));
    if (!close) return bad((size_t)(end - bytes), "malformed \\N character escape");
    if (close == name) return bad(3, "malformed \\N character escape");
    size_t length = (size_t)(close + 1 - bytes);
    if (!ou_unicode_find_character((const char *)name, (size_t)(close - name), &point)) {
        return bad(length, "unknown Unicode character name");
    }
    return good(point, length);
}

static OuUtf8Step read_letter(const uint8_t *bytes, const uint8_t *end)
{
    static const char letters[] = "\\'\"abfnrtv", meant[] = "\\'\"\a\b\f\n\r\t\v";
    uint8_t letter = bytes[1];
    const char *place = letter ? strchr(letters, letter) : NULL;
    if (place) return good((uint8_t)meant[place - letters], 2);
    switch (letter) {
    case '\n': return good(OU_CODEC_NOTHING, 2);
    case 'x':  return read_hexadecimal(bytes, end, 2, "truncated \\xXX escape");
    case 'u':  return read_hexadecimal(bytes, end, 4, "truncated \\uXXXX escape");
    case 'U':  return read_hexadecimal(bytes, end, 8, "truncated \\UXXXXXXXX escape");
    case 'N':  return read_name(bytes, end);
    default:
        return letter >= '0' && letter <= '7' ? read_octal(bytes, end) : good('\\', 1);
    }
}

// In raw text only \u and \U mean something.
static OuUtf8Step read_raw(const uint8_t *bytes, const uint8_t *end)
{
    if (bytes + 1 < end && bytes[1] == 'u') {
        return read_hexadecimal(bytes, end, 4, "truncated \\uXXXX escape");
    }
    if (bytes + 1 < end && bytes[1] == 'U') {
        OuUtf8Step step = read_hexadecimal(bytes, end, 8, "truncated \\UXXXXXXXX escape");
        if (step.reason && step.length == 10) step.reason = "\\Uxxxxxxxx out of range";
        return step;
    }
    return good('\\', 1);
}

OuUtf8Step ou_codec_read_escape(OuCodecId id, const uint8_t *bytes, const uint8_t *end)
{
    if (*bytes != '\\') return good(*bytes, 1);
    if (id == OU_CODEC_RAW_ESCAPE) return read_raw(bytes, end);
    if (bytes + 1 == end) return bad(1, "\\ at end of string");
    return read_letter(bytes, end);
}

// float_text.c: doubles as text: repr, and the formats e, f and g.

#include <math.h>
#include <string.h>

#include "runtime/float.h"

// Digits and where the point and the exponent go: "virtual" digits reach from `start` to `end`,
// those that don't exist being zeros; the point stands before position `point`.
typedef struct FloatLayout {
    char     digits[OU_FLOAT_DIGITS_MAX];
    unsigned count;
    int      point;
    int64_t  end;
    bool     use_exponent;
    int      exponent;
} FloatLayout;

static void layout_fill(FloatLayout *layout, double value, char format, int64_t precision,
                        unsigned flags)
{
    char *digits = layout->digits;
    bool dot_zero = flags & OU_FLOAT_DOT_ZERO;
    layout->end = 0;
    layout->use_exponent = false;
    switch (format) {
    case 'e':
        layout->end = precision + 1;
        layout->count = ou_float_digits_significant(value, layout->end, digits, &layout->point);
        layout->use_exponent = true;
        break;
    case 'f':
        layout->count = ou_float_digits_fixed(value, precision, digits, &layout->point);
        layout->end = layout->point + precision;
        break;
    case 'g':
        if (!precision) precision = 1;
        layout->count = ou_float_digits_significant(value, precision, digits, &layout->point);
        layout->use_exponent = layout->point <= -4 || layout->point > precision - dot_zero;
        if (flags & OU_FLOAT_ALTERNATE) layout->end = precision;
        break;
    default:
        layout->count = ou_float_shortest(value, digits, &layout->point);
        layout->use_exponent = layout->point <= -4 || layout->point > 16;
    }
    if (layout->use_exponent) {
        layout->exponent = layout->point - 1;
        layout->point = 1;
    }
    int64_t least = layout->point + (dot_zero && !layout->use_exponent);
    if (layout->end < (int64_t)layout->count) layout->end = layout->count;
    if (layout->end < least) layout->end = least;
}

static char *text_put_digits(char *out, const FloatLayout *layout, bool keep_point)
{
    int64_t i = layout->point <= 0 ? layout->point - 1 : 0;
    for (; i < layout->end; i++) {
        if (i == layout->point) *out++ = '.';
        *out++ = i >= 0 && i < (int64_t)layout->count ? layout->digits[i] : '0';
    }
    if (keep_point && layout->end == layout->point) *out++ = '.';
    return out;
}

static char *text_put_exponent(char *out, int exponent, bool upper)
{
    *out++ = upper ? 'E' : 'e';
    *out++ = exponent < 0 ? '-' : '+';
    if (exponent < 0) exponent = -exponent;
    if (exponent >= 100) *out++ = (char)('0' + exponent / 100);
    *out++ = (char)('0' + exponent / 10 % 10);
    *out++ = (char)('0' + exponent % 10);
    return out;
}

static char *text_put_special(char *out, double value, bool upper, bool plus)
{
    const char *word = isnan(value) ? upper ? "NAN" : "nan" : upper ? "INF" : "inf";
    if (!isnan(value) && value < 0) *out++ = '-';
    else if (plus) *out++ = '+';
    memcpy(out, word, 3);
    return out + 3;
}

static char *text_write(char *out, double value, char format, int64_t precision, unsigned flags)
{
    bool upper = format >= 'A' && format <= 'Z';
    if (!isfinite(value)) return text_put_special(out, value, upper, flags & OU_FLOAT_SIGN);
    FloatLayout layout;
    layout_fill(&layout, value, (char)(format | 0x20), precision, flags);
    bool hide_sign = (flags & OU_FLOAT_NO_NEGATIVE_ZERO) && layout.digits[0] == '0';
    if (signbit(value) && !hide_sign) *out++ = '-';
    else if (flags & OU_FLOAT_SIGN) *out++ = '+';
    out = text_put_digits(out, &layout, flags & OU_FLOAT_ALTERNATE);
    return layout.use_exponent ? text_put_exponent(out, layout.exponent, upper) : out;
}

size_t ou_float_write(char *text, double value, char format, int64_t precision, unsigned flags)
{
    return (size_t)(text_write(text, value, format, precision, flags) - text);
}

bool ou_float_put(OuBuffer *buffer, double value, char format, int64_t precision, unsigned flags)
{
    size_t room = OU_FLOAT_ROOM + (size_t)(precision > 0 ? precision : 0);
    if (!ou_buffer_reserve(buffer, room + 1)) return false;
    char *start = buffer->bytes + buffer->length;
    char *end = text_write(start, value, format, precision, flags);
    *end = 0;
    buffer->length += (size_t)(end - start);
    return true;
}

size_t ou_float_write_repr(char *text, double value, unsigned flags)
{
    return (size_t)(text_write(text, value, 'r', 0, flags) - text);
}

#include "parser/dump_constant.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

// ---- numbers ---------------------------------------------------------------------------------

// `text` is "d.ddde±x" with a mantissa of `precision` digits. Moves its last digit by `step`
// (-1, 0, +1) where that needs no carry; true if the result is read back as `number`.
static bool reads_back(char *text, int precision, int step, double number)
{
    char *digit = text + (precision > 1 ? precision : 0);
    char moved = (char)(*digit + step);
    if (moved < '0' || moved > '9')
        return false;
    *digit = moved;
    if (strtod(text, NULL) == number)
        return true;
    *digit = (char)(moved - step);
    return false;
}

// The shortest decimal that reads back as `number`, in the form "d.ddde±x". Beside the nearest
// decimal of each length its neighbours are tried: at powers of two the nearest can fail alone.
static void shortest_decimal(char *text, size_t size, double number)
{
    for (int precision = 1; precision <= 17; precision++) {
        snprintf(text, size, "%.*e", precision - 1, number);
        if (reads_back(text, precision, 0, number) || reads_back(text, precision, 1, number)
            || reads_back(text, precision, -1, number))
            return;
    }
}

// repr: plain notation for exponents from -4 to 15, and ".0" behind a whole number.
static void put_float(OuBuffer *out, double number, bool whole_suffix)
{
    char text[40], digits[24];
    if (isinf(number)) {
        ou_buffer_put_text(out, "inf");
        return;
    }
    shortest_decimal(text, sizeof text, number);
    int count = 0;
    const char *exponent_mark = strchr(text, 'e');
    for (const char *c = text; c < exponent_mark; c++)
        if (*c != '.')
            digits[count++] = *c;
    while (count > 1 && digits[count - 1] == '0')
        count--;
    int exponent = atoi(exponent_mark + 1);
    if (exponent < -4 || exponent >= 16) {
        ou_buffer_put_char(out, digits[0]);
        if (count > 1)
            ou_buffer_put_char(out, '.');
        ou_buffer_put(out, digits + 1, (size_t)count - 1);
        ou_buffer_put_format(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
        return;
    }
    if (exponent < 0)
        ou_buffer_put(out, "0.0000", (size_t)(1 - exponent));
    for (int i = 0; i < count || i <= exponent; i++) {
        if (i == exponent + 1 && exponent >= 0)
            ou_buffer_put_char(out, '.');
        ou_buffer_put_char(out, i < count ? digits[i] : '0');
    }
    if (whole_suffix && count <= exponent + 1)
        ou_buffer_put_text(out, ".0");
}

static uint32_t digit_value(char c)
{
    return (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

// Digits of any base in decimal: schoolbook multiplication on limbs of nine decimal digits.
static void put_big_integer(OuBuffer *out, const OuConstant *value)
{
    if (value->base == 10) {
        ou_buffer_put(out, value->as.text, value->length);
        return;
    }
    size_t capacity = (size_t)value->length / 7 + 2, used = 1;   // a digit has at most 4 bits
    uint32_t *limbs = ou_memory_alloc_zeroed(out->memory, capacity * sizeof(uint32_t));
    if (!limbs) {
        out->failed = true;
        return;
    }
    for (uint32_t i = 0; i < value->length; i++) {
        uint64_t carry = digit_value(value->as.text[i]);
        for (size_t k = 0; k < used; k++) {
            carry += (uint64_t)limbs[k] * value->base;
            limbs[k] = (uint32_t)(carry % 1000000000);
            carry /= 1000000000;
        }
        if (carry)
            limbs[used++] = (uint32_t)carry;
    }
    ou_buffer_put_format(out, "%u", limbs[used - 1]);
    for (size_t k = used - 1; k-- > 0;)
        ou_buffer_put_format(out, "%09u", limbs[k]);
    ou_memory_free(out->memory, limbs, capacity * sizeof(uint32_t));
}

// ---- strings ---------------------------------------------------------------------------------

// Single quotes, unless there are such inside and no double ones.
static char choose_quote(const char *text, size_t length)
{
    return memchr(text, '\'', length) && !memchr(text, '"', length) ? '"' : '\'';
}

static bool is_printable(uint32_t code_point)
{
    if (code_point == ' ')
        return true;
    switch (utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return true;
    }
}

static uint32_t decode_wtf8(const unsigned char *bytes, size_t *length)
{
    if (bytes[0] < 0xE0) {
        *length = 2;
        return (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
    }
    if (bytes[0] < 0xF0) {
        *length = 3;
        return (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
    }
    *length = 4;
    return (bytes[0] & 0x07u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6
           | (bytes[3] & 0x3Fu);
}

// The escapes that str and bytes share; false if the byte needs none of them.
static bool put_common_escape(OuBuffer *out, unsigned char byte, char quote)
{
    switch (byte) {
    case '\n': return ou_buffer_put_text(out, "\\n");
    case '\r': return ou_buffer_put_text(out, "\\r");
    case '\t': return ou_buffer_put_text(out, "\\t");
    case '\\': return ou_buffer_put_text(out, "\\\\");
    default:
        if (byte == (unsigned char)quote)
            return ou_buffer_put_char(out, '\\') && ou_buffer_put_char(out, quote);
        if (byte < 0x20 || byte == 0x7F)
            return ou_buffer_put_format(out, "\\x%02x", byte);
        return false;
    }
}

static void put_code_point(OuBuffer *out, const unsigned char *bytes, size_t *length)
{
    uint32_t code_point = decode_wtf8(bytes, length);
    if (is_printable(code_point))
        ou_buffer_put(out, (const char *)bytes, *length);
    else if (code_point < 0x100)
        ou_buffer_put_format(out, "\\x%02x", code_point);
    else if (code_point < 0x10000)
        ou_buffer_put_format(out, "\\u%04x", code_point);
    else
        ou_buffer_put_format(out, "\\U%08x", code_point);
}

void ou_dump_string(OuBuffer *out, const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    char quote = choose_quote(text, length);
    ou_buffer_put_char(out, quote);
    for (size_t i = 0, step; i < length; i += step) {
        step = 1;
        if (bytes[i] >= 0x80)
            put_code_point(out, bytes + i, &step);
        else if (!put_common_escape(out, bytes[i], quote))
            ou_buffer_put_char(out, text[i]);
    }
    ou_buffer_put_char(out, quote);
}

static void put_bytes(OuBuffer *out, const char *text, size_t length)
{
    char quote = choose_quote(text, length);
    ou_buffer_put_char(out, 'b');
    ou_buffer_put_char(out, quote);
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte >= 0x80)
            ou_buffer_put_format(out, "\\x%02x", byte);
        else if (!put_common_escape(out, byte, quote))
            ou_buffer_put_char(out, text[i]);
    }
    ou_buffer_put_char(out, quote);
}

void ou_dump_constant(OuBuffer *out, const OuConstant *value)
{
    switch ((OuConstantKind)value->kind) {
    case OU_CONSTANT_NONE:
        ou_buffer_put_text(out, "None");
        break;
    case OU_CONSTANT_FALSE:
        ou_buffer_put_text(out, "False");
        break;
    case OU_CONSTANT_TRUE:
        ou_buffer_put_text(out, "True");
        break;
    case OU_CONSTANT_ELLIPSIS:
        ou_buffer_put_text(out, "Ellipsis");
        break;
    case OU_CONSTANT_INTEGER:
        ou_buffer_put_format(out, "%lld", (long long)value->as.integer);
        break;
    case OU_CONSTANT_BIG_INTEGER:
        put_big_integer(out, value);
        break;
    case OU_CONSTANT_FLOAT:
        put_float(out, value->as.number, true);
        break;
    case OU_CONSTANT_IMAGINARY:
        put_float(out, value->as.number, false);
        ou_buffer_put_char(out, 'j');
        break;
    case OU_CONSTANT_STRING:
        ou_dump_string(out, value->as.text, value->length);
        break;
    case OU_CONSTANT_BYTES:
        put_bytes(out, value->as.text, value->length);
        break;
    }
}

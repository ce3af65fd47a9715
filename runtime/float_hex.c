#include "runtime/float_hex.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "runtime/float.h"
#include "runtime/number_text.h"

size_t ou_float_write_hex(char *text, double value)
{
    if (!isfinite(value)) return ou_float_write_repr(text, value, 0);
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint64_t fraction = bits & ((1ull << 52) - 1);
    int biased = (int)(bits >> 52 & 0x7FF), exponent = biased ? biased - 1023 : -1022;
    const char *sign = bits >> 63 ? "-" : "";
    if (value == 0) return (size_t)snprintf(text, OU_FLOAT_HEX_MAX, "%s0x0.0p+0", sign);
    return (size_t)snprintf(text, OU_FLOAT_HEX_MAX, "%s0x%d.%013llxp%+d", sign, biased != 0,
                            (unsigned long long)fraction, exponent);
}

// The significand as 62 bits and a note of what fell off, the exponent of its last bit.
typedef struct HexReader {
    const char *next;
    const char *end;
    uint64_t    significand;
    bool        below;           // bits set below the significand
    int64_t     exponent;
    bool        has_digits;
} HexReader;

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static char hex_peek(const HexReader *reader)
{
    return reader->next < reader->end ? *reader->next : 0;
}

static void hex_read_digits(HexReader *reader, bool behind_point)
{
    for (int digit; (digit = hex_digit(hex_peek(reader))) >= 0; reader->next++) {
        reader->has_digits = true;
        if (reader->significand >> 58) {              // full: only whether anything follows matters
            reader->below |= digit != 0;
            reader->exponent += behind_point ? 0 : 4;
        } else {
            reader->significand = reader->significand << 4 | (uint64_t)digit;
            reader->exponent -= behind_point ? 4 : 0;
        }
    }
}

// false: 'p' without digits behind it.
static bool hex_read_exponent(HexReader *reader)
{
    if ((hex_peek(reader) | 0x20) != 'p') return true;
    reader->next++;
    bool is_negative = hex_peek(reader) == '-';
    if (is_negative || hex_peek(reader) == '+') reader->next++;
    if (!ou_number_is_digit(hex_peek(reader))) return false;
    int64_t exponent = 0;
    for (; ou_number_is_digit(hex_peek(reader)); reader->next++) {
        if (exponent < INT64_MAX / 1000) exponent = exponent * 10 + (*reader->next - '0');
    }
    reader->exponent += is_negative ? -exponent : exponent;
    return true;
}

// significand * 2^exponent, rounded once to the bits that the result's exponent leaves.
static double hex_round(const HexReader *reader)
{
    uint64_t significand = reader->significand;
    if (!significand) return 0.0;
    int64_t bits = 64 - __builtin_clzll(significand), top = bits + reader->exponent;
    if (top > 1024) return HUGE_VAL;
    if (top < -1080) return 0.0;
    int64_t lowest = top - 53 < -1074 ? -1074 : top - 53;      // the result's last bit
    int64_t drop = lowest - reader->exponent;
    if (drop <= 0) return ldexp((double)significand, (int)reader->exponent);
    if (drop > 63) return 0.0;
    uint64_t kept = significand >> drop, half = 1ull << (drop - 1);
    uint64_t rest = significand & (2 * half - 1);
    bool up = rest > half || (rest == half && (reader->below || (kept & 1)));
    return ldexp((double)(kept + up), (int)lowest);
}

static bool hex_read_number(HexReader *reader, double *value)
{
    bool has_prefix = hex_peek(reader) == '0' && reader->end - reader->next > 1
                   && (reader->next[1] | 0x20) == 'x';
    if (has_prefix) reader->next += 2;
    hex_read_digits(reader, false);
    if (hex_peek(reader) == '.') {
        reader->next++;
        hex_read_digits(reader, true);
    }
    if (!reader->has_digits || !hex_read_exponent(reader)) return false;
    *value = hex_round(reader);
    return true;
}

static bool hex_read_word(HexReader *reader, double *value)
{
    size_t used = 0;
    if (!ou_number_is_digit(hex_peek(reader)) && hex_peek(reader) != '.') {
        used = ou_float_parse_prefix(reader->next, (size_t)(reader->end - reader->next), value);
    }
    reader->next += used;
    return used && !isfinite(*value);
}

OuFloatHexResult ou_float_parse_hex(const char *text, size_t length, double *result)
{
    HexReader reader = { .next = text, .end = text + length };
    while (ou_number_is_space(hex_peek(&reader))) reader.next++;
    bool is_negative = hex_peek(&reader) == '-';
    if (is_negative || hex_peek(&reader) == '+') reader.next++;
    double value = 0.0;
    char first = (char)(hex_peek(&reader) | 0x20);
    bool is_word = first == 'i' || first == 'n';
    bool good = is_word ? hex_read_word(&reader, &value) : hex_read_number(&reader, &value);
    while (ou_number_is_space(hex_peek(&reader))) reader.next++;
    if (!good || reader.next != reader.end) return OU_FLOAT_HEX_MALFORMED;
    if (!is_word && isinf(value)) return OU_FLOAT_HEX_TOO_LARGE;
    *result = is_negative ? -value : value;
    return OU_FLOAT_HEX_GOOD;
}

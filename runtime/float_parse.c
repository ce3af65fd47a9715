// float_parse.c: text to double, correctly rounded.
//
// (1) The text is reduced to at most 800 significant digits and an exponent; if anything else than
// zeros is left off behind them, a 1 stands for it, since only halfway cases need more than 17
// digits, and none needs more than 767. (2) Up to 15 digits with a small power of ten are exact in
// doubles (W. Clinger, "How to read floating point numbers accurately", 1990). (3) The rest is the
// C library's work, in the "C" locale.

#define _GNU_SOURCE
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/float.h"
#include "runtime/number_text.h"

enum { DIGITS_KEPT = 800, EXPONENT_MAX = 100000 };

typedef struct Decimal {
    char     digits[DIGITS_KEPT + 2];
    unsigned count;
    int64_t  point;          // value = 0.digits * 10^point
    bool     has_digits;
} Decimal;

static double decimal_exact(const char *digits, unsigned count, int64_t exponent)
{
    static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                     1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                     1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
    int64_t whole = 0;
    for (unsigned i = 0; i < count; i++) whole = whole * 10 + (digits[i] - '0');
    return exponent < 0 ? (double)whole / powers[-exponent] : (double)whole * powers[exponent];
}

double ou_float_from_digits(const char *digits, unsigned count, int64_t point)
{
    int64_t exponent = point - count;
    bool is_exact = count <= 15 && exponent >= -22 && exponent <= 22;
    if (is_exact) return decimal_exact(digits, count, exponent);
    if (point > EXPONENT_MAX) return HUGE_VAL;
    if (point < -EXPONENT_MAX) return 0.0;
    char text[OU_FLOAT_DIGITS_MAX + 16];
    memcpy(text, digits, count);
    snprintf(text + count, 16, "e%d", (int)exponent);
    // The "C" locale is a constant of the C library: nothing is allocated, nothing is to be freed.
    return strtod_l(text, NULL, newlocale(LC_ALL_MASK, "C", (locale_t)0));
}

static void decimal_add(Decimal *decimal, char digit, bool behind_point)
{
    decimal->has_digits = true;
    if (!decimal->count && digit == '0') {
        decimal->point -= behind_point;
        return;
    }
    if (decimal->count < DIGITS_KEPT) decimal->digits[decimal->count++] = digit;
    else if (digit != '0') decimal->digits[DIGITS_KEPT] = '1', decimal->count = DIGITS_KEPT + 1;
    decimal->point += !behind_point;
}

// May `text[i]`, an underscore, be skipped?
static bool decimal_is_separator(const char *text, size_t length, size_t i)
{
    return text[i] == '_' && i && i + 1 < length && ou_number_is_digit(text[i - 1])
        && ou_number_is_digit(text[i + 1]);
}

static size_t decimal_read_digits(Decimal *decimal, const char *text, size_t length, size_t i,
                                  bool behind_point, bool underscores)
{
    for (; i < length; i++) {
        if (ou_number_is_digit(text[i])) decimal_add(decimal, text[i], behind_point);
        else if (!underscores || !decimal_is_separator(text, length, i)) break;
    }
    return i;
}

// The exponent at `i`, if a well-formed one stands there; returns where it ends.
static size_t decimal_read_exponent(Decimal *decimal, const char *text, size_t length, size_t i,
                                    bool underscores)
{
    size_t at = i;
    if (at >= length || (text[at] | 0x20) != 'e') return i;
    at++;
    bool is_negative = at < length && text[at] == '-';
    if (at < length && (text[at] == '-' || text[at] == '+')) at++;
    if (at >= length || !ou_number_is_digit(text[at])) return i;
    int64_t exponent = 0;
    for (; at < length; at++) {
        if (ou_number_is_digit(text[at])) {
            if (exponent < INT64_MAX / 40) exponent = exponent * 10 + (text[at] - '0');
        } else if (!underscores || !decimal_is_separator(text, length, at)) break;
    }
    decimal->point += is_negative ? -exponent : exponent;
    return at;
}

// Does the text begin with the word, in any case?
static bool parse_is_word(const char *text, size_t length, const char *word)
{
    size_t i = 0;
    while (word[i] && i < length && (text[i] | 0x20) == word[i]) i++;
    return !word[i];
}

static size_t parse_word(const char *text, size_t length, double *result)
{
    *result = INFINITY;
    if (parse_is_word(text, length, "infinity")) return 8;
    if (parse_is_word(text, length, "inf")) return 3;
    *result = NAN;
    return parse_is_word(text, length, "nan") ? 3 : 0;
}

static size_t parse_unsigned(const char *text, size_t length, bool underscores, double *result)
{
    Decimal decimal;
    decimal.count = 0;
    decimal.point = 0;
    decimal.has_digits = false;
    size_t i = decimal_read_digits(&decimal, text, length, 0, false, underscores);
    if (i < length && text[i] == '.') {
        i = decimal_read_digits(&decimal, text, length, i + 1, true, underscores);
    }
    if (!decimal.has_digits) return parse_word(text, length, result);
    i = decimal_read_exponent(&decimal, text, length, i, underscores);
    *result = 0.0;
    if (decimal.count) {
        *result = ou_float_from_digits(decimal.digits, decimal.count, decimal.point);
    }
    return i;
}

static size_t parse_signed(const char *text, size_t length, bool underscores, double *result)
{
    bool has_sign = length && (*text == '-' || *text == '+');
    size_t used = parse_unsigned(text + has_sign, length - has_sign, underscores, result);
    if (used && *text == '-') *result = -*result;
    return used ? used + has_sign : 0;
}

bool ou_float_parse(const char *text, size_t length, double *result)
{
    size_t used = parse_signed(text, length, true, result);
    return used && used == length;
}

size_t ou_float_parse_prefix(const char *text, size_t length, double *result)
{
    return parse_signed(text, length, false, result);
}

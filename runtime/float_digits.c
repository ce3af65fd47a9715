// float_digits.c: decimal digits of doubles to a wanted precision, correctly rounded.
//
// Where whole numbers of 128 bits aren't enough, the C library's printf rounds the exact value half
// to even. A double has at most 767 significant digits and 1074 behind the point, so what is asked
// for beyond that are zeros.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/float.h"

enum { SIGNIFICANT_MAX = 770, PLACES_MAX = 1080 };

// Without the zeros at the end; but one digit there is always.
static unsigned digits_strip(char *digits, unsigned count, int *point)
{
    while (count && digits[count - 1] == '0') count--;
    if (count) return count;
    digits[0] = '0';
    *point = 1;
    return 1;
}

// Keeps the digits of printed text: without point, exponent, leading and trailing zeros. *before is
// set to how many digits stand before the point, which may be negative when zeros were dropped.
static unsigned digits_collect(const char *text, char *digits, int *before)
{
    unsigned count = 0;
    bool behind_point = false;
    *before = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text < '0' || *text > '9') {
            behind_point = true;                      // whatever the locale puts there
            continue;
        }
        bool is_leading = !count && *text == '0';
        if (!is_leading) digits[count++] = *text;
        if (is_leading ? behind_point : !behind_point) *before += behind_point ? -1 : 1;
    }
    return digits_strip(digits, count, before);
}

// The usual case without printf: a number below 2^63 whose lowest bit is worth 2^-120 or more is
// taken apart in whole numbers, each digit by one multiplication by ten. `wanted`: significant
// digits, or places behind the point. False: it isn't the usual case.
static bool digits_usual(double value, bool is_significant, int64_t wanted, char *digits,
                         unsigned *count, int *point)
{
    enum { MANTISSA_BITS = 53, MOST_BITS = 120, MOST_WANTED = 60 };
    int exponent;
    double mantissa = ldexp(frexp(fabs(value), &exponent), MANTISSA_BITS);
    int shift = MANTISSA_BITS - exponent;
    if (value == 0) {
        *count = digits_strip(digits, 0, point);
        return true;
    }
    if (shift < -10 || shift > MOST_BITS || wanted > MOST_WANTED) return false;
    unsigned __int128 bits = (unsigned __int128)(uint64_t)mantissa << (shift < 0 ? -shift : 0);
    if (shift < 0) shift = 0;
    unsigned __int128 mask = ((unsigned __int128)1 << shift) - 1, rest = bits & mask;
    unsigned found = 0;
    for (uint64_t whole = (uint64_t)(bits >> shift); whole; whole /= 10) {
        digits[MOST_WANTED - ++found] = (char)('0' + whole % 10);
    }
    memmove(digits, digits + MOST_WANTED - found, found);
    *point = (int)found;
    if (is_significant && found > wanted) return false;
    int64_t left = is_significant ? wanted - found : wanted;
    while (left > 0 && rest) {
        rest *= 10;
        char digit = (char)('0' + (unsigned)(rest >> shift));
        rest &= mask;
        bool is_leading = !found && digit == '0';
        if (is_leading) --*point;
        else digits[found++] = digit;
        left -= !is_leading || !is_significant;
    }
    // Half to even; what isn't there is an even zero.
    unsigned __int128 half = shift ? (unsigned __int128)1 << (shift - 1) : 0;
    bool is_odd = found && !left && digits[found - 1] % 2;
    if (rest && (rest > half || (rest == half && is_odd))) {
        while (found && digits[found - 1] == '9') found--;
        if (found) {
            digits[found - 1]++;
        } else {
            digits[found++] = '1';
            ++*point;
        }
    }
    *count = digits_strip(digits, found, point);
    return true;
}

unsigned ou_float_digits_significant(double value, int64_t count, char *digits, int *point)
{
    unsigned usual;
    if (digits_usual(value, true, count, digits, &usual, point)) return usual;
    char text[SIGNIFICANT_MAX + 32];
    int wanted = count > SIGNIFICANT_MAX ? SIGNIFICANT_MAX : (int)count;
    snprintf(text, sizeof text, "%.*e", wanted - 1, value < 0 ? -value : value);
    unsigned found = digits_collect(text, digits, point);
    if (digits[0] != '0') *point += atoi(strchr(text, 'e') + 1);
    return found;
}

// The digits rounded, half to even, to the first `kept` of them.
static unsigned digits_round(char *digits, unsigned count, unsigned kept, int *point)
{
    bool is_half = digits[kept] == '5' && count == kept + 1;
    bool is_odd = kept && (digits[kept - 1] - '0') % 2;
    bool up = is_half ? is_odd : digits[kept] >= '5';
    while (up && kept && digits[kept - 1] == '9') kept--;
    if (up && kept) digits[kept - 1]++;
    if (up && !kept) {
        digits[kept++] = '1';
        ++*point;
    }
    return digits_strip(digits, kept, point);
}

unsigned ou_float_digits_fixed(double value, int64_t places, char *digits, int *point)
{
    unsigned usual;
    if (places >= 0 && digits_usual(value, false, places, digits, &usual, point)) return usual;
    if (places >= 0) {
        char text[OU_FLOAT_DIGITS_MAX];
        int wanted = places > PLACES_MAX ? PLACES_MAX : (int)places;
        snprintf(text, sizeof text, "%.*f", wanted, value < 0 ? -value : value);
        return digits_collect(text, digits, point);
    }
    unsigned count = ou_float_digits_significant(value, SIGNIFICANT_MAX, digits, point);
    int64_t kept = *point + places;
    if (digits[0] == '0' || kept >= (int64_t)count) return count;
    if (kept >= 0) return digits_round(digits, count, (unsigned)kept, point);
    digits[0] = '0';
    *point = 1;
    return 1;
}

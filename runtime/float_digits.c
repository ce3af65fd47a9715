// float_digits.c: decimal digits of doubles to a wanted precision, correctly rounded.
//
// The C library's printf rounds the exact value half to even. A double has at most 767 significant
// digits and 1074 behind the point, so what is asked for beyond that are zeros.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/float.h"

enum { SIGNIFICANT_MAX = 770, PLACES_MAX = 1080 };

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
    while (count && digits[count - 1] == '0') count--;
    if (count) return count;
    digits[0] = '0';
    *before = 1;
    return 1;
}

unsigned ou_float_digits_significant(double value, int64_t count, char *digits, int *point)
{
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
    while (kept && digits[kept - 1] == '0') kept--;
    if (kept) return kept;
    digits[0] = '0';
    *point = 1;
    return 1;
}

unsigned ou_float_digits_fixed(double value, int64_t places, char *digits, int *point)
{
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

#include "runtime/limbs.h"

#include <string.h>

int ou_limbs_compare(const OuLimb *a, size_t a_length, const OuLimb *b, size_t b_length)
{
    if (a_length != b_length) return a_length < b_length ? -1 : 1;
    for (size_t i = a_length; i-- > 0;) {
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    }
    return 0;
}

size_t ou_limbs_add(OuLimb *sum, const OuLimb *a, size_t a_length, const OuLimb *b, size_t b_length)
{
    if (a_length < b_length) return ou_limbs_add(sum, b, b_length, a, a_length);
    unsigned long long carry = 0;
    size_t i = 0;
    for (; i < b_length; i++) {
        OuLimbPair total = (OuLimbPair)a[i] + b[i] + carry;
        sum[i] = (OuLimb)total;
        carry = (OuLimb)(total >> 64);
    }
    for (; i < a_length; i++) {
        OuLimbPair total = (OuLimbPair)a[i] + carry;
        sum[i] = (OuLimb)total;
        carry = (OuLimb)(total >> 64);
    }
    if (!carry) return a_length;
    sum[a_length] = carry;
    return a_length + 1;
}

size_t ou_limbs_subtract(OuLimb *difference, const OuLimb *a, size_t a_length, const OuLimb *b,
                         size_t b_length)
{
    OuLimb borrow = 0;
    for (size_t i = 0; i < a_length; i++) {
        OuLimbPair total = (OuLimbPair)a[i] - (i < b_length ? b[i] : 0) - borrow;
        difference[i] = (OuLimb)total;
        borrow = (OuLimb)(total >> 64) & 1;
    }
    return ou_limbs_trim(difference, a_length);
}

OuLimb ou_limbs_multiply_limb(OuLimb *result, const OuLimb *a, size_t length, OuLimb factor,
                              OuLimb carry_in)
{
    OuLimb carry = carry_in;
    for (size_t i = 0; i < length; i++) {
        OuLimbPair total = (OuLimbPair)a[i] * factor + carry;
        result[i] = (OuLimb)total;
        carry = (OuLimb)(total >> 64);
    }
    return carry;
}

OuLimb ou_limbs_divide_limb(OuLimb *quotient, const OuLimb *a, size_t length, OuLimb divisor)
{
    OuLimb rest = 0;
    for (size_t i = length; i-- > 0;) {
        OuLimbPair part = (OuLimbPair)rest << 64 | a[i];
        quotient[i] = (OuLimb)(part / divisor);
        rest = (OuLimb)(part % divisor);
    }
    return rest;
}

OuLimb ou_limbs_modulo_limb(const OuLimb *a, size_t length, OuLimb divisor)
{
    OuLimb rest = 0;
    for (size_t i = length; i-- > 0;) rest = (OuLimb)(((OuLimbPair)rest << 64 | a[i]) % divisor);
    return rest;
}

// product += a * factor; returns the limb above.
static OuLimb limbs_add_product(OuLimb *product, const OuLimb *a, size_t length, OuLimb factor)
{
    OuLimb carry = 0;
    for (size_t i = 0; i < length; i++) {
        OuLimbPair total = (OuLimbPair)a[i] * factor + product[i] + carry;
        product[i] = (OuLimb)total;
        carry = (OuLimb)(total >> 64);
    }
    return carry;
}

// rest -= a * factor; returns what is to be taken from the limb above.
static OuLimb limbs_subtract_product(OuLimb *rest, const OuLimb *a, size_t length, OuLimb factor)
{
    OuLimb carry = 0;
    for (size_t i = 0; i < length; i++) {
        OuLimbPair total = (OuLimbPair)a[i] * factor + carry;
        OuLimb low = (OuLimb)total;
        carry = (OuLimb)(total >> 64) + (rest[i] < low);
        rest[i] -= low;
    }
    return carry;
}

void ou_limbs_multiply_school(OuLimb *product, const OuLimb *a, size_t a_length, const OuLimb *b,
                              size_t b_length)
{
    product[a_length] = ou_limbs_multiply_limb(product, a, a_length, b[0], 0);
    for (size_t i = 1; i < b_length; i++) {
        product[a_length + i] = limbs_add_product(product + i, a, a_length, b[i]);
    }
}

// The next quotient limb, at most 1 too large: two limbs of the rest by the divisor's top limb, put
// right by looking at the next limb of both (Knuth's step D3). `top` points at the rest's top limb.
static OuLimb limbs_guess(const OuLimb *top, OuLimb high, OuLimb next)
{
    if (top[0] >= high) return UINT64_MAX;
    OuLimbPair part = (OuLimbPair)top[0] << 64 | top[-1];
    OuLimb guess = (OuLimb)(part / high), left = (OuLimb)(part % high);
    while ((OuLimbPair)guess * next > ((OuLimbPair)left << 64 | top[-2])) {
        guess--;
        if (__builtin_add_overflow(left, high, &left)) break;
    }
    return guess;
}

void ou_limbs_divide_school(OuLimb *quotient, OuLimb *rest, size_t rest_length,
                            const OuLimb *divisor, size_t b_length)
{
    OuLimb high = divisor[b_length - 1], next = divisor[b_length - 2];
    for (size_t i = rest_length - b_length; i-- > 0;) {
        OuLimb *part = rest + i, *top = part + b_length;
        OuLimb guess = limbs_guess(top, high, next);
        *top -= limbs_subtract_product(part, divisor, b_length, guess);
        while (*top) {   // the guess was too large: a borrow stands there
            OuLimb carry = 0;
            for (size_t j = 0; j < b_length; j++) {
                OuLimbPair total = (OuLimbPair)part[j] + divisor[j] + carry;
                part[j] = (OuLimb)total;
                carry = (OuLimb)(total >> 64);
            }
            *top += carry;
            guess--;
        }
        quotient[i] = guess;
    }
}

OuLimb ou_limbs_shift_left(OuLimb *result, const OuLimb *a, size_t length, unsigned bits)
{
    if (!bits) {
        memmove(result, a, length * sizeof *a);
        return 0;
    }
    OuLimb out = length ? a[length - 1] >> (64 - bits) : 0;
    for (size_t i = length; i-- > 0;) {
        result[i] = a[i] << bits | (i ? a[i - 1] >> (64 - bits) : 0);
    }
    return out;
}

void ou_limbs_shift_right(OuLimb *result, const OuLimb *a, size_t length, unsigned bits)
{
    if (!bits) {
        memmove(result, a, length * sizeof *a);
        return;
    }
    for (size_t i = 0; i < length; i++) {
        result[i] = a[i] >> bits | (i + 1 < length ? a[i + 1] << (64 - bits) : 0);
    }
}

bool ou_limbs_any_below(const OuLimb *a, size_t length, size_t bits)
{
    size_t whole = bits / 64;
    for (size_t i = 0; i < whole && i < length; i++) {
        if (a[i]) return true;
    }
    return whole < length && bits % 64 && a[whole] << (64 - bits % 64) != 0;
}

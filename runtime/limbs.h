// limbs.h: arithmetic on magnitudes: runs of 64-bit limbs, little end first.
//
// Nothing here allocates or fails. "Length" is in limbs; results say how many of their limbs are in
// use, the topmost of which isn't 0. Methods: D. Knuth, The Art of Computer Programming 2, 4.3.1.
#ifndef OU_RUNTIME_LIMBS_H
#define OU_RUNTIME_LIMBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint64_t OuLimb;
typedef unsigned __int128 OuLimbPair;

static inline size_t ou_limbs_trim(const OuLimb *limbs, size_t length)
{
    while (length && !limbs[length - 1]) length--;
    return length;
}
static inline unsigned ou_limb_bits(OuLimb limb)
{
    return limb ? 64 - (unsigned)__builtin_clzll(limb) : 0;
}
// Position of the highest bit set plus one; `length` is trimmed.
static inline size_t ou_limbs_bits(const OuLimb *limbs, size_t length)
{
    return length ? (length - 1) * 64 + ou_limb_bits(limbs[length - 1]) : 0;
}

int ou_limbs_compare(const OuLimb *a, size_t a_length, const OuLimb *b, size_t b_length);

// `sum` has room for one limb more than the longer operand, and may be one of the operands.
size_t ou_limbs_add(OuLimb *sum, const OuLimb *a, size_t a_length, const OuLimb *b,
                    size_t b_length);
// a - b, where a >= b; `difference` has room for a's limbs, and may be one of the operands.
size_t ou_limbs_subtract(OuLimb *difference, const OuLimb *a, size_t a_length, const OuLimb *b,
                         size_t b_length);

// result = a * factor + carry_in; returns the limb above. `result` may be `a`.
OuLimb ou_limbs_multiply_limb(OuLimb *result, const OuLimb *a, size_t length, OuLimb factor,
                              OuLimb carry_in);
// quotient = a / divisor; returns the remainder. `quotient` may be `a`.
OuLimb ou_limbs_divide_limb(OuLimb *quotient, const OuLimb *a, size_t length, OuLimb divisor);
OuLimb ou_limbs_modulo_limb(const OuLimb *a, size_t length, OuLimb divisor);

// By the schoolbook; `product` has room for a_length + b_length limbs and overlaps no operand.
void ou_limbs_multiply_school(OuLimb *product, const OuLimb *a, size_t a_length, const OuLimb *b,
                              size_t b_length);
// By the schoolbook. `rest` holds the dividend and one limb more, shifted so that the divisor's top
// bit is set; it becomes the remainder (shifted still). b_length >= 2; the quotient has rest_length
// - b_length limbs.
void ou_limbs_divide_school(OuLimb *quotient, OuLimb *rest, size_t rest_length,
                            const OuLimb *divisor, size_t b_length);

// By less than 64 bits. Left: returns the bits that fell out at the top; `result` may be `a`.
OuLimb ou_limbs_shift_left(OuLimb *result, const OuLimb *a, size_t length, unsigned bits);
void ou_limbs_shift_right(OuLimb *result, const OuLimb *a, size_t length, unsigned bits);

// Is one of the lowest `bits` bits set?
bool ou_limbs_any_below(const OuLimb *a, size_t length, size_t bits);

#endif

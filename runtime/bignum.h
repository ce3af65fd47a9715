// bignum.h: the operations on long magnitudes that want memory of their own.
//
// Short operands are done by the schoolbook (limbs.h), long ones by GMP's mpn functions on our own
// limbs. GMP ends the process when it can't allocate; so bignum.c sets aside, and books, all that a
// call can ask for beforehand, and serves GMP from that. What takes long is left when Ctrl-C comes
// or the time is up (escape.h). false: an exception is set (MemoryError, KeyboardInterrupt,
// TimeoutError), and nothing was computed; what was to be destroyed is.
#ifndef OU_RUNTIME_BIGNUM_H
#define OU_RUNTIME_BIGNUM_H

#include "runtime/limbs.h"
#include "runtime/state.h"

// `product` has room for a_length + b_length limbs and overlaps no operand. Lengths are at least 1.
OU_CHECKED bool ou_bignum_multiply(OuVM *vm, OuLimb *product, const OuLimb *a, size_t a_length,
                                   const OuLimb *b, size_t b_length);

// Trimmed operands, a_length >= b_length >= 1. `quotient` has room for a_length - b_length + 1
// limbs or is NULL, `rest` for b_length limbs; neither overlaps an operand.
OU_CHECKED bool ou_bignum_divide(OuVM *vm, OuLimb *quotient, OuLimb *rest, const OuLimb *a,
                                 size_t a_length, const OuLimb *b, size_t b_length);

// Writes the digits' values (not characters), most significant first, into `digits`, which has room
// for `ou_bignum_digit_bound` of them. Trimmed, length >= 1. `limbs` has room for one limb more,
// and is destroyed. *count is how many were written; the first isn't 0.
OU_CHECKED bool ou_bignum_to_digits(OuVM *vm, unsigned char *digits, size_t *count, unsigned base,
                                    OuLimb *limbs, size_t length);
// false: the number doesn't fit into a size_t (no exception).
bool ou_bignum_digit_bound(size_t limbs, unsigned base, size_t *bound);

// The converse. `limbs` has room for ou_bignum_limb_bound(count, base); *length is trimmed. count
// >= 1.
OU_CHECKED bool ou_bignum_from_digits(OuVM *vm, OuLimb *limbs, size_t *length,
                                      const unsigned char *digits, size_t count, unsigned base);
size_t ou_bignum_limb_bound(size_t digits, unsigned base);

// `root` = floor(sqrt(a)), (length + 1) / 2 limbs. Trimmed, length >= 1.
OU_CHECKED bool ou_bignum_square_root(OuVM *vm, OuLimb *root, const OuLimb *a, size_t length);

// `divisor` has room for the shorter one's limbs. Both trimmed, at least 1, and destroyed; each has
// room for one limb more than the longer.
OU_CHECKED bool ou_bignum_common_divisor(OuVM *vm, OuLimb *divisor, size_t *length, OuLimb *a,
                                         size_t a_length, OuLimb *b, size_t b_length);

#endif

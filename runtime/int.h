// int.h: int of any size. Small ones are immediates (value.h); larger ones, and instances of subclasses
// of int, are objects with 64-bit limbs in line, little end first.
#ifndef OU_RUNTIME_INT_H
#define OU_RUNTIME_INT_H

#include "runtime/state.h"

typedef struct OuInt {
    OuObject header;
    int64_t  size;           // limbs in use, negative for negative numbers, 0 for 0
    uint64_t limbs[];
} OuInt;

// Immediate ints, True and False, int objects, instances of subclasses.
static inline bool ou_is_any_int(OuValue v)
{
    return ou_is_int(v) || ou_is_bool(v) || ou_base_kind_of(v) == OU_KIND_INT;
}
OU_CHECKED OuValue ou_int_make(OuVM *vm, int64_t value);
OU_CHECKED OuValue ou_int_make_unsigned(OuVM *vm, uint64_t value);
OU_CHECKED OuValue ou_int_from_double(OuVM *vm, double value);           // truncates; inf/nan raise
// Text as int() accepts it: sign, underscores, base 0 or 2..36; NULL result rules as int(str, base).
OU_CHECKED OuValue ou_int_parse(OuVM *vm, const char *text, size_t length, int base);
// An exact int (immediate or object) from any int-like value: True -> 1, subclass -> plain.
OU_CHECKED OuValue ou_int_exact(OuVM *vm, OuValue value);
// false without an exception when it doesn't fit.
bool ou_int_as_int64(OuValue value, int64_t *result);
OU_CHECKED bool ou_int_as_double(OuVM *vm, OuValue value, double *result);   // OverflowError
int  ou_int_sign(OuValue value);
int  ou_int_compare(OuValue a, OuValue b);                                    // any ints: <0, 0, >0
OU_CHECKED OuValue ou_int_format_radix(OuVM *vm, OuValue value, unsigned base, bool prefix);
// The operators on two values known to be ints.
OU_CHECKED OuValue ou_int_binary(OuVM *vm, OuBinary operator, OuValue a, OuValue b);
OU_CHECKED OuValue ou_int_unary(OuVM *vm, OuUnary operator, OuValue a);
OU_CHECKED OuValue ou_int_power(OuVM *vm, OuValue base, OuValue exponent, OuValue modulus);
int64_t ou_int_hash(OuValue value);                       // mod 2^61-1, as CPython
int64_t ou_float_hash(double value);                      // as CPython (float.c)

#endif

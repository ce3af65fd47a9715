// int.h: int of any size. Small ones are immediates (value.h); larger ones, and instances of
// subclasses of int, are objects with 64-bit limbs in line, little end first.
//
//     header | size | limb 0 | limb 1 | ...      an exact int that fits an immediate is never one
#ifndef OU_RUNTIME_INT_H
#define OU_RUNTIME_INT_H

#include "runtime/limbs.h"
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
// type(v) is int.
static inline bool ou_is_exact_int(OuValue v)
{
    return ou_is_int(v) || ou_kind_of(v) == OU_KIND_INT;
}
static inline OuInt *ou_int_object_of(OuValue v) { return (OuInt *)ou_pointer_of(v); }

OU_CHECKED OuValue ou_int_make(OuVM *vm, int64_t value);
OU_CHECKED OuValue ou_int_make_unsigned(OuVM *vm, uint64_t value);
OU_CHECKED OuValue ou_int_from_double(OuVM *vm, double value);           // truncates; inf/nan raise
// Text as int() accepts it, but for space around it: sign, underscores, prefix; base 0 or 2..36.
OU_CHECKED OuValue ou_int_parse(OuVM *vm, const char *text, size_t length, int base);
// int(value): __int__, __index__, __trunc__, or text.
OU_CHECKED OuValue ou_int_from_value(OuVM *vm, OuValue value);
// An exact int (immediate or object) from any int-like value: True -> 1, subclass -> plain.
OU_CHECKED OuValue ou_int_exact(OuVM *vm, OuValue value);
// false without an exception when it doesn't fit.
bool ou_int_as_int64(OuValue value, int64_t *result);
bool ou_int_as_uint64(OuValue value, uint64_t *result);
// The lowest 64 bits in two's complement.
uint64_t ou_int_low_bits(OuValue value);
OU_CHECKED bool ou_int_as_double(OuVM *vm, OuValue value, double *result);   // OverflowError
// value = result * 2^*exponent with 0.5 <= |result| < 1 (or 0), rounded half to even.
double ou_int_to_fraction(OuValue value, int64_t *exponent);
int  ou_int_sign(OuValue value);
int  ou_int_compare(OuValue a, OuValue b);                         // any ints: <0, 0, >0
int  ou_int_compare_double(OuValue a, double b);                   // exact; b isn't a NaN
bool ou_int_is_odd(OuValue value);
size_t ou_int_bit_length(OuValue value);
// In base 10: ValueError beyond sys.get_int_max_str_digits() digits.
// The decimal digits of an int that isn't on the heap; returns how many characters.
enum { OU_INT_SMALL_DIGITS = 20 };
size_t ou_int_put_small(char text[OU_INT_SMALL_DIGITS], int64_t number);
// The same text as ou_int_format_radix's, of a number of one limb. Returns the length; 0: it has
// more.
enum { OU_INT_SHORT_DIGITS = 72 };
size_t ou_int_put_short(char text[OU_INT_SHORT_DIGITS], OuValue value, unsigned base, bool prefix);
OU_CHECKED OuValue ou_int_format_radix(OuVM *vm, OuValue value, unsigned base, bool prefix);
// The operators on two values known to be ints.
OU_CHECKED OuValue ou_int_binary(OuVM *vm, OuBinary operator, OuValue a, OuValue b);
OU_CHECKED OuValue ou_int_unary(OuVM *vm, OuUnary operator, OuValue a);
// The modulus is OU_NONE or an int. Without one, a negative exponent gives a float.
OU_CHECKED OuValue ou_int_power(OuVM *vm, OuValue base, OuValue exponent, OuValue modulus);
OU_CHECKED OuValue ou_int_divmod(OuVM *vm, OuValue a, OuValue b, OuValue *rest);    // both owned
OU_CHECKED OuValue ou_int_shift_left(OuVM *vm, OuValue a, uint64_t bits);
OU_CHECKED OuValue ou_int_shift_right(OuVM *vm, OuValue a, uint64_t bits);          // floors
OU_CHECKED OuValue ou_int_common_divisor(OuVM *vm, OuValue a, OuValue b);           // >= 0
OU_CHECKED OuValue ou_int_square_root(OuVM *vm, OuValue a);                         // floor; a >= 0
// round(value, -places) for places > 0, half to even.
OU_CHECKED OuValue ou_int_round(OuVM *vm, OuValue value, OuValue places);
int64_t ou_int_hash(OuValue value);                       // mod 2^61-1, as CPython
int64_t ou_float_hash(double value);                      // as CPython (float.c)

#endif

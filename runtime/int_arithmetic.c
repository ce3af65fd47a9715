// int_arithmetic.c: + - * // % / divmod, negation, and which function does which operator.

#include <math.h>

#include "runtime/bignum.h"
#include "runtime/error.h"
#include "runtime/escape.h"
#include "runtime/int_view.h"
#include "runtime/list.h"

// --- sums and products --------------------------------------------------------------------------

typedef struct Sum {
    OuLimb          *limbs;
    const OuIntView *large, *small;        // of a difference the larger one comes first
    bool             is_difference;
    size_t           length;               // of the result
} Sum;

static void sum_compute(void *operands)
{
    Sum *sum = operands;
    const OuIntView *a = sum->large, *b = sum->small;
    sum->length = sum->is_difference
        ? ou_limbs_subtract(sum->limbs, a->limbs, a->length, b->limbs, b->length)
        : ou_limbs_add(sum->limbs, a->limbs, a->length, b->limbs, b->length);
}

// Megabytes are left when Ctrl-C comes.
static OuValue sum_finish(OuVM *vm, Sum *sum, OuInt *result, bool is_negative)
{
    enum { LONG_LIMBS = 1 << 17 };
    sum->limbs = result->limbs;
    if (sum->large->length + sum->small->length < LONG_LIMBS) {
        sum_compute(sum);
    } else if (!ou_escape_run(vm, sum_compute, sum)) {
        ou_int_discard(result);
        return OU_ERROR;
    }
    return ou_int_finish_steal(sum->length, is_negative, result);
}

// a + b, or a - b when `flip` turns b's sign.
static OuValue int_sum(OuVM *vm, OuValue a, OuValue b, bool flip)
{
    OuIntView left, right;
    ou_int_view(a, &left);
    ou_int_view(b, &right);
    bool right_negative = right.is_negative != flip;
    size_t longer = left.length > right.length ? left.length : right.length;
    OuInt *result = ou_int_new(vm, longer + 1);
    if (!result) return OU_ERROR;
    if (left.is_negative == right_negative || !left.length || !right.length) {
        Sum sum = { .large = &left, .small = &right };
        return sum_finish(vm, &sum, result, left.length ? left.is_negative : right_negative);
    }
    bool swap = ou_limbs_compare(left.limbs, left.length, right.limbs, right.length) < 0;
    Sum difference = { .large = swap ? &right : &left, .small = swap ? &left : &right,
                       .is_difference = true };
    return sum_finish(vm, &difference, result, swap ? right_negative : left.is_negative);
}

OuValue ou_int_add(OuVM *vm, OuValue a, OuValue b)
{
    if (!ou_is_pointer(a) && !ou_is_pointer(b)) {
        return ou_int_make(vm, ou_int_small_of(a) + ou_int_small_of(b));
    }
    return int_sum(vm, a, b, false);
}

OuValue ou_int_subtract(OuVM *vm, OuValue a, OuValue b)
{
    if (!ou_is_pointer(a) && !ou_is_pointer(b)) {
        return ou_int_make(vm, ou_int_small_of(a) - ou_int_small_of(b));
    }
    return int_sum(vm, a, b, true);
}

OuValue ou_int_multiply(OuVM *vm, OuValue a, OuValue b)
{
    OuIntView left, right;
    ou_int_view(a, &left);
    ou_int_view(b, &right);
    bool is_negative = left.is_negative != right.is_negative;
    if (left.length <= 1 && right.length <= 1) {
        if (!left.length || !right.length) return ou_int_value(0);
        return ou_int_make_pair(vm, (OuLimbPair)left.limbs[0] * right.limbs[0], is_negative);
    }
    if (!left.length || !right.length) return ou_int_value(0);
    OuInt *result = ou_int_new(vm, left.length + right.length);
    if (!result) return OU_ERROR;
    if (!ou_bignum_multiply(vm, result->limbs, left.limbs, left.length, right.limbs,
                            right.length)) {
        ou_int_discard(result);
        return OU_ERROR;
    }
    return ou_int_finish_steal(left.length + right.length, is_negative, result);
}

// --- division ------------------------------------------------------------------------------------

// Quotient and remainder of magnitudes that fit a limb each, floored.
static OuValue int_divide_small(OuVM *vm, const OuIntView *a, const OuIntView *b, OuValue *rest)
{
    OuLimb divisor = b->limbs[0], dividend = a->length ? a->limbs[0] : 0;
    OuLimb quotient = dividend / divisor, left = dividend % divisor;
    if (left && a->is_negative != b->is_negative) {
        quotient++;
        left = divisor - left;
    }
    if (rest) {
        *rest = ou_int_make_pair(vm, left, b->is_negative);
        if (*rest == OU_ERROR) return OU_ERROR;
    }
    OuValue result = ou_int_make_pair(vm, quotient, a->is_negative != b->is_negative);
    if (result == OU_ERROR && rest) ou_clear(rest);
    return result;
}

// The truncated quotient and remainder become the floored ones where the signs differ.
static OuValue int_finish_division(const OuIntView *a, const OuIntView *b, OuInt *quotient,
                                   OuInt *remainder, OuValue *rest)
{
    size_t quotient_length = ou_limbs_trim(quotient->limbs, a->length - b->length + 1);
    size_t rest_length = ou_limbs_trim(remainder->limbs, b->length);
    bool is_negative = a->is_negative != b->is_negative;
    if (is_negative && rest_length) {
        const OuLimb one = 1;
        quotient_length = ou_limbs_add(quotient->limbs, quotient->limbs, quotient_length, &one, 1);
        rest_length = ou_limbs_subtract(remainder->limbs, b->limbs, b->length, remainder->limbs,
                                        rest_length);
    }
    if (rest) *rest = ou_int_finish_steal(rest_length, b->is_negative, remainder);
    else ou_int_discard(remainder);
    return ou_int_finish_steal(quotient_length, is_negative, quotient);
}

static OuValue int_divide_long(OuVM *vm, const OuIntView *a, const OuIntView *b, OuValue *rest)
{
    OuInt *quotient = ou_int_new(vm, a->length - b->length + 2);
    if (!quotient) return OU_ERROR;
    OuInt *remainder = ou_int_new(vm, b->length);
    if (!remainder || !ou_bignum_divide(vm, quotient->limbs, remainder->limbs, a->limbs, a->length,
                                        b->limbs, b->length)) {
        ou_int_discard(quotient);
        if (remainder) ou_int_discard(remainder);
        return OU_ERROR;
    }
    return int_finish_division(a, b, quotient, remainder, rest);
}

// Floored division by a number that isn't 0. `rest` may be NULL.
static OuValue int_divide(OuVM *vm, OuValue a, OuValue b, OuValue *rest)
{
    OuIntView left, right;
    ou_int_view(a, &left);
    ou_int_view(b, &right);
    if (left.length <= 1 && right.length == 1) return int_divide_small(vm, &left, &right, rest);
    if (left.length >= right.length) return int_divide_long(vm, &left, &right, rest);
    bool is_negative = left.length && left.is_negative != right.is_negative;
    if (rest) {
        *rest = is_negative ? ou_int_add(vm, a, b) : ou_int_exact(vm, a);
        if (*rest == OU_ERROR) return OU_ERROR;
    }
    return ou_int_value(is_negative ? -1 : 0);
}

static bool int_check_divisor(OuVM *vm, OuValue b, const char *message)
{
    if (ou_int_sign(b)) return true;
    ou_raise(vm, OU_TYPE_ZERO_DIVISION_ERROR, message);
    return false;
}

OuValue ou_int_floor_divide(OuVM *vm, OuValue a, OuValue b)
{
    if (!int_check_divisor(vm, b, "integer division or modulo by zero")) return OU_ERROR;
    return int_divide(vm, a, b, NULL);
}

OuValue ou_int_modulo(OuVM *vm, OuValue a, OuValue b)
{
    if (!int_check_divisor(vm, b, "integer modulo by zero")) return OU_ERROR;
    if (!ou_is_pointer(a) && !ou_is_pointer(b)) {
        int64_t divisor = ou_int_small_of(b), rest = ou_int_small_of(a) % divisor;
        if (rest && (rest < 0) != (divisor < 0)) rest += divisor;
        return ou_int_value(rest);
    }
    OuValue rest;
    OuValue quotient = int_divide(vm, a, b, &rest);
    if (quotient == OU_ERROR) return OU_ERROR;
    ou_unref(quotient);
    return rest;
}

OuValue ou_int_divmod(OuVM *vm, OuValue a, OuValue b, OuValue *rest)
{
    if (!int_check_divisor(vm, b, "integer division or modulo by zero")) return OU_ERROR;
    return int_divide(vm, a, b, rest);
}

static OuValue int_divmod_pair(OuVM *vm, OuValue a, OuValue b)
{
    OuValue rest;
    OU_OWNED OuValue quotient = ou_int_divmod(vm, a, b, &rest);
    if (quotient == OU_ERROR) return OU_ERROR;
    OuValue pair = ou_tuple_pair(vm, quotient, rest);
    ou_unref(rest);
    return pair;
}

// --- true division -------------------------------------------------------------------------------
//
// Correctly rounded: (1) scale the magnitudes by a power of two so that the integer quotient has 65
// or 66 bits; (2) divide; (3) a remainder sets the lowest bit, which no rounding can lose; (4)
// round once, to as many bits as the exponent allows; (5) put the power of two back, exactly.

static double int_round_quotient(const OuLimb *quotient, size_t length, bool inexact, int64_t scale,
                                 int64_t *exponent)
{
    int64_t bits = (int64_t)ou_limbs_bits(quotient, length);
    int64_t lowest = bits - 53;                       // the result's last bit
    if (lowest + scale < -1074) lowest = -1074 - scale;
    *exponent = lowest + scale;
    if (lowest > bits) return 0.0;                    // below half of the smallest double
    OuLimbPair value = length > 1 ? (OuLimbPair)quotient[1] << 64 | quotient[0] : quotient[0];
    OuLimb mantissa = (OuLimb)(value >> lowest);
    OuLimbPair half = (OuLimbPair)1 << (lowest - 1), rest = value & (2 * half - 1);
    bool up = rest > half || (rest == half && (inexact || (mantissa & 1)));
    return (double)(mantissa + up);
}

// The magnitude shifted left by `bits` (right when negative, *lost telling of bits set that fell
// out).
static OuInt *int_scaled(OuVM *vm, const OuIntView *view, int64_t bits, size_t *length, bool *lost)
{
    size_t whole = (size_t)(bits < 0 ? -bits : bits) / 64;
    unsigned part = (unsigned)((bits < 0 ? -bits : bits) % 64);
    *length = bits < 0 ? view->length - whole : view->length + whole + 1;
    OuInt *result = ou_int_new(vm, *length);
    if (!result) return NULL;
    if (bits < 0) {
        *lost = ou_limbs_any_below(view->limbs, view->length, (size_t)-bits);
        ou_limbs_shift_right(result->limbs, view->limbs + whole, *length, part);
    } else {
        memset(result->limbs, 0, whole * sizeof(OuLimb));
        OuLimb above = ou_limbs_shift_left(result->limbs + whole, view->limbs, view->length, part);
        result->limbs[*length - 1] = above;
    }
    *length = ou_limbs_trim(result->limbs, *length);
    return result;
}

static OuValue int_true_divide_long(OuVM *vm, const OuIntView *a, const OuIntView *b)
{
    int64_t shift = (int64_t)ou_limbs_bits(b->limbs, b->length)
                  - (int64_t)ou_limbs_bits(a->limbs, a->length) + 65;
    bool inexact = false;
    size_t length;
    OuInt *dividend = int_scaled(vm, a, shift, &length, &inexact);
    if (!dividend) return OU_ERROR;
    OuInt *rest = ou_int_new(vm, b->length);
    OuLimb quotient[4];
    bool done = rest && ou_bignum_divide(vm, quotient, rest->limbs, dividend->limbs, length,
                                         b->limbs, b->length);
    int64_t exponent = 0;
    double mantissa = 0.0;
    if (done) {
        inexact |= ou_limbs_trim(rest->limbs, b->length) != 0;
        size_t quotient_length = ou_limbs_trim(quotient, length - b->length + 1);
        mantissa = int_round_quotient(quotient, quotient_length, inexact, -shift, &exponent);
    }
    if (rest) ou_int_discard(rest);
    ou_int_discard(dividend);
    if (!done) return OU_ERROR;
    double result = exponent > 1024 ? HUGE_VAL : ldexp(mantissa, (int)exponent);
    if (isinf(result)) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR,
                        "integer division result too large for a float");
    }
    return ou_float_value(a->is_negative != b->is_negative ? -result : result);
}

OuValue ou_int_true_divide(OuVM *vm, OuValue a, OuValue b)
{
    if (!int_check_divisor(vm, b, "division by zero")) return OU_ERROR;
    if (!ou_is_pointer(a) && !ou_is_pointer(b)) {
        return ou_float_value((double)ou_int_small_of(a) / (double)ou_int_small_of(b));
    }
    OuIntView left, right;
    ou_int_view(a, &left);
    ou_int_view(b, &right);
    if (!left.length) return ou_float_value(right.is_negative ? -0.0 : 0.0);
    return int_true_divide_long(vm, &left, &right);
}

// --- which function does which operator ----------------------------------------------------------

OuValue ou_int_binary(OuVM *vm, OuBinary operator, OuValue a, OuValue b)
{
    switch (operator) {
    case OU_BINARY_ADD:          return ou_int_add(vm, a, b);
    case OU_BINARY_SUBTRACT:     return ou_int_subtract(vm, a, b);
    case OU_BINARY_MULTIPLY:     return ou_int_multiply(vm, a, b);
    case OU_BINARY_TRUE_DIVIDE:  return ou_int_true_divide(vm, a, b);
    case OU_BINARY_FLOOR_DIVIDE: return ou_int_floor_divide(vm, a, b);
    case OU_BINARY_REMAINDER:    return ou_int_modulo(vm, a, b);
    case OU_BINARY_POWER:        return ou_int_power(vm, a, b, OU_NONE);
    case OU_BINARY_LEFT_SHIFT:   return ou_int_shift(vm, a, b, true);
    case OU_BINARY_RIGHT_SHIFT:  return ou_int_shift(vm, a, b, false);
    case OU_BINARY_AND:
    case OU_BINARY_OR:
    case OU_BINARY_XOR:          return ou_int_bitwise(vm, operator, a, b);
    case OU_BINARY_DIVMOD:       return int_divmod_pair(vm, a, b);
    case OU_BINARY_MATRIX_MULTIPLY:
    case OU_BINARY_COUNT:        break;
    }
    return OU_NOT_IMPLEMENTED;
}

static OuValue int_negate(OuVM *vm, OuValue a)
{
    if (!ou_is_pointer(a)) return ou_int_make(vm, -ou_int_small_of(a));
    return ou_int_subtract(vm, ou_int_value(0), a);
}

OuValue ou_int_unary(OuVM *vm, OuUnary operator, OuValue a)
{
    switch (operator) {
    case OU_UNARY_NEGATIVE: return int_negate(vm, a);
    case OU_UNARY_POSITIVE: return ou_int_exact(vm, a);
    case OU_UNARY_INVERT:   return ou_int_subtract(vm, ou_int_value(-1), a);
    case OU_UNARY_ABSOLUTE: return ou_int_sign(a) < 0 ? int_negate(vm, a) : ou_int_exact(vm, a);
    case OU_UNARY_COUNT:    break;
    }
    return OU_NOT_IMPLEMENTED;
}

// int_power.c: ** and pow() with a modulus; greatest common divisor; integer square root.

#include <math.h>

#include "runtime/bignum.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int_view.h"

// --- without a modulus --------------------------------------------------------------------------

// Would a number of so many bits exceed what may still be allocated? Then MemoryError is set.
static bool power_check_size(OuVM *vm, uint64_t bits_of_base, uint64_t exponent)
{
    const OuMemory *memory = &vm->heap.memory;
    size_t left = memory->limit > memory->used ? memory->limit - memory->used : 0;
    uint64_t bits;
    if (!__builtin_mul_overflow(bits_of_base, exponent, &bits) && bits / 8 <= left) return true;
    ou_raise_memory_error(vm);
    return false;
}

// By squaring, in one limb pair, as long as that fits. false: it doesn't.
static bool power_in_pair(OuLimb base, uint64_t exponent, OuLimbPair *result)
{
    OuLimbPair square = base;
    *result = 1;
    for (;;) {
        if ((exponent & 1) && __builtin_mul_overflow(*result, square, result)) return false;
        exponent >>= 1;
        if (!exponent) return true;
        if (__builtin_mul_overflow(square, square, &square)) return false;
    }
}

// base ** exponent, exponent >= 1, from the exponent's top bit down.
static OuValue power_by_squaring(OuVM *vm, OuValue base, uint64_t exponent)
{
    OuValue result = ou_int_exact(vm, base);
    for (unsigned bit = ou_limb_bits(exponent) - 1; bit-- > 0 && result != OU_ERROR;) {
        if (!ou_check_interrupt(vm)) {
            ou_set_steal(&result, OU_ERROR);
            break;
        }
        ou_set_steal(&result, ou_int_multiply(vm, result, result));
        if (result == OU_ERROR || !(exponent >> bit & 1)) continue;
        ou_set_steal(&result, ou_int_multiply(vm, result, base));
    }
    return result;
}

static OuValue power_positive(OuVM *vm, OuValue base, OuValue exponent)
{
    uint64_t count;
    int64_t small;
    bool is_odd = ou_int_is_odd(exponent);
    bool is_small = ou_int_as_int64(base, &small);
    if (ou_int_sign(exponent) == 0) return ou_int_value(1);
    if (is_small && small >= -1 && small <= 1) {
        return ou_int_value(small < 0 && !is_odd ? 1 : small);
    }
    if (!ou_int_as_uint64(exponent, &count)) return ou_raise_memory_error(vm);
    OuLimbPair pair;
    if (is_small && power_in_pair(small < 0 ? -(uint64_t)small : (uint64_t)small, count, &pair)) {
        return ou_int_make_pair(vm, pair, small < 0 && is_odd);
    }
    if (is_small && small > 0 && !(small & (small - 1))) {
        uint64_t bits, bits_each = (uint64_t)__builtin_ctzll((uint64_t)small);
        bool fits = !__builtin_mul_overflow(count, bits_each, &bits);
        return fits ? ou_int_shift_left(vm, ou_int_value(1), bits) : ou_raise_memory_error(vm);
    }
    if (!power_check_size(vm, ou_int_bit_length(base) - 1, count)) return OU_ERROR;
    return power_by_squaring(vm, base, count);
}

// --- with a modulus ------------------------------------------------------------------------------

// The x with value * x = 1 modulo the modulus, by Euclid's extended algorithm.
static OuValue power_inverse(OuVM *vm, OuValue value, OuValue modulus)
{
    OU_OWNED OuValue a = ou_int_modulo(vm, value, modulus);
    OU_OWNED OuValue b = ou_ref(modulus);
    OU_OWNED OuValue x = ou_int_value(1);
    OU_OWNED OuValue y = ou_int_value(0);
    if (a == OU_ERROR) return OU_ERROR;
    while (ou_int_sign(b)) {          // a = x * value, b = y * value (modulo the modulus)
        if (!ou_check_interrupt(vm)) return OU_ERROR;
        OuValue rest;
        OU_OWNED OuValue quotient = ou_int_divmod(vm, a, b, &rest);
        if (quotient == OU_ERROR) return OU_ERROR;
        ou_set_steal(&a, b);
        b = rest;
        OU_OWNED OuValue product = ou_int_multiply(vm, quotient, y);
        if (product == OU_ERROR) return OU_ERROR;
        OuValue next = ou_int_subtract(vm, x, product);
        ou_set_steal(&x, y);
        y = next;
        if (next == OU_ERROR) return OU_ERROR;
    }
    if (a != ou_int_value(1)) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "base is not invertible for the given modulus");
    }
    return ou_take(&x);
}

static OuValue power_modulo_limb(OuVM *vm, OuLimb base, const OuIntView *exponent, OuLimb modulus)
{
    OuLimb result = 1 % modulus;
    for (size_t bit = ou_limbs_bits(exponent->limbs, exponent->length); bit-- > 0;) {
        result = (OuLimb)((OuLimbPair)result * result % modulus);
        if (exponent->limbs[bit / 64] >> bit % 64 & 1) {
            result = (OuLimb)((OuLimbPair)result * base % modulus);
        }
        if (!ou_check_interrupt_at(vm, bit)) return OU_ERROR;
    }
    return ou_int_make_unsigned(vm, result);
}

// *result = *result * factor modulo the modulus.
static bool power_step(OuVM *vm, OuValue *result, OuValue factor, OuValue modulus)
{
    if (!ou_check_interrupt(vm)) return false;
    OU_OWNED OuValue product = ou_int_multiply(vm, *result, factor);
    if (product == OU_ERROR) return false;
    OuValue rest = ou_int_modulo(vm, product, modulus);
    if (rest == OU_ERROR) return false;
    ou_set_steal(result, rest);
    return true;
}

// base in [0, modulus), exponent >= 0, modulus > 1; four bits of the exponent at a time.
static OuValue power_modulo_long(OuVM *vm, OuValue base, OuValue exponent, OuValue modulus)
{
    OuValue powers[16] = { ou_int_value(1), ou_ref(base) };
    OuValue result = ou_int_value(1);
    size_t ready = 2;
    bool good = true;
    for (; ready < 16 && good; ready++) {
        powers[ready] = ou_ref(powers[ready - 1]);
        good = power_step(vm, &powers[ready], base, modulus);
    }
    OuIntView view;
    ou_int_view(exponent, &view);
    for (size_t digit = view.length * 16; digit-- > 0 && good;) {
        for (int i = 0; i < 4 && good && result != ou_int_value(1); i++) {
            good = power_step(vm, &result, result, modulus);
        }
        size_t index = view.limbs[digit / 16] >> digit % 16 * 4 & 15;
        if (index && good) good = power_step(vm, &result, powers[index], modulus);
    }
    for (size_t i = 0; i < ready; i++) ou_unref(powers[i]);
    if (good) return result;
    ou_unref(result);
    return OU_ERROR;
}

// The remainder has the modulus's sign: computed for the magnitude, and moved down if need be.
static OuValue power_modulo(OuVM *vm, OuValue base, OuValue exponent, OuValue modulus)
{
    OU_OWNED OuValue positive = ou_int_unary(vm, OU_UNARY_ABSOLUTE, modulus);
    if (positive == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue reduced = ou_int_modulo(vm, base, positive);
    if (reduced == OU_ERROR) return OU_ERROR;
    OuIntView modulus_view, exponent_view;
    ou_int_view(positive, &modulus_view);
    ou_int_view(exponent, &exponent_view);
    OU_OWNED OuValue result = OU_UNBOUND;
    if (modulus_view.length == 1) {
        result = power_modulo_limb(vm, ou_int_low_bits(reduced), &exponent_view,
                                   modulus_view.limbs[0]);
    } else {
        result = power_modulo_long(vm, reduced, exponent, positive);
    }
    if (result == OU_ERROR || ou_int_sign(modulus) > 0 || !ou_int_sign(result)) {
        return ou_take(&result);
    }
    return ou_int_add(vm, result, modulus);
}

static OuValue power_of_negative_exponent(OuVM *vm, OuValue base, OuValue exponent, OuValue modulus)
{
    OU_OWNED OuValue positive = ou_int_unary(vm, OU_UNARY_ABSOLUTE, modulus);
    if (positive == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue inverse = power_inverse(vm, base, positive);
    if (inverse == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue count = ou_int_unary(vm, OU_UNARY_NEGATIVE, exponent);
    if (count == OU_ERROR) return OU_ERROR;
    return power_modulo(vm, inverse, count, modulus);
}

OuValue ou_int_power(OuVM *vm, OuValue base, OuValue exponent, OuValue modulus)
{
    bool is_inverse = ou_int_sign(exponent) < 0;
    if (modulus == OU_NONE) {
        if (!is_inverse) return power_positive(vm, base, exponent);
        double x, y;
        bool fits = ou_int_as_double(vm, base, &x) && ou_int_as_double(vm, exponent, &y);
        return fits ? ou_float_power(vm, x, y) : OU_ERROR;
    }
    if (!ou_int_sign(modulus)) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "pow() 3rd argument cannot be 0");
    }
    if (ou_int_bit_length(modulus) == 1) return ou_int_value(0);
    if (is_inverse) return power_of_negative_exponent(vm, base, exponent, modulus);
    return power_modulo(vm, base, exponent, modulus);
}

// --- common divisor, square root -----------------------------------------------------------------

static OuLimb divisor_of_limbs(OuLimb a, OuLimb b)
{
    while (b) {
        OuLimb rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static OuInt *divisor_copy(OuVM *vm, const OuIntView *view, size_t room)
{
    OuInt *copy = ou_int_new(vm, room);
    if (copy) memcpy(copy->limbs, view->limbs, view->length * sizeof(OuLimb));
    return copy;
}

static OuValue divisor_of_long(OuVM *vm, const OuIntView *a, const OuIntView *b)
{
    size_t room = (a->length > b->length ? a->length : b->length) + 1;
    OuInt *left = divisor_copy(vm, a, room);
    OuInt *right = left ? divisor_copy(vm, b, room) : NULL;
    OuInt *result = right ? ou_int_new(vm, room) : NULL;
    size_t length = 0;
    bool done = result && ou_bignum_common_divisor(vm, result->limbs, &length, left->limbs,
                                                   a->length, right->limbs, b->length);
    if (left) ou_int_discard(left);
    if (right) ou_int_discard(right);
    if (done) return ou_int_finish_steal(length, false, result);
    if (result) ou_int_discard(result);
    return OU_ERROR;
}

OuValue ou_int_common_divisor(OuVM *vm, OuValue a, OuValue b)
{
    OuIntView left, right;
    ou_int_view(a, &left);
    ou_int_view(b, &right);
    if (!left.length) return ou_int_unary(vm, OU_UNARY_ABSOLUTE, b);
    if (!right.length) return ou_int_unary(vm, OU_UNARY_ABSOLUTE, a);
    if (left.length == 1 && right.length == 1) {
        return ou_int_make_unsigned(vm, divisor_of_limbs(left.limbs[0], right.limbs[0]));
    }
    return divisor_of_long(vm, &left, &right);
}

OuValue ou_int_square_root(OuVM *vm, OuValue a)
{
    OuIntView view;
    ou_int_view(a, &view);
    if (!view.length) return ou_int_value(0);
    if (view.length == 1) {
        OuLimb square = view.limbs[0], root = (OuLimb)sqrt((double)square);
        while ((OuLimbPair)root * root > square) root--;
        while ((OuLimbPair)(root + 1) * (root + 1) <= square) root++;
        return ou_int_make_unsigned(vm, root);
    }
    size_t length = (view.length + 1) / 2;
    OuInt *root = ou_int_new(vm, length);
    if (!root) return OU_ERROR;
    if (!ou_bignum_square_root(vm, root->limbs, view.limbs, view.length)) {
        ou_int_discard(root);
        return OU_ERROR;
    }
    return ou_int_finish_steal(length, false, root);
}

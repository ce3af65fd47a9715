// int_bits.c: shifts, and & | ^ on two's complement of unlimited width.

#include "runtime/error.h"
#include "runtime/int_view.h"
#include "runtime/long_text.h"

// --- shifting ------------------------------------------------------------------------------------

// As ou_limbs_shift_left and _right, in pieces; `result` is another place than `a`. *above: the
// bits that went out at the top.
OU_CHECKED static bool shift_left_pieces(OuVM *vm, OuLimb *result, const OuLimb *a, size_t length,
                                         unsigned bits, OuLimb *above)
{
    *above = 0;
    for (size_t i = 0, end; i < length; i = end) {
        end = ou_long_piece_end(i, length);
        OuLimb below = *above;
        *above = ou_limbs_shift_left(result + i, a + i, end - i, bits);
        result[i] |= below;
        if (end < length && !ou_check_interrupt(vm)) return false;
    }
    return true;
}

OU_CHECKED static bool shift_right_pieces(OuVM *vm, OuLimb *result, const OuLimb *a, size_t length,
                                          unsigned bits)
{
    for (size_t i = 0, end; i < length; i = end) {
        end = ou_long_piece_end(i, length);
        ou_limbs_shift_right(result + i, a + i, end - i, bits);
        if (end < length && bits) result[end - 1] |= a[end] << (64 - bits);
        if (end < length && !ou_check_interrupt(vm)) return false;
    }
    return true;
}

OuValue ou_int_shift_left(OuVM *vm, OuValue a, uint64_t bits)
{
    if (!ou_is_pointer(a) && bits < 64) {
        int64_t small = ou_int_small_of(a);
        OuLimbPair magnitude = (OuLimbPair)(uint64_t)(small < 0 ? -small : small) << bits;
        return ou_int_make_pair(vm, magnitude, small < 0);
    }
    OuIntView view;
    ou_int_view(a, &view);
    if (!view.length) return ou_int_value(0);
    size_t whole = bits / 64;
    OuInt *result = ou_int_new(vm, whole + view.length + 1);
    if (!result) return OU_ERROR;
    OuLimb above;
    if (!ou_long_fill(vm, result->limbs, 4, 0, 2 * whole)
        || !shift_left_pieces(vm, result->limbs + whole, view.limbs, view.length, bits % 64,
                              &above)) {
        ou_int_discard(result);
        return OU_ERROR;
    }
    result->limbs[whole + view.length] = above;
    return ou_int_finish_steal(whole + view.length + 1, view.is_negative, result);
}

OuValue ou_int_shift_right(OuVM *vm, OuValue a, uint64_t bits)
{
    if (!ou_is_pointer(a)) return ou_int_value(ou_int_small_of(a) >> (bits < 63 ? bits : 63));
    OuIntView view;
    ou_int_view(a, &view);
    size_t whole = bits / 64;
    if (whole >= view.length) return ou_int_value(view.is_negative ? -1 : 0);
    size_t length = view.length - whole;
    OuInt *result = ou_int_new(vm, length + 1);
    if (!result) return OU_ERROR;
    if (!shift_right_pieces(vm, result->limbs, view.limbs + whole, length, bits % 64)) {
        ou_int_discard(result);
        return OU_ERROR;
    }
    if (view.is_negative && ou_limbs_any_below(view.limbs, view.length, bits)) {
        const OuLimb one = 1;                          // towards minus infinity
        length = ou_limbs_add(result->limbs, result->limbs, length, &one, 1);
    }
    return ou_int_finish_steal(length, view.is_negative, result);
}

OuValue ou_int_shift(OuVM *vm, OuValue a, OuValue count, bool left)
{
    if (ou_int_sign(count) < 0) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "negative shift count");
    int sign = ou_int_sign(a);
    if (!sign) return ou_int_value(0);
    uint64_t bits;
    bool fits = ou_int_as_uint64(count, &bits);
    if (!left) return fits ? ou_int_shift_right(vm, a, bits) : ou_int_value(sign < 0 ? -1 : 0);
    return fits ? ou_int_shift_left(vm, a, bits) : ou_raise_memory_error(vm);
}

// --- & | ^ ---------------------------------------------------------------------------------------

// Reads a number's limbs in two's complement, from the lowest on, for ever.
typedef struct ComplementReader {
    const OuIntView *view;
    size_t           position;
    bool             carry;     // of adding one to the inverted magnitude
} ComplementReader;

static OuLimb complement_next(ComplementReader *reader)
{
    size_t i = reader->position++;
    OuLimb limb = i < reader->view->length ? reader->view->limbs[i] : 0;
    if (!reader->view->is_negative) return limb;
    limb = ~limb + reader->carry;
    reader->carry = reader->carry && !limb;
    return limb;
}

static OuLimb bits_combine(OuBinary operator, OuLimb a, OuLimb b)
{
    return operator == OU_BINARY_AND ? a & b : operator == OU_BINARY_OR ? a | b : a ^ b;
}

// Turns a negative number in two's complement into its magnitude.
OU_CHECKED static bool bits_negate(OuVM *vm, OuLimb *limbs, size_t length)
{
    bool carry = true;
    for (size_t i = 0; i < length; i++) {
        limbs[i] = ~limbs[i] + carry;
        carry = carry && !limbs[i];
        if (!ou_check_interrupt_at(vm, i + 1)) return false;
    }
    return true;
}

OuValue ou_int_bitwise(OuVM *vm, OuBinary operator, OuValue a, OuValue b)
{
    if (!ou_is_pointer(a) && !ou_is_pointer(b)) {
        OuLimb x = (OuLimb)ou_int_small_of(a), y = (OuLimb)ou_int_small_of(b);
        return ou_int_value((int64_t)bits_combine(operator, x, y));
    }
    OuIntView left, right;
    ou_int_view(a, &left);
    ou_int_view(b, &right);
    size_t length = (left.length > right.length ? left.length : right.length) + 1;
    OuInt *result = ou_int_new(vm, length);
    if (!result) return OU_ERROR;
    ComplementReader left_reader = { &left, 0, true }, right_reader = { &right, 0, true };
    for (size_t i = 0; i < length; i++) {
        OuLimb x = complement_next(&left_reader), y = complement_next(&right_reader);
        result->limbs[i] = bits_combine(operator, x, y);
        if (ou_check_interrupt_at(vm, i)) continue;
        ou_int_discard(result);
        return OU_ERROR;
    }
    bool is_negative = result->limbs[length - 1] >> 63;
    if (is_negative && !bits_negate(vm, result->limbs, length)) {
        ou_int_discard(result);
        return OU_ERROR;
    }
    return ou_int_finish_steal(length, is_negative, result);
}

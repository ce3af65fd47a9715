#include "runtime/int.h"

#include <math.h>

#include "runtime/bignum.h"
#include "runtime/error.h"
#include "runtime/escape.h"
#include "runtime/int_view.h"

// --- making --------------------------------------------------------------------------------------

OuInt *ou_int_new(OuVM *vm, size_t limbs)
{
    size_t size;
    OuInt *result = NULL;
    if (ou_size_multiply_add(limbs, sizeof(OuLimb), sizeof(OuInt), &size) && size <= INT64_MAX) {
        result = (OuInt *)ou_heap_new_leaf(&vm->heap, OU_KIND_INT, size);
    }
    if (!result) {
        ou_raise_memory_error(vm);
        return NULL;
    }
    result->size = 0;
    return result;
}

void ou_int_discard(OuInt *result)
{
    ou_object_unref(&result->header);
}

static bool int_is_small(OuLimb magnitude, bool is_negative)
{
    return magnitude <= (OuLimb)OU_INT_MAX + is_negative;
}

OuValue ou_int_finish_steal(size_t length, bool is_negative, OuInt *result)
{
    length = ou_limbs_trim(result->limbs, length);
    if (length <= 1) {
        OuLimb magnitude = length ? result->limbs[0] : 0;
        if (int_is_small(magnitude, is_negative)) {
            ou_int_discard(result);
            return ou_int_value(is_negative ? -(int64_t)magnitude : (int64_t)magnitude);
        }
    }
    result->size = is_negative ? -(int64_t)length : (int64_t)length;
    return ou_pointer_value(result);
}

OuValue ou_int_make_pair(OuVM *vm, OuLimbPair magnitude, bool is_negative)
{
    OuLimb low = (OuLimb)magnitude, high = (OuLimb)(magnitude >> 64);
    if (!high && int_is_small(low, is_negative)) {
        return ou_int_value(is_negative ? -(int64_t)low : (int64_t)low);
    }
    OuInt *result = ou_int_new(vm, high ? 2 : 1);
    if (!result) return OU_ERROR;
    result->limbs[0] = low;
    if (high) result->limbs[1] = high;
    int64_t length = high ? 2 : 1;
    result->size = is_negative ? -length : length;
    return ou_pointer_value(result);
}

OuValue ou_int_make(OuVM *vm, int64_t value)
{
    if (OU_LIKELY(ou_fits_int(value))) return ou_int_value(value);
    return ou_int_make_pair(vm, value < 0 ? -(uint64_t)value : (uint64_t)value, value < 0);
}

OuValue ou_int_make_unsigned(OuVM *vm, uint64_t value)
{
    return ou_int_make_pair(vm, value, false);
}

OuValue ou_int_from_double(OuVM *vm, double value)
{
    if (isnan(value)) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "cannot convert float NaN to integer");
    }
    if (isinf(value)) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "cannot convert float infinity to integer");
    }
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    if (exponent <= 63) return ou_int_make(vm, (int64_t)value);
    OU_OWNED OuValue mantissa = ou_int_make(vm, (int64_t)ldexp(copysign(fraction, value), 53));
    if (mantissa == OU_ERROR) return OU_ERROR;
    return ou_int_shift_left(vm, mantissa, (uint64_t)exponent - 53);
}

OuValue ou_int_exact(OuVM *vm, OuValue value)
{
    if (ou_is_int(value)) return value;
    if (ou_is_bool(value)) return ou_int_value(value == OU_TRUE);
    if (ou_kind_of(value) == OU_KIND_INT) return ou_ref(value);
    OuIntView view;
    ou_int_view(value, &view);
    if (view.length <= 1) {
        return ou_int_make_pair(vm, view.length ? view.limbs[0] : 0, view.is_negative);
    }
    OuInt *copy = ou_int_new(vm, view.length);
    if (!copy) return OU_ERROR;
    memcpy(copy->limbs, view.limbs, view.length * sizeof(OuLimb));
    return ou_int_finish_steal(view.length, view.is_negative, copy);
}

// --- asking --------------------------------------------------------------------------------------

bool ou_int_as_int64(OuValue value, int64_t *result)
{
    OuIntView view;
    ou_int_view(value, &view);
    if (view.length > 1) return false;
    OuLimb magnitude = view.length ? view.limbs[0] : 0;
    if (magnitude > (OuLimb)INT64_MAX + view.is_negative) return false;
    *result = (int64_t)(view.is_negative ? -magnitude : magnitude);
    return true;
}

bool ou_int_as_uint64(OuValue value, uint64_t *result)
{
    OuIntView view;
    ou_int_view(value, &view);
    if (view.length > 1 || view.is_negative) return false;
    *result = view.length ? view.limbs[0] : 0;
    return true;
}

uint64_t ou_int_low_bits(OuValue value)
{
    OuIntView view;
    ou_int_view(value, &view);
    OuLimb low = view.length ? view.limbs[0] : 0;
    return view.is_negative ? -low : low;
}

int ou_int_sign(OuValue value)
{
    OuIntView view;
    ou_int_view(value, &view);
    return !view.length ? 0 : view.is_negative ? -1 : 1;
}

bool ou_int_is_odd(OuValue value)
{
    return ou_int_low_bits(value) & 1;
}

size_t ou_int_bit_length(OuValue value)
{
    OuIntView view;
    ou_int_view(value, &view);
    return ou_limbs_bits(view.limbs, view.length);
}

int ou_int_compare(OuValue a, OuValue b)
{
    if (!ou_is_pointer(a) && !ou_is_pointer(b)) {
        int64_t x = ou_int_small_of(a), y = ou_int_small_of(b);
        return (x > y) - (x < y);
    }
    OuIntView left, right;
    ou_int_view(a, &left);
    ou_int_view(b, &right);
    if (left.is_negative != right.is_negative) return left.is_negative ? -1 : 1;
    int order = ou_limbs_compare(left.limbs, left.length, right.limbs, right.length);
    return left.is_negative ? -order : order;
}

// The highest 64 bits of the magnitude, the top one set; *below says whether anything lies below.
static OuLimb int_top_bits(const OuIntView *view, bool *below)
{
    OuLimb top = view->limbs[view->length - 1];
    unsigned missing = 64 - ou_limb_bits(top);
    OuLimb next = view->length > 1 ? view->limbs[view->length - 2] : 0;
    *below = (missing ? next << missing : next) != 0
          || (view->length > 2 && ou_limbs_any_below(view->limbs, view->length,
                                                      (view->length - 2) * 64));
    return missing ? top << missing | next >> (64 - missing) : top;
}

double ou_int_to_fraction(OuValue value, int64_t *exponent)
{
    OuIntView view;
    ou_int_view(value, &view);
    *exponent = 0;
    if (!view.length) return 0.0;
    bool below;
    OuLimb top = int_top_bits(&view, &below);
    OuLimb half = 1u << 10, rest = top & (2 * half - 1);
    OuLimb mantissa = top >> 11;                      // 53 bits
    if (rest > half || (rest == half && (below || (mantissa & 1)))) mantissa++;
    int carried;
    double fraction = frexp((double)mantissa, &carried);
    *exponent = (int64_t)ou_limbs_bits(view.limbs, view.length) + carried - 53;
    return view.is_negative ? -fraction : fraction;
}

bool ou_int_as_double(OuVM *vm, OuValue value, double *result)
{
    if (!ou_is_pointer(value)) {
        *result = (double)ou_int_small_of(value);
        return true;
    }
    int64_t exponent;
    double fraction = ou_int_to_fraction(value, &exponent);
    if (exponent > 1024) {
        ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "int too large to convert to float");
        return false;
    }
    *result = ldexp(fraction, (int)exponent);
    return true;
}

int ou_int_compare_double(OuValue a, double b)
{
    int sign = ou_int_sign(a), other = (b > 0) - (b < 0);
    if (sign != other) return sign < other ? -1 : 1;
    if (!sign) return 0;
    if (isinf(b)) return -sign;
    if (!ou_is_pointer(a)) {
        double exact = (double)ou_int_small_of(a);
        return (exact > b) - (exact < b);
    }
    OuIntView view;
    ou_int_view(a, &view);
    int exponent;
    double fraction = frexp(fabs(b), &exponent);
    size_t bits = ou_limbs_bits(view.limbs, view.length);
    if ((int64_t)bits != exponent) return (int64_t)bits < exponent ? -sign : sign;
    bool below;
    OuLimb top = int_top_bits(&view, &below);
    OuLimb wanted = (OuLimb)ldexp(fraction, 64);      // its 53 bits at the top, the rest zeros
    if (top != wanted) return top < wanted ? -sign : sign;
    return below ? sign : 0;
}

int64_t ou_int_hash(OuValue value)
{
    const OuLimb modulus = ((OuLimb)1 << 61) - 1;
    if (!ou_is_pointer(value)) {
        int64_t small = ou_int_small_of(value);
        return small == -1 ? -2 : small;
    }
    OuIntView view;
    ou_int_view(value, &view);
    OuLimb hash = 0;
    for (size_t i = view.length; i-- > 0;) {          // hash * 2^64 + limb, where 2^61 is 1
        hash = ((hash << 3) & modulus) | hash >> 58;
        hash += (view.limbs[i] & modulus) + (view.limbs[i] >> 61);
        hash = (hash & modulus) + (hash >> 61);
    }
    if (hash >= modulus) hash -= modulus;
    int64_t result = view.is_negative ? -(int64_t)hash : (int64_t)hash;
    return result == -1 ? -2 : result;
}

// --- the type ------------------------------------------------------------------------------------

static const OuLayout int_layout = { .name = "int" };

static OuValue int_repr(OuVM *vm, OuValue self)
{
    return ou_int_format_radix(vm, self, 10, false);
}

typedef struct Hashing { OuValue value; int64_t hash; } Hashing;

static void hash_compute(void *operands)
{
    Hashing *hashing = operands;
    hashing->hash = ou_int_hash(hashing->value);
}

// Megabytes are left when Ctrl-C comes.
static bool int_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    enum { LONG_LIMBS = 1 << 17 };
    Hashing hashing = { .value = self };
    OuIntView view;
    ou_int_view(self, &view);
    if (view.length < LONG_LIMBS) hash_compute(&hashing);
    else if (!ou_escape_run(vm, hash_compute, &hashing)) return false;
    *hash = hashing.hash;
    return true;
}

static bool int_truth(OuVM *vm, OuValue self, bool *truth)
{
    *truth = ou_int_sign(self) != 0;
    return true;
}

static OuValue int_compare_slot(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (!ou_is_any_int(other)) return OU_NOT_IMPLEMENTED;
    int order = ou_int_compare(self, other);
    switch (operator) {
    case OU_LT: return ou_bool_value(order < 0);
    case OU_LE: return ou_bool_value(order <= 0);
    case OU_EQ: return ou_bool_value(order == 0);
    case OU_NE: return ou_bool_value(order != 0);
    case OU_GT: return ou_bool_value(order > 0);
    case OU_GE: return ou_bool_value(order >= 0);
    }
    return OU_NOT_IMPLEMENTED;
}

static OuValue int_to_float(OuVM *vm, OuValue self)
{
    double result;
    return ou_int_as_double(vm, self, &result) ? ou_float_value(result) : OU_ERROR;
}

#define INT_BINARY(name, operator)                                                       \
    static OuValue name(OuVM *vm, OuValue left, OuValue right)                           \
    {                                                                                    \
        if (!ou_is_any_int(left) || !ou_is_any_int(right)) return OU_NOT_IMPLEMENTED;    \
        return ou_int_binary(vm, operator, left, right);                                 \
    }
INT_BINARY(int_add_slot, OU_BINARY_ADD)
INT_BINARY(int_subtract_slot, OU_BINARY_SUBTRACT)
INT_BINARY(int_multiply_slot, OU_BINARY_MULTIPLY)
INT_BINARY(int_true_divide_slot, OU_BINARY_TRUE_DIVIDE)
INT_BINARY(int_floor_divide_slot, OU_BINARY_FLOOR_DIVIDE)
INT_BINARY(int_modulo_slot, OU_BINARY_REMAINDER)
INT_BINARY(int_power_slot, OU_BINARY_POWER)
INT_BINARY(int_left_shift_slot, OU_BINARY_LEFT_SHIFT)
INT_BINARY(int_right_shift_slot, OU_BINARY_RIGHT_SHIFT)
INT_BINARY(int_and_slot, OU_BINARY_AND)
INT_BINARY(int_or_slot, OU_BINARY_OR)
INT_BINARY(int_xor_slot, OU_BINARY_XOR)
INT_BINARY(int_divmod_slot, OU_BINARY_DIVMOD)
#undef INT_BINARY

#define INT_UNARY(name, operator)                                                        \
    static OuValue name(OuVM *vm, OuValue self)                                          \
    {                                                                                    \
        return ou_int_unary(vm, operator, self);                                         \
    }
INT_UNARY(int_negative, OU_UNARY_NEGATIVE)
INT_UNARY(int_positive, OU_UNARY_POSITIVE)
INT_UNARY(int_invert, OU_UNARY_INVERT)
INT_UNARY(int_absolute, OU_UNARY_ABSOLUTE)
#undef INT_UNARY

static OuValue int_power_modulo(OuVM *vm, OuValue base, OuValue exponent, OuValue modulus)
{
    bool fits = ou_is_any_int(base) && ou_is_any_int(exponent)
             && (modulus == OU_NONE || ou_is_any_int(modulus));
    return fits ? ou_int_power(vm, base, exponent, modulus) : OU_NOT_IMPLEMENTED;
}

const OuTypeDef ou_int_type = {
    .name = "int",
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\n"
           "Convert a number or string to an integer, or return 0 if no arguments\n"
           "are given.  If x is a number, return x.__int__().  For floating point\n"
           "numbers, this truncates towards zero.\n\n"
           "If x is not a number or if base is given, then x must be a string,\n"
           "bytes, or bytearray instance representing an integer literal in the\n"
           "given base.  The literal can be preceded by '+' or '-' and be surrounded\n"
           "by whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.\n"
           "Base 0 means to interpret the base from the string as an integer literal.\n"
           ">>> int('0b100', base=0)\n4",
    .kind = OU_KIND_INT,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &int_layout,
    .methods = ou_int_methods,
    .getset = ou_int_getset,
    .slots = {
        .repr = int_repr,
        .hash = int_hash,
        .truth = int_truth,
        .compare = int_compare_slot,
        .binary = {
            [OU_BINARY_ADD] = int_add_slot,
            [OU_BINARY_SUBTRACT] = int_subtract_slot,
            [OU_BINARY_MULTIPLY] = int_multiply_slot,
            [OU_BINARY_TRUE_DIVIDE] = int_true_divide_slot,
            [OU_BINARY_FLOOR_DIVIDE] = int_floor_divide_slot,
            [OU_BINARY_REMAINDER] = int_modulo_slot,
            [OU_BINARY_POWER] = int_power_slot,
            [OU_BINARY_LEFT_SHIFT] = int_left_shift_slot,
            [OU_BINARY_RIGHT_SHIFT] = int_right_shift_slot,
            [OU_BINARY_AND] = int_and_slot,
            [OU_BINARY_OR] = int_or_slot,
            [OU_BINARY_XOR] = int_xor_slot,
            [OU_BINARY_DIVMOD] = int_divmod_slot,
        },
        .unary = {
            [OU_UNARY_NEGATIVE] = int_negative,
            [OU_UNARY_POSITIVE] = int_positive,
            [OU_UNARY_INVERT] = int_invert,
            [OU_UNARY_ABSOLUTE] = int_absolute,
        },
        .power_modulo = int_power_modulo,
        .to_int = ou_int_exact,
        .to_index = ou_int_exact,
        .to_float = int_to_float,
        .construct = ou_int_construct,
    },
};

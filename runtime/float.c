// float.c: the type float: arithmetic, comparison, construction. See float_method.c for its
// methods.
#include "runtime/float.h"

#include <math.h>

#include "runtime/complex.h"
#include "runtime/error.h"
#include "runtime/float_type.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/number_text.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// --- operands ------------------------------------------------------------------------------------

typedef enum Operand { OPERAND_GOOD, OPERAND_FOREIGN, OPERAND_FAILED } Operand;

static Operand operand_read(OuVM *vm, OuValue value, double *result)
{
    if (ou_is_any_float(value)) {
        *result = ou_float_any_of(value);
        return OPERAND_GOOD;
    }
    if (!ou_is_any_int(value)) return OPERAND_FOREIGN;
    return ou_int_as_double(vm, value, result) ? OPERAND_GOOD : OPERAND_FAILED;
}

// The result for operands that aren't both numbers, or OU_UNBOUND when x and y are set.
static OuValue operands_read(OuVM *vm, OuValue left, OuValue right, double *x, double *y)
{
    Operand state = operand_read(vm, left, x);
    if (state == OPERAND_GOOD) state = operand_read(vm, right, y);
    return state == OPERAND_GOOD ? OU_UNBOUND
         : state == OPERAND_FOREIGN ? OU_NOT_IMPLEMENTED : OU_ERROR;
}

// --- arithmetic ----------------------------------------------------------------------------------

static OuValue float_raise_zero(OuVM *vm, const char *message)
{
    return ou_raise(vm, OU_TYPE_ZERO_DIVISION_ERROR, message);
}

static OuValue float_add(OuVM *vm, OuValue left, OuValue right)
{
    double x, y;
    OuValue declined = operands_read(vm, left, right, &x, &y);
    return declined != OU_UNBOUND ? declined : ou_float_value(x + y);
}

static OuValue float_subtract(OuVM *vm, OuValue left, OuValue right)
{
    double x, y;
    OuValue declined = operands_read(vm, left, right, &x, &y);
    return declined != OU_UNBOUND ? declined : ou_float_value(x - y);
}

static OuValue float_multiply(OuVM *vm, OuValue left, OuValue right)
{
    double x, y;
    OuValue declined = operands_read(vm, left, right, &x, &y);
    return declined != OU_UNBOUND ? declined : ou_float_value(x * y);
}

static OuValue float_true_divide(OuVM *vm, OuValue left, OuValue right)
{
    double x, y;
    OuValue declined = operands_read(vm, left, right, &x, &y);
    if (declined != OU_UNBOUND) return declined;
    return y == 0 ? float_raise_zero(vm, "float division by zero") : ou_float_value(x / y);
}

double ou_float_divmod(double x, double y, double *rest)
{
    double remainder = fmod(x, y), quotient = (x - remainder) / y;
    if (remainder == 0) {
        remainder = copysign(0.0, y);
    } else if ((y < 0) != (remainder < 0)) {
        remainder += y;
        quotient -= 1.0;
    }
    *rest = remainder;
    if (quotient == 0) return copysign(0.0, x / y);
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

static OuValue float_floor_divide(OuVM *vm, OuValue left, OuValue right)
{
    double x, y, rest;
    OuValue declined = operands_read(vm, left, right, &x, &y);
    if (declined != OU_UNBOUND) return declined;
    if (y == 0) return float_raise_zero(vm, "float floor division by zero");
    return ou_float_value(ou_float_divmod(x, y, &rest));
}

static OuValue float_modulo(OuVM *vm, OuValue left, OuValue right)
{
    double x, y;
    OuValue declined = operands_read(vm, left, right, &x, &y);
    if (declined != OU_UNBOUND) return declined;
    if (y == 0) return float_raise_zero(vm, "float modulo");
    double rest = fmod(x, y);
    if (rest == 0) rest = copysign(0.0, y);
    else if ((y < 0) != (rest < 0)) rest += y;
    return ou_float_value(rest);
}

static OuValue float_divmod(OuVM *vm, OuValue left, OuValue right)
{
    double x, y, rest;
    OuValue declined = operands_read(vm, left, right, &x, &y);
    if (declined != OU_UNBOUND) return declined;
    if (y == 0) return float_raise_zero(vm, "float divmod()");
    double quotient = ou_float_divmod(x, y, &rest);
    return ou_tuple_pair(vm, ou_float_value(quotient), ou_float_value(rest));
}

// OverflowError(34, 'Numerical result out of range').
static OuValue float_raise_range(OuVM *vm)
{
    OU_OWNED OuValue text = ou_str_make_text(vm, "Numerical result out of range");
    if (text == OU_ERROR) return OU_ERROR;
    OuValue arguments[] = { ou_int_value(34), text };
    OuValue type = ou_pointer_value(vm->types[OU_TYPE_OVERFLOW_ERROR]);
    OuValue exception = ou_call(vm, type, arguments, 2);
    if (exception != OU_ERROR) ou_error_set_steal(vm, exception);
    return OU_ERROR;
}

OuValue ou_float_power(OuVM *vm, double x, double y)
{
    if (y == 0) return ou_float_value(1.0);
    bool is_finite = isfinite(x) && isfinite(y);
    if (is_finite && x == 0 && y < 0) {
        return float_raise_zero(vm, "0.0 cannot be raised to a negative power");
    }
    if (is_finite && x < 0 && y != floor(y)) {
        return ou_complex_power(vm, (OuComplexNumber){ x, 0 }, (OuComplexNumber){ y, 0 });
    }
    double result = pow(x, y);
    return is_finite && isinf(result) ? float_raise_range(vm) : ou_float_value(result);
}

static OuValue float_power(OuVM *vm, OuValue left, OuValue right)
{
    double x, y;
    OuValue declined = operands_read(vm, left, right, &x, &y);
    return declined != OU_UNBOUND ? declined : ou_float_power(vm, x, y);
}

static OuValue float_power_modulo(OuVM *vm, OuValue base, OuValue exponent, OuValue modulus)
{
    if (modulus == OU_NONE) return float_power(vm, base, exponent);
    return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                    "pow() 3rd argument not allowed unless all arguments are integers");
}

static OuValue float_negative(OuVM *vm, OuValue self)
{
    return ou_float_value(-ou_float_any_of(self));
}

static OuValue float_positive(OuVM *vm, OuValue self)
{
    return ou_float_value(ou_float_any_of(self));
}

static OuValue float_absolute(OuVM *vm, OuValue self)
{
    return ou_float_value(fabs(ou_float_any_of(self)));
}

// --- asking --------------------------------------------------------------------------------------

static OuValue float_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    double x = ou_float_any_of(self), y = 0;
    if (ou_is_any_float(other)) {
        y = ou_float_any_of(other);
    } else if (!ou_is_any_int(other)) {
        return OU_NOT_IMPLEMENTED;
    } else if (isnan(x)) {
        return ou_bool_value(operator == OU_NE);
    } else {                                          // exact: as the order of x against 0
        x = -ou_int_compare_double(other, x);
    }
    switch (operator) {
    case OU_LT: return ou_bool_value(x < y);
    case OU_LE: return ou_bool_value(x <= y);
    case OU_EQ: return ou_bool_value(x == y);
    case OU_NE: return ou_bool_value(x != y);
    case OU_GT: return ou_bool_value(x > y);
    case OU_GE: return ou_bool_value(x >= y);
    }
    return OU_NOT_IMPLEMENTED;
}

int64_t ou_float_hash(double value)
{
    enum { HASH_BITS = 61, HASH_OF_INFINITY = 314159 };
    const uint64_t modulus = (1ull << HASH_BITS) - 1;
    if (isnan(value)) return 0;
    if (isinf(value)) return value > 0 ? HASH_OF_INFINITY : -HASH_OF_INFINITY;
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    uint64_t hash = 0;
    while (fraction != 0) {                           // 28 bits at a time
        hash = ((hash << 28) & modulus) | hash >> (HASH_BITS - 28);
        fraction *= 268435456.0;
        exponent -= 28;
        uint64_t part = (uint64_t)fraction;
        fraction -= (double)part;
        hash += part;
        if (hash >= modulus) hash -= modulus;
    }
    int shift = exponent >= 0 ? exponent % HASH_BITS : HASH_BITS - 1 - (-1 - exponent) % HASH_BITS;
    hash = ((hash << shift) & modulus) | hash >> (HASH_BITS - shift);
    int64_t result = value < 0 ? -(int64_t)hash : (int64_t)hash;
    return result == -1 ? -2 : result;
}

static bool float_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    *hash = ou_float_hash(ou_float_any_of(self));
    return true;
}

static bool float_truth(OuVM *vm, OuValue self, bool *truth)
{
    *truth = ou_float_any_of(self) != 0;
    return true;
}

OuValue ou_float_repr(OuVM *vm, double value)
{
    char text[OU_FLOAT_REPR_MAX];
    return ou_str_make(vm, text, ou_float_write_repr(text, value, OU_FLOAT_DOT_ZERO));
}

static OuValue float_repr(OuVM *vm, OuValue self)
{
    return ou_float_repr(vm, ou_float_any_of(self));
}

static OuValue float_to_int(OuVM *vm, OuValue self)
{
    return ou_int_from_double(vm, ou_float_any_of(self));
}

// --- construction --------------------------------------------------------------------------------

OuValue ou_float_as_type(OuVM *vm, OuType *type, double value)
{
    if (type == vm->types[OU_TYPE_FLOAT]) return ou_float_value(value);
    OuFloat *result = (OuFloat *)ou_object_new_leaf(vm, type, sizeof(OuFloat));
    if (!result) return OU_ERROR;
    result->value = value;
    return ou_pointer_value(result);
}

static bool construct_from_text(OuVM *vm, OuValue source, bool *is_text, double *value)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    const char *text;
    size_t length;
    bool good = ou_number_text(vm, source, &buffer, &text, &length, is_text);
    if (good && *is_text && !ou_float_parse(text, length, value)) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "could not convert string to float: %R", source);
        good = false;
    }
    ou_buffer_free(&buffer);
    return good;
}

static bool construct_from_value(OuVM *vm, OuValue source, double *value)
{
    const OuSlots *slots = &ou_type_of(vm, source)->slots;
    if (slots->to_float || slots->to_index) return ou_to_double(vm, source, value);
    bool is_text;
    if (!construct_from_text(vm, source, &is_text, value)) return false;
    if (is_text) return true;
    ou_raise(vm, OU_TYPE_TYPE_ERROR, "float() argument must be a string or a real number, not '%T'",
             source);
    return false;
}

static OuValue float_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                               OuTuple *names)
{
    bool own_init = type->slots.initialise != vm->types[OU_TYPE_FLOAT]->slots.initialise;
    if (names && names->length && !own_init) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "float() takes no keyword arguments");
    }
    if (positional > 1) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "float expected at most 1 argument, got %zu",
                        positional);
    }
    double value = 0.0;
    if (positional && ou_is_float(arguments[0])) value = ou_float_of(arguments[0]);
    else if (positional && !construct_from_value(vm, arguments[0], &value)) return OU_ERROR;
    return ou_float_as_type(vm, type, value);
}

// --- the type ------------------------------------------------------------------------------------

static const OuLayout float_layout = { .name = "float" };

const OuTypeDef ou_float_type = {
    .name = "float",
    .doc = "Convert a string or number to a floating point number, if possible.",
    .constructor = &(const OuNativeDef){ "float(x=0, /)", NULL, NULL },
    .kind = OU_KIND_FLOAT,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &float_layout,
    .methods = ou_float_methods,
    .getset = ou_float_getset,
    .slots = {
        .repr = float_repr,
        .hash = float_hash,
        .truth = float_truth,
        .compare = float_compare,
        .binary = {
            [OU_BINARY_ADD] = float_add,
            [OU_BINARY_SUBTRACT] = float_subtract,
            [OU_BINARY_MULTIPLY] = float_multiply,
            [OU_BINARY_TRUE_DIVIDE] = float_true_divide,
            [OU_BINARY_FLOOR_DIVIDE] = float_floor_divide,
            [OU_BINARY_REMAINDER] = float_modulo,
            [OU_BINARY_POWER] = float_power,
            [OU_BINARY_DIVMOD] = float_divmod,
        },
        .unary = {
            [OU_UNARY_NEGATIVE] = float_negative,
            [OU_UNARY_POSITIVE] = float_positive,
            [OU_UNARY_ABSOLUTE] = float_absolute,
        },
        .power_modulo = float_power_modulo,
        .to_int = float_to_int,
        .to_float = float_positive,
        .construct = float_construct,
    },
};

#include "runtime/complex.h"

#include <math.h>

#include "runtime/complex_type.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/number_format.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

OuValue ou_complex_make(OuVM *vm, double real, double imag)
{
    OuComplex *result = ou_heap_new_leaf(&vm->heap, OU_KIND_COMPLEX, sizeof *result);
    if (!result) return ou_raise_memory_error(vm);
    result->number = (OuComplexNumber){ real, imag };
    return ou_pointer_value(result);
}

// --- operands ------------------------------------------------------------------------------------

// OU_UNBOUND: *number is set; OU_NOT_IMPLEMENTED: not a number; OU_ERROR: an int too large.
static OuValue operand_read(OuVM *vm, OuValue value, OuComplexNumber *number)
{
    number->imag = 0.0;
    if (ou_is_complex(value)) {
        *number = ou_complex_of(value);
    } else if (ou_is_any_float(value)) {
        number->real = ou_float_any_of(value);
    } else if (!ou_is_any_int(value)) {
        return OU_NOT_IMPLEMENTED;
    } else if (!ou_int_as_double(vm, value, &number->real)) {
        return OU_ERROR;
    }
    return OU_UNBOUND;
}

static OuValue operands_read(OuVM *vm, OuValue left, OuValue right, OuComplexNumber *a,
                             OuComplexNumber *b)
{
    OuValue declined = operand_read(vm, left, a);
    return declined != OU_UNBOUND ? declined : operand_read(vm, right, b);
}

// --- arithmetic ----------------------------------------------------------------------------------

static OuComplexNumber complex_product(OuComplexNumber a, OuComplexNumber b)
{
    return (OuComplexNumber){ a.real * b.real - a.imag * b.imag,
                              a.real * b.imag + a.imag * b.real };
}

// By the larger part of the divisor, which keeps it from overflowing (R. Smith, CACM 116, 1962).
static OuComplexNumber complex_quotient(OuComplexNumber a, OuComplexNumber b)
{
    if (fabs(b.real) >= fabs(b.imag)) {
        double ratio = b.imag / b.real, denominator = b.real + b.imag * ratio;
        return (OuComplexNumber){ (a.real + a.imag * ratio) / denominator,
                                  (a.imag - a.real * ratio) / denominator };
    }
    if (fabs(b.imag) >= fabs(b.real)) {
        double ratio = b.real / b.imag, denominator = b.real * ratio + b.imag;
        return (OuComplexNumber){ (a.real * ratio + a.imag) / denominator,
                                  (a.imag * ratio - a.real) / denominator };
    }
    return (OuComplexNumber){ NAN, NAN };
}

static bool complex_is_zero(OuComplexNumber a)
{
    return a.real == 0 && a.imag == 0;
}

static OuComplexNumber complex_power_whole(OuComplexNumber base, unsigned exponent)
{
    OuComplexNumber result = { 1.0, 0.0 };
    for (; exponent; exponent >>= 1) {
        if (exponent & 1) result = complex_product(result, base);
        base = complex_product(base, base);
    }
    return result;
}

// false: the angle is infinite.
static bool complex_power_polar(OuComplexNumber base, OuComplexNumber exponent,
                                OuComplexNumber *result)
{
    double size = hypot(base.real, base.imag), length = pow(size, exponent.real);
    double angle = atan2(base.imag, base.real), phase = angle * exponent.real;
    if (exponent.imag != 0) {
        length /= exp(angle * exponent.imag);
        phase += exponent.imag * log(size);
    }
    *result = (OuComplexNumber){ length * cos(phase), length * sin(phase) };
    return !isinf(phase);
}

static OuValue complex_raise_zero_power(OuVM *vm)
{
    return ou_raise(vm, OU_TYPE_ZERO_DIVISION_ERROR, "0.0 to a negative or complex power");
}

OuValue ou_complex_power(OuVM *vm, OuComplexNumber base, OuComplexNumber exponent)
{
    enum { WHOLE_MAX = 100 };
    bool is_whole = exponent.imag == 0 && exponent.real == floor(exponent.real)
                 && fabs(exponent.real) <= WHOLE_MAX;
    OuComplexNumber result = { 1.0, 0.0 };
    if (is_whole) {
        OuComplexNumber power = complex_power_whole(base, (unsigned)fabs(exponent.real));
        bool is_inverse = exponent.real <= 0;
        if (is_inverse && complex_is_zero(power)) return complex_raise_zero_power(vm);
        result = is_inverse ? complex_quotient(result, power) : power;
    } else if (complex_is_zero(base)) {
        if (exponent.imag != 0 || exponent.real < 0) return complex_raise_zero_power(vm);
        result.real = 0.0;
    } else if (!complex_power_polar(base, exponent, &result)) {
        return complex_raise_zero_power(vm);
    }
    if (isinf(result.real) || isinf(result.imag)) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "complex exponentiation");
    }
    return ou_complex_make(vm, result.real, result.imag);
}

static OuValue complex_add(OuVM *vm, OuValue left, OuValue right)
{
    OuComplexNumber a, b;
    OuValue declined = operands_read(vm, left, right, &a, &b);
    if (declined != OU_UNBOUND) return declined;
    return ou_complex_make(vm, a.real + b.real, a.imag + b.imag);
}

static OuValue complex_subtract(OuVM *vm, OuValue left, OuValue right)
{
    OuComplexNumber a, b;
    OuValue declined = operands_read(vm, left, right, &a, &b);
    if (declined != OU_UNBOUND) return declined;
    return ou_complex_make(vm, a.real - b.real, a.imag - b.imag);
}

static OuValue complex_multiply(OuVM *vm, OuValue left, OuValue right)
{
    OuComplexNumber a, b;
    OuValue declined = operands_read(vm, left, right, &a, &b);
    if (declined != OU_UNBOUND) return declined;
    OuComplexNumber product = complex_product(a, b);
    return ou_complex_make(vm, product.real, product.imag);
}

static OuValue complex_divide(OuVM *vm, OuValue left, OuValue right)
{
    OuComplexNumber a, b;
    OuValue declined = operands_read(vm, left, right, &a, &b);
    if (declined != OU_UNBOUND) return declined;
    if (complex_is_zero(b)) {
        return ou_raise(vm, OU_TYPE_ZERO_DIVISION_ERROR, "complex division by zero");
    }
    OuComplexNumber quotient = complex_quotient(a, b);
    return ou_complex_make(vm, quotient.real, quotient.imag);
}

static OuValue complex_power(OuVM *vm, OuValue left, OuValue right)
{
    OuComplexNumber a, b;
    OuValue declined = operands_read(vm, left, right, &a, &b);
    return declined != OU_UNBOUND ? declined : ou_complex_power(vm, a, b);
}

static OuValue complex_power_modulo(OuVM *vm, OuValue base, OuValue exponent, OuValue modulus)
{
    OuComplexNumber a, b;
    if (modulus == OU_NONE) return complex_power(vm, base, exponent);
    OuValue declined = operands_read(vm, base, exponent, &a, &b);
    if (declined != OU_UNBOUND) return declined;
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "complex modulo");
}

static OuValue complex_negative(OuVM *vm, OuValue self)
{
    OuComplexNumber a = ou_complex_of(self);
    return ou_complex_make(vm, -a.real, -a.imag);
}

// The value as an exact complex.
static OuValue complex_positive(OuVM *vm, OuValue self)
{
    if (ou_kind_of(self) == OU_KIND_COMPLEX) return ou_ref(self);
    OuComplexNumber a = ou_complex_of(self);
    return ou_complex_make(vm, a.real, a.imag);
}

static OuValue complex_absolute(OuVM *vm, OuValue self)
{
    OuComplexNumber a = ou_complex_of(self);
    double size = hypot(a.real, a.imag);              // infinite if one part is, whatever the other
    if (isinf(size) && isfinite(a.real) && isfinite(a.imag)) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "absolute value too large");
    }
    return ou_float_value(size);
}

// --- asking --------------------------------------------------------------------------------------

static OuValue complex_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (operator != OU_EQ && operator != OU_NE) return OU_NOT_IMPLEMENTED;
    OuComplexNumber a = ou_complex_of(self);
    bool equal;
    if (ou_is_complex(other)) {
        equal = a.real == ou_complex_of(other).real && a.imag == ou_complex_of(other).imag;
    } else if (ou_is_any_float(other)) {
        equal = a.imag == 0 && a.real == ou_float_any_of(other);
    } else if (ou_is_any_int(other)) {
        equal = a.imag == 0 && !isnan(a.real) && !ou_int_compare_double(other, a.real);
    } else {
        return OU_NOT_IMPLEMENTED;
    }
    return ou_bool_value(equal == (operator == OU_EQ));
}

static bool complex_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    enum { IMAG_FACTOR = 1000003 };
    OuComplexNumber a = ou_complex_of(self);
    uint64_t mixed = (uint64_t)ou_float_hash(a.real);
    mixed += IMAG_FACTOR * (uint64_t)ou_float_hash(a.imag);
    *hash = (int64_t)mixed == -1 ? -2 : (int64_t)mixed;
    return true;
}

static bool complex_truth(OuVM *vm, OuValue self, bool *truth)
{
    *truth = !complex_is_zero(ou_complex_of(self));
    return true;
}

static OuValue complex_repr(OuVM *vm, OuValue self)
{
    OuComplexNumber a = ou_complex_of(self);
    char text[2 * OU_FLOAT_REPR_MAX + 4], *out = text;
    bool only_imag = a.real == 0 && !signbit(a.real);
    if (!only_imag) {
        *out++ = '(';
        out += ou_float_write_repr(out, a.real, 0);
    }
    out += ou_float_write_repr(out, a.imag, only_imag ? 0 : OU_FLOAT_SIGN);
    *out++ = 'j';
    if (!only_imag) *out++ = ')';
    return ou_str_make(vm, text, (size_t)(out - text));
}

// --- methods -------------------------------------------------------------------------------------

OU_METHOD(complex_conjugate, "conjugate(self, /)",
          "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.")
{
    OuComplexNumber a = ou_complex_of(arguments[0]);
    return ou_complex_make(vm, a.real, -a.imag);
}

OU_METHOD(complex_complex, "__complex__(self, /)", "Convert this value to exact type complex.")
{
    return complex_positive(vm, arguments[0]);
}

OU_METHOD(complex_format, "__format__(self, format_spec, /)",
          "Convert to a string according to format_spec.")
{
    if (!ou_is_str(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "__format__() argument must be str, not %B",
                        arguments[1]);
    }
    return ou_number_format_complex(vm, arguments[0], ou_str_of(arguments[1]));
}

OU_METHOD(complex_getnewargs, "__getnewargs__(self, /)", "")
{
    OuComplexNumber a = ou_complex_of(arguments[0]);
    return ou_tuple_pair(vm, ou_float_value(a.real), ou_float_value(a.imag));
}

static const OuNativeDef *const complex_methods[] = {
    &complex_conjugate_native, &complex_complex_native, &complex_format_native,
    &complex_getnewargs_native, NULL,
};

static OuValue complex_get_real(OuVM *vm, OuValue self)
{
    return ou_float_value(ou_complex_of(self).real);
}
static OuValue complex_get_imag(OuVM *vm, OuValue self)
{
    return ou_float_value(ou_complex_of(self).imag);
}

static const OuGetSetDef complex_getset[] = {
    { "real", complex_get_real, NULL, "the real part of a complex number" },
    { "imag", complex_get_imag, NULL, "the imaginary part of a complex number" },
    { NULL, NULL, NULL, NULL },
};

// --- the type ------------------------------------------------------------------------------------

static const OuLayout complex_layout = { .name = "complex" };

const OuTypeDef ou_complex_type = {
    .name = "complex",
    .doc = "Create a complex number from a real part and an optional imaginary part.\n\n"
           "This is equivalent to (real + imag*1j) where imag defaults to 0.",
    .constructor = &ou_complex_constructor,
    .kind = OU_KIND_COMPLEX,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &complex_layout,
    .methods = complex_methods,
    .getset = complex_getset,
    .slots = {
        .repr = complex_repr,
        .hash = complex_hash,
        .truth = complex_truth,
        .compare = complex_compare,
        .binary = {
            [OU_BINARY_ADD] = complex_add,
            [OU_BINARY_SUBTRACT] = complex_subtract,
            [OU_BINARY_MULTIPLY] = complex_multiply,
            [OU_BINARY_TRUE_DIVIDE] = complex_divide,
            [OU_BINARY_POWER] = complex_power,
        },
        .unary = {
            [OU_UNARY_NEGATIVE] = complex_negative,
            [OU_UNARY_POSITIVE] = complex_positive,
            [OU_UNARY_ABSOLUTE] = complex_absolute,
        },
        .power_modulo = complex_power_modulo,
        .construct = ou_complex_construct,
    },
};

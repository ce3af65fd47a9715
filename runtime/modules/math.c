#include "runtime/modules/math.h"

#include <math.h>

#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"

OuValue ou_math_raise_domain(OuVM *vm)
{
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "math domain error");
}

OuValue ou_math_raise_range(OuVM *vm)
{
    return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "math range error");
}

// --- functions of one number ---------------------------------------------------------------------

// A NaN out of a number is a domain error; an infinity out of a finite number is an overflow, or a
// domain error for functions that are infinite at some points only.
static OuValue math_check(OuVM *vm, double x, double result, bool can_overflow)
{
    if (isnan(result) && !isnan(x)) return ou_math_raise_domain(vm);
    if (isinf(result) && isfinite(x)) {
        return can_overflow ? ou_math_raise_range(vm) : ou_math_raise_domain(vm);
    }
    return ou_float_value(result);
}

#define MATH_UNARY(name, can_overflow, doc)                                                    \
    OU_FUNCTION(math_##name, #name "(x, /)", doc)                                              \
    {                                                                                          \
        double x;                                                                              \
        if (!ou_to_double(vm, arguments[0], &x)) return OU_ERROR;                              \
        return math_check(vm, x, name(x), can_overflow);                                       \
    }
MATH_UNARY(acos, false, "Return the arc cosine (measured in radians) of x.\n\n"
                        "The result is between 0 and pi.")
MATH_UNARY(acosh, false, "Return the inverse hyperbolic cosine of x.")
MATH_UNARY(asin, false, "Return the arc sine (measured in radians) of x.\n\n"
                        "The result is between -pi/2 and pi/2.")
MATH_UNARY(asinh, false, "Return the inverse hyperbolic sine of x.")
MATH_UNARY(atan, false, "Return the arc tangent (measured in radians) of x.\n\n"
                        "The result is between -pi/2 and pi/2.")
MATH_UNARY(atanh, false, "Return the inverse hyperbolic tangent of x.")
MATH_UNARY(cbrt, false, "Return the cube root of x.")
MATH_UNARY(cos, false, "Return the cosine of x (measured in radians).")
MATH_UNARY(cosh, true, "Return the hyperbolic cosine of x.")
MATH_UNARY(erf, false, "Error function at x.")
MATH_UNARY(erfc, false, "Complementary error function at x.")
MATH_UNARY(exp, true, "Return e raised to the power of x.")
MATH_UNARY(exp2, true, "Return 2 raised to the power of x.")
MATH_UNARY(expm1, true, "Return exp(x)-1.\n\nThis function avoids the loss of precision involved "
                        "in the direct evaluation of exp(x)-1 for small x.")
MATH_UNARY(fabs, false, "Return the absolute value of the float x.")
MATH_UNARY(log1p, false, "Return the natural logarithm of 1+x (base e).\n\n"
                         "The result is computed in a way which is accurate for x near zero.")
MATH_UNARY(sin, false, "Return the sine of x (measured in radians).")
MATH_UNARY(sinh, true, "Return the hyperbolic sine of x.")
MATH_UNARY(sqrt, false, "Return the square root of x.")
MATH_UNARY(tan, false, "Return the tangent of x (measured in radians).")
MATH_UNARY(tanh, false, "Return the hyperbolic tangent of x.")
#undef MATH_UNARY

OU_FUNCTION(math_degrees, "degrees(x, /)", "Convert angle x from radians to degrees.")
{
    double x;
    return ou_to_double(vm, arguments[0], &x) ? ou_float_value(x * (180.0 / M_PI)) : OU_ERROR;
}

OU_FUNCTION(math_radians, "radians(x, /)", "Convert angle x from degrees to radians.")
{
    double x;
    return ou_to_double(vm, arguments[0], &x) ? ou_float_value(x * (M_PI / 180.0)) : OU_ERROR;
}

OU_FUNCTION(math_isfinite, "isfinite(x, /)",
            "Return True if x is neither an infinity nor a NaN, and False otherwise.")
{
    double x;
    return ou_to_double(vm, arguments[0], &x) ? ou_bool_value(isfinite(x)) : OU_ERROR;
}

OU_FUNCTION(math_isinf, "isinf(x, /)",
            "Return True if x is a positive or negative infinity, and False otherwise.")
{
    double x;
    return ou_to_double(vm, arguments[0], &x) ? ou_bool_value(isinf(x)) : OU_ERROR;
}

OU_FUNCTION(math_isnan, "isnan(x, /)",
            "Return True if x is a NaN (not a number), and False otherwise.")
{
    double x;
    return ou_to_double(vm, arguments[0], &x) ? ou_bool_value(isnan(x)) : OU_ERROR;
}

OU_FUNCTION(math_ulp, "ulp(x, /)", "Return the value of the least significant bit of the float x.")
{
    double x;
    if (!ou_to_double(vm, arguments[0], &x)) return OU_ERROR;
    if (!isfinite(x)) return ou_float_value(fabs(x));
    x = fabs(x);
    double above = nextafter(x, HUGE_VAL);
    return ou_float_value(isinf(above) ? x - nextafter(x, 0.0) : above - x);
}

OU_FUNCTION(math_frexp, "frexp(x, /)",
            "Return the mantissa and exponent of x, as pair (m, e).\n\n"
            "m is a float and e is an int, such that x = m * 2.**e.\n"
            "If x is 0, m and e are both 0.  Else 0.5 <= abs(m) < 1.0.")
{
    double x;
    int exponent = 0;
    if (!ou_to_double(vm, arguments[0], &x)) return OU_ERROR;
    if (isfinite(x) && x != 0) x = frexp(x, &exponent);
    return ou_tuple_pair(vm, ou_float_value(x), ou_int_value(exponent));
}

OU_FUNCTION(math_modf, "modf(x, /)",
            "Return the fractional and integer parts of x.\n\n"
            "Both results carry the sign of x and are floats.")
{
    double x, whole;
    if (!ou_to_double(vm, arguments[0], &x)) return OU_ERROR;
    double fraction = modf(x, &whole);
    return ou_tuple_pair(vm, ou_float_value(fraction), ou_float_value(whole));
}

// --- rounding to an int --------------------------------------------------------------------------

// By the type's method; OU_UNBOUND if there is none.
static OuValue math_by_method(OuVM *vm, OuValue value, OuString *name)
{
    OU_OWNED OuValue method = ou_special_method(vm, value, name);
    if (method == OU_ERROR || method == OU_UNBOUND) return method;
    return ou_call(vm, method, NULL, 0);
}

static OuValue math_round(OuVM *vm, OuValue value, OuString *name, double (*round_double)(double))
{
    if (ou_is_int(value)) return value;
    if (!ou_is_float(value)) {
        OuValue result = math_by_method(vm, value, name);
        if (result != OU_UNBOUND) return result;
    }
    double x;
    return ou_to_double(vm, value, &x) ? ou_int_from_double(vm, round_double(x)) : OU_ERROR;
}

OU_FUNCTION(math_ceil, "ceil(x, /)",
            "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x.")
{
    return math_round(vm, arguments[0], OU_NAMED(vm, dunder_ceil), ceil);
}

OU_FUNCTION(math_floor, "floor(x, /)",
            "Return the floor of x as an Integral.\n\nThis is the largest integer <= x.")
{
    return math_round(vm, arguments[0], OU_NAMED(vm, dunder_floor), floor);
}

OU_FUNCTION(math_trunc, "trunc(x, /)",
            "Truncates the Real x to the nearest Integral toward 0.\n\n"
            "Uses the __trunc__ magic method.")
{
    if (ou_is_float(arguments[0])) return ou_int_from_double(vm, ou_float_of(arguments[0]));
    OuValue result = math_by_method(vm, arguments[0], OU_NAMED(vm, dunder_trunc));
    if (result != OU_UNBOUND) return result;
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "type %T doesn't define __trunc__ method",
                    arguments[0]);
}

// --- logarithms ----------------------------------------------------------------------------------

// Ints beyond a double's range are taken apart: log(m * 2^e) = log(m) + log(2) * e.
static OuValue math_logarithm(OuVM *vm, OuValue value, double (*logarithm)(double))
{
    double x;
    if (!ou_is_any_int(value)) {
        if (!ou_to_double(vm, value, &x)) return OU_ERROR;
        return x <= 0 ? ou_math_raise_domain(vm) : ou_float_value(logarithm(x));
    }
    if (ou_int_sign(value) <= 0) return ou_math_raise_domain(vm);
    int64_t exponent;
    double fraction = ou_int_to_fraction(value, &exponent);
    if (exponent <= 1024) {
        x = ldexp(fraction, (int)exponent);
        if (!isinf(x)) return ou_float_value(logarithm(x));
    }
    return ou_float_value(logarithm(fraction) + logarithm(2.0) * (double)exponent);
}

OU_FUNCTION(math_log, "log(x, base=math.e, /)",
            "log(x, [base=math.e])\nReturn the logarithm of x to the given base.\n\n"
            "If the base not specified, returns the natural logarithm (base e) of x.")
{
    OuValue numerator = math_logarithm(vm, arguments[0], log);
    if (numerator == OU_ERROR || arguments[1] == OU_UNBOUND) return numerator;
    OuValue denominator = math_logarithm(vm, arguments[1], log);
    if (denominator == OU_ERROR) return OU_ERROR;
    return ou_binary(vm, OU_BINARY_TRUE_DIVIDE, numerator, denominator);
}

OU_FUNCTION(math_log10, "log10(x, /)", "Return the base 10 logarithm of x.")
{
    return math_logarithm(vm, arguments[0], log10);
}

OU_FUNCTION(math_log2, "log2(x, /)", "Return the base 2 logarithm of x.")
{
    return math_logarithm(vm, arguments[0], log2);
}

// --- functions of two numbers --------------------------------------------------------------------

static bool math_pair(OuVM *vm, const OuValue *arguments, double *x, double *y)
{
    return ou_to_double(vm, arguments[0], x) && ou_to_double(vm, arguments[1], y);
}

static OuValue math_check_pair(OuVM *vm, double x, double y, double result)
{
    if (isnan(result) && !isnan(x) && !isnan(y)) return ou_math_raise_domain(vm);
    if (isinf(result) && isfinite(x) && isfinite(y)) return ou_math_raise_range(vm);
    return ou_float_value(result);
}

OU_FUNCTION(math_atan2, "atan2(y, x, /)",
            "Return the arc tangent (measured in radians) of y/x.\n\n"
            "Unlike atan(y/x), the signs of both x and y are considered.")
{
    double y, x;
    return math_pair(vm, arguments, &y, &x) ? math_check_pair(vm, y, x, atan2(y, x)) : OU_ERROR;
}

OU_FUNCTION(math_copysign, "copysign(x, y, /)",
            "Return a float with the magnitude (absolute value) of x but the sign of y.\n\n"
            "On platforms that support signed zeros, copysign(1.0, -0.0)\nreturns -1.0.\n")
{
    double x, y;
    return math_pair(vm, arguments, &x, &y) ? ou_float_value(copysign(x, y)) : OU_ERROR;
}

OU_FUNCTION(math_fmod, "fmod(x, y, /)",
            "Return fmod(x, y), according to platform C.\n\nx % y may differ.")
{
    double x, y;
    return math_pair(vm, arguments, &x, &y) ? math_check_pair(vm, x, y, fmod(x, y)) : OU_ERROR;
}

OU_FUNCTION(math_remainder, "remainder(x, y, /)",
            "Difference between x and the closest integer multiple of y.\n\n"
            "Return x - n*y where n*y is the closest integer multiple of y.\n"
            "In the case where x is exactly halfway between two multiples of\n"
            "y, the nearest even value of n is used. The result is always exact.")
{
    double x, y;
    return math_pair(vm, arguments, &x, &y) ? math_check_pair(vm, x, y, remainder(x, y)) : OU_ERROR;
}

OU_FUNCTION(math_nextafter, "nextafter(x, y, /)",
            "Return the next floating-point value after x towards y.")
{
    double x, y;
    return math_pair(vm, arguments, &x, &y) ? ou_float_value(nextafter(x, y)) : OU_ERROR;
}

OU_FUNCTION(math_pow, "pow(x, y, /)", "Return x**y (x to the power of y).")
{
    double x, y;
    if (!math_pair(vm, arguments, &x, &y)) return OU_ERROR;
    double result = pow(x, y);
    bool at_zero = x == 0 && isinf(result) && isfinite(y);      // 0.0 ** -1
    return at_zero ? ou_math_raise_domain(vm) : math_check_pair(vm, x, y, result);
}

OU_FUNCTION(math_ldexp, "ldexp(x, i, /)",
            "Return x * (2**i).\n\nThis is essentially the inverse of frexp().")
{
    enum { EXPONENT_LIMIT = 5000 };                   // decides for any double
    double x;
    if (!ou_to_double(vm, arguments[0], &x)) return OU_ERROR;
    OuValue power = arguments[1];
    if (!ou_is_any_int(power)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "Expected an int as second argument to ldexp.");
    }
    int64_t exponent;
    if (!ou_int_as_int64(power, &exponent)) exponent = ou_int_sign(power) * EXPONENT_LIMIT;
    if (exponent > EXPONENT_LIMIT) exponent = EXPONENT_LIMIT;
    if (exponent < -EXPONENT_LIMIT) exponent = -EXPONENT_LIMIT;
    return math_check(vm, x, ldexp(x, (int)exponent), true);
}

static bool math_tolerance(OuVM *vm, OuValue value, double *tolerance)
{
    return value == OU_UNBOUND || ou_to_double(vm, value, tolerance);
}

OU_FUNCTION(math_isclose, "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
            "Determine whether two floating point numbers are close in value.\n\n"
            "  rel_tol\n    maximum difference for being considered \"close\", relative to the\n"
            "    magnitude of the input values\n"
            "  abs_tol\n    maximum difference for being considered \"close\", regardless of the\n"
            "    magnitude of the input values\n\n"
            "Return True if a is close in value to b, and False otherwise.\n\n"
            "For the values to be considered close, the difference between them\n"
            "must be smaller than at least one of the tolerances.\n\n"
            "-inf, inf and NaN behave similarly to the IEEE 754 Standard.  That\n"
            "is, NaN is not close to anything, even itself.  inf and -inf are\n"
            "only close to themselves.")
{
    double a, b, relative = 1e-09, absolute = 0.0;
    if (!math_pair(vm, arguments, &a, &b)) return OU_ERROR;
    if (!math_tolerance(vm, arguments[2], &relative)) return OU_ERROR;
    if (!math_tolerance(vm, arguments[3], &absolute)) return OU_ERROR;
    if (relative < 0 || absolute < 0) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "tolerances must be non-negative");
    }
    if (a == b) return OU_TRUE;
    if (isinf(a) || isinf(b)) return OU_FALSE;
    double difference = fabs(b - a);
    return ou_bool_value(difference <= fabs(relative * b) || difference <= fabs(relative * a)
                         || difference <= absolute);
}

// --- the module ----------------------------------------------------------------------------------

static const OuNativeDef *const math_functions[] = {
    &math_acos_native, &math_acosh_native, &math_asin_native, &math_asinh_native, &math_atan_native,
    &math_atan2_native, &math_atanh_native, &math_cbrt_native, &math_ceil_native,
    &math_copysign_native, &math_cos_native, &math_cosh_native, &math_degrees_native,
    &ou_math_dist_native, &math_erf_native, &math_erfc_native, &math_exp_native, &math_exp2_native,
    &math_expm1_native, &math_fabs_native, &ou_math_factorial_native, &math_floor_native,
    &math_fmod_native, &math_frexp_native, &ou_math_fsum_native, &ou_math_gamma_native,
    &ou_math_gcd_native, &ou_math_hypot_native, &math_isclose_native, &math_isfinite_native,
    &math_isinf_native, &math_isnan_native, &ou_math_isqrt_native, &ou_math_lcm_native,
    &math_ldexp_native, &ou_math_lgamma_native, &math_log_native, &math_log1p_native,
    &math_log10_native, &math_log2_native, &math_modf_native, &math_pow_native,
    &math_radians_native, &math_remainder_native, &math_sin_native, &math_sinh_native,
    &math_sqrt_native, &math_tan_native, &math_tanh_native, &math_trunc_native,
    &ou_math_prod_native, &ou_math_perm_native, &ou_math_comb_native, &math_nextafter_native,
    &math_ulp_native, NULL,
};

static bool math_setup(OuVM *vm, OuModule *module)
{
    return ou_module_add(vm, module, "pi", ou_float_value(M_PI))
        && ou_module_add(vm, module, "e", ou_float_value(M_E))
        && ou_module_add(vm, module, "tau", ou_float_value(2 * M_PI))
        && ou_module_add(vm, module, "inf", ou_float_value(HUGE_VAL))
        && ou_module_add(vm, module, "nan", ou_float_value(NAN));
}

const OuModuleDef ou_math_module = {
    .name = "math",
    .doc = "This module provides access to the mathematical functions\ndefined by the C standard.",
    .functions = math_functions,
    .setup = math_setup,
};

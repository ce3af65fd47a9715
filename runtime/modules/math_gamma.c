// math_gamma.c: gamma and lgamma, by Lanczos' approximation (coefficients of V. Godfrey and J.
// Maddock for 13 terms, g = 6.02...), so that the results are CPython's to the last bit.

#include <math.h>

#include "runtime/modules/math.h"
#include "runtime/protocol.h"

static const double lanczos_g = 6.024680040776729583740234375;
static const double lanczos_g_minus_half = 5.524680040776729583740234375;

enum { LANCZOS_TERMS = 13, FACTORIALS = 23 };
static const double lanczos_numerator[LANCZOS_TERMS] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
static const double lanczos_denominator[LANCZOS_TERMS] = {
    0.0, 39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
    2637558.0, 357423.0, 32670.0, 1925.0, 66.0, 1.0,
};

// Horner's rule in x, or in 1 / x where the powers of x would lose digits.
static double lanczos_sum(double x)
{
    double numerator = 0.0, denominator = 0.0;
    if (x < 5.0) {
        for (int i = LANCZOS_TERMS; i-- > 0;) {
            numerator = numerator * x + lanczos_numerator[i];
            denominator = denominator * x + lanczos_denominator[i];
        }
    } else {
        for (int i = 0; i < LANCZOS_TERMS; i++) {
            numerator = numerator / x + lanczos_numerator[i];
            denominator = denominator / x + lanczos_denominator[i];
        }
    }
    return numerator / denominator;
}

// sin(pi * x), exact zeros at whole numbers.
static double gamma_sine(double x)
{
    double y = fmod(fabs(x), 2.0), result;
    switch ((int)round(2.0 * y)) {
    case 0:  result = sin(M_PI * y); break;
    case 1:  result = cos(M_PI * (y - 0.5)); break;
    case 2:  result = sin(M_PI * (1.0 - y)); break;   // -sin(pi * (y - 1)) gives -0.0 at 1
    case 3:  result = -cos(M_PI * (y - 1.5)); break;
    default: result = sin(M_PI * (y - 2.0)); break;
    }
    return copysign(1.0, x) * result;
}

static double gamma_of_whole(int x)
{
    double product = 1.0;                             // exact up to 22!
    for (int i = 2; i < x; i++) product *= i;
    return product;
}

// gamma(x) for 1e-20 <= |x| <= 200, x not whole and negative.
static double gamma_lanczos(double x)
{
    double size = fabs(x), y = size + lanczos_g_minus_half;
    bool is_large = size > lanczos_g_minus_half;      // the error of the sum y
    double error = is_large ? (y - size) - lanczos_g_minus_half : (y - lanczos_g_minus_half) - size;
    error = error * lanczos_g / y;
    bool in_one_step = size < 140.0;                  // the power would overflow above
    double power = in_one_step ? pow(y, size - 0.5) : pow(y, size / 2.0 - 0.25), result;
    if (x < 0) {
        result = -M_PI / gamma_sine(size) / size * exp(y) / lanczos_sum(size);
        result -= error * result;
        result /= power;
        return in_one_step ? result : result / power;
    }
    result = lanczos_sum(size) / exp(y);
    result += error * result;
    result *= power;
    return in_one_step ? result : result * power;
}

OU_MATH_FUNCTION(math_gamma, "gamma(x, /)", "Gamma function at x.")
{
    double x, result;
    if (!ou_to_double(vm, arguments[0], &x)) return OU_ERROR;
    if (isnan(x) || (isinf(x) && x > 0)) return ou_float_value(x);
    bool is_whole = x == floor(x);
    if (x == 0 || (is_whole && x < 0)) return ou_math_raise_domain(vm);
    if (is_whole && x <= FACTORIALS) return ou_float_value(gamma_of_whole((int)x));
    if (fabs(x) < 1e-20) result = 1.0 / x;
    else if (fabs(x) > 200.0) result = x < 0 ? 0.0 / gamma_sine(x) : HUGE_VAL;
    else result = gamma_lanczos(x);
    return isinf(result) ? ou_math_raise_range(vm) : ou_float_value(result);
}

OU_MATH_FUNCTION(math_lgamma, "lgamma(x, /)",
                 "Natural logarithm of absolute value of Gamma function at x.")
{
    const double log_pi = 1.144729885849400174143427351353058711647;
    double x;
    if (!ou_to_double(vm, arguments[0], &x)) return OU_ERROR;
    if (isnan(x)) return ou_float_value(x);
    if (isinf(x)) return ou_float_value(HUGE_VAL);
    if (x == floor(x) && x <= 2.0) return x <= 0 ? ou_math_raise_domain(vm) : ou_float_value(0.0);
    double size = fabs(x);
    if (size < 1e-20) return ou_float_value(-log(size));
    double result = log(lanczos_sum(size)) - lanczos_g;
    result += (size - 0.5) * (log(size + lanczos_g - 0.5) - 1);
    if (x < 0) result = log_pi - log(fabs(gamma_sine(size))) - log(size) - result;
    return isinf(result) ? ou_math_raise_range(vm) : ou_float_value(result);
}

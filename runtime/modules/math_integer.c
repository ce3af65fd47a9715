// math_integer.c: comb, factorial, gcd, isqrt, lcm, perm.

#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/modules/math.h"
#include "runtime/protocol.h"

// The product of n, n - 1, ... (count of them), by halves, so that the factors are of like size.
// The depth is the logarithm of the count.
static OuValue integer_falling_product(OuVM *vm, OuValue n, uint64_t count)
{
    if (!count) return ou_int_value(1);
    if (!ou_check_interrupt(vm)) return OU_ERROR;
    if (count <= 8) {
        OU_OWNED OuValue product = ou_ref(n);
        for (uint64_t i = 1; i < count && product != OU_ERROR; i++) {
            OuValue down = ou_int_value((int64_t)i);
            OU_OWNED OuValue factor = ou_int_binary(vm, OU_BINARY_SUBTRACT, n, down);
            if (factor == OU_ERROR) return OU_ERROR;
            ou_set_steal(&product, ou_int_binary(vm, OU_BINARY_MULTIPLY, product, factor));
        }
        return ou_take(&product);
    }
    uint64_t half = count / 2;
    OU_OWNED OuValue upper = integer_falling_product(vm, n, half);
    if (upper == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue offset = ou_int_make_unsigned(vm, half);
    if (offset == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue middle = ou_int_binary(vm, OU_BINARY_SUBTRACT, n, offset);
    if (middle == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue lower = integer_falling_product(vm, middle, count - half);
    if (lower == OU_ERROR) return OU_ERROR;
    return ou_int_binary(vm, OU_BINARY_MULTIPLY, upper, lower);
}

static OuValue integer_factorial(OuVM *vm, OuValue n)
{
    int64_t count;
    if (ou_int_sign(n) < 0) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "factorial() not defined for negative values");
    }
    if (!ou_int_as_int64(n, &count)) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "factorial() argument should not exceed %lld",
                        (long long)INT64_MAX);
    }
    return integer_falling_product(vm, n, (uint64_t)count);
}

OU_MATH_FUNCTION(math_factorial, "factorial(n, /)",
                 "Find n!.\n\nRaise a ValueError if x is negative or non-integral.")
{
    OU_OWNED OuValue n = ou_to_index(vm, arguments[0]);
    return n == OU_ERROR ? OU_ERROR : integer_factorial(vm, n);
}

// Both as ints that aren't negative. Owned when true.
static bool integer_counts(OuVM *vm, const OuValue *arguments, OuValue *n, OuValue *k)
{
    *n = ou_to_index(vm, arguments[0]);
    if (*n == OU_ERROR) return false;
    *k = ou_to_index(vm, arguments[1]);
    if (*k != OU_ERROR) {
        const char *negative = ou_int_sign(*n) < 0 ? "n" : ou_int_sign(*k) < 0 ? "k" : NULL;
        if (!negative) return true;
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s must be a non-negative integer", negative);
    }
    ou_unref(*n);
    ou_unref(*k);
    return false;
}

static OuValue integer_perm(OuVM *vm, OuValue n, OuValue k)
{
    int64_t count;
    if (ou_int_compare(n, k) < 0) return ou_int_value(0);
    if (ou_int_as_int64(k, &count)) return integer_falling_product(vm, n, (uint64_t)count);
    return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "k must not exceed %lld", (long long)INT64_MAX);
}

OU_MATH_FUNCTION(math_perm, "perm(n, k=None, /)",
                 "Number of ways to choose k items from n items without repetition and with "
                 "order.\n\n"
                 "Evaluates to n! / (n - k)! when k <= n and evaluates\nto zero when k > n.\n\n"
                 "If k is not specified or is None, then k defaults to n\n"
                 "and the function returns n!.\n\n"
                 "Raises TypeError if either of the arguments are not integers.\n"
                 "Raises ValueError if either of the arguments are negative.")
{
    if (arguments[1] == OU_UNBOUND || arguments[1] == OU_NONE) return math_factorial(vm, arguments);
    OuValue n, k;
    if (!integer_counts(vm, arguments, &n, &k)) return OU_ERROR;
    OuValue result = integer_perm(vm, n, k);
    ou_unref(n);
    ou_unref(k);
    return result;
}

static OuValue integer_comb(OuVM *vm, OuValue n, OuValue k)
{
    OU_OWNED OuValue others = ou_int_binary(vm, OU_BINARY_SUBTRACT, n, k);
    if (others == OU_ERROR) return OU_ERROR;
    if (ou_int_sign(others) < 0) return ou_int_value(0);
    OuValue fewer = ou_int_compare(others, k) < 0 ? others : k;
    int64_t count;
    if (!ou_int_as_int64(fewer, &count)) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "min(n - k, k) must not exceed %lld",
                        (long long)INT64_MAX);
    }
    OU_OWNED OuValue product = integer_falling_product(vm, n, (uint64_t)count);
    if (product == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue orders = integer_falling_product(vm, fewer, (uint64_t)count);
    if (orders == OU_ERROR) return OU_ERROR;
    return ou_int_binary(vm, OU_BINARY_FLOOR_DIVIDE, product, orders);
}

OU_MATH_FUNCTION(math_comb, "comb(n, k, /)",
                 "Number of ways to choose k items from n items without repetition and "
                 "without order.\n\n"
                 "Evaluates to n! / (k! * (n - k)!) when k <= n and evaluates\n"
                 "to zero when k > n.\n\n"
                 "Also called the binomial coefficient because it is equivalent\n"
                 "to the coefficient of k-th term in polynomial expansion of the\n"
                 "expression (1 + x)**n.\n\n"
                 "Raises TypeError if either of the arguments are not integers.\n"
                 "Raises ValueError if either of the arguments are negative.")
{
    OuValue n, k;
    if (!integer_counts(vm, arguments, &n, &k)) return OU_ERROR;
    OuValue result = integer_comb(vm, n, k);
    ou_unref(n);
    ou_unref(k);
    return result;
}

static OuValue integer_common_multiple(OuVM *vm, OuValue a, OuValue b)
{
    OU_OWNED OuValue divisor = ou_int_common_divisor(vm, a, b);
    if (divisor == OU_ERROR || divisor == ou_int_value(0)) return ou_ref(divisor);
    OU_OWNED OuValue part = ou_int_binary(vm, OU_BINARY_FLOOR_DIVIDE, a, divisor);
    if (part == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue product = ou_int_binary(vm, OU_BINARY_MULTIPLY, part, b);
    return product == OU_ERROR ? OU_ERROR : ou_int_unary(vm, OU_UNARY_ABSOLUTE, product);
}

static OuValue integer_fold(OuVM *vm, OuTuple *values, OuValue start,
                            OuValue (*combine)(OuVM *vm, OuValue a, OuValue b))
{
    OU_OWNED OuValue result = start;
    for (size_t i = 0; i < values->length; i++) {
        OU_OWNED OuValue value = ou_to_index(vm, values->items[i]);
        if (value == OU_ERROR) return OU_ERROR;
        OuValue next = combine(vm, result, value);
        if (next == OU_ERROR) return OU_ERROR;
        ou_set_steal(&result, next);
    }
    return ou_take(&result);
}

OU_MATH_FUNCTION(math_gcd, "gcd(*integers)", "Greatest Common Divisor.")
{
    return integer_fold(vm, ou_tuple_of(arguments[0]), ou_int_value(0), ou_int_common_divisor);
}

OU_MATH_FUNCTION(math_lcm, "lcm(*integers)", "Least Common Multiple.")
{
    return integer_fold(vm, ou_tuple_of(arguments[0]), ou_int_value(1), integer_common_multiple);
}

OU_MATH_FUNCTION(math_isqrt, "isqrt(n, /)",
                 "Return the integer part of the square root of the input.")
{
    OU_OWNED OuValue n = ou_to_index(vm, arguments[0]);
    if (n == OU_ERROR) return OU_ERROR;
    if (ou_int_sign(n) < 0) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "isqrt() argument must be nonnegative");
    }
    return ou_int_square_root(vm, n);
}

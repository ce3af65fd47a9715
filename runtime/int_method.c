// int_method.c: the methods and attributes of int.

#include "runtime/error.h"
#include "runtime/int_view.h"
#include "runtime/list.h"
#include "runtime/number_format.h"
#include "runtime/protocol.h"

OU_METHOD(int_as_integer_ratio, "as_integer_ratio(self, /)",
          "Return integer ratio.\n\n"
          "Return a pair of integers, whose ratio is exactly equal to the original int\n"
          "and with a positive denominator.\n\n"
          ">>> (10).as_integer_ratio()\n(10, 1)\n"
          ">>> (-10).as_integer_ratio()\n(-10, 1)\n"
          ">>> (0).as_integer_ratio()\n(0, 1)")
{
    OU_OWNED OuValue numerator = ou_int_exact(vm, arguments[0]);
    return numerator == OU_ERROR ? OU_ERROR : ou_tuple_pair(vm, numerator, ou_int_value(1));
}

OU_METHOD(int_bit_count, "bit_count(self, /)",
          "Number of ones in the binary representation of the absolute value of self.\n\n"
          "Also known as the population count.\n\n"
          ">>> bin(13)\n'0b1101'\n>>> (13).bit_count()\n3")
{
    OuIntView view;
    ou_int_view(arguments[0], &view);
    int64_t count = 0;
    for (size_t i = 0; i < view.length; i++) {
        count += __builtin_popcountll(view.limbs[i]);
        if (!ou_check_interrupt_at(vm, i + 1)) return OU_ERROR;
    }
    return ou_int_make(vm, count);
}

OU_METHOD(int_bit_length, "bit_length(self, /)",
          "Number of bits necessary to represent self in binary.\n\n"
          ">>> bin(37)\n'0b100101'\n>>> (37).bit_length()\n6")
{
    return ou_int_make(vm, (int64_t)ou_int_bit_length(arguments[0]));
}

OU_METHOD(int_conjugate, "conjugate(self, /)", "Returns self, the complex conjugate of any int.")
{
    return ou_int_exact(vm, arguments[0]);
}

OU_METHOD(int_ceil, "__ceil__(self, /)", "Ceiling of an Integral returns itself.")
{
    return ou_int_exact(vm, arguments[0]);
}

OU_METHOD(int_floor, "__floor__(self, /)", "Flooring an Integral returns itself.")
{
    return ou_int_exact(vm, arguments[0]);
}

OU_METHOD(int_trunc, "__trunc__(self, /)", "Truncating an Integral returns itself.")
{
    return ou_int_exact(vm, arguments[0]);
}

OU_METHOD(int_getnewargs, "__getnewargs__(self, /)", "")
{
    OU_OWNED OuValue value = ou_int_exact(vm, arguments[0]);
    return value == OU_ERROR ? OU_ERROR : ou_tuple_make(vm, &value, 1);
}

OU_METHOD(int_sizeof, "__sizeof__(self, /)", "Returns size in memory, in bytes.")
{
    size_t digits = (ou_int_bit_length(arguments[0]) + 29) / 30;    // as CPython would store it
    return ou_int_make(vm, (int64_t)(24 + 4 * (digits ? digits : 1)));
}

OU_METHOD(int_format, "__format__(self, format_spec, /)",
          "Default object formatter.")
{
    if (!ou_is_str(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "__format__() argument must be str, not %B",
                        arguments[1]);
    }
    return ou_number_format_int(vm, arguments[0], (OuString *)ou_pointer_of(arguments[1]));
}

OuValue ou_int_round(OuVM *vm, OuValue value, OuValue places)
{
    uint64_t count;
    if (!ou_int_as_uint64(places, &count) || count > ou_int_bit_length(value) + 1) {
        return ou_int_value(0);                       // 10 ** places is more than twice as large
    }
    OU_OWNED OuValue unit = ou_int_power(vm, ou_int_value(10), places, OU_NONE);
    if (unit == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue rest = OU_UNBOUND;
    OU_OWNED OuValue quotient = ou_int_divmod(vm, value, unit, &rest);
    if (quotient == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue twice = ou_int_shift_left(vm, rest, 1);
    if (twice == OU_ERROR) return OU_ERROR;
    int order = ou_int_compare(twice, unit);
    OU_OWNED OuValue down = ou_int_subtract(vm, value, rest);
    if (down == OU_ERROR) return OU_ERROR;
    bool up = order > 0 || (order == 0 && ou_int_is_odd(quotient));
    return up ? ou_int_add(vm, down, unit) : ou_take(&down);
}

OU_METHOD(int_round, "__round__(self, ndigits=None, /)",
          "Rounding an Integral returns itself.\n\nRounding with an ndigits argument also returns "
          "an integer.")
{
    if (arguments[1] == OU_UNBOUND) return ou_int_exact(vm, arguments[0]);
    OU_OWNED OuValue places = ou_to_index(vm, arguments[1]);
    if (places == OU_ERROR) return OU_ERROR;
    if (ou_int_sign(places) >= 0) return ou_int_exact(vm, arguments[0]);
    OU_OWNED OuValue above = ou_int_unary(vm, OU_UNARY_NEGATIVE, places);
    if (above == OU_ERROR) return OU_ERROR;
    return ou_int_round(vm, arguments[0], above);
}

const OuNativeDef *const ou_int_methods[] = {
    &int_as_integer_ratio_native, &int_bit_count_native, &int_bit_length_native,
    &int_conjugate_native, &ou_int_from_bytes_method, &ou_int_to_bytes_method, &int_ceil_native,
    &int_floor_native, &int_format_native, &int_getnewargs_native, &int_round_native,
    &int_sizeof_native, &int_trunc_native, NULL,
};

static OuValue int_get_self(OuVM *vm, OuValue self)
{
    return ou_int_exact(vm, self);
}
static OuValue int_get_zero(OuVM *vm, OuValue self)
{
    return ou_int_value(0);
}
static OuValue int_get_one(OuVM *vm, OuValue self)
{
    return ou_int_value(1);
}

const OuGetSetDef ou_int_getset[] = {
    { "real", int_get_self, NULL, "the real part of a complex number" },
    { "imag", int_get_zero, NULL, "the imaginary part of a complex number" },
    { "numerator", int_get_self, NULL, "the numerator of a rational number in lowest terms" },
    { "denominator", int_get_one, NULL, "the denominator of a rational number in lowest terms" },
    { NULL, NULL, NULL, NULL },
};

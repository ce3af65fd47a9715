// float_method.c: the methods and attributes of float.

#include <math.h>

#include "runtime/bytes.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/float_hex.h"
#include "runtime/float_type.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/number_format.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

bool ou_float_ratio(OuVM *vm, double x, OuValue *numerator, OuValue *denominator)
{
    int exponent;
    double fraction = frexp(x, &exponent);
    for (int i = 0; i < 53 && fraction != floor(fraction); i++) {
        fraction *= 2.0;
        exponent--;
    }
    uint64_t up = exponent > 0 ? (uint64_t)exponent : 0;
    uint64_t down = exponent < 0 ? (uint64_t)-exponent : 0;
    OU_OWNED OuValue whole = ou_int_make(vm, (int64_t)fraction);
    if (whole == OU_ERROR) return false;
    *denominator = ou_int_shift_left(vm, ou_int_value(1), down);
    if (*denominator == OU_ERROR) return false;
    *numerator = ou_int_shift_left(vm, whole, up);
    if (*numerator != OU_ERROR) return true;
    ou_clear(denominator);
    return false;
}

OU_METHOD(float_as_integer_ratio, "as_integer_ratio(self, /)",
          "Return integer ratio.\n\n"
          "Return a pair of integers, whose ratio is exactly equal to the original float\n"
          "and with a positive denominator.\n\n"
          "Raise OverflowError on infinities and a ValueError on NaNs.\n\n"
          ">>> (10.0).as_integer_ratio()\n(10, 1)\n"
          ">>> (0.0).as_integer_ratio()\n(0, 1)\n"
          ">>> (-.25).as_integer_ratio()\n(-1, 4)")
{
    double x = ou_float_any_of(arguments[0]);
    if (isinf(x)) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "cannot convert Infinity to integer ratio");
    }
    if (isnan(x)) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "cannot convert NaN to integer ratio");
    OuValue numerator, denominator;
    if (!ou_float_ratio(vm, x, &numerator, &denominator)) return OU_ERROR;
    OuValue pair = ou_tuple_pair(vm, numerator, denominator);
    ou_unref(numerator);
    ou_unref(denominator);
    return pair;
}

OU_METHOD(float_conjugate, "conjugate(self, /)", "Return self, the complex conjugate of any float.")
{
    return ou_float_value(ou_float_any_of(arguments[0]));
}

OU_METHOD(float_is_integer, "is_integer(self, /)", "Return True if the float is an integer.")
{
    double x = ou_float_any_of(arguments[0]);
    return ou_bool_value(isfinite(x) && floor(x) == x);
}

OU_METHOD(float_ceil, "__ceil__(self, /)", "Return the ceiling as an Integral.")
{
    return ou_int_from_double(vm, ceil(ou_float_any_of(arguments[0])));
}

OU_METHOD(float_floor, "__floor__(self, /)", "Return the floor as an Integral.")
{
    return ou_int_from_double(vm, floor(ou_float_any_of(arguments[0])));
}

OU_METHOD(float_trunc, "__trunc__(self, /)", "Return the Integral closest to x between 0 and x.")
{
    return ou_int_from_double(vm, ou_float_any_of(arguments[0]));
}

OU_METHOD(float_getnewargs, "__getnewargs__(self, /)", "")
{
    OuValue value = ou_float_value(ou_float_any_of(arguments[0]));
    return ou_tuple_make(vm, &value, 1);
}

OU_METHOD(float_getformat, "__getformat__($type, typestr, /)",
          "You probably don't want to use this function.\n\n"
          "  typestr\n    Must be 'double' or 'float'.\n\n"
          "It exists mainly to be used in Python's test suite.\n\n"
          "This function returns whichever of 'unknown', 'IEEE, big-endian' or 'IEEE,\n"
          "little-endian' best describes the format of floating point numbers used by the\n"
          "C type named by typestr.")
{
    OuValue name = arguments[1];
    if (!ou_is_str(name)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "__getformat__() argument must be str, not %B",
                        name);
    }
    OU_OWNED OuValue encodable = ou_codec_encode(vm, ou_str_of(name), NULL, NULL);
    if (encodable == OU_ERROR) return OU_ERROR;
    bool is_known = ou_str_equals_text(ou_str_of(name), "double")
                 || ou_str_equals_text(ou_str_of(name), "float");
    if (!is_known) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "__getformat__() argument 1 must be 'double' or 'float'");
    }
    bool is_little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
    return ou_str_make_text(vm, is_little ? "IEEE, little-endian" : "IEEE, big-endian");
}

OU_METHOD(float_format, "__format__(self, format_spec, /)",
          "Formats the float according to format_spec.")
{
    if (!ou_is_str(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "__format__() argument must be str, not %B",
                        arguments[1]);
    }
    return ou_number_format_float(vm, arguments[0], ou_str_of(arguments[1]));
}

OuValue ou_float_round(OuVM *vm, double x, int64_t places)
{
    enum { PLACES_MOST = 323, PLACES_LEAST = -308 };   // beyond: nothing changes, nothing is left
    if (!isfinite(x) || places > PLACES_MOST) return ou_float_value(x);
    if (places < PLACES_LEAST) return ou_float_value(copysign(0.0, x));
    char digits[OU_FLOAT_DIGITS_MAX];
    int point;
    unsigned count = ou_float_digits_fixed(x, places, digits, &point);
    double rounded = ou_float_from_digits(digits, count, point);
    if (isinf(rounded)) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "rounded value too large to represent");
    }
    return ou_float_value(copysign(rounded, x));
}

OU_METHOD(float_round, "__round__(self, ndigits=None, /)",
          "Return the Integral closest to x, rounding half toward even.\n\n"
          "When an argument is passed, work like built-in round(x, ndigits).")
{
    double x = ou_float_any_of(arguments[0]);
    if (arguments[1] == OU_UNBOUND || arguments[1] == OU_NONE) {
        return ou_int_from_double(vm, nearbyint(x));
    }
    int64_t places;
    return ou_to_size_clamped(vm, arguments[1], &places) ? ou_float_round(vm, x, places) : OU_ERROR;
}

OU_METHOD(float_hex, "hex(self, /)",
          "Return a hexadecimal representation of a floating-point number.\n\n"
          ">>> (-0.1).hex()\n'-0x1.999999999999ap-4'\n"
          ">>> 3.14159.hex()\n'0x1.921f9f01b866ep+1'")
{
    char text[OU_FLOAT_HEX_MAX];
    return ou_str_make(vm, text, ou_float_write_hex(text, ou_float_any_of(arguments[0])));
}

OU_METHOD(float_fromhex, "fromhex($type, string, /)",
          "Create a floating-point number from a hexadecimal string.\n\n"
          ">>> float.fromhex('0x1.ffffp10')\n2047.984375\n"
          ">>> float.fromhex('-0x1p-1074')\n-5e-324")
{
    if (!ou_is_str(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "bad argument type for built-in operation");
    }
    OU_OWNED OuValue bytes = ou_codec_encode(vm, ou_str_of(arguments[1]), NULL, NULL);
    if (bytes == OU_ERROR) return OU_ERROR;
    OuText text = ou_bytes_text(bytes);
    double value = 0.0;
    OuFloatHexResult state = ou_float_parse_hex(text.units, text.length, &value);
    if (state == OU_FLOAT_HEX_MALFORMED) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "invalid hexadecimal floating-point string");
    }
    if (state == OU_FLOAT_HEX_TOO_LARGE) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR,
                        "hexadecimal value too large to represent as a float");
    }
    OuValue result = ou_float_value(value);
    OuType *type = (OuType *)ou_pointer_of(arguments[0]);
    return type == vm->types[OU_TYPE_FLOAT] ? result : ou_call(vm, arguments[0], &result, 1);
}

const OuNativeDef *const ou_float_methods[] = {
    &float_as_integer_ratio_native, &float_conjugate_native, &float_fromhex_native,
    &float_hex_native, &float_is_integer_native, &float_ceil_native, &float_floor_native,
    &float_format_native, &float_getformat_native, &float_getnewargs_native, &float_round_native,
    &float_trunc_native, NULL,
};

static OuValue float_get_real(OuVM *vm, OuValue self)
{
    return ou_float_value(ou_float_any_of(self));
}
static OuValue float_get_imag(OuVM *vm, OuValue self)
{
    return ou_float_value(0.0);
}

const OuGetSetDef ou_float_getset[] = {
    { "real", float_get_real, NULL, "the real part of a complex number" },
    { "imag", float_get_imag, NULL, "the imaginary part of a complex number" },
    { NULL, NULL, NULL, NULL },
};

// builtins_number.c: built-in functions on numbers and characters.
#include "runtime/argument.h"
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/modules/builtins.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

OU_BUILTIN(abs, "abs(x, /)", "Return the absolute value of the argument.")
{
    return ou_unary(vm, OU_UNARY_ABSOLUTE, arguments[0]);
}

OU_BUILTIN(divmod, "divmod(x, y, /)",
           "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.")
{
    return ou_binary(vm, OU_BINARY_DIVMOD, arguments[0], arguments[1]);
}

OU_BUILTIN(pow, "pow(base, exp, mod=None)",
           "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments\n\n"
           "Some types, such as ints, are able to use a more efficient algorithm when\n"
           "invoked using the three argument form.")
{
    OuValue modulus = arguments[2] == OU_UNBOUND ? OU_NONE : arguments[2];
    return ou_power(vm, arguments[0], arguments[1], modulus);
}

OU_BUILTIN(round, "round(number, ndigits=None)",
           "Round a number to a given precision in decimal digits.\n\n"
           "The return value is an integer if ndigits is omitted or None.  Otherwise\n"
           "the return value has the same type as the number.  ndigits may be negative.")
{
    OU_OWNED OuValue method = ou_special_method(vm, arguments[0], OU_NAMED(vm, dunder_round));
    if (method == OU_ERROR) return OU_ERROR;
    if (method == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "type %T doesn't define __round__ method",
                        arguments[0]);
    }
    bool is_given = arguments[1] != OU_UNBOUND && arguments[1] != OU_NONE;
    return ou_call(vm, method, &arguments[1], is_given);
}

// ---- Digits -------------------------------------------------------------------------------------

static OuValue in_base(OuVM *vm, OuValue number, unsigned base)
{
    OU_OWNED OuValue index = ou_to_index(vm, number);
    return index == OU_ERROR ? OU_ERROR : ou_int_format_radix(vm, index, base, true);
}

OU_BUILTIN(hex, "hex(number, /)",
           "Return the hexadecimal representation of an integer.\n\n"
           "   >>> hex(12648430)\n   '0xc0ffee'")
{
    return in_base(vm, arguments[0], 16);
}

OU_BUILTIN(oct, "oct(number, /)",
           "Return the octal representation of an integer.\n\n"
           "   >>> oct(342391)\n   '0o1234567'")
{
    return in_base(vm, arguments[0], 8);
}

OU_BUILTIN(bin, "bin(number, /)",
           "Return the binary representation of an integer.\n\n"
           "   >>> bin(2796202)\n   '0b1010101010101010101010'")
{
    return in_base(vm, arguments[0], 2);
}

// ---- Characters ---------------------------------------------------------------------------------

OU_BUILTIN(chr, "chr(i, /)",
           "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.")
{
    int code_point;
    if (!ou_argument_int(vm, arguments[0], &code_point)) return OU_ERROR;
    if (code_point < 0 || code_point > 0x10FFFF) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "chr() arg not in range(0x110000)");
    }
    return ou_str_from_code_point(vm, (uint32_t)code_point);
}

OU_BUILTIN(ord, "ord(c, /)", "Return the Unicode code point for a one-character string.")
{
    OuText text;
    if (ou_is_str(arguments[0])) {
        text = ou_str_text(ou_str_of(arguments[0]));
    } else if (ou_is_byte_string(arguments[0])) {
        text = ou_bytes_text(arguments[0]);
    } else {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "ord() expected string of length 1, but %T found", arguments[0]);
    }
    if (text.length == 1) return ou_int_value(ou_text_at(text, 0));
    return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                    "ord() expected a character, but string of length %zu found", text.length);
}

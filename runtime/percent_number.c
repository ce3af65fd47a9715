#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/percent.h"
#include "runtime/protocol.h"

// A number in parts: sign, "0x", zeros that the precision asks for, digits.
typedef struct Number {
    char        sign;            // 0: none
    const char *prefix;
    size_t      zeros;
    OuText      digits;
} Number;

static void put_upper(OuStringWriter *writer, OuText digits)
{
    for (size_t i = 0; i < digits.length; i++) {
        uint32_t digit = ou_text_at(digits, i);
        if (!ou_writer_put(writer, digit >= 'a' ? digit - 32 : digit)) break;
    }
}

static bool number_put(OuStringWriter *writer, const OuPercentSpec *spec, Number number)
{
    if (!number.sign) number.sign = spec->plus ? '+' : spec->blank ? ' ' : 0;
    size_t prefix_length = number.prefix[0] ? 2 : 0;
    size_t length = (number.sign != 0) + prefix_length + number.zeros + number.digits.length;
    size_t padding = spec->width > (int64_t)length ? (size_t)spec->width - length : 0;
    bool zero_filled = spec->zero && !spec->left;
    size_t zeros = number.zeros + (zero_filled ? padding : 0);
    if (padding && !spec->left && !zero_filled) ou_writer_put_fill(writer, ' ', padding);
    if (number.sign) ou_writer_put(writer, (unsigned char)number.sign);
    if (prefix_length) ou_writer_put_ascii(writer, number.prefix, prefix_length);
    if (zeros) ou_writer_put_fill(writer, '0', zeros);
    if (spec->letter == 'X') put_upper(writer, number.digits);
    else ou_writer_put_ascii(writer, number.digits.units, number.digits.length);
    if (padding && spec->left) ou_writer_put_fill(writer, ' ', padding);
    return !writer->failed;
}

static OuValue wrong_type(OuVM *vm, const OuPercentSpec *spec, OuValue value)
{
    bool strict = spec->letter == 'o' || spec->letter == 'x' || spec->letter == 'X';
    return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                    strict ? "%%%U format: an integer is required, not %T"
                           : "%%%U format: a real number is required, not %T", spec->letter, value);
}

// %d takes any number and cuts off its fraction; %x and %o take what has __index__.
static OuValue int_argument(OuVM *vm, const OuPercentSpec *spec, OuValue value)
{
    if (ou_is_any_int(value)) return ou_int_exact(vm, value);
    const OuSlots *slots = &ou_type_of(vm, value)->slots;
    bool strict = spec->letter == 'o' || spec->letter == 'x' || spec->letter == 'X';
    OuValue number = OU_ERROR;
    if (strict ? !slots->to_index : !slots->to_int && !slots->to_index && !slots->to_float) {
        return wrong_type(vm, spec, value);
    }
    if (strict) number = ou_to_index(vm, value);
    else number = ou_call(vm, ou_pointer_value(vm->types[OU_TYPE_INT]), &value, 1);
    if (number == OU_ERROR && ou_error_matches(vm, OU_TYPE_TYPE_ERROR)) {
        ou_error_clear(vm);
        return wrong_type(vm, spec, value);
    }
    return number;
}

// All of them but the sign are digits.
static bool int_text_put(OuStringWriter *writer, const OuPercentSpec *spec, OuText text)
{
    bool is_hex = spec->letter == 'x' || spec->letter == 'X', is_octal = spec->letter == 'o';
    bool is_negative = ou_text_at(text, 0) == '-';
    Number parts = { is_negative ? '-' : 0, "", 0, ou_text_part(text, is_negative, text.length) };
    if (spec->alternate && (is_hex || is_octal)) {
        parts.prefix = spec->letter == 'X' ? "0X" : is_hex ? "0x" : "0o";
    }
    if (spec->precision > (int64_t)parts.digits.length) {
        parts.zeros = (size_t)spec->precision - parts.digits.length;
    }
    return number_put(writer, spec, parts);
}

static unsigned int_base(const OuPercentSpec *spec)
{
    return spec->letter == 'x' || spec->letter == 'X' ? 16 : spec->letter == 'o' ? 8 : 10;
}

bool ou_percent_put_int(OuStringWriter *writer, const OuPercentSpec *spec, OuValue value)
{
    OuVM *vm = writer->vm;
    OU_OWNED OuValue number = int_argument(vm, spec, value);
    if (number == OU_ERROR) return false;
    char digits[OU_INT_SHORT_DIGITS];
    size_t length = ou_int_put_short(digits, number, int_base(spec), false);
    if (length) return int_text_put(writer, spec, (OuText){ digits, length, 1 });
    OU_OWNED OuValue text = ou_int_format_radix(vm, number, int_base(spec), false);
    return text != OU_ERROR && int_text_put(writer, spec, ou_str_text(ou_str_of(text)));
}

static bool float_text_put(OuStringWriter *writer, const OuPercentSpec *spec, const char *text,
                           size_t length)
{
    bool is_negative = text[0] == '-';
    Number parts = { is_negative ? '-' : 0, "", 0,
                     { text + is_negative, length - is_negative, 1 } };
    return number_put(writer, spec, parts);
}

enum { SHORT_PRECISION = 60 };

bool ou_percent_put_float(OuStringWriter *writer, const OuPercentSpec *spec, OuValue value)
{
    OuVM *vm = writer->vm;
    double number;
    if (!ou_to_double(vm, value, &number)) return false;
    unsigned flags = (spec->alternate ? OU_FLOAT_ALTERNATE : 0) |
                     (spec->no_negative_zero ? OU_FLOAT_NO_NEGATIVE_ZERO : 0);
    int64_t precision = spec->precision < 0 ? 6 : spec->precision;
    if (precision <= SHORT_PRECISION) {
        char text[OU_FLOAT_ROOM + SHORT_PRECISION];
        size_t length = ou_float_write(text, number, (char)spec->letter, precision, flags);
        return float_text_put(writer, spec, text, length);
    }
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    bool good = ou_float_put(&buffer, number, (char)spec->letter, precision, flags);
    if (good) good = float_text_put(writer, spec, buffer.bytes, buffer.length);
    else ou_raise_memory_error(vm);
    ou_buffer_free(&buffer);
    return good;
}

bool ou_percent_put_text(OuStringWriter *writer, const OuPercentSpec *spec, OuText text)
{
    if (spec->precision >= 0 && (uint64_t)spec->precision < text.length) {
        text.length = (size_t)spec->precision;
    }
    size_t padding = spec->width > (int64_t)text.length ? (size_t)spec->width - text.length : 0;
    if (!spec->left) ou_writer_put_fill(writer, ' ', padding);
    ou_writer_put_text(writer, text);
    if (spec->left) ou_writer_put_fill(writer, ' ', padding);
    return !writer->failed;
}

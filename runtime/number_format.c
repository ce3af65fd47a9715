#include "runtime/number_format.h"

#include <math.h>

#include "runtime/complex.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/number_text.h"
#include "runtime/protocol.h"

// A number's text, taken apart:
//     padding | sign | prefix | padding for '=' | grouped digits | fraction, exponent | padding
typedef struct NumberParts {
    char        sign;            // '-' or 0, as the number has it
    const char *prefix;          // "0x"
    size_t      prefix_length;
    const char *digits;
    size_t      digit_count;
    const char *rest;
    size_t      rest_length;
} NumberParts;

static void parts_split(NumberParts *parts, const char *text, size_t length, size_t prefix_length)
{
    const char *end = text + length;
    parts->sign = length && *text == '-' ? '-' : 0;
    parts->prefix = text + (parts->sign != 0);
    parts->prefix_length = prefix_length;
    parts->digits = parts->rest = parts->prefix + prefix_length;
    while (parts->rest < end && ou_number_is_digit(*parts->rest)) parts->rest++;
    parts->digit_count = (size_t)(parts->rest - parts->digits);
    parts->rest_length = (size_t)(end - parts->rest);
}

static char parts_shown_sign(const NumberParts *parts, const OuFormatSpec *spec)
{
    if (parts->sign) return parts->sign;
    return spec->sign == '+' || spec->sign == ' ' ? spec->sign : 0;
}

static size_t group_width(size_t digits, const OuFormatSpec *spec)
{
    return spec->group && digits ? digits + (digits - 1) / spec->group_size : digits;
}

// How many digits, zeros put before them included, it takes to fill `least` columns.
static size_t group_digits(size_t digits, size_t least, const OuFormatSpec *spec)
{
    if (!digits || group_width(digits, spec) >= least) return digits;
    if (!spec->group) return least;
    size_t wanted = least - least / (spec->group_size + 1u);
    while (group_width(wanted, spec) < least) wanted++;
    while (wanted > digits && group_width(wanted - 1, spec) >= least) wanted--;
    return wanted;
}

static void put_grouped(OuStringWriter *writer, const NumberParts *parts, size_t digits,
                        const OuFormatSpec *spec)
{
    size_t zeros = digits - parts->digit_count;
    if (!spec->group) {
        ou_writer_put_fill(writer, '0', zeros);
        ou_writer_put_ascii(writer, parts->digits, parts->digit_count);
        return;
    }
    for (size_t i = 0; i < digits && !writer->failed; i++) {
        if (i && (digits - i) % spec->group_size == 0) ou_writer_put(writer, (uint32_t)spec->group);
        ou_writer_put(writer, i < zeros ? '0' : (uint32_t)parts->digits[i - zeros]);
    }
}

static void put_number(OuStringWriter *writer, const NumberParts *parts, const OuFormatSpec *spec)
{
    char sign = parts_shown_sign(parts, spec);
    size_t fixed = (sign != 0) + parts->prefix_length + parts->rest_length;
    bool zero_fill = spec->fill == '0' && spec->align == '=' && spec->width > 0;
    size_t least = zero_fill && (size_t)spec->width > fixed ? (size_t)spec->width - fixed : 0;
    size_t digits = group_digits(parts->digit_count, least, spec), before, behind;
    ou_format_spec_padding(spec, fixed + group_width(digits, spec), &before, &behind);
    bool inside = spec->align == '=';
    if (!inside) ou_writer_put_fill(writer, spec->fill, before);
    if (sign) ou_writer_put(writer, (uint32_t)sign);
    ou_writer_put_ascii(writer, parts->prefix, parts->prefix_length);
    if (inside) ou_writer_put_fill(writer, spec->fill, before);
    put_grouped(writer, parts, digits, spec);
    ou_writer_put_ascii(writer, parts->rest, parts->rest_length);
    ou_writer_put_fill(writer, spec->fill, behind);
}

// --- float ---------------------------------------------------------------------------------------

static unsigned float_flags(const OuFormatSpec *spec)
{
    return (spec->alternate ? OU_FLOAT_ALTERNATE : 0)
         | (spec->no_negative_zero ? OU_FLOAT_NO_NEGATIVE_ZERO : 0);
}

// The letter for ou_float_put and the precision that the specification comes down to.
static char float_presentation(const OuFormatSpec *spec, int64_t *precision)
{
    enum { PRECISION_USUAL = 6 };
    char type = spec->type ? (char)spec->type : 'r';
    if (type == 'n') type = 'g';
    if (type == '%') type = 'f';
    *precision = spec->precision;
    if (*precision >= 0) return type == 'r' ? 'g' : type;
    *precision = type == 'r' ? 0 : PRECISION_USUAL;
    return type;
}

static bool format_is_float_type(uint32_t type)
{
    return type == 'e' || type == 'E' || type == 'f' || type == 'F' || type == 'g' || type == 'G'
        || type == 'n';
}

static bool format_check_precision(OuVM *vm, const OuFormatSpec *spec)
{
    if (spec->precision <= INT32_MAX) return true;
    ou_raise(vm, OU_TYPE_VALUE_ERROR, "precision too big");
    return false;
}

static void put_double_text(OuStringWriter *writer, const char *text, size_t length,
                            const OuFormatSpec *spec)
{
    NumberParts parts;
    parts_split(&parts, text, length, 0);
    put_number(writer, &parts, spec);
}

enum { SHORT_PRECISION = 60 };

static bool put_double(OuStringWriter *writer, double value, const OuFormatSpec *spec,
                       unsigned flags)
{
    int64_t precision;
    char type = float_presentation(spec, &precision);
    bool is_percent = spec->type == '%';
    if (is_percent) value *= 100;
    if (precision <= SHORT_PRECISION) {
        char text[OU_FLOAT_ROOM + SHORT_PRECISION + 1];
        size_t length = ou_float_write(text, value, type, precision, flags);
        if (is_percent) text[length++] = '%';
        put_double_text(writer, text, length, spec);
        return !writer->failed;
    }
    OuBuffer buffer;
    ou_buffer_init(&buffer, &writer->vm->heap.memory);
    bool good = ou_float_put(&buffer, value, type, precision, flags)
             && (!is_percent || ou_buffer_put_char(&buffer, '%'));
    if (good) put_double_text(writer, buffer.bytes, buffer.length, spec);
    else ou_raise_memory_error(writer->vm);
    ou_buffer_free(&buffer);
    return good && !writer->failed;
}

static bool put_float(OuStringWriter *writer, double value, const OuFormatSpec *spec)
{
    if (!format_check_precision(writer->vm, spec)) return false;
    return put_double(writer, value, spec,
                      float_flags(spec) | (spec->type ? 0 : OU_FLOAT_DOT_ZERO));
}

bool ou_number_put_float(OuStringWriter *writer, OuValue value, OuText specification)
{
    OuFormatSpec spec;
    OuVM *vm = writer->vm;
    if (!ou_format_spec_parse(vm, specification, value, 0, '>', &spec)) return false;
    if (spec.type && spec.type != '%' && !format_is_float_type(spec.type)) {
        (void)ou_format_spec_unknown(vm, spec.type, value);
        return false;
    }
    return put_float(writer, ou_float_any_of(value), &spec);
}

// --- int -----------------------------------------------------------------------------------------

static bool fail(OuStringWriter *writer, OuTypeId type, const char *message)
{
    ou_raise(writer->vm, type, "%s", message);
    return false;
}

static bool put_character(OuStringWriter *writer, OuValue value, const OuFormatSpec *spec)
{
    if (spec->sign) {
        return fail(writer, OU_TYPE_VALUE_ERROR,
                    "Sign not allowed with integer format specifier 'c'");
    }
    if (spec->alternate) {
        return fail(writer, OU_TYPE_VALUE_ERROR,
                    "Alternate form (#) not allowed with integer format specifier 'c'");
    }
    int64_t code_point;
    if (!ou_int_as_int64(value, &code_point)) {
        return fail(writer, OU_TYPE_OVERFLOW_ERROR, "Python int too large to convert to C long");
    }
    if (code_point < 0 || code_point > 0x10FFFF) {
        return fail(writer, OU_TYPE_OVERFLOW_ERROR, "%c arg not in range(0x110000)");
    }
    size_t before, behind;
    ou_format_spec_padding(spec, 1, &before, &behind);
    ou_writer_put_fill(writer, spec->fill, before);
    ou_writer_put(writer, (uint32_t)code_point);
    return ou_writer_put_fill(writer, spec->fill, behind);
}

static unsigned format_base(uint32_t type)
{
    return type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
}

static bool put_digits(OuStringWriter *writer, char *text, size_t length, const OuFormatSpec *spec,
                       size_t prefix_length)
{
    for (size_t i = 0; spec->type == 'X' && i < length; i++) {
        if (text[i] >= 'a') text[i] -= 'a' - 'A';
    }
    NumberParts parts;
    parts_split(&parts, text, length, prefix_length);
    parts.digit_count += parts.rest_length;           // letters are digits too
    parts.rest_length = 0;
    put_number(writer, &parts, spec);
    return !writer->failed;
}

static bool put_long_whole(OuStringWriter *writer, OuValue value, const OuFormatSpec *spec,
                           unsigned base, bool has_prefix)
{
    OuVM *vm = writer->vm;
    OU_OWNED OuValue text = ou_int_format_radix(vm, value, base, has_prefix);
    if (text == OU_ERROR) return false;
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    bool good = ou_buffer_put(&buffer, (const char *)ou_str_of(text)->data,
                              ou_str_of(text)->length);
    if (good) good = put_digits(writer, buffer.bytes, buffer.length, spec, has_prefix ? 2 : 0);
    else ou_raise_memory_error(vm);
    ou_buffer_free(&buffer);
    return good;
}

static bool put_whole(OuStringWriter *writer, OuValue value, const OuFormatSpec *spec)
{
    if (spec->precision >= 0) {
        return fail(writer, OU_TYPE_VALUE_ERROR,
                    "Precision not allowed in integer format specifier");
    }
    if (spec->no_negative_zero) {
        return fail(writer, OU_TYPE_VALUE_ERROR,
                    "Negative zero coercion (z) not allowed in integer format specifier");
    }
    if (spec->type == 'c') return put_character(writer, value, spec);
    unsigned base = format_base(spec->type);
    bool has_prefix = spec->alternate && base != 10;
    char text[OU_INT_SHORT_DIGITS];
    size_t length = ou_int_put_short(text, value, base, has_prefix);
    return length ? put_digits(writer, text, length, spec, has_prefix ? 2 : 0)
                  : put_long_whole(writer, value, spec, base, has_prefix);
}

bool ou_number_put_int(OuStringWriter *writer, OuValue value, OuText specification)
{
    OuFormatSpec spec;
    OuVM *vm = writer->vm;
    if (!ou_format_spec_parse(vm, specification, value, 'd', '>', &spec)) return false;
    switch (spec.type) {
    case 'b': case 'c': case 'd': case 'o': case 'x': case 'X': case 'n':
        return put_whole(writer, value, &spec);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%':
        break;
    default:
        (void)ou_format_spec_unknown(vm, spec.type, value);
        return false;
    }
    double number;
    return ou_int_as_double(vm, value, &number) && put_float(writer, number, &spec);
}

// --- complex -------------------------------------------------------------------------------------

// Without padding; the text of `(1+2j)` when no type is given, of `1.00+2.00j` otherwise.
static OuValue format_complex_text(OuVM *vm, OuComplexNumber number, const OuFormatSpec *spec)
{
    OuFormatSpec part = *spec;
    part.width = -1;
    part.fill = ' ';
    bool only_imag = !spec->type && number.real == 0 && !signbit(number.real);
    bool brackets = !spec->type && !only_imag;
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    if (brackets) ou_writer_put(&writer, '(');
    bool good = only_imag || put_double(&writer, number.real, &part, float_flags(spec));
    if (!only_imag) part.sign = '+';
    good = good && put_double(&writer, number.imag, &part, float_flags(spec));
    if (!good) {
        ou_writer_discard(&writer);
        return OU_ERROR;
    }
    ou_writer_put_ascii(&writer, "j)", brackets ? 2 : 1);
    return ou_writer_finish(&writer);
}

static bool put_complex(OuStringWriter *writer, OuValue value, OuText specification)
{
    OuFormatSpec spec;
    OuVM *vm = writer->vm;
    if (!ou_format_spec_parse(vm, specification, value, 0, '>', &spec)) return false;
    if (spec.type && !format_is_float_type(spec.type)) {
        (void)ou_format_spec_unknown(vm, spec.type, value);
        return false;
    }
    if (!format_check_precision(vm, &spec)) return false;
    if (spec.fill == '0') {
        return fail(writer, OU_TYPE_VALUE_ERROR,
                    "Zero padding is not allowed in complex format specifier");
    }
    if (spec.align == '=') {
        return fail(writer, OU_TYPE_VALUE_ERROR,
                    "'=' alignment flag is not allowed in complex format specifier");
    }
    OU_OWNED OuValue text = format_complex_text(vm, ou_complex_of(value), &spec);
    if (text == OU_ERROR) return false;
    size_t before, behind;
    ou_format_spec_padding(&spec, ou_str_of(text)->length, &before, &behind);
    ou_writer_put_fill(writer, spec.fill, before);
    ou_writer_put_str(writer, ou_str_of(text));
    return ou_writer_put_fill(writer, spec.fill, behind);
}

// --- as strings ----------------------------------------------------------------------------------

typedef bool NumberPut(OuStringWriter *writer, OuValue value, OuText specification);

static OuValue format_by(OuVM *vm, NumberPut *put, OuValue value, const OuString *specification)
{
    if (!specification->length) return ou_str(vm, value);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    if (put(&writer, value, ou_str_text(specification))) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

OuValue ou_number_format_int(OuVM *vm, OuValue value, OuString *specification)
{
    return format_by(vm, ou_number_put_int, value, specification);
}

OuValue ou_number_format_float(OuVM *vm, OuValue value, OuString *specification)
{
    return format_by(vm, ou_number_put_float, value, specification);
}

OuValue ou_number_format_complex(OuVM *vm, OuValue value, OuString *specification)
{
    return format_by(vm, put_complex, value, specification);
}

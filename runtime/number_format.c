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

static OuValue format_double(OuVM *vm, double value, const OuFormatSpec *spec)
{
    int64_t precision;
    if (!format_check_precision(vm, spec)) return OU_ERROR;
    char type = float_presentation(spec, &precision);
    unsigned flags = float_flags(spec) | (spec->type ? 0 : OU_FLOAT_DOT_ZERO);
    bool is_percent = spec->type == '%';
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    bool good = ou_float_put(&buffer, is_percent ? value * 100 : value, type, precision, flags)
             && (!is_percent || ou_buffer_put_char(&buffer, '%'));
    OuValue result = good ? OU_NONE : ou_raise_memory_error(vm);
    if (good) {
        NumberParts parts;
        parts_split(&parts, buffer.bytes, buffer.length, 0);
        OuStringWriter writer;
        ou_writer_init(&writer, vm);
        put_number(&writer, &parts, spec);
        result = ou_writer_finish(&writer);
    }
    ou_buffer_free(&buffer);
    return result;
}

OuValue ou_number_format_float(OuVM *vm, OuValue value, OuString *specification)
{
    OuFormatSpec spec;
    if (!specification->length) return ou_str(vm, value);
    if (!ou_format_spec_parse(vm, specification, value, 0, '>', &spec)) return OU_ERROR;
    if (spec.type && spec.type != '%' && !format_is_float_type(spec.type)) {
        return ou_format_spec_unknown(vm, spec.type, value);
    }
    return format_double(vm, ou_float_any_of(value), &spec);
}

// --- int -----------------------------------------------------------------------------------------

static OuValue format_character(OuVM *vm, OuValue value, const OuFormatSpec *spec)
{
    if (spec->sign) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "Sign not allowed with integer format specifier 'c'");
    }
    if (spec->alternate) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "Alternate form (#) not allowed with integer format specifier 'c'");
    }
    int64_t code_point;
    if (!ou_int_as_int64(value, &code_point)) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "Python int too large to convert to C long");
    }
    if (code_point < 0 || code_point > 0x10FFFF) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "%%c arg not in range(0x110000)");
    }
    size_t before, behind;
    ou_format_spec_padding(spec, 1, &before, &behind);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    ou_writer_put_fill(&writer, spec->fill, before);
    ou_writer_put(&writer, (uint32_t)code_point);
    ou_writer_put_fill(&writer, spec->fill, behind);
    return ou_writer_finish(&writer);
}

static unsigned format_base(uint32_t type)
{
    return type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
}

static OuValue format_digits(OuVM *vm, OuString *text, const OuFormatSpec *spec,
                             size_t prefix_length)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    if (!ou_buffer_put(&buffer, (const char *)text->data, text->length)) {
        ou_buffer_free(&buffer);
        return ou_raise_memory_error(vm);
    }
    for (size_t i = 0; spec->type == 'X' && i < buffer.length; i++) {
        if (buffer.bytes[i] >= 'a') buffer.bytes[i] -= 'a' - 'A';
    }
    NumberParts parts;
    parts_split(&parts, buffer.bytes, buffer.length, prefix_length);
    parts.digit_count += parts.rest_length;           // letters are digits too
    parts.rest_length = 0;
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    put_number(&writer, &parts, spec);
    ou_buffer_free(&buffer);
    return ou_writer_finish(&writer);
}

static OuValue format_whole(OuVM *vm, OuValue value, const OuFormatSpec *spec)
{
    if (spec->precision >= 0) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "Precision not allowed in integer format specifier");
    }
    if (spec->no_negative_zero) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "Negative zero coercion (z) not allowed in integer format specifier");
    }
    if (spec->type == 'c') return format_character(vm, value, spec);
    unsigned base = format_base(spec->type);
    bool has_prefix = spec->alternate && base != 10;
    OU_OWNED OuValue text = ou_int_format_radix(vm, value, base, has_prefix);
    if (text == OU_ERROR) return OU_ERROR;
    return format_digits(vm, ou_str_of(text), spec, has_prefix ? 2 : 0);
}

OuValue ou_number_format_int(OuVM *vm, OuValue value, OuString *specification)
{
    OuFormatSpec spec;
    if (!specification->length) return ou_str(vm, value);
    if (!ou_format_spec_parse(vm, specification, value, 'd', '>', &spec)) return OU_ERROR;
    switch (spec.type) {
    case 'b': case 'c': case 'd': case 'o': case 'x': case 'X': case 'n':
        return format_whole(vm, value, &spec);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%':
        break;
    default:
        return ou_format_spec_unknown(vm, spec.type, value);
    }
    double number;
    return ou_int_as_double(vm, value, &number) ? format_double(vm, number, &spec) : OU_ERROR;
}

// --- complex -------------------------------------------------------------------------------------

static bool put_part(OuStringWriter *writer, double value, const OuFormatSpec *spec)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, &writer->vm->heap.memory);
    int64_t precision;
    char type = float_presentation(spec, &precision);
    bool good = ou_float_put(&buffer, value, type, precision, float_flags(spec));
    if (good) {
        NumberParts parts;
        parts_split(&parts, buffer.bytes, buffer.length, 0);
        put_number(writer, &parts, spec);
    } else {
        ou_raise_memory_error(writer->vm);
    }
    ou_buffer_free(&buffer);
    return good;
}

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
    bool good = only_imag || put_part(&writer, number.real, &part);
    if (!only_imag) part.sign = '+';
    good = good && put_part(&writer, number.imag, &part);
    if (!good) {
        ou_writer_discard(&writer);
        return OU_ERROR;
    }
    ou_writer_put_ascii(&writer, "j)", brackets ? 2 : 1);
    return ou_writer_finish(&writer);
}

OuValue ou_number_format_complex(OuVM *vm, OuValue value, OuString *specification)
{
    OuFormatSpec spec;
    if (!specification->length) return ou_str(vm, value);
    if (!ou_format_spec_parse(vm, specification, value, 0, '>', &spec)) return OU_ERROR;
    if (spec.type && !format_is_float_type(spec.type)) {
        return ou_format_spec_unknown(vm, spec.type, value);
    }
    if (!format_check_precision(vm, &spec)) return OU_ERROR;
    if (spec.fill == '0') {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "Zero padding is not allowed in complex format specifier");
    }
    if (spec.align == '=') {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "'=' alignment flag is not allowed in complex format specifier");
    }
    OU_OWNED OuValue text = format_complex_text(vm, ou_complex_of(value), &spec);
    if (text == OU_ERROR) return OU_ERROR;
    size_t before, behind;
    ou_format_spec_padding(&spec, ou_str_of(text)->length, &before, &behind);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    ou_writer_put_fill(&writer, spec.fill, before);
    ou_writer_put_str(&writer, ou_str_of(text));
    ou_writer_put_fill(&writer, spec.fill, behind);
    return ou_writer_finish(&writer);
}

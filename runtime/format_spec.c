#include "runtime/format_spec.h"

#include "runtime/error.h"

// In line, so that the reader lives in registers: each field with a specification comes by.
#define IN_LINE static inline __attribute__((always_inline))

typedef struct SpecReader {
    OuVM         *vm;
    OuText        text;
    size_t        position;
    OuFormatSpec *spec;
} SpecReader;

// The code point `ahead` places on, 0 past the end.
IN_LINE uint32_t reader_peek(const SpecReader *reader, size_t ahead)
{
    size_t at = reader->position + ahead;
    return at < reader->text.length ? ou_text_at(reader->text, at) : 0;
}

IN_LINE bool reader_take(SpecReader *reader, uint32_t wanted)
{
    if (reader_peek(reader, 0) != wanted) return false;
    reader->position++;
    return true;
}

IN_LINE bool spec_is_align(uint32_t c)
{
    return c == '<' || c == '>' || c == '=' || c == '^';
}

// Reads digits, if there are any; false: too many of them.
IN_LINE bool reader_take_number(SpecReader *reader, int64_t *number)
{
    uint32_t c;
    while ((c = reader_peek(reader, 0)) >= '0' && c <= '9') {
        int64_t so_far = *number < 0 ? 0 : *number;
        if (so_far > (INT64_MAX - (int64_t)(c - '0')) / 10) {
            ou_raise(reader->vm, OU_TYPE_VALUE_ERROR, "Too many decimal digits in format string");
            return false;
        }
        *number = so_far * 10 + (int64_t)(c - '0');
        reader->position++;
    }
    return true;
}

static bool spec_is_printable_ascii(uint32_t c)
{
    return c > 32 && c < 128;
}

static void spec_raise_group(OuVM *vm, const OuFormatSpec *spec)
{
    if (spec_is_printable_ascii(spec->type)) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "Cannot specify '%c' with '%c'.", spec->group,
                 (int)spec->type);
    } else {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "Cannot specify '%c' with '\\x%x'.", spec->group,
                 spec->type);
    }
}

OuValue ou_format_spec_unknown(OuVM *vm, uint32_t type, OuValue value)
{
    if (spec_is_printable_ascii(type)) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "Unknown format code '%c' for object of type '%T'",
                        (int)type, value);
    }
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "Unknown format code '\\x%x' for object of type '%T'",
                    type, value);
}

IN_LINE void spec_read_alignment(SpecReader *reader, char default_align)
{
    OuFormatSpec *spec = reader->spec;
    bool fill_given = false, align_given = false;
    if (spec_is_align(reader_peek(reader, 1))) {
        spec->fill = reader_peek(reader, 0);
        spec->align = (char)reader_peek(reader, 1);
        fill_given = align_given = true;
        reader->position += 2;
    } else if (spec_is_align(reader_peek(reader, 0))) {
        spec->align = (char)reader_peek(reader, 0);
        align_given = true;
        reader->position++;
    }
    uint32_t c = reader_peek(reader, 0);
    if (c == '+' || c == '-' || c == ' ') {
        spec->sign = (char)c;
        reader->position++;
    }
    spec->no_negative_zero = reader_take(reader, 'z');
    spec->alternate = reader_take(reader, '#');
    if (!fill_given && reader_take(reader, '0')) {
        spec->fill = '0';
        if (!align_given && default_align == '>') spec->align = '=';
    }
}

IN_LINE bool spec_read_group(SpecReader *reader)
{
    OuFormatSpec *spec = reader->spec;
    if (reader_take(reader, ',')) spec->group = ',';
    bool underscore = reader_take(reader, '_');
    bool both = underscore && (spec->group || reader_peek(reader, 0) == ',');
    if (both) {
        ou_raise(reader->vm, OU_TYPE_VALUE_ERROR, "Cannot specify both ',' and '_'.");
        return false;
    }
    if (underscore) spec->group = '_';
    return true;
}

IN_LINE bool spec_check_group(OuVM *vm, OuFormatSpec *spec)
{
    switch (spec->group ? spec->type : 0) {
    case 0: case 'd': case 'e': case 'f': case 'g': case 'E': case 'F': case 'G': case '%':
        return true;
    case 'b': case 'o': case 'x': case 'X':
        spec->group_size = 4;
        if (spec->group == '_') return true;
    }
    spec_raise_group(vm, spec);
    return false;
}

bool ou_format_spec_parse(OuVM *vm, OuText text, OuValue value, uint32_t default_type,
                          char default_align, OuFormatSpec *spec)
{
    *spec = (OuFormatSpec){ .fill = ' ', .align = default_align, .group_size = 3, .width = -1,
                            .precision = -1, .type = default_type };
    SpecReader reader = { .vm = vm, .text = text, .spec = spec };
    spec_read_alignment(&reader, default_align);
    if (!reader_take_number(&reader, &spec->width) || !spec_read_group(&reader)) return false;
    if (reader_take(&reader, '.')) {
        if (!reader_take_number(&reader, &spec->precision)) return false;
        if (spec->precision < 0) {
            ou_raise(vm, OU_TYPE_VALUE_ERROR, "Format specifier missing precision");
            return false;
        }
    }
    size_t rest = text.length - reader.position;
    if (rest > 1) {
        OU_OWNED OuValue shown = ou_str_from_text(vm, text);
        if (shown == OU_ERROR) return false;
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "Invalid format specifier '%S' for object of type '%T'",
                 ou_str_of(shown), value);
        return false;
    }
    if (rest == 1) spec->type = reader_peek(&reader, 0);
    return spec_check_group(vm, spec);
}

void ou_format_spec_padding(const OuFormatSpec *spec, size_t length, size_t *before, size_t *behind)
{
    size_t padding = spec->width > 0 && (size_t)spec->width > length
                   ? (size_t)spec->width - length : 0;
    *before = spec->align == '<' ? 0 : spec->align == '^' ? padding / 2 : padding;
    *behind = padding - *before;
}

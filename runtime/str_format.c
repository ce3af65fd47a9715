// str.format: "{0.name[key]!r:>{width}}" (PEP 3101). A field is parsed into spans of the format
// string, its object is looked up, converted, and formatted with a specification in which fields
// may be nested once.
#include "runtime/argument.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/format_spec.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/number_format.h"
#include "runtime/protocol.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

typedef struct Span {
    size_t start, end;
} Span;

typedef enum Numbering { NUMBERING_OPEN, NUMBERING_AUTOMATIC, NUMBERING_MANUAL } Numbering;

typedef struct Formatting {
    OuVM      *vm;
    OuString  *format;
    OuTuple   *positional;       // NULL: there are none (format_map)
    OuValue    named;            // a mapping
    Numbering *numbering;        // shared with nested specifications
    size_t    *next_number;
    int        depth;            // how many levels are still allowed
} Formatting;

typedef struct Field {
    Span     name;
    Span     specification;
    uint32_t conversion;         // 0: none
    bool     is_nested;          // the specification has fields of its own
} Field;

static bool fail(const Formatting *formatting, const char *message)
{
    ou_raise(formatting->vm, OU_TYPE_VALUE_ERROR, "%s", message);
    return false;
}

static uint32_t char_at(const Formatting *formatting, size_t index)
{
    return ou_str_at(formatting->format, index);
}

static OuValue span_text(const Formatting *formatting, Span span)
{
    return ou_str_slice(formatting->vm, formatting->format, span.start, span.end);
}

// --- parsing a field -----------------------------------------------------------------------------

// Reads up to and including the character that ends the name, which is returned (0: end of text).
static bool field_read_name(const Formatting *formatting, size_t *position, size_t end,
                            Field *field, uint32_t *terminator)
{
    field->name.start = *position;
    *terminator = 0;
    while (*position < end) {
        uint32_t c = *terminator = char_at(formatting, (*position)++);
        if (c == '{') return fail(formatting, "unexpected '{' in field name");
        if (c == '}' || c == ':' || c == '!') {
            field->name.end = *position - 1;
            return true;
        }
        while (c == '[' && *position < end && char_at(formatting, *position) != ']') ++*position;
    }
    return fail(formatting, "expected '}' before end of string");
}

static bool field_read_specification(const Formatting *formatting, size_t *position, size_t end,
                                     Field *field)
{
    field->specification.start = *position;
    for (int open = 1; *position < end;) {
        uint32_t c = char_at(formatting, (*position)++);
        if (c == '{') {
            field->is_nested = true;
            open++;
        } else if (c == '}' && --open == 0) {
            field->specification.end = *position - 1;
            return true;
        }
    }
    return fail(formatting, "unmatched '{' in format spec");
}

static bool field_read(const Formatting *formatting, size_t *position, size_t end, Field *field)
{
    uint32_t c;
    *field = (Field){ { 0, 0 }, { 0, 0 }, 0, false };
    if (!field_read_name(formatting, position, end, field, &c)) return false;
    if (c == '}') return true;
    if (c == '!') {
        if (*position >= end) {
            return fail(formatting, "end of string while looking for conversion specifier");
        }
        field->conversion = char_at(formatting, (*position)++);
        if (*position < end) {
            c = char_at(formatting, (*position)++);
            if (c == '}') return true;
            if (c != ':') return fail(formatting, "expected ':' after conversion specifier");
        }
    }
    return field_read_specification(formatting, position, end, field);
}

// --- finding the object --------------------------------------------------------------------------

// *number stays -1 when the span isn't all digits. false: too large.
static bool span_number(const Formatting *formatting, Span span, int64_t *number)
{
    *number = -1;
    int64_t value = 0;
    for (size_t i = span.start; i < span.end; i++) {
        int digit = ou_unicode_decimal_value(char_at(formatting, i));
        if (digit < 0) return true;
        if (value > (INT64_MAX - digit) / 10) {
            return fail(formatting, "Too many decimal digits in format string");
        }
        value = value * 10 + digit;
    }
    if (span.start < span.end) *number = value;
    return true;
}

static bool number_settle(const Formatting *formatting, bool is_empty, int64_t *number)
{
    Numbering wanted = is_empty ? NUMBERING_AUTOMATIC : NUMBERING_MANUAL;
    if (*formatting->numbering == NUMBERING_OPEN) *formatting->numbering = wanted;
    if (*formatting->numbering != wanted) {
        return fail(formatting, is_empty
            ? "cannot switch from manual field specification to automatic field numbering"
            : "cannot switch from automatic field numbering to manual field specification");
    }
    if (is_empty) *number = (int64_t)(*formatting->next_number)++;
    return true;
}

static OuValue find_positional(const Formatting *formatting, int64_t number)
{
    const OuTuple *positional = formatting->positional;
    if (!positional) {
        return ou_raise(formatting->vm, OU_TYPE_VALUE_ERROR,
                        "Format string contains positional fields");
    }
    if ((uint64_t)number >= positional->length) {
        return ou_raise(formatting->vm, OU_TYPE_INDEX_ERROR,
                        "Replacement index %lld out of range for positional args tuple",
                        (long long)number);
    }
    return ou_ref(positional->items[number]);
}

static OuValue find_first(const Formatting *formatting, Span name)
{
    int64_t number;
    bool is_empty = name.start == name.end;
    if (!span_number(formatting, name, &number)) return OU_ERROR;
    if (is_empty || number >= 0) {
        if (!number_settle(formatting, is_empty, &number)) return OU_ERROR;
        return find_positional(formatting, number);
    }
    OU_OWNED OuValue key = span_text(formatting, name);
    if (key == OU_ERROR) return OU_ERROR;
    return ou_get_item(formatting->vm, formatting->named, key);
}

static OuValue follow_attribute(const Formatting *formatting, OuValue object, Span name)
{
    OuValue text = span_text(formatting, name);
    if (text == OU_ERROR) return OU_ERROR;
    OuString *attribute = ou_str_intern_steal(formatting->vm, ou_str_of(text));
    if (!attribute) return OU_ERROR;
    OuValue result = ou_get_attribute(formatting->vm, object, attribute);
    ou_unref(ou_str_value(attribute));
    return result;
}

static OuValue follow_item(const Formatting *formatting, OuValue object, Span name)
{
    int64_t number;
    if (!span_number(formatting, name, &number)) return OU_ERROR;
    if (number >= 0 && ou_fits_int(number)) {
        return ou_get_item(formatting->vm, object, ou_int_value(number));
    }
    OU_OWNED OuValue key = span_text(formatting, name);
    if (key == OU_ERROR) return OU_ERROR;
    return ou_get_item(formatting->vm, object, key);
}

// One ".name" or "[key]" at *position.
static OuValue follow_one(const Formatting *formatting, OuValue object, size_t *position,
                          size_t end)
{
    uint32_t opener = char_at(formatting, (*position)++);
    Span name = { *position, *position };
    if (opener != '.' && opener != '[') {
        fail(formatting, "Only '.' or '[' may follow ']' in format field specifier");
        return OU_ERROR;
    }
    for (; name.end < end; name.end++) {
        uint32_t c = char_at(formatting, name.end);
        if (opener == '[' ? c == ']' : c == '.' || c == '[') break;
    }
    if (opener == '[' && name.end == end) {
        fail(formatting, "Missing ']' in format string");
        return OU_ERROR;
    }
    *position = name.end + (opener == '[');
    if (name.start == name.end) {
        fail(formatting, "Empty attribute in format string");
        return OU_ERROR;
    }
    return opener == '.' ? follow_attribute(formatting, object, name)
                         : follow_item(formatting, object, name);
}

static OuValue field_object(const Formatting *formatting, Span name)
{
    size_t position = name.start;
    while (position < name.end && char_at(formatting, position) != '.' &&
           char_at(formatting, position) != '[') position++;
    OuValue object = find_first(formatting, (Span){ name.start, position });
    while (object != OU_ERROR && position < name.end) {
        ou_set_steal(&object, follow_one(formatting, object, &position, name.end));
    }
    return object;
}

// --- strings by a specification ------------------------------------------------------------------

static bool specification_check(OuVM *vm, const OuFormatSpec *spec, OuValue value)
{
    const char *message = NULL;
    if (spec->type != 's') {
        ou_format_spec_unknown(vm, spec->type, value);
        return false;
    }
    if (spec->sign == ' ') message = "Space not allowed in string format specifier";
    else if (spec->sign) message = "Sign not allowed in string format specifier";
    else if (spec->no_negative_zero) {
        message = "Negative zero coercion (z) not allowed in string format specifier";
    } else if (spec->alternate) {
        message = "Alternate form (#) not allowed in string format specifier";
    } else if (spec->align == '=') {
        message = "'=' alignment not allowed in string format specifier";
    }
    if (message) ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s", message);
    return !message;
}

// What a specification makes of a string.
typedef struct Fitted {
    uint32_t fill;
    size_t   before, length, behind;
} Fitted;

static bool string_fit(OuVM *vm, const OuString *s, OuText specification, Fitted *fitted)
{
    OuFormatSpec spec;
    OuValue value = ou_pointer_value(s);
    if (!ou_format_spec_parse(vm, specification, value, 's', '<', &spec)) return false;
    if (!specification_check(vm, &spec, value)) return false;
    size_t length = s->length;
    if (spec.precision >= 0 && (uint64_t)spec.precision < length) length = (size_t)spec.precision;
    fitted->fill = spec.fill;
    fitted->length = length;
    ou_format_spec_padding(&spec, length, &fitted->before, &fitted->behind);
    return true;
}

static bool fitted_put(OuStringWriter *writer, const OuString *s, const Fitted *fitted)
{
    ou_writer_put_fill(writer, fitted->fill, fitted->before);
    OuText text = ou_text_part(ou_str_text(s), 0, fitted->length);
    ou_writer_put_part(writer, text, ou_str_is_ascii(s));
    return ou_writer_put_fill(writer, fitted->fill, fitted->behind);
}

static bool string_put(OuStringWriter *writer, const OuString *s, OuText specification)
{
    Fitted fitted;
    if (!string_fit(writer->vm, s, specification, &fitted)) return false;
    if (!fitted_put(writer, s, &fitted)) return false;
    bool is_whole = fitted.length == s->length && writer->length == s->length;
    if (is_whole) ou_writer_note_beginning(writer, ou_pointer_value(s));
    return true;
}

// --- putting it out ------------------------------------------------------------------------------

static bool format_into(Formatting *formatting, OuStringWriter *writer, Span span);

static OuValue convert(const Formatting *formatting, OuValue object, uint32_t conversion)
{
    switch (conversion) {
    case 0:   return ou_ref(object);
    case 'r': return ou_repr(formatting->vm, object);
    case 's': return ou_str(formatting->vm, object);
    case 'a': return ou_ascii(formatting->vm, object);
    default:  break;
    }
    return ou_raise(formatting->vm, OU_TYPE_VALUE_ERROR,
                    conversion > 32 && conversion < 127 ? "Unknown conversion specifier %U"
                                                        : "Unknown conversion specifier \\x%x",
                    conversion);
}

// A specification with fields of its own.
static OuValue nested_specification(const Formatting *formatting, const Field *field)
{
    Formatting inner = *formatting;
    inner.depth--;
    OuStringWriter writer;
    ou_writer_init(&writer, formatting->vm);
    if (format_into(&inner, &writer, field->specification)) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

// Of a type of which nobody can have changed how it is formatted. False: it is another one, and
// nothing was done.
static bool plain_put(OuStringWriter *writer, OuValue value, OuText specification, bool *is_put)
{
    bool is_empty = specification.length == 0;
    if (ou_is_int(value) && !is_empty) {
        *is_put = ou_number_put_int(writer, value, specification);
    } else if (ou_is_float(value) && !is_empty) {
        *is_put = ou_number_put_float(writer, value, specification);
    } else if (ou_is_exact_str(value) && !is_empty) {
        *is_put = string_put(writer, ou_str_of(value), specification);
    } else if (ou_is_int(value)) {
        char digits[OU_INT_SMALL_DIGITS];
        size_t length = ou_int_put_small(digits, ou_int_of(value));
        *is_put = ou_writer_put_ascii(writer, digits, length);
    } else {
        return false;
    }
    return true;
}

static bool format_put(OuStringWriter *writer, OuValue value, OuText specification)
{
    OuVM *vm = writer->vm;
    bool is_put;
    if (plain_put(writer, value, specification, &is_put)) return is_put;
    OU_OWNED OuValue wanted = ou_str_from_text(vm, specification);
    if (wanted == OU_ERROR) return false;
    OU_OWNED OuValue text = ou_format(vm, value, ou_str_of(wanted));
    if (text == OU_ERROR || !ou_writer_put_str(writer, ou_str_of(text))) return false;
    if (writer->length == ou_str_of(text)->length) ou_writer_note_beginning(writer, text);
    return true;
}

static bool field_put(const Formatting *formatting, OuStringWriter *writer, const Field *field)
{
    OU_OWNED OuValue object = field_object(formatting, field->name);
    if (object == OU_ERROR) return false;
    OU_OWNED OuValue converted = convert(formatting, object, field->conversion);
    if (converted == OU_ERROR) return false;
    OuText text = ou_text_part(ou_str_text(formatting->format), field->specification.start,
                               field->specification.end);
    if (!field->is_nested) return format_put(writer, converted, text);
    OU_OWNED OuValue specification = nested_specification(formatting, field);
    return specification != OU_ERROR
        && format_put(writer, converted, ou_str_text(ou_str_of(specification)));
}

static bool is_brace(uint32_t c)
{
    return c == '{' || c == '}';
}

// Puts out the literal text at *position. *has_field: a field begins behind it.
static bool literal_put(const Formatting *formatting, OuStringWriter *writer, size_t *position,
                        size_t end, bool *has_field)
{
    OuText text = ou_str_text(formatting->format);
    size_t start = *position, stop = start;
    while (stop < end && !is_brace(char_at(formatting, stop))) stop++;
    *has_field = false;
    *position = stop;
    if (stop < end) {
        uint32_t brace = char_at(formatting, stop);
        uint32_t next = stop + 1 < end ? char_at(formatting, stop + 1) : 0;
        if (brace == '}' && next != '}') {
            return fail(formatting, "Single '}' encountered in format string");
        }
        if (stop + 1 == end) return fail(formatting, "Single '{' encountered in format string");
        *has_field = next != brace;
        *position = stop + (*has_field ? 1 : 2);
        stop += !*has_field;
    }
    text = ou_text_part(text, start, stop);
    if (!ou_writer_put_part(writer, text, ou_str_is_ascii(formatting->format))) return false;
    bool is_whole = start == 0 && stop == formatting->format->length;
    if (is_whole) ou_writer_note_beginning(writer, ou_str_value(formatting->format));
    return true;
}

static bool format_into(Formatting *formatting, OuStringWriter *writer, Span span)
{
    if (formatting->depth <= 0) return fail(formatting, "Max string recursion exceeded");
    for (size_t position = span.start; position < span.end;) {
        bool has_field;
        Field field;
        if (!literal_put(formatting, writer, &position, span.end, &has_field)) return false;
        if (!has_field) continue;
        if (!field_read(formatting, &position, span.end, &field)) return false;
        if (!field_put(formatting, writer, &field)) return false;
    }
    return true;
}

static OuValue format(OuVM *vm, OuValue self, OuTuple *positional, OuValue named)
{
    Numbering numbering = NUMBERING_OPEN;
    size_t next_number = 0;
    Formatting formatting = { vm, ou_str_of(self), positional, named, &numbering, &next_number, 2 };
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    if (format_into(&formatting, &writer, (Span){ 0, formatting.format->length })) {
        return ou_writer_finish(&writer);
    }
    ou_writer_discard(&writer);
    return OU_ERROR;
}

OU_STR_METHOD(format, "format(self, *args, **kwargs)",
              "S.format(*args, **kwargs) -> str\n\n"
              "Return a formatted version of S, using substitutions from args and kwargs.\n"
              "The substitutions are identified by braces ('{' and '}').")
{
    return format(vm, arguments[0], (OuTuple *)ou_pointer_of(arguments[1]), arguments[2]);
}

OU_STR_METHOD(format_map, "format_map(self, mapping, /)",
              "S.format_map(mapping) -> str\n\n"
              "Return a formatted version of S, using substitutions from mapping.\n"
              "The substitutions are identified by braces ('{' and '}').")
{
    return format(vm, arguments[0], NULL, arguments[1]);
}

// --- __format__ ----------------------------------------------------------------------------------

OuValue ou_str_format_spec(OuVM *vm, OuString *s, OuString *specification)
{
    Fitted fitted;
    if (specification->length == 0) return ou_str(vm, ou_str_value(s));
    if (!string_fit(vm, s, ou_str_text(specification), &fitted)) return OU_ERROR;
    if (fitted.length == s->length && fitted.before + fitted.behind == 0) {
        return ou_str(vm, ou_str_value(s));
    }
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    (void)fitted_put(&writer, s, &fitted);
    return ou_writer_finish(&writer);
}

OU_STR_METHOD(dunder_format, "__format__(self, format_spec, /)",
              "Return a formatted version of the string as described by format_spec.")
{
    if (!ou_is_str(arguments[1])) {
        return ou_argument_raise(vm, "__format__", "argument", "str", arguments[1]);
    }
    return ou_str_format_spec(vm, ou_str_of(arguments[0]), ou_str_of(arguments[1]));
}

#include "runtime/percent.h"

#include <limits.h>

#include "runtime/argument.h"
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/sequence.h"

typedef struct Formatter {
    OuVM           *vm;
    OuStringWriter *writer;
    OuText          format;
    size_t          position;
    bool            is_bytes, is_ascii;    // the format
    OuValue         arguments;    // as given: a tuple, or the one argument
    OuValue         mapping;      // the arguments when keys can be asked for; else UNBOUND
    size_t          next;         // of the arguments
    OuValue         keyed;        // what the last (key) found: owned, taken next; else UNBOUND
    bool            has_keys;     // a key was used: then other arguments aren't counted
} Formatter;

static bool fail(const Formatter *formatter, OuTypeId type, const char *message)
{
    ou_raise(formatter->vm, type, "%s", message);
    return false;
}

static OuValue next_argument(Formatter *formatter)
{
    if (formatter->keyed != OU_UNBOUND) return ou_take(&formatter->keyed);
    OuValue arguments = formatter->arguments;
    bool is_tuple = ou_is_tuple(arguments);
    size_t count = formatter->has_keys ? 0 : is_tuple ? ou_tuple_of(arguments)->length : 1;
    if (formatter->next >= count) {
        fail(formatter, OU_TYPE_TYPE_ERROR, "not enough arguments for format string");
        return OU_ERROR;
    }
    size_t index = formatter->next++;
    return ou_ref(is_tuple ? ou_tuple_of(arguments)->items[index] : arguments);
}

// --- reading a directive -------------------------------------------------------------------------

// 0 at the end of the format.
static inline __attribute__((always_inline)) uint32_t peek(const Formatter *formatter)
{
    if (formatter->position >= formatter->format.length) return 0;
    return ou_text_at(formatter->format, formatter->position);
}

static bool require_more(const Formatter *formatter)
{
    if (formatter->position < formatter->format.length) return true;
    return fail(formatter, OU_TYPE_VALUE_ERROR, "incomplete format");
}

// "(key)": the argument is taken out of the mapping.
static bool read_key(Formatter *formatter)
{
    if (peek(formatter) != '(') return true;
    if (formatter->mapping == OU_UNBOUND) {
        return fail(formatter, OU_TYPE_TYPE_ERROR, "format requires a mapping");
    }
    size_t start = ++formatter->position, length = formatter->format.length;
    int open = 1;
    for (; formatter->position < length && open > 0; formatter->position++) {
        uint32_t c = peek(formatter);
        open += (c == '(') - (c == ')');
    }
    if (open > 0) return fail(formatter, OU_TYPE_VALUE_ERROR, "incomplete format key");
    OuText text = ou_text_part(formatter->format, start, formatter->position - 1);
    OU_OWNED OuValue key = formatter->is_bytes
                         ? ou_bytes_make(formatter->vm, text.units, text.length)
                         : ou_str_from_text(formatter->vm, text);
    if (key == OU_ERROR) return false;
    OuValue found = ou_get_item(formatter->vm, formatter->mapping, key);
    if (found == OU_ERROR) return false;
    ou_set_steal(&formatter->keyed, found);
    formatter->has_keys = true;
    return true;
}

static void read_flags(Formatter *formatter, OuPercentSpec *spec)
{
    for (;; formatter->position++) {
        switch (peek(formatter)) {
        case '-': spec->left = true; break;
        case '+': spec->plus = true; break;
        case ' ': spec->blank = true; break;
        case '#': spec->alternate = true; break;
        case '0': spec->zero = true; break;
        case 'z':
            if (!formatter->is_bytes) return;
            spec->no_negative_zero = true;
            break;
        default:  return;
        }
    }
}

// "*": the number is an argument of its own; it must fit into a C int when `is_int`.
static bool read_star(Formatter *formatter, bool is_int, int64_t *number)
{
    formatter->position++;
    OU_OWNED OuValue value = next_argument(formatter);
    if (value == OU_ERROR) return false;
    if (!ou_is_any_int(value)) return fail(formatter, OU_TYPE_TYPE_ERROR, "* wants int");
    if (!is_int) return ou_sequence_argument(formatter->vm, value, number);
    int precision;
    if (!ou_argument_int(formatter->vm, value, &precision)) return false;
    *number = precision;
    return true;
}

static bool read_number(Formatter *formatter, int64_t limit, const char *message, int64_t *number)
{
    *number = 0;
    for (; peek(formatter) - '0' < 10; formatter->position++) {
        int64_t digit = peek(formatter) - '0';
        if (*number > (limit - digit) / 10) return fail(formatter, OU_TYPE_VALUE_ERROR, message);
        *number = *number * 10 + digit;
    }
    return true;
}

static bool read_width(Formatter *formatter, OuPercentSpec *spec)
{
    if (peek(formatter) == '*') {
        if (!read_star(formatter, false, &spec->width)) return false;
        if (spec->width < 0) {
            spec->left = true;
            spec->width = spec->width == INT64_MIN ? INT64_MAX : -spec->width;
        }
        return require_more(formatter);
    }
    if (peek(formatter) - '0' >= 10) return true;
    return read_number(formatter, INT64_MAX, "width too big", &spec->width);
}

static bool read_precision(Formatter *formatter, OuPercentSpec *spec)
{
    if (peek(formatter) != '.') return true;
    formatter->position++;
    if (peek(formatter) != '*') {
        return read_number(formatter, INT_MAX,
                           formatter->is_bytes ? "prec too big" : "precision too big",
                           &spec->precision);
    }
    if (!read_star(formatter, true, &spec->precision)) return false;
    if (spec->precision < 0) spec->precision = 0;
    return true;
}

static bool read_directive(Formatter *formatter, OuPercentSpec *spec)
{
    *spec = (OuPercentSpec){ .width = -1, .precision = -1 };
    if (!require_more(formatter) || !read_key(formatter)) return false;
    read_flags(formatter, spec);
    if (!read_width(formatter, spec) || !read_precision(formatter, spec)) return false;
    uint32_t c = peek(formatter);
    if (c == 'h' || c == 'l' || c == 'L') formatter->position++;
    if (!require_more(formatter)) return false;
    spec->letter_index = formatter->position;
    spec->letter = ou_text_at(formatter->format, formatter->position++);
    return true;
}

// --- text ----------------------------------------------------------------------------------------

static bool put_owned_str(Formatter *formatter, const OuPercentSpec *spec, OuValue text)
{
    if (text == OU_ERROR) return false;
    OuStringWriter *writer = formatter->writer;
    size_t before = writer->length, length = ou_str_of(text)->length;
    bool is_put = ou_percent_put_text(writer, spec, ou_str_text(ou_str_of(text)));
    bool is_whole = spec->precision < 0 || (size_t)spec->precision >= length;
    if (is_put && before == 0 && is_whole && writer->length == length) {
        ou_writer_note_beginning(writer, text);
    }
    ou_unref(text);
    return is_put;
}

static bool put_character(Formatter *formatter, const OuPercentSpec *spec, OuValue value)
{
    OuPercentSpec plain = *spec;
    plain.precision = -1;
    if (ou_is_str(value) && ou_str_of(value)->length == 1) {
        return ou_percent_put_text(formatter->writer, &plain, ou_str_text(ou_str_of(value)));
    }
    int64_t number;
    if (ou_is_str(value) || !(ou_is_any_int(value) ||
                              ou_type_of(formatter->vm, value)->slots.to_index)) {
        return fail(formatter, OU_TYPE_TYPE_ERROR, "%c requires int or char");
    }
    OU_OWNED OuValue index = ou_to_index(formatter->vm, value);
    if (index == OU_ERROR) return false;
    if (!ou_int_as_int64(index, &number) || number < 0 || number > 0x10FFFF) {
        return fail(formatter, OU_TYPE_OVERFLOW_ERROR, "%c arg not in range(0x110000)");
    }
    uint32_t code_point = (uint32_t)number;
    return ou_percent_put_text(formatter->writer, &plain, (OuText){ &code_point, 1, 4 });
}

static bool put_byte(Formatter *formatter, const OuPercentSpec *spec, OuValue value)
{
    OuPercentSpec plain = *spec;
    plain.precision = -1;
    if (ou_is_bytes_like(value) && ou_bytes_text(value).length == 1) {
        return ou_percent_put_text(formatter->writer, &plain, ou_bytes_text(value));
    }
    int64_t number = -1;
    const char *message = "%c requires an integer in range(256) or a single byte";
    if (!ou_has_index(formatter->vm, value)) return fail(formatter, OU_TYPE_TYPE_ERROR, message);
    OU_OWNED OuValue index = ou_to_index(formatter->vm, value);
    if (index == OU_ERROR) return false;
    if (!ou_int_as_int64(index, &number) || number < 0 || number > 255) {
        return fail(formatter, OU_TYPE_OVERFLOW_ERROR, "%c arg not in range(256)");
    }
    uint8_t byte = (uint8_t)number;
    return ou_percent_put_text(formatter->writer, &plain, (OuText){ &byte, 1, 1 });
}

static bool put_bytes_like(Formatter *formatter, const OuPercentSpec *spec, OuValue value)
{
    OuVM *vm = formatter->vm;
    if (ou_is_bytes_like(value)) {
        return ou_percent_put_text(formatter->writer, spec, ou_bytes_text(value));
    }
    OU_OWNED OuValue method = ou_special_method(vm, value, OU_NAMED(vm, dunder_bytes));
    if (method == OU_ERROR) return false;
    if (method == OU_UNBOUND) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "%%b requires a bytes-like object, "
                 "or an object that implements __bytes__, not '%T'", value);
        return false;
    }
    OU_OWNED OuValue bytes = ou_call(vm, method, NULL, 0);
    if (bytes == OU_ERROR) return false;
    if (!ou_is_bytes(bytes)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "__bytes__ returned non-bytes (type %T)", bytes);
        return false;
    }
    return ou_percent_put_text(formatter->writer, spec, ou_bytes_text(bytes));
}

static bool put_unknown(Formatter *formatter, const OuPercentSpec *spec)
{
    uint32_t shown = spec->letter > 31 && spec->letter < 128 ? spec->letter : '?';
    if (formatter->is_bytes && spec->letter < 256) shown = spec->letter;
    ou_raise(formatter->vm, OU_TYPE_VALUE_ERROR,
             "unsupported format character '%U' (0x%x) at index %zu", shown, spec->letter,
             spec->letter_index);
    return false;
}

static bool has_float(OuVM *vm, OuValue value)
{
    const OuSlots *slots = &ou_type_of(vm, value)->slots;
    return slots->to_float || slots->to_index;
}

static bool put_value(Formatter *formatter, const OuPercentSpec *spec, OuValue value)
{
    OuVM *vm = formatter->vm;
    bool is_bytes = formatter->is_bytes;
    switch (spec->letter) {
    case 'b':
        return is_bytes ? put_bytes_like(formatter, spec, value) : put_unknown(formatter, spec);
    case 's':
        return is_bytes ? put_bytes_like(formatter, spec, value)
                        : put_owned_str(formatter, spec, ou_str(vm, value));
    case 'r':
        return put_owned_str(formatter, spec, is_bytes ? ou_ascii(vm, value) : ou_repr(vm, value));
    case 'a':
        return put_owned_str(formatter, spec, ou_ascii(vm, value));
    case 'c':
        return is_bytes ? put_byte(formatter, spec, value) : put_character(formatter, spec, value);
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X':
        return ou_percent_put_int(formatter->writer, spec, value);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
        if (is_bytes && !has_float(vm, value)) {
            ou_raise(vm, OU_TYPE_TYPE_ERROR, "float argument required, not %T", value);
            return false;
        }
        return ou_percent_put_float(formatter->writer, spec, value);
    default:
        return put_unknown(formatter, spec);
    }
}

// --- the whole -----------------------------------------------------------------------------------

// `%s` of a string and `%d` of a small int, without flags and the like: the usual cases. False: it
// is another one, and nothing was done.
static bool plain_put(Formatter *formatter, bool *is_put)
{
    uint32_t letter = peek(formatter);
    if (formatter->is_bytes || (letter != 's' && letter != 'd')) return false;
    bool is_tuple = ou_is_exact_tuple(formatter->arguments);
    size_t count = is_tuple ? ou_tuple_of(formatter->arguments)->length : 1;
    if (formatter->next >= count || formatter->has_keys) return false;
    OuValue value = is_tuple ? ou_tuple_of(formatter->arguments)->items[formatter->next]
                             : formatter->arguments;
    if (letter == 's' && ou_is_exact_str(value)) {
        *is_put = ou_writer_put_str(formatter->writer, ou_str_of(value));
        if (formatter->writer->length == ou_str_of(value)->length) {
            ou_writer_note_beginning(formatter->writer, value);
        }
    } else if (letter == 'd' && ou_is_int(value)) {
        char digits[OU_INT_SMALL_DIGITS];
        size_t length = ou_int_put_small(digits, ou_int_of(value));
        *is_put = ou_writer_put_ascii(formatter->writer, digits, length);
    } else {
        return false;
    }
    formatter->next++;
    formatter->position++;
    return true;
}

static bool directive_put(Formatter *formatter)
{
    OuPercentSpec spec;
    if (peek(formatter) == '%') {
        formatter->position++;
        return ou_writer_put(formatter->writer, '%');
    }
    bool is_put = false;
    if (plain_put(formatter, &is_put)) return is_put;
    if (!read_directive(formatter, &spec)) return false;
    if (formatter->is_bytes && spec.letter == 'i') spec.letter = 'd';
    OU_OWNED OuValue value = next_argument(formatter);
    return value != OU_ERROR && put_value(formatter, &spec, value);
}

// Where the next directive is, or the end. Most are near.
static size_t literal_end(OuText format, size_t start)
{
    enum { NEAR = 16 };
    size_t near = format.length - start < NEAR ? format.length : start + NEAR;
    if (format.width == 1) {
        const uint8_t *units = format.units;
        for (; start < near; start++) if (units[start] == '%') return start;
    }
    size_t run = ou_text_find_unit(ou_text_part(format, start, format.length), '%');
    return run == OU_TEXT_NOT_FOUND ? format.length : start + run;
}

static bool all_put(Formatter *formatter)
{
    OuText format = formatter->format;
    while (formatter->position < format.length) {
        size_t start = formatter->position, end = literal_end(format, start);
        OuText literal = ou_text_part(format, start, end);
        if (literal.length
            && !ou_writer_put_part(formatter->writer, literal, formatter->is_ascii)) return false;
        formatter->position = end + 1;
        if (end < format.length && !directive_put(formatter)) return false;
    }
    return true;
}

static bool has_arguments_left(const Formatter *formatter)
{
    if (formatter->mapping != OU_UNBOUND) return false;
    bool is_tuple = ou_is_tuple(formatter->arguments);
    return formatter->next < (is_tuple ? ou_tuple_of(formatter->arguments)->length : 1);
}

// Anything with items that isn't a tuple or text can be asked for keys, as CPython has it.
static bool is_mapping(OuVM *vm, OuValue value, bool is_bytes)
{
    if (ou_is_tuple(value) || ou_is_str(value)) return false;
    if (is_bytes && ou_is_byte_string(value)) return false;
    return ou_type_of(vm, value)->slots.get_item;
}

bool ou_percent_put(OuStringWriter *writer, OuText format, bool is_bytes, OuValue arguments)
{
    OuVM *vm = writer->vm;
    Formatter formatter = {
        .vm = vm, .writer = writer, .format = format, .is_bytes = is_bytes,
        .is_ascii = format.width == 1 && ou_text_union(format) < 0x80,
        .arguments = arguments, .mapping = OU_UNBOUND, .keyed = OU_UNBOUND,
    };
    if (is_mapping(vm, arguments, is_bytes)) formatter.mapping = arguments;
    bool is_done = all_put(&formatter);
    ou_clear(&formatter.keyed);
    if (!is_done || !has_arguments_left(&formatter)) return is_done;
    return fail(&formatter, OU_TYPE_TYPE_ERROR,
                is_bytes ? "not all arguments converted during bytes formatting"
                         : "not all arguments converted during string formatting");
}

// json_scan.c: reading JSON.
#include <string.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/modules/json.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// Hooks are OU_NONE where the usual object is wanted.
typedef struct Scanner {
    OuVM      *vm;
    OuString  *document;           // borrowed
    OuText     text;
    size_t     index;              // of the next character
    bool       strict;
    OuValue    object_hook, object_pairs_hook, parse_float, parse_int, parse_constant;
    OuValue    decode_error;       // json.JSONDecodeError
} Scanner;

static OuValue scan_value(Scanner *s);

static OuValue fail(Scanner *s, const char *message, size_t position)
{
    OU_OWNED OuValue text = ou_str_make_text(s->vm, message);
    if (text == OU_ERROR) return OU_ERROR;
    OuValue arguments[3] = { text, ou_str_value(s->document), ou_int_value((int64_t)position) };
    OU_OWNED OuValue error = ou_call(s->vm, s->decode_error, arguments, 3);
    return error == OU_ERROR ? OU_ERROR : ou_raise_object(s->vm, error);
}

// The next character, or 0 at the end (where a NUL would be wrong, too).
static inline uint32_t peek(const Scanner *s)
{
    return s->index < s->text.length ? ou_text_at(s->text, s->index) : 0;
}

static void skip_space(Scanner *s)
{
    for (; s->index < s->text.length; s->index++) {
        uint32_t c = ou_text_at(s->text, s->index);
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r') return;
    }
}

// ---- Strings ------------------------------------------------------------------------------------

static bool read_hex(Scanner *s, size_t at, uint32_t *value)
{
    *value = 0;
    for (size_t i = at; i < at + 4; i++) {
        uint32_t c = ou_text_at(s->text, i), lower = c | 32;
        uint32_t digit = c >= '0' && c <= '9' ? c - '0'
            : lower >= 'a' && lower <= 'f' && c < 0x80 ? lower - 'a' + 10 : 16;
        if (digit == 16) {
            (void)fail(s, "Invalid \\uXXXX escape", at - 1);
            return false;
        }
        *value = *value << 4 | digit;
    }
    return true;
}

// \uXXXX, maybe a pair of surrogates; the index is behind the "u".
static bool read_unicode(Scanner *s, uint32_t *c)
{
    size_t length = s->text.length;
    if (length - s->index < 5) {
        (void)fail(s, "Invalid \\uXXXX escape", s->index - 1);
        return false;
    }
    if (!read_hex(s, s->index, c)) return false;
    s->index += 4;
    bool is_pair = *c >= 0xD800 && *c < 0xDC00 && length - s->index > 6
        && ou_text_at(s->text, s->index) == '\\' && ou_text_at(s->text, s->index + 1) == 'u';
    uint32_t low;
    if (!is_pair) return true;
    if (!read_hex(s, s->index + 2, &low)) return false;
    if (low < 0xDC00 || low > 0xDFFF) return true;
    *c = 0x10000 + ((*c - 0xD800) << 10 | (low - 0xDC00));
    s->index += 6;
    return true;
}

static bool read_escape(Scanner *s, size_t begin, uint32_t *c)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    if (s->index >= s->text.length) {
        (void)fail(s, "Unterminated string starting at", begin);
        return false;
    }
    *c = ou_text_at(s->text, s->index++);
    if (*c == 'u') return read_unicode(s, c);
    const char *found = *c && *c < 0x80 ? strchr(letters, (int)*c) : NULL;
    if (!found) {
        (void)fail(s, "Invalid \\escape", s->index - 2);
        return false;
    }
    *c = (uint8_t)meanings[found - letters];
    return true;
}

// The end of a run of characters that stand for themselves.
static bool skip_plain(Scanner *s, size_t begin)
{
    for (; s->index < s->text.length; s->index++) {
        uint32_t c = ou_text_at(s->text, s->index);
        if (c == '"' || c == '\\') return true;
        if (!ou_check_interrupt_at(s->vm, s->index)) return false;
        if (c > 0x1F || !s->strict) continue;
        (void)fail(s, "Invalid control character at", s->index);
        return false;
    }
    (void)fail(s, "Unterminated string starting at", begin);
    return false;
}

// Keys come again and again: short ones are interned.
static OuValue plain_string(Scanner *s, size_t start, bool is_key)
{
    enum { SHORT = 32 };
    size_t length = s->index - start;
    if (!length) return ou_str_make(s->vm, "", 0);
    OuText part = ou_text_part(s->text, start, s->index);
    if (!is_key || length > SHORT) return ou_str_from_text(s->vm, part);
    OuString *key = NULL;
    if (part.width == 1 && ou_text_union(part) < 0x80) {
        key = ou_str_intern_text(s->vm, part.units, length);
    } else {
        OuValue text = ou_str_from_text(s->vm, part);
        if (text != OU_ERROR) key = ou_str_intern_steal(s->vm, ou_str_of(text));
    }
    return key ? ou_str_value(key) : OU_ERROR;
}

static bool put_pieces(Scanner *s, size_t begin, OuStringWriter *writer)
{
    size_t round = 0;
    for (size_t start = begin + 1;; start = s->index) {
        uint32_t c;
        if (!skip_plain(s, begin) || !ou_writer_look(writer, round++)) return false;
        OuText part = ou_text_part(s->text, start, s->index);
        if (part.length && !ou_writer_put_text(writer, part)) return false;
        if (ou_text_at(s->text, s->index++) == '"') return true;
        if (!read_escape(s, begin, &c) || !ou_writer_put(writer, c)) return false;
    }
}

// Behind the opening quote.
static OuValue scan_string(Scanner *s, bool is_key)
{
    size_t begin = s->index - 1;
    if (!skip_plain(s, begin)) return OU_ERROR;
    if (ou_text_at(s->text, s->index) == '"') {
        OuValue string = plain_string(s, begin + 1, is_key);
        s->index++;
        return string;
    }
    OuStringWriter writer;
    ou_writer_init(&writer, s->vm);
    s->index = begin + 1;
    if (put_pieces(s, begin, &writer)) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

// ---- Numbers and constants ----------------------------------------------------------------------

// "Expecting value" to who called scan(): StopIteration with the place.
static OuValue no_value(Scanner *s, size_t position)
{
    return ou_raise_value(s->vm, OU_TYPE_STOP_ITERATION, ou_int_value((int64_t)position));
}

static bool skip_word(Scanner *s, const char *word)
{
    size_t length = strlen(word);
    if (s->text.length - s->index < length) return false;
    for (size_t i = 0; i < length; i++) {
        if (ou_text_at(s->text, s->index + i) != (uint8_t)word[i]) return false;
    }
    s->index += length;
    return true;
}

static OuValue scan_constant(Scanner *s, const char *word, double value)
{
    if (s->parse_constant == OU_NONE) return ou_float_value(value);
    OU_OWNED OuValue name = ou_str_make_text(s->vm, word);
    return name == OU_ERROR ? OU_ERROR : ou_call(s->vm, s->parse_constant, &name, 1);
}

static size_t skip_digits(const Scanner *s, size_t i)
{
    while (i < s->text.length) {
        uint32_t c = ou_text_at(s->text, i);
        if (c < '0' || c > '9') break;
        i++;
    }
    return i;
}

// Where a fraction or exponent that begins at `i` ends; `i` if there is none.
static size_t skip_fraction(const Scanner *s, size_t i)
{
    if (i >= s->text.length || ou_text_at(s->text, i) != '.') return i;
    size_t end = skip_digits(s, i + 1);
    return end > i + 1 ? end : i;
}

static size_t skip_exponent(const Scanner *s, size_t i)
{
    if (i >= s->text.length || (ou_text_at(s->text, i) | 32) != 'e') return i;
    size_t digits = i + 1;
    if (digits < s->text.length) {
        uint32_t sign = ou_text_at(s->text, digits);
        digits += sign == '-' || sign == '+';
    }
    size_t end = skip_digits(s, digits);
    return end > digits ? end : i;
}

static OuValue make_number(Scanner *s, size_t start, size_t end, bool is_float)
{
    OuValue hook = is_float ? s->parse_float : s->parse_int;
    OU_OWNED OuValue text = ou_str_from_text(s->vm, ou_text_part(s->text, start, end));
    if (text == OU_ERROR) return OU_ERROR;
    if (hook != OU_NONE) return ou_call(s->vm, hook, &text, 1);
    const char *digits = (const char *)ou_str_of(text)->data;
    double value;
    if (!is_float) return ou_int_parse(s->vm, digits, end - start, 10);
    return ou_float_parse(digits, end - start, &value) ? ou_float_value(value)
        : ou_raise(s->vm, OU_TYPE_VALUE_ERROR, "could not convert string to float: %R", text);
}

static OuValue scan_number(Scanner *s)
{
    size_t start = s->index, i = start;
    uint32_t c = peek(s);
    if (c == '-') {
        if (skip_word(s, "-Infinity")) return scan_constant(s, "-Infinity", -__builtin_inf());
        i++;
    }
    c = i < s->text.length ? ou_text_at(s->text, i) : 0;
    if (c < '0' || c > '9') return no_value(s, start);
    size_t whole = c == '0' ? i + 1 : skip_digits(s, i);
    size_t end = skip_exponent(s, skip_fraction(s, whole));
    s->index = end;
    // Small numbers are made without a text.
    if (end == whole && end - start <= 15 && s->parse_int == OU_NONE) {
        int64_t value = 0;
        for (; i < end; i++) value = value * 10 + (int64_t)(ou_text_at(s->text, i) - '0');
        return ou_int_make(s->vm, c && ou_text_at(s->text, start) == '-' ? -value : value);
    }
    return make_number(s, start, end, end != whole);
}

// ---- Arrays and objects -------------------------------------------------------------------------

// A value in an array or object: that it is missing is an error of the document.
static OuValue scan_inner(Scanner *s)
{
    OuValue value = scan_value(s);
    if (value != OU_ERROR || !ou_error_matches(s->vm, OU_TYPE_STOP_ITERATION)) return value;
    OU_OWNED OuValue stop = ou_error_take(s->vm);
    const OuException *exception = (const OuException *)ou_pointer_of(stop);
    OuValue place = exception->args->length ? exception->args->items[0] : OU_NONE;
    return fail(s, "Expecting value", ou_is_int(place) ? (size_t)ou_int_of(place) : s->index);
}

static bool scan_items(Scanner *s, OuList *list)
{
    for (;;) {
        OuValue item = scan_inner(s);
        if (item == OU_ERROR || !ou_list_append_steal(s->vm, list, item)) return false;
        if (!ou_check_interrupt_now(s->vm)) return false;
        skip_space(s);
        uint32_t c = peek(s);
        if (c == ']' || c == ',') s->index++;
        if (c == ']') return true;
        if (c != ',') {
            (void)fail(s, "Expecting ',' delimiter", s->index);
            return false;
        }
        skip_space(s);
    }
}

static OuValue scan_array(Scanner *s)
{
    OuValue list = ou_list_make(s->vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    skip_space(s);
    if (peek(s) == ']') {
        s->index++;
        return list;
    }
    if (scan_items(s, ou_list_of(list))) return list;
    ou_unref(list);
    return OU_ERROR;
}

// A key and its value go into the dict, or as a pair into the list. The quote was taken.
static bool scan_member(Scanner *s, OuValue target)
{
    OU_OWNED OuValue key = scan_string(s, true);
    if (key == OU_ERROR) return false;
    skip_space(s);
    if (peek(s) != ':') {
        (void)fail(s, "Expecting ':' delimiter", s->index);
        return false;
    }
    s->index++;
    skip_space(s);
    OU_OWNED OuValue value = scan_inner(s);
    if (value == OU_ERROR) return false;
    if (ou_is_dict(target)) return ou_dict_set(s->vm, ou_dict_of(target), key, value);
    OuValue pair = ou_tuple_pair(s->vm, key, value);
    return pair != OU_ERROR && ou_list_append_steal(s->vm, ou_list_of(target), pair);
}

static bool scan_members(Scanner *s, OuValue target)
{
    for (;;) {
        if (peek(s) != '"') {
            (void)fail(s, "Expecting property name enclosed in double quotes", s->index);
            return false;
        }
        s->index++;
        if (!scan_member(s, target) || !ou_check_interrupt_now(s->vm)) return false;
        skip_space(s);
        uint32_t c = peek(s);
        if (c == '}' || c == ',') s->index++;
        if (c == '}') return true;
        if (c != ',') {
            (void)fail(s, "Expecting ',' delimiter", s->index);
            return false;
        }
        skip_space(s);
    }
}

static OuValue scan_object(Scanner *s)
{
    OuDict *dict = NULL;
    bool as_pairs = s->object_pairs_hook != OU_NONE;
    OU_OWNED OuValue target = as_pairs ? ou_list_make(s->vm, NULL, 0)
        : (dict = ou_dict_new(s->vm)) ? ou_pointer_value(dict) : OU_ERROR;
    if (target == OU_ERROR) return OU_ERROR;
    skip_space(s);
    if (peek(s) == '}') s->index++;
    else if (!scan_members(s, target)) return OU_ERROR;
    if (as_pairs) return ou_call(s->vm, s->object_pairs_hook, &target, 1);
    if (s->object_hook != OU_NONE) return ou_call(s->vm, s->object_hook, &target, 1);
    return ou_ref(target);
}

static OuValue scan_container(Scanner *s, bool is_object)
{
    const char *where = is_object ? " while decoding a JSON object from a unicode string"
                                  : " while decoding a JSON array from a unicode string";
    if (!ou_recursion_enter(s->vm, where)) return OU_ERROR;
    s->index++;
    OuValue value = is_object ? scan_object(s) : scan_array(s);
    ou_recursion_leave(s->vm);
    return value;
}

static OuValue scan_value(Scanner *s)
{
    size_t start = s->index;
    switch (peek(s)) {
    case '"':
        s->index++;
        return scan_string(s, false);
    case '{': return scan_container(s, true);
    case '[': return scan_container(s, false);
    case 'n': return skip_word(s, "null") ? OU_NONE : no_value(s, start);
    case 't': return skip_word(s, "true") ? OU_TRUE : no_value(s, start);
    case 'f': return skip_word(s, "false") ? OU_FALSE : no_value(s, start);
    case 'N':
        return skip_word(s, "NaN") ? scan_constant(s, "NaN", __builtin_nan(""))
                                   : no_value(s, start);
    case 'I':
        return skip_word(s, "Infinity") ? scan_constant(s, "Infinity", __builtin_inf())
                                        : no_value(s, start);
    default: return scan_number(s);
    }
}

// ---- Functions ----------------------------------------------------------------------------------

static bool scanner_start(Scanner *s, OuVM *vm, OuValue string, OuValue index)
{
    int64_t start;
    if (!ou_to_size(vm, index, &start)) return false;
    if (!ou_is_str(string)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "first argument must be a string, not %T", string);
        return false;
    }
    *s = (Scanner){ .vm = vm, .document = ou_str_of(string), .text = ou_str_text(ou_str_of(string)),
                    .index = start < 0 ? 0 : (size_t)start };
    if (start >= 0) return true;
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "idx cannot be negative");
    return false;
}

static OuValue json_scan(OuVM *vm, const OuValue *arguments)
{
    Scanner s;
    if (!scanner_start(&s, vm, arguments[0], arguments[1])) return OU_ERROR;
    s.decode_error = arguments[2];
    if (!ou_truth(vm, arguments[3], &s.strict)) return OU_ERROR;
    s.object_hook = arguments[4];
    s.object_pairs_hook = arguments[5];
    s.parse_float = arguments[6];
    s.parse_int = arguments[7];
    s.parse_constant = arguments[8];
    if (s.index > s.text.length) return no_value(&s, s.index);
    OU_OWNED OuValue value = scan_value(&s);
    return value == OU_ERROR ? OU_ERROR : ou_tuple_pair(vm, value, ou_int_value((int64_t)s.index));
}

const OuNativeDef ou_json_scan_native = {
    "scan(string, idx, error, strict, object_hook, object_pairs_hook, parse_float, parse_int, "
    "parse_constant, /)",
    "Reads the value that begins at idx: (value, end).", json_scan,
};

static OuValue json_scanstring(OuVM *vm, const OuValue *arguments)
{
    Scanner s;
    if (!scanner_start(&s, vm, arguments[0], arguments[1])) return OU_ERROR;
    s.decode_error = arguments[2];
    s.strict = true;
    if (arguments[3] != OU_UNBOUND && !ou_truth(vm, arguments[3], &s.strict)) return OU_ERROR;
    if (s.index > s.text.length || s.index == 0) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "end is out of bounds");
    }
    OU_OWNED OuValue value = scan_string(&s, false);
    return value == OU_ERROR ? OU_ERROR : ou_tuple_pair(vm, value, ou_int_value((int64_t)s.index));
}

const OuNativeDef ou_json_scanstring_native = {
    "scanstring(string, end, error, strict=True, /)",
    "Reads the string whose opening quote is before end: (string, end).", json_scanstring,
};

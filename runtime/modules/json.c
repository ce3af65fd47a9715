// json.c: module _json; writing JSON.
#include "runtime/modules/json.h"

#include <math.h>
#include <string.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

typedef struct Encoder {
    OuVM          *vm;
    OuStringWriter writer;
    OuString      *indent;             // NULL: all on one line
    OuString      *key_separator, *item_separator;
    OuValue        default_hook;
    bool           is_ascii, sorts_keys, skips_keys, allows_nan, finds_circles;
    struct Around *innermost;
    size_t         level;
} Encoder;

// The containers around the value that is written, inner ones first.
typedef struct Around {
    OuValue        container;
    struct Around *next;
} Around;

static bool put_value(Encoder *e, OuValue value);

// ---- Strings ------------------------------------------------------------------------------------

static bool is_plain(const Encoder *e, uint32_t c)
{
    return c >= ' ' && c != '"' && c != '\\' && (c < 0x7F || !e->is_ascii);
}

static bool put_unicode(OuStringWriter *writer, uint32_t unit)
{
    static const char digits[] = "0123456789abcdef";
    char text[6] = { '\\', 'u', digits[unit >> 12 & 15], digits[unit >> 8 & 15],
                     digits[unit >> 4 & 15], digits[unit & 15] };
    return ou_writer_put_ascii(writer, text, sizeof text);
}

static bool put_escape(OuStringWriter *writer, uint32_t c)
{
    static const char letters[] = "\"\\bfnrt", meanings[] = "\"\\\b\f\n\r\t";
    const char *found = c && c < 0x80 ? strchr(meanings, (int)c) : NULL;
    if (found) {
        return ou_writer_put(writer, '\\')
            && ou_writer_put(writer, (uint8_t)letters[found - meanings]);
    }
    if (c < 0x10000) return put_unicode(writer, c);
    c -= 0x10000;
    return put_unicode(writer, 0xD800 | c >> 10) && put_unicode(writer, 0xDC00 | (c & 0x3FF));
}

static bool put_string(Encoder *e, const OuString *string)
{
    OuText text = ou_str_text(string);
    if (!ou_writer_put(&e->writer, '"')) return false;
    for (size_t start = 0, i = 0;; i++) {
        bool is_end = i == text.length;
        if (!ou_writer_look(&e->writer, i)) return false;
        if (!is_end && is_plain(e, ou_text_at(text, i))) continue;
        OuText run = ou_text_part(text, start, i);
        if (run.length && !ou_writer_put_text(&e->writer, run)) return false;
        if (is_end) return ou_writer_put(&e->writer, '"');
        if (!put_escape(&e->writer, ou_text_at(text, i))) return false;
        start = i + 1;
    }
}

// ---- Numbers and constants ----------------------------------------------------------------------

static bool put_text_steal(Encoder *e, OuValue text)
{
    OU_OWNED OuValue owner = text;
    return owner != OU_ERROR && ou_writer_put_str(&e->writer, ou_str_of(owner));
}

static bool put_ascii(Encoder *e, const char *text)
{
    return ou_writer_put_ascii(&e->writer, text, strlen(text));
}

static bool put_float(Encoder *e, OuValue value)
{
    double number = ou_float_any_of(value);
    if (isfinite(number)) return put_text_steal(e, ou_float_repr(e->vm, number));
    if (!e->allows_nan) {
        const char *const text = "Out of range float values are not JSON compliant";
        if (e->indent) (void)ou_raise(e->vm, OU_TYPE_VALUE_ERROR, "%s: %R", text, value);
        else (void)ou_raise(e->vm, OU_TYPE_VALUE_ERROR, "%s", text);
        return false;
    }
    return put_ascii(e, isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
}

// What has the same text as a value and as a key. *is_done: it was written.
static bool put_simple(Encoder *e, OuValue value, bool *is_done)
{
    *is_done = true;
    if (value == OU_NONE) return put_ascii(e, "null");
    if (ou_is_bool(value)) return put_ascii(e, value == OU_TRUE ? "true" : "false");
    if (ou_is_any_int(value)) {
        return put_text_steal(e, ou_int_format_radix(e->vm, value, 10, false));
    }
    if (ou_is_any_float(value)) return put_float(e, value);
    *is_done = false;
    return true;
}

// ---- Containers ---------------------------------------------------------------------------------

static bool enter(Encoder *e, OuValue container)
{
    if (e->finds_circles) {
        for (const Around *outer = e->innermost; outer; outer = outer->next) {
            if (outer->container != container) continue;
            (void)ou_raise(e->vm, OU_TYPE_VALUE_ERROR, "Circular reference detected");
            return false;
        }
    }
    return ou_recursion_enter(e->vm, " while encoding a JSON object");
}

static bool put_line(Encoder *e)
{
    if (!e->indent) return true;
    if (!ou_writer_put(&e->writer, '\n')) return false;
    for (size_t i = 0; i < e->level; i++) {
        if (!ou_writer_put_str(&e->writer, e->indent)) return false;
    }
    return true;
}

static bool put_items(Encoder *e, OuValue sequence)
{
    size_t length;
    e->level++;
    for (size_t i = 0; ou_items_of(sequence, &length), i < length; i++) {
        OU_OWNED OuValue item = ou_ref(ou_items_of(sequence, &length)[i]);
        if (i && !ou_writer_put_str(&e->writer, e->item_separator)) return false;
        if (!put_line(e) || !put_value(e, item) || !ou_check_interrupt_at(e->vm, i)) return false;
    }
    e->level--;
    return put_line(e);
}

static bool put_array(Encoder *e, OuValue value)
{
    OU_OWNED OuValue sequence = ou_list_fast_sequence(e->vm, value, NULL);
    if (sequence == OU_ERROR) return false;
    size_t length;
    (void)ou_items_of(sequence, &length);
    if (!length) return put_ascii(e, "[]");
    return put_ascii(e, "[") && put_items(e, sequence) && put_ascii(e, "]");
}

// Keys of other types than str become strings. *is_skipped: this one is left out.
static bool put_key(Encoder *e, OuValue key, bool is_first, bool *is_skipped)
{
    bool is_simple = ou_is_str(key) || key == OU_NONE || ou_is_bool(key) || ou_is_any_int(key)
        || ou_is_any_float(key);
    *is_skipped = !is_simple && e->skips_keys;
    if (*is_skipped) return true;
    if (!is_simple) {
        (void)ou_raise(e->vm, OU_TYPE_TYPE_ERROR,
                       "keys must be str, int, float, bool or None, not %T", key);
        return false;
    }
    if (!is_first && !ou_writer_put_str(&e->writer, e->item_separator)) return false;
    if (!put_line(e)) return false;
    if (ou_is_str(key)) return put_string(e, ou_str_of(key));
    bool is_done;
    return ou_writer_put(&e->writer, '"') && put_simple(e, key, &is_done)
        && ou_writer_put(&e->writer, '"');
}

static bool put_members(Encoder *e, OuValue pairs)
{
    bool is_first = true;
    size_t length;
    e->level++;
    for (size_t i = 0; ou_items_of(pairs, &length), i < length; i++) {
        OU_OWNED OuValue pair = ou_ref(ou_items_of(pairs, &length)[i]);
        if (!ou_is_tuple(pair) || ou_tuple_of(pair)->length != 2) {
            (void)ou_raise(e->vm, OU_TYPE_VALUE_ERROR, "items must return 2-tuples");
            return false;
        }
        bool is_skipped;
        if (!put_key(e, ou_tuple_of(pair)->items[0], is_first, &is_skipped)) return false;
        if (is_skipped) continue;
        is_first = false;
        if (!ou_writer_put_str(&e->writer, e->key_separator)) return false;
        if (!put_value(e, ou_tuple_of(pair)->items[1])) return false;
        if (!ou_check_interrupt_now(e->vm)) return false;
    }
    e->level--;
    return put_line(e);
}

static bool put_object(Encoder *e, OuValue value)
{
    if (!ou_dict_of(value)->used) return put_ascii(e, "{}");
    OU_OWNED OuValue items = ou_call_method(e->vm, value, OU_NAMED(e->vm, items), NULL, 0);
    OU_OWNED OuValue pairs = items == OU_ERROR ? OU_ERROR : ou_list_from_iterable(e->vm, items);
    if (pairs == OU_ERROR) return false;
    if (e->sorts_keys && !ou_list_sort(e->vm, ou_list_of(pairs), OU_NONE, false)) return false;
    return put_ascii(e, "{") && put_members(e, pairs) && put_ascii(e, "}");
}

static bool put_other(Encoder *e, OuValue value)
{
    OU_OWNED OuValue replacement = ou_call(e->vm, e->default_hook, &value, 1);
    return replacement != OU_ERROR && put_value(e, replacement);
}

static bool put_value(Encoder *e, OuValue value)
{
    bool is_done;
    if (ou_is_str(value)) return put_string(e, ou_str_of(value));
    if (!put_simple(e, value, &is_done)) return false;
    if (is_done) return true;
    if (!enter(e, value)) return false;
    Around around = { value, e->innermost };
    e->innermost = &around;
    bool ok = ou_is_list(value) || ou_is_tuple(value) ? put_array(e, value)
        : ou_is_dict(value) ? put_object(e, value) : put_other(e, value);
    e->innermost = around.next;
    ou_recursion_leave(e->vm);
    return ok;
}

// ---- Functions ----------------------------------------------------------------------------------

static bool need_str(OuVM *vm, OuValue value, const char *what)
{
    if (ou_is_str(value)) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s must be str, not %T", what, value);
    return false;
}

OU_FUNCTION(json_encode,
            "encode(obj, default, indent, key_separator, item_separator, ensure_ascii, sort_keys, "
            "skipkeys, allow_nan, check_circular, /)",
            "The JSON text of an object.")
{
    Encoder e = { .vm = vm, .default_hook = arguments[1] };
    if ((arguments[2] != OU_NONE && !need_str(vm, arguments[2], "indent"))
        || !need_str(vm, arguments[3], "key_separator")
        || !need_str(vm, arguments[4], "item_separator")) return OU_ERROR;
    e.indent = arguments[2] == OU_NONE ? NULL : ou_str_of(arguments[2]);
    e.key_separator = ou_str_of(arguments[3]);
    e.item_separator = ou_str_of(arguments[4]);
    if (!ou_truth(vm, arguments[5], &e.is_ascii) || !ou_truth(vm, arguments[6], &e.sorts_keys)
        || !ou_truth(vm, arguments[7], &e.skips_keys)
        || !ou_truth(vm, arguments[8], &e.allows_nan)
        || !ou_truth(vm, arguments[9], &e.finds_circles)) return OU_ERROR;
    ou_writer_init(&e.writer, vm);
    if (put_value(&e, arguments[0])) return ou_writer_finish(&e.writer);
    ou_writer_discard(&e.writer);
    return OU_ERROR;
}

OU_FUNCTION(json_encode_string, "encode_string(string, ensure_ascii, /)",
            "The JSON text of a str.")
{
    Encoder e = { .vm = vm };
    if (!ou_is_str(arguments[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "first argument must be a string, not %T",
                        arguments[0]);
    }
    if (!ou_truth(vm, arguments[1], &e.is_ascii)) return OU_ERROR;
    ou_writer_init(&e.writer, vm);
    if (put_string(&e, ou_str_of(arguments[0]))) return ou_writer_finish(&e.writer);
    ou_writer_discard(&e.writer);
    return OU_ERROR;
}

static const OuNativeDef *const functions[] = {
    &json_encode_native, &json_encode_string_native, &ou_json_scan_native,
    &ou_json_scanstring_native, NULL,
};

const OuModuleDef ou_json_module = {
    .name = "_json", .doc = "json speedups\n", .functions = functions,
};

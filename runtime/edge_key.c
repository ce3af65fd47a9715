// edge_key.c: a dictionary's key as one would write it: ['last'], ["it's"], [('x', 1)].
#include "runtime/bytes.h"
#include "runtime/edge.h"
#include "runtime/float.h"
#include "runtime/list.h"
#include "runtime/str.h"
#include "runtime/unicode.h"

enum { OU_EDGE_LONGEST_KEY = 60, OU_EDGE_DEEPEST_KEY = 3 };   // bytes of text; tuples in tuples

static void put_character(uint32_t c, char quote, bool is_printable, OuBuffer *text)
{
    if (c == '\n') ou_buffer_put_text(text, "\\n");
    else if (c == '\r') ou_buffer_put_text(text, "\\r");
    else if (c == '\t') ou_buffer_put_text(text, "\\t");
    else if (c == '\\' || c == (unsigned char)quote) ou_buffer_put_format(text, "\\%c", (int)c);
    else if (is_printable) ou_buffer_put_utf8(text, c);
    else if (c < 0x100) ou_buffer_put_format(text, "\\x%02x", (unsigned)c);
    else ou_buffer_put_format(text, c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
}

// ' unless the text has a ' and no ", as repr() does it.
static bool put_text(OuText units, bool is_bytes, OuBuffer *text)
{
    bool has_single = false, has_double = false;
    if (units.length > OU_EDGE_LONGEST_KEY) return false;
    for (size_t i = 0; i < units.length; i++) {
        has_single |= ou_text_at(units, i) == '\'';
        has_double |= ou_text_at(units, i) == '"';
    }
    char quote = has_single && !has_double ? '"' : '\'';
    ou_buffer_put_char(text, quote);
    for (size_t i = 0; i < units.length; i++) {
        uint32_t c = ou_text_at(units, i);
        bool is_printable = is_bytes ? c >= ' ' && c < 0x7F : ou_unicode_is_printable(c);
        put_character(c, quote, is_printable, text);
    }
    ou_buffer_put_char(text, quote);
    return true;
}

static bool put_plain(OuValue key, unsigned depth, OuBuffer *text);

static bool put_tuple(const OuTuple *tuple, unsigned depth, OuBuffer *text)
{
    if (depth == OU_EDGE_DEEPEST_KEY || tuple->length > OU_EDGE_LONGEST_KEY / 3) return false;
    ou_buffer_put_char(text, '(');
    for (size_t i = 0; i < tuple->length; i++) {
        if (i) ou_buffer_put_text(text, ", ");
        if (!put_plain(tuple->items[i], depth + 1, text)) return false;
    }
    ou_buffer_put_text(text, tuple->length == 1 ? ",)" : ")");
    return true;
}

// False: it isn't said what it is.
static bool put_plain(OuValue key, unsigned depth, OuBuffer *text)
{
    if (ou_is_exact_str(key)) return put_text(ou_str_text(ou_str_of(key)), false, text);
    if (ou_is_exact_tuple(key)) return put_tuple(ou_tuple_of(key), depth, text);
    if (ou_is_int(key)) {
        ou_buffer_put_format(text, "%lld", (long long)ou_int_of(key));
    } else if (ou_is_float(key)) {
        char digits[OU_FLOAT_REPR_MAX];
        size_t length = ou_float_write_repr(digits, ou_float_of(key), OU_FLOAT_DOT_ZERO);
        ou_buffer_put(text, digits, length);
    } else if (key == OU_NONE || key == OU_TRUE || key == OU_FALSE) {
        ou_buffer_put_text(text, key == OU_NONE ? "None" : key == OU_TRUE ? "True" : "False");
    } else if (ou_is_exact_bytes(key)) {
        ou_buffer_put_char(text, 'b');
        return put_text(ou_bytes_text(key), true, text);
    } else {
        return false;
    }
    return true;
}

void ou_edge_put_key(OuValue key, OuBuffer *text)
{
    size_t before = text->length;
    ou_buffer_put_char(text, '[');
    bool is_plain = put_plain(key, 0, text);
    if (text->failed) return;
    if (!is_plain || text->length - before > OU_EDGE_LONGEST_KEY + 1) {
        text->length = before + 1;
        ou_buffer_put_text(text, "...");
    }
    ou_buffer_put_char(text, ']');
}

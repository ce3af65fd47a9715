#include <stdio.h>

#include "runtime/error.h"
#include "runtime/long_text.h"
#include "runtime/str.h"
#include "runtime/unicode.h"

// ' unless the text has a ' and no ".
OU_CHECKED static bool quote_for(OuVM *vm, OuText text, char *quote)
{
    size_t place;
    *quote = '\'';
    if (!ou_long_find_unit(vm, text, '\'', &place)) return false;
    if (place == OU_TEXT_NOT_FOUND) return true;
    if (!ou_long_find_unit(vm, text, '"', &place)) return false;
    if (place == OU_TEXT_NOT_FOUND) *quote = '"';
    return true;
}

static bool put_escape(OuStringWriter *writer, uint32_t code_point)
{
    char text[16];
    const char *format = code_point < 0x100 ? "\\x%02x" : code_point < 0x10000 ? "\\u%04x"
                                                                             : "\\U%08x";
    int length = snprintf(text, sizeof text, format, code_point);
    return ou_writer_put_ascii(writer, text, (size_t)length);
}

static bool put_quoted(OuStringWriter *writer, uint32_t code_point, char quote)
{
    switch (code_point) {
    case '\n': return ou_writer_put_ascii(writer, "\\n", 2);
    case '\r': return ou_writer_put_ascii(writer, "\\r", 2);
    case '\t': return ou_writer_put_ascii(writer, "\\t", 2);
    case '\\': return ou_writer_put_ascii(writer, "\\\\", 2);
    default: break;
    }
    if (code_point == (unsigned char)quote) {
        return ou_writer_put(writer, '\\') && ou_writer_put(writer, code_point);
    }
    return ou_unicode_is_printable(code_point) ? ou_writer_put(writer, code_point)
                                               : put_escape(writer, code_point);
}

// How many characters from here on stand for themselves, as far as ASCII goes; not all, where there
// are many.
static size_t plain_run(OuText text, size_t start, char quote)
{
    size_t end = start, last = start + OU_ROUNDS_BETWEEN_LOOKS;
    for (; end < text.length && end < last; end++) {
        uint32_t c = ou_text_at(text, end);
        if (c < ' ' || c > '~' || c == '\\' || c == (unsigned char)quote) break;
    }
    return end - start;
}

OuValue ou_str_repr(OuVM *vm, OuString *s)
{
    char quote;
    OuText text = ou_str_text(s);
    if (!quote_for(vm, text, &quote)) return OU_ERROR;
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    ou_writer_put(&writer, (unsigned char)quote);
    for (size_t i = 0, round = 0; i < s->length && ou_writer_look(&writer, round); round++) {
        size_t run = plain_run(text, i, quote);
        ou_writer_put_text(&writer, ou_text_part(text, i, i + run));
        i += run;
        if (run == OU_ROUNDS_BETWEEN_LOOKS && !ou_writer_look(&writer, SIZE_MAX)) break;
        if (i < s->length) put_quoted(&writer, ou_text_at(text, i++), quote);
    }
    ou_writer_put(&writer, (unsigned char)quote);
    return ou_writer_finish(&writer);
}

OuValue ou_str_escape_non_ascii(OuVM *vm, OuString *s)
{
    if (ou_str_is_ascii(s)) return ou_str_exact(vm, s);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    for (size_t i = 0; i < s->length && ou_writer_look(&writer, i); i++) {
        uint32_t code_point = ou_str_at(s, i);
        if (code_point < 0x80) ou_writer_put(&writer, code_point);
        else put_escape(&writer, code_point);
    }
    return ou_writer_finish(&writer);
}

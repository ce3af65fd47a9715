// report_syntax.c: the place in the text that a SyntaxError is about.
//
// Positions are 1-based; -1 stands for unknown. They are compared with bytes of the UTF-8 text
// though they count characters, and within groups the text has no bar before it: so has CPython
// done it, and what it shows is what we show.
#include "runtime/report_syntax.h"

#include "runtime/int.h"

typedef struct Place { int64_t line, offset, end_line, end_offset; } Place;

static bool read_number(OuValue value, int64_t otherwise, int64_t *number)
{
    *number = otherwise;
    return value == OU_UNBOUND || value == OU_NONE
        || (ou_is_any_int(value) && ou_int_as_int64(value, number));
}

static bool read_place(const OuException *exception, Place *place)
{
    const OuValue *fields = exception->fields;
    return ou_is_any_int(fields[OU_FIELD_LINENO])
        && read_number(fields[OU_FIELD_LINENO], 0, &place->line)
        && read_number(fields[OU_FIELD_OFFSET], -1, &place->offset)
        && read_number(fields[OU_FIELD_END_LINENO], place->line, &place->end_line)
        && read_number(fields[OU_FIELD_END_OFFSET], -1, &place->end_offset);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

// Of a text of several lines the one with the offset is shown, and what follows it.
static void skip_lines(const char **text, size_t *length, int64_t *offset)
{
    for (;;) {
        const char *newline = memchr(*text, '\n', *length);
        if (!newline || newline - *text >= *offset) return;
        size_t line = (size_t)(newline - *text) + 1;
        *text += line;
        *length -= line;
        *offset -= (int64_t)line;
    }
}

static void put_text(OuReport *report, const char *text, size_t length, int64_t offset, int64_t end)
{
    int64_t carets = end > 0 && end > offset ? end - offset : 1;
    offset--;
    while (length && is_space(*text)) { text++; length--; offset--; }
    bool has_newline = length && text[length - 1] == '\n';
    if (has_newline) length--;
    if (offset > (int64_t)length) offset = (int64_t)length;
    skip_lines(&text, &length, &offset);
    ou_report_put(report, "    ");
    OuValue shown = ou_str_make_lossy(report->vm, text, length);
    if (shown == OU_ERROR) ou_error_clear(report->vm);
    else (void)ou_writer_put_str(&report->out, ou_str_of(shown));
    ou_unref(shown);
    ou_report_put(report, "\n");
    if (offset < 0) return;
    int64_t room = (int64_t)length + has_newline - offset;
    if (carets > room) carets = room > 1 ? room : 1;
    ou_report_put(report, "    ");
    (void)ou_writer_put_fill(&report->out, ' ', (size_t)offset);
    (void)ou_writer_put_fill(&report->out, '^', (size_t)carets);
    ou_report_put(report, "\n");
}

bool ou_report_put_syntax_place(OuReport *report, OuException *exception)
{
    Place place;
    if (!read_place(exception, &place)) return false;
    OU_OWNED OuValue file = ou_ref(exception->fields[OU_FIELD_FILE]);
    OU_OWNED OuValue text = ou_ref(exception->fields[OU_FIELD_TEXT]);
    ou_report_put_margin(report);
    if (file == OU_UNBOUND || file == OU_NONE) {
        ou_report_put_format(report, "  File \"<string>\", line %lld\n", (long long)place.line);
    } else {
        ou_report_put_format(report, "  File \"%V\", line %lld\n", file, (long long)place.line);
    }
    if (!ou_is_str(text)) return true;
    OuBuffer buffer;
    size_t length;
    ou_buffer_init(&buffer, &report->vm->heap.memory);
    const char *utf8 = ou_str_utf8(report->vm, ou_str_of(text), &buffer, &length);
    if (utf8) {
        // Of a range of several lines the first is marked to its end; of an IndentationError, and
        // of any other subclass, the beginning only.
        if (place.end_line > place.line) place.end_offset = (int64_t)length;
        if (exception->type != report->vm->types[OU_TYPE_SYNTAX_ERROR]) place.end_offset = -1;
        put_text(report, utf8, length, place.offset, place.end_offset);
    } else {
        ou_error_clear(report->vm);
    }
    ou_buffer_free(&buffer);
    return true;
}

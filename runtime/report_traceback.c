// report_traceback.c: the part of a report that tells where the exception passed.
#include "runtime/report.h"

#include "runtime/dict.h"
#include "runtime/int.h"
#include "runtime/modules/terminal.h"

enum { INDENT = 4, REPEATED_SHOWN = 3, LIMIT = 1000 };

// --- the source line and its carets --------------------------------------------------------------

// Which characters of the source line are marked: [start, end), all with primary; if there are
// anchors, [left, right) with secondary.
typedef struct Marks {
    size_t start, end, left, right;
    bool   has_anchors;
} Marks;

static size_t indent_of(const OuString *line)
{
    size_t i = 0;
    for (; i < line->length; i++) {
        uint32_t c = ou_str_at(line, i);
        if (c != ' ' && c != '\t' && c != '\f') break;
    }
    return i;
}

// Characters in the first `bytes` bytes of UTF-8 text; behind its end there is one more.
static size_t characters_before(const char *utf8, size_t length, size_t bytes)
{
    size_t count = bytes > length;
    if (bytes > length) bytes = length;
    for (size_t i = 0; i < bytes; i++) count += ((unsigned char)utf8[i] & 0xC0) != 0x80;
    return count;
}

static size_t bytes_before(const char *utf8, size_t length, size_t characters)
{
    size_t i = 0;
    for (; i < length; i++) {
        bool is_first = ((unsigned char)utf8[i] & 0xC0) != 0x80;
        if (is_first && characters-- == 0) break;
    }
    return i;
}

static void find_anchors(const char *utf8, size_t length, Marks *marks)
{
    size_t from = bytes_before(utf8, length, marks->start),
           to = bytes_before(utf8, length, marks->end);
    size_t left, right;
    if (to <= from || !ou_report_find_anchor(utf8 + from, to - from, &left, &right)) return;
    marks->has_anchors = true;
    marks->left = marks->start + characters_before(utf8 + from, to - from, left);
    marks->right = marks->start + characters_before(utf8 + from, to - from, right);
}

static Marks find_marks(const OuTraceback *entry, const char *utf8, size_t length,
                        size_t characters)
{
    Marks marks = { .start = characters_before(utf8, length, entry->column) };
    if (entry->line == entry->end_line) {
        marks.end = characters_before(utf8, length, entry->end_column);
        find_anchors(utf8, length, &marks);
    } else {
        // Of an expression of several lines the first is marked, up to its last visible character.
        marks.end = characters;
        while (marks.end > 0 && strchr(" \t\f", utf8[marks.end - 1])) marks.end--;
    }
    return marks;
}

// CPython counts characters; what was typed at the prompt is marked where it stands on the screen.
static unsigned cells_of(const OuReport *report, const OuString *line, size_t index)
{
    uint32_t point = index < line->length ? ou_str_at(line, index) : ' ';
    return report->is_typed && point >= ' ' ? ou_terminal_cells(point) : 1;
}

static void put_carets(OuReport *report, const OuTraceback *entry, const OuString *line,
                       size_t indent)
{
    OuBuffer buffer;
    size_t length;
    ou_buffer_init(&buffer, &report->vm->heap.memory);
    const char *utf8 = ou_str_utf8(report->vm, line, &buffer, &length);
    if (!utf8) {
        ou_error_clear(report->vm);
        return;
    }
    Marks marks = find_marks(entry, utf8, length, line->length);
    ou_buffer_free(&buffer);
    // Marking the whole line would say nothing.
    if (marks.end - marks.start == line->length - indent && !marks.has_anchors) return;
    ou_report_put_margin(report);
    for (size_t i = 0; i < INDENT; i++) (void)ou_writer_put(&report->out, ' ');
    for (size_t i = indent; i < marks.end; i++) {
        char mark = !marks.has_anchors || (i >= marks.left && i < marks.right) ? '^' : '~';
        unsigned cells = cells_of(report, line, i);
        for (; cells; cells--) {
            (void)ou_writer_put(&report->out, i < marks.start ? ' ' : (unsigned char)mark);
        }
    }
    ou_report_put(report, "\n");
}

static void put_source(OuReport *report, const OuTraceback *entry)
{
    OU_OWNED OuValue text = ou_report_source_line(report, entry->file, entry->line);
    if (text == OU_UNBOUND) return;
    const OuString *line = ou_str_of(text);
    size_t indent = indent_of(line);
    OuText shown = ou_str_text(line);
    shown.units = (const char *)shown.units + indent * shown.width;
    shown.length -= indent;
    ou_report_put_margin(report);
    ou_report_put(report, "    ");
    (void)ou_writer_put_text(&report->out, shown);
    ou_report_put(report, "\n");
    if (entry->end_column) put_carets(report, entry, line, indent);
}

// --- entries -------------------------------------------------------------------------------------

static void put_entry(OuReport *report, const OuTraceback *entry)
{
    ou_report_put_margin(report);
    ou_report_put(report, "  File \"");
    if (entry->file) (void)ou_writer_put_str(&report->out, entry->file);
    ou_report_put_format(report, "\", line %u, in ", entry->line);
    if (entry->name) (void)ou_writer_put_str(&report->out, entry->name);
    ou_report_put(report, "\n");
    put_source(report, entry);
}

static void put_repeated(OuReport *report, size_t count)
{
    if (count <= REPEATED_SHOWN) return;
    count -= REPEATED_SHOWN;
    // CPython puts no margin here, within groups neither.
    ou_report_put_format(report, "  [Previous line repeated %zu more time%s]\n", count,
                         count == 1 ? "" : "s");
}

static bool is_same_place(const OuTraceback *a, const OuTraceback *b)
{
    return a && a->file == b->file && a->line == b->line && a->name == b->name;
}

static void put_entries(OuReport *report, OuValue traceback)
{
    const OuTraceback *last = NULL;
    size_t count = 0;
    for (; ou_is_traceback(traceback); traceback = ou_traceback_of(traceback)->next) {
        const OuTraceback *entry = ou_traceback_of(traceback);
        if (!is_same_place(last, entry)) {
            put_repeated(report, count);
            last = entry;
            count = 0;
        }
        if (++count <= REPEATED_SHOWN) put_entry(report, entry);
    }
    put_repeated(report, count);
}

// sys.tracebacklimit, if it is an int.
static int64_t entry_limit(OuVM *vm)
{
    if (!vm->sys) return LIMIT;
    OuValue limit = ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, tracebacklimit));
    int64_t number;
    if (!ou_is_any_int(limit)) return LIMIT;
    return ou_int_as_int64(limit, &number) ? number : ou_int_sign(limit) > 0 ? INT64_MAX : 0;
}

void ou_report_put_traceback(OuReport *report, OuValue traceback, const char *margin,
                             const char *header)
{
    int64_t limit = entry_limit(report->vm), depth = 0;
    if (!ou_is_traceback(traceback) || limit <= 0) return;
    ou_report_put_indent(report);
    ou_report_put(report, margin);
    ou_report_put(report, header);
    for (OuValue v = traceback; ou_is_traceback(v); v = ou_traceback_of(v)->next) depth++;
    // The innermost entries are kept. No script code runs here: the traceback stays as it is.
    for (; depth > limit; depth--) traceback = ou_traceback_of(traceback)->next;
    put_entries(report, traceback);
    ou_report_forget_source(report);
}

#include "vm/prompt_report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/modules/terminal.h"
#include "runtime/str.h"

#define PLACE   "\033[36m"
#define MARK    "\033[1;31m"
#define NAME    "\033[1;31m"
#define PLAIN   "\033[0m"

bool ou_prompt_wants_colours(void)
{
    const char *refusal = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && !(refusal && *refusal) && terminal && *terminal
        && strcmp(terminal, "dumb") != 0 && strcmp(terminal, "unknown") != 0;
}

// --- one line ------------------------------------------------------------------------------------

static void put_between(OuBuffer *out, const char *colour, const char *text, size_t length)
{
    ou_buffer_put_text(out, colour);
    ou_buffer_put(out, text, length);
    ou_buffer_put_text(out, PLAIN);
}

static bool is_marks(const char *line, size_t length)
{
    size_t marks = 0;
    for (size_t i = 0; i < length; i++) {
        if (!strchr(" ~^|", line[i])) return false;
        marks += line[i] == '^' || line[i] == '~';
    }
    return marks > 0;
}

static bool is_place(const char *line, size_t length)
{
    size_t blanks = strspn(line, " |+");
    return blanks + 6 < length && blanks >= 2 && strncmp(line + blanks, "File \"", 6) == 0;
}

// "module.NameError" and then ":" or the end of the line; the length of the name, or 0.
static size_t type_name(const char *line, size_t length)
{
    size_t end = 0;
    while (end < length && line[end] != ':' && line[end] != ' ') end++;
    bool is_alone = end == length || line[end] == ':';
    bool is_upper = false;
    for (size_t i = 0; i < end; i++) is_upper |= line[i] >= 'A' && line[i] <= 'Z';
    return is_alone && is_upper ? end : 0;
}

static void put_line(OuBuffer *out, const char *line, size_t length)
{
    size_t margin = line[0] == ' ' || line[0] == '|' ? strspn(line, " ") : 0;
    if (line[margin] == '|') margin += 1 + strspn(line + margin + 1, " ");
    else margin = 0;
    size_t name = type_name(line + margin, length - margin);
    if (is_marks(line, length)) {
        put_between(out, MARK, line, length);
    } else if (is_place(line, length)) {
        put_between(out, PLACE, line, length);
    } else if (name && line[margin] != ' ') {
        ou_buffer_put(out, line, margin);
        put_between(out, NAME, line + margin, name);
        ou_buffer_put(out, line + margin + name, length - margin - name);
    } else {
        ou_buffer_put(out, line, length);
    }
}

// --- the whole -----------------------------------------------------------------------------------

static bool colour(OuVM *vm, OuString *report, OuBuffer *out)
{
    OuBuffer scratch;
    size_t length;
    ou_buffer_init(&scratch, &vm->heap.memory);
    const char *text = ou_str_utf8(vm, report, &scratch, &length);
    const char *end = text ? text + length : NULL;
    while (text && text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        size_t count = (size_t)((stop ? stop : end) - text);
        put_line(out, text, count);
        if (stop) ou_buffer_put_char(out, '\n');
        text = stop ? stop + 1 : end;
    }
    ou_buffer_free(&scratch);
    return text && !out->failed;
}

// The report begins in a row of its own, wherever a program (or the ^C of Ctrl-C) has left the
// cursor: so many blanks reach the next row unless they begin at the margin.
static void put_fresh_row(OuBuffer *out)
{
    for (unsigned i = ou_terminal_columns(); i; i--) ou_buffer_put_char(out, ' ');
    ou_buffer_put_text(out, "\r\033[K");
}

static bool write_report(OuVM *vm, const OuBuffer *out)
{
    OU_OWNED OuValue text = ou_str_make(vm, out->bytes ? out->bytes : "", out->length);
    OU_OWNED OuValue stream = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stderr)));
    return text != OU_ERROR && ou_is_file(stream) && ou_file_put(vm, stream, ou_str_of(text))
        && ou_file_flush(vm, stream);
}

void ou_prompt_print_error(OuVM *vm, OuValue exception)
{
    OU_OWNED OuValue report = ou_error_format(vm, exception);
    OuBuffer out;
    ou_buffer_init(&out, &vm->heap.memory);
    put_fresh_row(&out);
    bool ok = report != OU_ERROR && colour(vm, ou_str_of(report), &out) && write_report(vm, &out);
    ou_buffer_free(&out);
    if (ok) return;
    if (ou_has_error(vm)) ou_error_clear(vm);
    ou_error_print(vm, exception);
}

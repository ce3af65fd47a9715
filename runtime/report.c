// report.c: the report of an exception: its chain, its groups, its message.
#include "runtime/report.h"

#include <errno.h>
#include <unistd.h>

#include "runtime/dict.h"
#include "runtime/exception_types.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/report_syntax.h"

enum { MOST_MEMBERS = 15, DEEPEST_GROUP = 10 };

static void put_exception_chain(OuReport *report, OuValue exception);

// --- writing -------------------------------------------------------------------------------------

void ou_report_init(OuReport *report, OuVM *vm)
{
    *report = (OuReport){ .vm = vm };
    ou_writer_init(&report->out, vm);
    report->seen = ou_dict_new(vm);
    if (!report->seen) ou_error_clear(vm);
}

static void report_end(OuReport *report)
{
    ou_report_forget_source(report);
    if (report->seen) ou_object_unref(&report->seen->header);
    report->seen = NULL;
}

OuValue ou_report_finish(OuReport *report)
{
    report_end(report);
    return ou_writer_finish(&report->out);
}

static void write_all(const char *text, size_t length)
{
    while (length) {
        ssize_t count = write(STDERR_FILENO, text, length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        text += count;
        length -= (size_t)count;
    }
}

static void write_to_process(OuVM *vm, OuString *text)
{
    OuBuffer buffer;
    size_t length;
    ou_buffer_init(&buffer, &vm->heap.memory);
    const char *utf8 = ou_str_utf8(vm, text, &buffer, &length);
    if (utf8) write_all(utf8, length);
    else ou_error_clear(vm);
    ou_buffer_free(&buffer);
}

// sys.stderr = None means that nobody wants to read it.
static void write_to_stderr(OuVM *vm, OuValue text)
{
    OuValue found = vm->sys ? ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stderr)) : OU_UNBOUND;
    OU_OWNED OuValue file = ou_ref(found);
    if (file == OU_NONE || (file == OU_UNBOUND && vm->finalizing)) return;
    if (file == OU_UNBOUND) {
        write_to_process(vm, ou_str_of(text));
        return;
    }
    OuValue written = ou_call_method(vm, file, OU_NAMED(vm, write), &text, 1);
    bool is_refused = written == OU_ERROR && ou_error_matches(vm, OU_TYPE_MEMORY_ERROR);
    OuValue flushed = written == OU_ERROR ? OU_ERROR
                    : ou_call_method(vm, file, OU_NAMED(vm, flush), NULL, 0);
    if (flushed == OU_ERROR) ou_error_clear(vm);
    if (is_refused) write_to_process(vm, ou_str_of(text));
    ou_unref(written);
    ou_unref(flushed);
}

void ou_report_write(OuReport *report, const OuType *type)
{
    OuVM *vm = report->vm;
    OU_OWNED OuValue text = ou_report_finish(report);
    if (text != OU_ERROR) {
        write_to_stderr(vm, text);
        return;
    }
    ou_error_clear(vm);
    if (type) write_to_process(vm, type->name);
    write_all("\n", 1);
}

void ou_report_put(OuReport *report, const char *text)
{
    (void)ou_writer_put_ascii(&report->out, text, strlen(text));
}

void ou_report_put_format(OuReport *report, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    OuValue text = ou_str_make_vformat(report->vm, format, &arguments);
    va_end(arguments);
    if (text == OU_ERROR) ou_error_clear(report->vm);
    else (void)ou_writer_put_str(&report->out, ou_str_of(text));
    ou_unref(text);
}

void ou_report_put_indent(OuReport *report)
{
    (void)ou_writer_put_fill(&report->out, ' ', 2u * report->group_depth);
}

void ou_report_put_margin(OuReport *report)
{
    ou_report_put_indent(report);
    if (report->group_depth) ou_report_put(report, "| ");
}

// --- one exception -------------------------------------------------------------------------------

void ou_report_put_type(OuReport *report, OuType *type)
{
    OuVM *vm = report->vm;
    if (!type->is_builtin) {
        OU_OWNED OuValue module
            = ou_get_attribute(vm, ou_pointer_value(type), OU_NAMED(vm, dunder_module));
        if (module == OU_ERROR) ou_error_clear(vm);
        if (!ou_is_str(module)) {
            ou_report_put(report, "<unknown>.");
        } else if (!ou_str_equals_text(ou_str_of(module), "builtins")
                   && !ou_str_equals_text(ou_str_of(module), "__main__")) {
            (void)ou_writer_put_str(&report->out, ou_str_of(module));
            ou_report_put(report, ".");
        }
    } else if (type->definition->module && strcmp(type->definition->module, "builtins") != 0) {
        ou_report_put(report, type->definition->module);
        ou_report_put(report, ".");
    }
    (void)ou_writer_put_str(&report->out, type->qualified_name);
}

// `value` is the exception, or the message of a SyntaxError whose place was told already.
static void put_message(OuReport *report, OuType *type, OuValue value)
{
    OuVM *vm = report->vm;
    ou_report_put_margin(report);
    ou_report_put_type(report, type);
    if (value == OU_NONE) return;
    OU_OWNED OuValue text = ou_str(vm, value);
    if (text == OU_ERROR) {
        ou_error_clear(vm);
        ou_report_put(report, ": <exception str() failed>");
    } else if (ou_str_of(text)->length) {
        ou_report_put(report, ": ");
        (void)ou_writer_put_str(&report->out, ou_str_of(text));
    }
}

static void put_suggestion(OuReport *report, OuValue value)
{
    if (ou_is_exception(value)) {
        OU_OWNED OuValue name = ou_report_suggest(report->vm, ou_exception_of(value));
        if (name != OU_UNBOUND)
            ou_report_put_format(report, ". Did you mean: '%S'?", ou_str_of(name));
    }
    ou_report_put(report, "\n");
}

static void put_note_lines(OuReport *report, OuString *note)
{
    size_t start = 0;
    OuText text = ou_str_text(note);
    while (start < text.length) {
        size_t end = start;
        while (end < text.length && ou_text_at(text, end) != '\n') end++;
        if (end < text.length) end++;
        ou_report_put_margin(report);
        OuText line = { (const char *)text.units + start * text.width, end - start, text.width };
        (void)ou_writer_put_text(&report->out, line);
        start = end;
    }
}

static void put_note(OuReport *report, OuValue note)
{
    OU_OWNED OuValue text = ou_str(report->vm, note);
    if (text == OU_ERROR) {
        ou_error_clear(report->vm);
        ou_report_put(report, "<note str() failed>");
    } else {
        put_note_lines(report, ou_str_of(text));
    }
    ou_report_put(report, "\n");
}

// Something that isn't a sequence of notes; no newline follows.
static void put_strange_notes(OuReport *report, OuValue notes)
{
    OU_OWNED OuValue text = ou_repr(report->vm, notes);
    ou_report_put_margin(report);
    if (text == OU_ERROR) {
        ou_error_clear(report->vm);
        ou_report_put(report, "<__notes__ repr() failed>");
    } else {
        (void)ou_writer_put_str(&report->out, ou_str_of(text));
    }
}

static void put_notes(OuReport *report, OuValue notes)
{
    OuVM *vm = report->vm;
    if (notes == OU_UNBOUND) return;
    if (!ou_type_of(vm, notes)->slots.get_item || ou_is_dict(notes)) {
        put_strange_notes(report, notes);
        return;
    }
    OU_OWNED OuValue list = ou_list_from_iterable(vm, notes);
    if (list == OU_ERROR) {
        ou_error_clear(vm);
        return;
    }
    for (size_t i = 0; i < ou_list_of(list)->length; i++)
        put_note(report, ou_list_of(list)->items[i]);
}

static const char PLAIN_HEADER[] = "Traceback (most recent call last):\n";
static const char GROUP_HEADER[] = "Exception Group Traceback (most recent call last):\n";

static void put_exception(OuReport *report, OuValue exception)
{
    OuVM *vm = report->vm;
    OuException *raised = ou_exception_of(exception);
    bool is_group = ou_is_instance_of(vm, exception, OU_TYPE_BASE_EXCEPTION_GROUP);
    if (ou_is_traceback(raised->traceback)) {
        OU_OWNED OuValue traceback = ou_ref(raised->traceback);
        const char *margin = !report->group_depth ? ""
                           : is_group && report->group_depth == 1 ? "+ " : "| ";
        ou_report_put_traceback(report, traceback, margin, is_group ? GROUP_HEADER : PLAIN_HEADER);
    }
    OU_OWNED OuValue notes = ou_get_attribute_or_unbound(vm, exception, OU_NAMED(vm, dunder_notes));
    if (notes == OU_ERROR) { ou_error_clear(vm); notes = OU_UNBOUND; }
    OU_OWNED OuValue value = ou_ref(exception);
    if (ou_is_instance_of(vm, exception, OU_TYPE_SYNTAX_ERROR)
        && ou_report_put_syntax_place(report, raised)) {
        OuValue message = raised->fields[OU_FIELD_MSG];
        ou_set(&value, message == OU_UNBOUND ? OU_NONE : message);
    }
    put_message(report, raised->type, value);
    put_suggestion(report, value);
    put_notes(report, notes);
}

// --- groups --------------------------------------------------------------------------------------

static void put_member(OuReport *report, const OuTuple *members, size_t index, bool is_last)
{
    bool is_cut = index >= MOST_MEMBERS;
    if (is_last) report->needs_close = true;          // a group in here may close the frame itself
    ou_report_put_indent(report);
    ou_report_put(report, index == 0 ? "+-" : "  ");
    if (is_cut) ou_report_put(report, "+---------------- ... ----------------\n");
    else ou_report_put_format(report, "+---------------- %zu ----------------\n", index + 1);
    report->group_depth++;
    if (is_cut) {
        size_t more = members->length - MOST_MEMBERS;
        ou_report_put_margin(report);
        ou_report_put_format(report, "and %zu more exception%s\n", more, more == 1 ? "" : "s");
    } else {
        put_exception_chain(report, members->items[index]);
    }
    if (is_last && report->needs_close) {
        ou_report_put_indent(report);
        ou_report_put(report, "+------------------------------------\n");
        report->needs_close = false;
    }
    report->group_depth--;
}

// Recursion ends at DEEPEST_GROUP.
static void put_group(OuReport *report, OuValue group)
{
    if (report->group_depth > DEEPEST_GROUP) {
        ou_report_put_margin(report);
        ou_report_put_format(report, "... (max_group_depth is %d)\n", DEEPEST_GROUP);
        return;
    }
    if (report->group_depth == 0) report->group_depth++;
    put_exception(report, group);
    OU_OWNED OuValue members = ou_ref(ou_exception_of(group)->fields[OU_FIELD_EXCEPTIONS]);
    size_t count = ou_is_tuple(members) ? ou_tuple_of(members)->length : 0;
    size_t shown = count <= MOST_MEMBERS ? count : MOST_MEMBERS + 1;
    report->needs_close = false;
    for (size_t i = 0; i < shown; i++) put_member(report, ou_tuple_of(members), i, i + 1 == shown);
    if (report->group_depth == 1) report->group_depth--;
}

// --- the chain -----------------------------------------------------------------------------------

static bool was_seen(OuReport *report, OuValue exception)
{
    bool found = true;
    OuValue id = ou_int_value((int64_t)(exception - OU_TAG_POINTER));
    if (!ou_dict_has(report->vm, report->seen, id, &found)) ou_error_clear(report->vm);
    return found;
}

static bool mark_seen(OuReport *report, OuValue exception)
{
    OuValue id = ou_int_value((int64_t)(exception - OU_TAG_POINTER));
    if (report->seen && ou_dict_set(report->vm, report->seen, id, OU_NONE)) return true;
    ou_error_clear(report->vm);
    return false;
}

// The exception to be told before this one, or UNBOUND; borrowed.
static OuValue previous(OuReport *report, OuValue exception, bool *is_cause)
{
    const OuException *raised = ou_exception_of(exception);
    *is_cause = ou_is_exception(raised->cause);
    bool is_suppressed = raised->header.aux & OU_EXCEPTION_SUPPRESS_CONTEXT;
    OuValue before = *is_cause ? raised->cause : is_suppressed ? OU_UNBOUND : raised->context;
    return ou_is_exception(before) && !was_seen(report, before) ? before : OU_UNBOUND;
}

static void put_link(OuReport *report, bool is_cause)
{
    ou_report_put_margin(report);
    ou_report_put(report, "\n");
    ou_report_put_margin(report);
    ou_report_put(report, is_cause
        ? "The above exception was the direct cause of the following exception:\n"
        : "During handling of the above exception, another exception occurred:\n");
    ou_report_put_margin(report);
    ou_report_put(report, "\n");
}

static void put_alone(OuReport *report, OuValue exception)
{
    bool is_group = ou_is_instance_of(report->vm, exception, OU_TYPE_BASE_EXCEPTION_GROUP);
    if (is_group) put_group(report, exception);
    else put_exception(report, exception);
}

// The chain is collected first, newest exception first, each with True if the next is its cause; a
// chain can be as long as a program likes.
static void put_exception_chain(OuReport *report, OuValue exception)
{
    OuVM *vm = report->vm;
    OU_OWNED OuValue list = ou_list_make(vm, &exception, 1);
    if (list == OU_ERROR) {                // this one alone is better than nothing
        ou_error_clear(vm);
        put_alone(report, exception);
        return;
    }
    OuList *chain = ou_list_of(list);
    bool is_cause;
    for (OuValue last = exception; last != OU_UNBOUND && mark_seen(report, last);) {
        last = previous(report, last, &is_cause);
        if (last == OU_UNBOUND) break;
        if (ou_list_append(vm, chain, ou_bool_value(is_cause)) && ou_list_append(vm, chain, last))
            continue;
        ou_error_clear(vm);
        break;
    }
    bool needs_close = report->needs_close;
    for (size_t i = (chain->length - 1) / 2; ; i--) {
        OuValue told = chain->items[2 * i];
        report->needs_close = needs_close;
        put_alone(report, told);
        if (i == 0) return;
        report->needs_close = needs_close;
        put_link(report, chain->items[2 * i - 1] == OU_TRUE);
    }
}

// --- the whole -----------------------------------------------------------------------------------

OuValue ou_error_format(OuVM *vm, OuValue exception)
{
    OU_OWNED OuValue owned = ou_ref(exception);
    OuReport report;
    ou_report_init(&report, vm);
    put_exception_chain(&report, owned);
    return ou_report_finish(&report);
}

void ou_error_print(OuVM *vm, OuValue exception)
{
    OuValue pending = ou_error_take(vm);
    OU_OWNED OuValue owned = ou_ref(exception);
    OuReport report;
    ou_report_init(&report, vm);
    put_exception_chain(&report, owned);
    ou_report_write(&report, ou_exception_of(owned)->type);
    if (pending != OU_UNBOUND) ou_error_set_steal(vm, pending);
}

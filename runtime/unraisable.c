// unraisable.c: exceptions that nobody can catch: in finalizers, in callbacks of weak references.
#include "runtime/error.h"

#include "runtime/dict.h"
#include "runtime/limit.h"
#include "runtime/protocol.h"
#include "runtime/report.h"
#include "runtime/str.h"

static void put_str_or(OuReport *report, OuValue text, const char *otherwise)
{
    if (text == OU_ERROR) {
        ou_error_clear(report->vm);
        ou_report_put(report, otherwise);
        return;
    }
    (void)ou_writer_put_str(&report->out, ou_str_of(text));
    ou_unref(text);
}

static void put_headline(OuReport *report, OuValue message, OuValue object)
{
    OuVM *vm = report->vm;
    bool has_message = message != OU_NONE;
    if (has_message) put_str_or(report, ou_str(vm, message), "<message str() failed>");
    if (object == OU_NONE) {
        if (has_message) ou_report_put(report, ":\n");
        return;
    }
    ou_report_put(report, has_message ? ": " : "Exception ignored in: ");
    put_str_or(report, ou_repr(vm, object), "<object repr() failed>");
    ou_report_put(report, "\n");
}

void ou_error_write_unraisable(OuVM *vm, OuValue exception, OuValue message, OuValue object)
{
    OuReport report;
    ou_report_init(&report, vm);
    put_headline(&report, message, object);
    if (ou_is_exception(exception)) {
        ou_report_put_traceback(&report, ou_exception_of(exception)->traceback, "",
                                "Traceback (most recent call last):\n");
        ou_report_put_type(&report, ou_exception_of(exception)->type);
        ou_report_put(&report, ": ");
        put_str_or(&report, ou_str(vm, exception), "<exception str() failed>");
        ou_report_put(&report, "\n");
    }
    ou_report_write(&report, ou_is_exception(exception) ? ou_exception_of(exception)->type : NULL);
}

// --- the hook ------------------------------------------------------------------------------------

static OuValue message_of(OuVM *vm, const char *where)
{
    return where ? ou_str_make_format(vm, "Exception ignored %s", where) : OU_NONE;
}

// sys.unraisablehook if a script has put another one in its place; borrowed, else UNBOUND.
static OuValue replaced_hook_peek(OuVM *vm)
{
    if (!vm->sys) return OU_UNBOUND;
    OuString *original = ou_str_intern_text(vm, "__unraisablehook__", 18);
    if (!original) { ou_error_clear(vm); return OU_UNBOUND; }
    OuValue hook = ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, unraisablehook));
    OuValue before = ou_dict_get_name_peek(vm->sys, original);
    ou_object_unref(&original->header);
    return hook == before || hook == OU_NONE ? OU_UNBOUND : hook;
}

// What the hook is handed: an object with exc_type, exc_value, exc_traceback, err_msg and object.
static OuValue make_details(OuVM *vm, OuValue exception, OuValue message, OuValue object)
{
    OuException *raised = ou_exception_of(exception);
    OuValue details = ou_call(vm, ou_pointer_value(vm->types[OU_TYPE_NAMESPACE]), NULL, 0);
    const char *const names[] = { "exc_type", "exc_value", "exc_traceback", "err_msg", "object" };
    const OuValue values[]
        = { ou_pointer_value(raised->type), exception, raised->traceback, message, object };
    for (unsigned i = 0; details != OU_ERROR && i < 5; i++) {
        OuString *name = ou_str_intern_text(vm, names[i], strlen(names[i]));
        bool ok = name && ou_set_attribute(vm, details, name, values[i]);
        if (name) ou_object_unref(&name->header);
        if (ok) continue;
        ou_unref(details);
        details = OU_ERROR;
    }
    return details;
}

static bool call_hook(OuVM *vm, OuValue hook, OuValue exception, OuValue message, OuValue object)
{
    OU_OWNED OuValue details = make_details(vm, exception, message, object);
    if (details == OU_ERROR) return false;
    OuValue result = ou_call(vm, hook, &details, 1);
    ou_unref(result);
    return result != OU_ERROR;
}

// C code alone leaves no traceback: it then says where the program was.
static void complete_traceback(OuVM *vm)
{
    bool is_bare = ou_is_exception(vm->exception)
                   && ou_exception_of(vm->exception)->traceback == OU_NONE;
    if (is_bare && vm->host.add_position) vm->host.add_position(vm);
}

static void report(OuVM *vm, OuValue exception, const char *where, OuValue object)
{
    OU_OWNED OuValue shown = object == OU_UNBOUND ? OU_NONE : ou_ref(object);
    OU_OWNED OuValue message = message_of(vm, where);
    if (message == OU_ERROR) { ou_error_clear(vm); message = OU_NONE; }
    OU_OWNED OuValue hook = ou_ref(replaced_hook_peek(vm));
    if (hook == OU_UNBOUND || !ou_is_exception(exception)) {
        ou_error_write_unraisable(vm, exception, message, shown);
    } else if (!call_hook(vm, hook, exception, message, shown)) {
        OU_OWNED OuValue second = ou_error_take(vm);
        OU_OWNED OuValue text = ou_str_make_text(vm, "Exception ignored in sys.unraisablehook");
        if (text == OU_ERROR) { ou_error_clear(vm); text = OU_NONE; }
        ou_error_write_unraisable(vm, second, text, hook);
    }
}

void ou_error_unraisable(OuVM *vm, const char *where, OuValue object)
{
    vm->unheard_refusals += ou_error_matches(vm, OU_TYPE_MEMORY_ERROR);
    bool is_interrupt = ou_error_matches(vm, OU_TYPE_KEYBOARD_INTERRUPT);
    complete_traceback(vm);
    OU_OWNED OuValue exception = ou_error_take(vm);
    if (exception == OU_UNBOUND || ou_is_doomed(vm)) return;
    report(vm, exception, where, object);
    ou_limit_hear(vm, !is_interrupt);
}

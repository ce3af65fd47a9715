// re_substitute.c: Pattern.sub and Pattern.subn.
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/modules/re_internal.h"
#include "runtime/protocol.h"

typedef struct Substitution {
    OuReSubject    subject;
    OuReTemplate   template;
    OuStringWriter writer;
    OuValue        callable;           // borrowed; UNBOUND: the template is used
    OuValue        replacement;        // borrowed
    size_t         pieces;             // of the list that CPython would join in the end
    size_t         wrong_piece;        // the first of another type, and that type's instance
    OuValue        wrong;              // owned; UNBOUND if there was none
} Substitution;

static bool fits(const Substitution *s, OuValue value)
{
    return s->subject.pattern->is_text ? ou_is_str(value) : ou_is_bytes_like(value);
}

static void note_wrong(Substitution *s, OuValue value)
{
    if (s->wrong != OU_UNBOUND) return;
    s->wrong = ou_ref(value);
    s->wrong_piece = s->pieces;
}

static bool put_text(Substitution *s, OuText text)
{
    return !text.length || ou_writer_put_text(&s->writer, text);
}

static bool put_called(Substitution *s, const OuReSpan *spans)
{
    OU_OWNED OuValue match = ou_re_match_make(&s->subject, spans);
    if (match == OU_ERROR) return false;
    OU_OWNED OuValue made = ou_call(s->subject.vm, s->callable, &match, 1);
    if (made == OU_ERROR) return false;
    if (made == OU_NONE) return true;
    if (!fits(s, made)) note_wrong(s, made);
    else if (!put_text(s, ou_re_text_of(made, 0, SIZE_MAX))) return false;
    s->pieces++;
    return true;
}

static bool put_replacement(Substitution *s, const OuReSpan *spans)
{
    if (s->callable != OU_UNBOUND) return put_called(s, spans);
    if (!fits(s, s->replacement)) note_wrong(s, s->replacement);
    else if (!ou_re_template_put(&s->template, &s->writer, s->subject.string, spans)) return false;
    s->pieces++;
    return true;
}

static bool put_between(Substitution *s, size_t start, size_t end)
{
    if (start >= end) return true;
    s->pieces++;
    return put_text(s, ou_re_text_of(s->subject.string, start, end));
}

static bool replace_all(Substitution *s, size_t limit, size_t *count)
{
    size_t done = 0;
    uint32_t mode = OU_RE_SEARCH;
    for (*count = 0; !limit || *count < limit; ++*count) {
        bool found;
        const OuReSpan *spans;
        if (!ou_re_run(&s->subject, done, mode, &found, &spans)) return false;
        if (!found) break;
        if (!ou_check_interrupt_at(s->subject.vm, *count)) return false;
        size_t start = spans->start, end = spans->end;
        if (!put_between(s, done, start) || !put_replacement(s, spans)) return false;
        mode = start == end ? PCRE2_NOTEMPTY_ATSTART : OU_RE_SEARCH;
        done = end;
    }
    return put_between(s, done, s->subject.end);
}

static OuValue finish(Substitution *s, size_t count)
{
    OuVM *vm = s->subject.vm;
    bool is_text = s->subject.pattern->is_text;
    if (s->wrong != OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        is_text ? "sequence item %zu: expected str instance, %T found"
                                : "sequence item %zu: expected a bytes-like object, %T found",
                        s->wrong_piece, s->wrong);
    }
    if (!count) return ou_re_string_part(vm, s->subject.string, 0, SIZE_MAX);
    return ou_re_finish(&s->writer, is_text);
}

static bool begin(Substitution *s, OuVM *vm, const OuValue *arguments)
{
    OuRePattern *pattern = ou_re_pattern_of(arguments[0]);
    s->replacement = arguments[1];
    s->callable = ou_is_callable(vm, arguments[1]) ? arguments[1] : OU_UNBOUND;
    s->wrong = OU_UNBOUND;
    s->pieces = 0;
    if (s->callable == OU_UNBOUND
        && !ou_re_template_read(&s->template, vm, pattern, arguments[1])) {
        ou_re_template_free(&s->template);
        return false;
    }
    if (ou_re_subject_open(&s->subject, vm, pattern, arguments[2], OU_UNBOUND, OU_UNBOUND)) {
        return true;
    }
    if (s->callable == OU_UNBOUND) ou_re_template_free(&s->template);
    return false;
}

static OuValue substitute(OuVM *vm, const OuValue *arguments, size_t *count)
{
    int64_t limit = 0;
    Substitution s;
    if (arguments[3] != OU_UNBOUND && !ou_to_size(vm, arguments[3], &limit)) return OU_ERROR;
    if (!begin(&s, vm, arguments)) return OU_ERROR;
    ou_writer_init(&s.writer, vm);
    // A negative limit is none: sre compares it as a number that n never reaches.
    bool ok = limit < 0 || replace_all(&s, (size_t)limit, count);
    if (limit < 0) *count = 0;
    OuValue result = ok ? finish(&s, *count) : OU_ERROR;
    if (s.callable == OU_UNBOUND) ou_re_template_free(&s.template);
    ou_writer_discard(&s.writer);
    ou_re_subject_close(&s.subject);
    ou_unref(s.wrong);
    return result;
}

#define SUBSTITUTION(name, text)                                                              \
    static OuValue pattern_##name(OuVM *vm, const OuValue *arguments);                        \
    const OuNativeDef ou_re_##name##_native = {                                               \
        #name "(self, /, repl, string, count=0)", text, pattern_##name };                     \
    static OuValue pattern_##name(OuVM *vm, const OuValue *arguments)

SUBSTITUTION(sub, "Return the string obtained by replacing the leftmost non-overlapping "
                  "occurrences of pattern in string by the replacement repl.")
{
    size_t count;
    return substitute(vm, arguments, &count);
}

SUBSTITUTION(subn, "Return the tuple (new_string, number_of_subs_made) found by replacing the "
                   "leftmost non-overlapping occurrences of pattern with the replacement repl.")
{
    size_t count;
    OU_OWNED OuValue text = substitute(vm, arguments, &count);
    return text == OU_ERROR ? OU_ERROR : ou_tuple_pair(vm, text, ou_int_value((int64_t)count));
}

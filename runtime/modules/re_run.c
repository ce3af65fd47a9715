// re_run.c: running PCRE2, so that it can be interrupted.
//
// A plain match may take so many steps from one place; beyond that the pattern is compiled once
// more, with callouts that look for Ctrl-C, and the match begins anew. A search through a long
// string goes in slices of starting places, each longer while they pass quickly. A plain match of a
// long string, where a single repeat takes its time, is left when the signal comes (escape.h).
#include "runtime/clock.h"
#include "runtime/error.h"
#include "runtime/escape.h"
#include "runtime/long_text.h"
#include "runtime/modules/re_internal.h"

enum {
    QUICK_STEPS = 2000000,             // of a plain match
    FIRST_SLICE = 512,                 // starting places, or as many as make so many steps if each
    FIRST_STEPS = 10 * 1000 * 1000,    // looks at the whole string
    SLICED_FROM = 2048,                // strings that are longer are searched in slices
    HELD_MOST = 4 * 1024 * 1024,           // bytes that PCRE2 may keep for the next match
    SLICE_NANOSECONDS = 20 * 1000 * 1000,
};

static bool reserve_pairs(OuVM *vm, OuReEngine *engine, uint32_t pairs)
{
    if (engine->data && engine->pairs >= pairs) return true;
    pcre2_match_data_free(engine->data);
    engine->pairs = pairs < 16 ? 16 : pairs;
    engine->data = pcre2_match_data_create(engine->pairs, engine->general);
    if (engine->data) return true;
    (void)ou_raise_memory_error(vm);
    return false;
}

// Gives back what a match with deep backtracking took. The spans lie in the same block, so this
// happens before a run.
static void trim(OuReEngine *engine)
{
    if (engine->held < HELD_MOST || !engine->data) return;
    pcre2_match_data_free(engine->data);
    engine->data = NULL;
    engine->held = 0;
}

typedef struct Run {
    OuReSubject *subject;
    pcre2_code  *plain;
    uint32_t     options;
} Run;

// One call of PCRE2, and a patient one if that isn't enough. OU_RE_FAILED: an exception is set.
enum { OU_RE_FAILED = -10000 };

// Left midway, it leaves nothing but what the next one sets anew: it has asked for no memory.
typedef struct Match {
    const Run *run;
    size_t     from;
    int        result;
} Match;

static void match_plain(void *operands)
{
    Match *match = operands;
    const Run *run = match->run;
    OuReEngine *engine = run->subject->pattern->engine;
    match->result = pcre2_match(run->plain, run->subject->units, run->subject->end, match->from,
                                run->options, engine->data, engine->match);
}

static int try_once(const Run *run, size_t from, size_t last_start)
{
    OuReSubject *subject = run->subject;
    OuVM *vm = subject->vm;
    OuReEngine *engine = subject->pattern->engine;
    pcre2_set_match_limit(engine->match, QUICK_STEPS);
    pcre2_set_offset_limit(engine->match, last_start);
    Match match = { run, from, PCRE2_ERROR_NOMATCH };
    if (subject->end - from <= OU_LONG_PIECE) match_plain(&match);
    else if (!ou_escape_run(vm, match_plain, &match)) return OU_RE_FAILED;
    int result = match.result;
    if (result != PCRE2_ERROR_MATCHLIMIT) return result;
    pcre2_code *patient = ou_re_code(vm, subject->pattern, subject->is_wide, true);
    if (!patient) return OU_RE_FAILED;
    pcre2_set_match_limit(engine->match, UINT32_MAX);
    do {
        result = pcre2_match(patient, subject->units, subject->end, from, run->options,
                             engine->data, engine->match);
        if (result == PCRE2_ERROR_CALLOUT && (ou_has_error(vm) || !ou_check_signals(vm))) {
            return OU_RE_FAILED;
        }
    } while (result == PCRE2_ERROR_CALLOUT);
    return result;
}

static int search_in_slices(const Run *run, size_t from)
{
    size_t end = run->subject->end, slice = FIRST_SLICE;
    int64_t before = 0;
    while (slice > 1 && end - from > FIRST_STEPS / slice) slice /= 2;
    for (;;) {
        size_t last = end - from > slice ? from + slice : end;
        int result = try_once(run, from, last == end ? PCRE2_UNSET : last);
        if (result != PCRE2_ERROR_NOMATCH || last == end) return result;
        if (!ou_check_signals(run->subject->vm)) return OU_RE_FAILED;
        int64_t after = (int64_t)ou_clock_now();
        if (!before || after - before < SLICE_NANOSECONDS / 8) slice *= 4;
        else if (after - before > SLICE_NANOSECONDS && slice >= 4) slice /= 4;
        before = after;
        from = last + 1;
    }
}

static bool report(OuVM *vm, int result)
{
    if (result == OU_RE_FAILED) return false;
    if (result == PCRE2_ERROR_MATCHLIMIT) {
        (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "too much backtracking in a regular expression");
    } else if (result == PCRE2_ERROR_NOMEMORY || result == PCRE2_ERROR_HEAPLIMIT) {
        (void)ou_raise_memory_error(vm);
    } else {
        (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "PCRE2 fails with error %d", result);
    }
    return false;
}

static bool find_literal(OuReSubject *subject, size_t from, bool *found, const OuReSpan **spans)
{
    OuText text = ou_re_text_of(subject->string, from, subject->end);
    OuText literal = ou_re_text_of(subject->pattern->pattern, 0, SIZE_MAX);
    size_t place;
    if (!ou_long_find(subject->vm, text, literal, &place)) return false;
    *found = place != OU_TEXT_NOT_FOUND;
    subject->literal_span = (OuReSpan){ from + place, from + place + literal.length };
    *spans = &subject->literal_span;
    return true;
}

bool ou_re_run(OuReSubject *subject, size_t from, uint32_t mode, bool *found,
               const OuReSpan **spans)
{
    OuVM *vm = subject->vm;
    OuRePattern *pattern = subject->pattern;
    *found = false;
    if (from > subject->end) return true;
    if (pattern->is_literal && !(mode & PCRE2_ANCHORED)) {
        return find_literal(subject, from, found, spans);
    }
    if (!ou_re_subject_widen(subject)) return false;
    trim(pattern->engine);
    Run run = { .subject = subject, .options = mode | PCRE2_NO_UTF_CHECK };
    run.plain = ou_re_code(vm, pattern, subject->is_wide, false);
    if (!run.plain || !reserve_pairs(vm, pattern->engine, pattern->group_count + 1)) return false;
    size_t used = pattern->engine->memory->used;
    bool in_slices = !(mode & PCRE2_ANCHORED) && subject->end - from > SLICED_FROM;
    int result = in_slices ? search_in_slices(&run, from) : try_once(&run, from, PCRE2_UNSET);
    if (pattern->engine->memory->used > used) {
        pattern->engine->held += pattern->engine->memory->used - used;
    }
    if (result == PCRE2_ERROR_NOMATCH) return true;
    if (result < 0) return report(vm, result);
    *found = true;
    *spans = (const OuReSpan *)(const void *)pcre2_get_ovector_pointer(pattern->engine->data);
    return true;
}

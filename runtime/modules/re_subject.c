// re_subject.c: strings as PCRE2 wants them.
#include <string.h>

#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/long_text.h"
#include "runtime/modules/re_internal.h"
#include "runtime/protocol.h"

// A string is matched again and again at growing positions by whoever cuts it into tokens: the
// units of one that isn't short are kept until another comes.
enum { LONGEST = 16 * 1024 * 1024 };

// Sixteen bytes at a time become sixteen units.
static void widen_bytes(uint32_t *units, const uint8_t *bytes, size_t length)
{
    typedef uint8_t Narrow __attribute__((vector_size(16)));
    typedef uint32_t Wide __attribute__((vector_size(64)));
    size_t i = 0;
    for (; i + 16 <= length; i += 16) {
        Narrow narrow;
        memcpy(&narrow, bytes + i, sizeof narrow);
        Wide wide = __builtin_convertvector(narrow, Wide);
        memcpy(units + i, &wide, sizeof wide);
    }
    for (; i < length; i++) units[i] = bytes[i];
}

static void copy_units(uint32_t *units, OuText text)
{
    if (text.width == 1) widen_bytes(units, text.units, text.length);
    else ou_text_copy(units, 4, text);
}

// False: interrupted.
static bool copy_long(OuVM *vm, uint32_t *units, OuText text)
{
    for (size_t start = 0, end; start < text.length; start = end) {
        end = ou_long_piece_end(start, text.length);
        copy_units(units + start, ou_text_part(text, start, end));
        if (end < text.length && !ou_check_interrupt(vm)) return false;
    }
    return true;
}

static bool check_type(OuVM *vm, const OuRePattern *pattern, OuValue string)
{
    bool is_text = ou_is_str(string);
    if (!is_text && !ou_is_bytes_like(string)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "expected string or bytes-like object, got '%T'",
                       string);
    } else if (is_text && !pattern->is_text) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "cannot use a bytes pattern on a string-like object");
    } else if (!is_text && pattern->is_text) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "cannot use a string pattern on a bytes-like object");
    } else {
        return true;
    }
    return false;
}

static bool read_position(OuVM *vm, OuValue value, size_t otherwise, size_t *position)
{
    int64_t number;
    *position = otherwise;
    if (value == OU_UNBOUND) return true;
    if (!ou_to_size(vm, value, &number)) return false;
    *position = number < 0 ? 0 : (size_t)number;
    return true;
}

static uint32_t *kept_units(OuReSubject *subject, size_t length)
{
    OuReEngine *engine = subject->pattern->engine;
    if (engine->last_string == subject->string) return engine->last_units;
    ou_re_free(engine, engine->last_units);
    engine->last_units = NULL;
    ou_clear(&engine->last_string);
    uint32_t *units = ou_re_alloc(engine, length * sizeof *units);
    if (!units) return NULL;
    copy_units(units, subject->text);
    engine->last_units = units;
    engine->last_string = ou_ref(subject->string);
    return units;
}

// What is kept stays as long as somebody looks at it. An exact str dies without running scripts.
static bool may_keep(const OuReSubject *subject)
{
    const OuReEngine *engine = subject->pattern->engine;
    size_t length = subject->text.length;
    if (subject->is_private || length <= OU_RE_SMALL || length > LONGEST
        || !ou_is_exact_str(subject->string)) return false;
    return !engine->last_users || engine->last_string == subject->string;
}

static bool widen(OuReSubject *subject)
{
    size_t length = subject->text.length;
    if (subject->text.width == 4) {
        subject->units = subject->text.units;
        return true;
    }
    if (may_keep(subject)) {
        subject->units = kept_units(subject, length);
        if (subject->units) subject->pattern->engine->last_users++;
        subject->uses_kept = subject->units != NULL;
    } else if (length <= OU_RE_SMALL) {
        subject->units = subject->small;
        copy_units(subject->small, subject->text);
    } else {
        subject->buffer_size = length * sizeof(uint32_t);
        subject->buffer = ou_memory_alloc(&subject->vm->heap.memory, subject->buffer_size);
        subject->units = subject->buffer;
        bool is_there = subject->buffer != NULL;
        if (is_there && !copy_long(subject->vm, subject->buffer, subject->text)) return false;
    }
    if (subject->units) return true;
    (void)ou_raise_memory_error(subject->vm);
    return false;
}

// Literals are found without PCRE2: their subjects need no units unless something else is asked.
bool ou_re_subject_widen(OuReSubject *subject)
{
    return subject->units || widen(subject);
}

static bool subject_open(OuReSubject *subject, OuVM *vm, OuRePattern *pattern, OuValue string,
                         OuValue pos, OuValue endpos)
{
    subject->vm = vm;
    subject->pattern = pattern;
    subject->string = OU_UNBOUND;
    subject->buffer = NULL;
    subject->units = NULL;
    subject->uses_kept = false;
    if (!check_type(vm, pattern, string)) return false;
    if (!read_position(vm, pos, 0, &subject->start)) return false;
    if (!read_position(vm, endpos, SIZE_MAX, &subject->end)) return false;
    subject->text = ou_is_str(string) ? ou_str_text(ou_str_of(string)) : ou_bytes_text(string);
    if (subject->end > subject->text.length) subject->end = subject->text.length;
    if (subject->start > subject->end) subject->start = subject->end;
    subject->is_wide = subject->text.width > 1;
    subject->string = ou_ref(string);
    if (pattern->is_literal || widen(subject)) return true;
    ou_re_subject_close(subject);
    return false;
}

bool ou_re_subject_open(OuReSubject *subject, OuVM *vm, OuRePattern *pattern, OuValue string,
                        OuValue pos, OuValue endpos)
{
    subject->is_private = false;
    return subject_open(subject, vm, pattern, string, pos, endpos);
}

bool ou_re_subject_open_private(OuReSubject *subject, OuVM *vm, OuRePattern *pattern,
                                OuValue string, OuValue pos, OuValue endpos)
{
    subject->is_private = true;
    return subject_open(subject, vm, pattern, string, pos, endpos);
}

void ou_re_subject_close(OuReSubject *subject)
{
    ou_memory_free(&subject->vm->heap.memory, subject->buffer,
                   subject->buffer ? subject->buffer_size : 0);
    subject->buffer = NULL;
    if (subject->uses_kept) subject->pattern->engine->last_users--;
    subject->uses_kept = false;
    ou_clear(&subject->string);
}

OuText ou_re_text_of(OuValue string, size_t start, size_t end)
{
    OuText text = ou_is_str(string) ? ou_str_text(ou_str_of(string)) : ou_bytes_text(string);
    if (end > text.length) end = text.length;
    return ou_text_part(text, start < end ? start : end, end);
}

OuValue ou_re_string_part(OuVM *vm, OuValue string, size_t start, size_t end)
{
    OuText text = ou_re_text_of(string, start, end);
    bool is_all = start == 0 && text.length == ou_re_text_of(string, 0, SIZE_MAX).length;
    if (is_all && (ou_is_exact_str(string) || ou_is_exact_bytes(string))) return ou_ref(string);
    if (!ou_is_str(string)) return ou_bytes_make(vm, text.units, text.length);
    return text.length ? ou_str_slice(vm, ou_str_of(string), start, start + text.length)
                       : ou_str_make(vm, "", 0);
}

// re_source.c: the characters of a pattern, one token of look-ahead, and errors about them.
#include <stdarg.h>
#include <string.h>

#include "runtime/error.h"
#include "runtime/modules/re_internal.h"
#include "runtime/modules/re_translate.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "runtime/unicode.h"

void ou_re_advance(OuReTranslator *t)
{
    if (t->failed || t->index >= t->text.length) {
        t->next = OU_RE_END;
        return;
    }
    uint32_t c = ou_text_at(t->text, t->index++);
    if (c == '\\') {
        if (t->index == t->text.length) {
            ou_re_fail(t, (int64_t)t->index - 1, "bad escape (end of pattern)");
            return;
        }
        c = ou_text_at(t->text, t->index++) | OU_RE_ESCAPED;
    }
    t->next = (int32_t)c;
}

void ou_re_source_start(OuReTranslator *t)
{
    t->index = 0;
    ou_re_advance(t);
}

void ou_re_seek(OuReTranslator *t, size_t index)
{
    t->index = index;
    ou_re_advance(t);
}

OuValue ou_re_part(OuReTranslator *t, size_t start, size_t end)
{
    if (start == end) return ou_str_make(t->vm, "", 0);
    return ou_str_from_text(t->vm, ou_text_part(t->text, start, end));
}

// ---- Errors -------------------------------------------------------------------------------------

bool ou_re_stop(OuReTranslator *t)
{
    t->failed = true;
    t->next = OU_RE_END;
    return false;
}

// Takes the message over. What bytes can't show is escaped.
static bool fail_steal(OuReTranslator *t, int64_t position, OuValue text)
{
    OU_OWNED OuValue message = text;
    if (t->failed || message == OU_ERROR) return ou_re_stop(t);
    OU_OWNED OuValue shown = t->is_text ? ou_ref(message)
        : ou_str_escape_non_ascii(t->vm, ou_str_of(message));
    if (shown != OU_ERROR) (void)ou_re_raise(t->vm, shown, t->pattern, position);
    return ou_re_stop(t);
}

bool ou_re_fail(OuReTranslator *t, int64_t position, const char *format, ...)
{
    if (t->failed) return false;
    va_list arguments;
    va_start(arguments, format);
    OuValue message = ou_str_make_vformat(t->vm, format, &arguments);
    va_end(arguments);
    return fail_steal(t, position, message);
}

bool ou_re_fail_part(OuReTranslator *t, int64_t position, const char *text, size_t start,
                     size_t end, bool quoted)
{
    if (t->failed) return false;
    OU_OWNED OuValue part = ou_re_part(t, start, end);
    if (part == OU_ERROR) return ou_re_stop(t);
    return fail_steal(t, position, ou_str_make_format(t->vm, quoted ? "%s%R" : "%s%V", text,
                                                      part));
}

void ou_re_warn(OuReTranslator *t, OuTypeId category, const char *format, ...)
{
    if (t->failed || (t->flags & OU_RE_QUIET)) return;
    va_list arguments;
    va_start(arguments, format);
    OU_OWNED OuValue message = ou_str_make_vformat(t->vm, format, &arguments);
    va_end(arguments);
    bool ok = message != OU_ERROR && ou_re_issue_warning(t->vm, category, message, t->callers);
    if (!ok) ou_re_stop(t);
}

// ---- Names --------------------------------------------------------------------------------------

bool ou_re_get_until(OuReTranslator *t, int32_t terminator, const char *what, size_t *start,
                     size_t *end)
{
    *start = ou_re_tell(t);
    for (;;) {
        *end = ou_re_tell(t);
        bool is_empty = *start == *end;
        int32_t token = ou_re_get(t);
        if (t->failed) return false;
        if (token == OU_RE_END) {
            if (is_empty) return ou_re_fail(t, (int64_t)*end, "missing %s", what);
            return ou_re_fail(t, (int64_t)*start, "missing %c, unterminated name", terminator);
        }
        if (token != terminator) continue;
        if (is_empty) return ou_re_fail(t, (int64_t)ou_re_tell(t) - 1, "missing %s", what);
        return true;
    }
}

bool ou_re_is_identifier(OuText text)
{
    if (!text.length || !ou_unicode_is_identifier_start(ou_text_at(text, 0))) return false;
    for (size_t i = 1; i < text.length; i++) {
        if (!ou_unicode_is_identifier_part(ou_text_at(text, i))) return false;
    }
    return true;
}

bool ou_re_check_name(OuReTranslator *t, size_t start, size_t end)
{
    OuText name = ou_text_part(t->text, start, end);
    if (!ou_re_is_identifier(name)) {
        return ou_re_fail_part(t, (int64_t)start, "bad character in group name ", start, end,
                               true);
    }
    if (t->is_text || ou_text_union(name) < 0x80) return true;
    OU_OWNED OuValue part = ou_re_part(t, start, end);
    OU_OWNED OuValue shown = part == OU_ERROR ? OU_ERROR : ou_ascii(t->vm, part);
    if (shown == OU_ERROR) return ou_re_stop(t);
    ou_re_warn(t, OU_TYPE_DEPRECATION_WARNING, "bad character in group name %V at position %zu",
               shown, start);
    return !t->failed;
}

bool ou_re_warn_number(OuReTranslator *t, OuValue text, size_t position)
{
    const OuString *number = ou_str_of(text);
    bool is_plain = true;
    for (size_t i = 0; i < number->length; i++) {
        uint32_t c = ou_str_at(number, i);
        is_plain = is_plain && c >= '0' && c <= '9';
    }
    if (is_plain) return true;
    OU_OWNED OuValue shown = t->is_text ? ou_repr(t->vm, text) : ou_ascii(t->vm, text);
    if (shown == OU_ERROR) return ou_re_stop(t);
    ou_re_warn(t, OU_TYPE_DEPRECATION_WARNING, "bad character in group name %V at position %zu",
               shown, position);
    return !t->failed;
}

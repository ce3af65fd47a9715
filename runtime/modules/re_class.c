// re_class.c: sets of characters: [...].
#include "runtime/error.h"
#include "runtime/modules/re_translate.h"
#include "runtime/str.h"

static bool unterminated(OuReTranslator *t, size_t start)
{
    return ou_re_fail(t, (int64_t)start, "unterminated character set");
}

// What may mean something else in a future Python.
static void warn_of_doubles(OuReTranslator *t, int32_t token)
{
    const char *operation = token == '-' ? "difference" : token == '&' ? "intersection"
        : token == '~' ? "symmetric difference" : token == '|' ? "union" : NULL;
    if (!operation || t->next != token) return;
    ou_re_warn(t, OU_TYPE_FUTURE_WARNING, "Possible set %s at position %zu", operation,
               ou_re_tell(t) - 1);
}

static bool read_member(OuReTranslator *t, int32_t token, OuReEscape *member)
{
    if (token & OU_RE_ESCAPED) return ou_re_read_escape(t, token, true, member);
    *member = (OuReEscape){ OU_RE_LITERAL, (uint32_t)token };
    return true;
}

static bool bad_range(OuReTranslator *t, size_t first, size_t middle, size_t second)
{
    // The texts are the first tokens only: `\x41-\x40` is "\x-\x", and counted that way.
    OU_OWNED OuValue low = ou_re_part(t, first, middle);
    OU_OWNED OuValue high = ou_re_part(t, second, second + (ou_text_at(t->text, second) == '\\')
                                                  + 1);
    if (low == OU_ERROR || high == OU_ERROR) return ou_re_fail(t, 0, "");
    size_t length = ou_str_of(low)->length + 1 + ou_str_of(high)->length;
    return ou_re_fail(t, (int64_t)ou_re_tell(t) - (int64_t)length, "bad character range %V-%V",
                      low, high);
}

static void put_member(OuReTranslator *t, const OuReScope *scope, const OuReEscape *member)
{
    if (member->kind == OU_RE_CATEGORY) {
        ou_re_put_category(t, scope, (char)member->value, true);
    } else {
        ou_re_put_range(t, scope, member->value, member->value);
    }
}

// The rest of `low-`: another member, or the end of the set. *is_end: it was the end.
static bool read_range(OuReTranslator *t, const OuReScope *scope, const OuReEscape *low,
                       size_t start, size_t first, bool *is_end)
{
    size_t first_end = first + (ou_text_at(t->text, first) == '\\' ? 2 : 1);
    size_t second = ou_re_tell(t);
    int32_t token = ou_re_get(t);
    if (token == OU_RE_END) return unterminated(t, start);
    if (token == ']') {
        put_member(t, scope, low);
        ou_re_put_range(t, scope, '-', '-');
        *is_end = true;
        return true;
    }
    if (token == '-') {
        ou_re_warn(t, OU_TYPE_FUTURE_WARNING, "Possible set difference at position %zu",
                   ou_re_tell(t) - 2);
    }
    OuReEscape high;
    if (!read_member(t, token, &high)) return false;
    if (low->kind != OU_RE_LITERAL || high.kind != OU_RE_LITERAL || high.value < low->value) {
        return bad_range(t, first, first_end, second);
    }
    ou_re_put_range(t, scope, low->value, high.value);
    return true;
}

// The members up to "]".
static bool read_members(OuReTranslator *t, const OuReScope *scope, size_t start)
{
    bool is_first = true, is_end = false;
    while (!is_end) {
        size_t here = ou_re_tell(t);
        int32_t token = ou_re_get(t);
        if (token == OU_RE_END) return unterminated(t, start);
        if (token == ']' && !is_first) return true;
        if (!is_first) warn_of_doubles(t, token);
        OuReEscape member;
        if (!read_member(t, token, &member)) return false;
        is_first = false;
        if (!ou_re_match_token(t, '-')) put_member(t, scope, &member);
        else if (!read_range(t, scope, &member, start, here, &is_end)) return false;
    }
    return true;
}

bool ou_re_read_class(OuReTranslator *t, const OuReScope *scope)
{
    size_t start = ou_re_tell(t) - 1;
    if (t->next == '[') {
        ou_re_warn(t, OU_TYPE_FUTURE_WARNING, "Possible nested set at position %zu",
                   ou_re_tell(t));
    }
    bool is_exact = (scope->flags & OU_RE_IGNORECASE) && ou_re_is_ascii_part(t, scope);
    if (is_exact) ou_re_put_ascii(t, "(?-i:");
    ou_re_put_ascii(t, ou_re_match_token(t, '^') ? "[^" : "[");
    if (!read_members(t, scope, start)) return false;
    ou_re_put_ascii(t, is_exact ? "])" : "]");
    return true;
}

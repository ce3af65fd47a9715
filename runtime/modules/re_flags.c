// re_flags.c: inline flags: (?i), (?i-s:...).
#include <string.h>

#include "runtime/modules/re_translate.h"
#include "runtime/unicode.h"

static uint32_t flag_of(int32_t token)
{
    switch (token) {
    case 'i': return OU_RE_IGNORECASE;
    case 'L': return OU_RE_LOCALE;
    case 'm': return OU_RE_MULTILINE;
    case 's': return OU_RE_DOTALL;
    case 'x': return OU_RE_VERBOSE;
    case 'a': return OU_RE_ASCII;
    case 't': return OU_RE_TEMPLATE;
    case 'u': return OU_RE_UNICODE;
    default:  return 0;
    }
}

static bool bad(OuReTranslator *t, const char *message, int offset)
{
    return ou_re_fail(t, (int64_t)ou_re_tell(t) - offset, "bad inline flags: %s", message);
}

// Complains about a token that is none of the flags; `missing` says what was expected.
static bool no_flag(OuReTranslator *t, int32_t token, const char *missing)
{
    if (token == OU_RE_END) return ou_re_fail(t, (int64_t)ou_re_tell(t), "%s", missing);
    bool is_escape = token & OU_RE_ESCAPED;
    bool is_letter = !is_escape && ou_unicode_is_alpha((uint32_t)token);
    return ou_re_fail(t, (int64_t)ou_re_tell(t) - (is_escape ? 2 : 1), "%s",
                      is_letter ? "unknown flag" : missing);
}

static bool check_added(OuReTranslator *t, int32_t token, uint32_t flag, uint32_t added)
{
    if (t->is_text && token == 'L') return bad(t, "cannot use 'L' flag with a str pattern", 0);
    if (!t->is_text && token == 'u') return bad(t, "cannot use 'u' flag with a bytes pattern", 0);
    if ((flag & OU_RE_CHARSET) && (added & OU_RE_CHARSET) != flag) {
        return bad(t, "flags 'a', 'u' and 'L' are incompatible", 0);
    }
    return true;
}

// Up to ")", "-" or ":", which goes to *end.
static bool read_added(OuReTranslator *t, int32_t token, uint32_t *added, int32_t *end)
{
    static const char missing[] = "missing -, : or )";
    for (;;) {
        uint32_t flag = flag_of(token);
        *added |= flag;
        if (!check_added(t, token, flag, *added)) return false;
        token = *end = ou_re_get(t);
        if (token == ')' || token == '-' || token == ':') return true;
        if (!flag_of(token)) return no_flag(t, token, missing);
    }
}

static bool read_removed(OuReTranslator *t, uint32_t *removed)
{
    int32_t token = ou_re_get(t);
    if (!flag_of(token)) return no_flag(t, token, "missing flag");
    for (;;) {
        uint32_t flag = flag_of(token);
        if (flag & OU_RE_CHARSET) return bad(t, "cannot turn off flags 'a', 'u' and 'L'", 0);
        *removed |= flag;
        token = ou_re_get(t);
        if (token == ':') return true;
        if (!flag_of(token)) return no_flag(t, token, "missing :");
    }
}

bool ou_re_read_flags(OuReTranslator *t, int32_t token, bool *is_global, uint32_t *added,
                      uint32_t *removed)
{
    *added = *removed = 0;
    int32_t end = token;
    if (token != '-' && !read_added(t, token, added, &end)) return false;
    *is_global = end == ')';
    if (*is_global) return true;
    if (*added & OU_RE_TEMPLATE) return bad(t, "cannot turn on global flag", 1);
    if (end == '-' && !read_removed(t, removed)) return false;
    if (*removed & OU_RE_TEMPLATE) return bad(t, "cannot turn off global flag", 1);
    if (*added & *removed) return bad(t, "flag turned on and off", 1);
    return true;
}

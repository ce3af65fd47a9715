// re_escape.c: what backslashes mean in patterns, inside of sets and outside.
#include <stdlib.h>
#include <string.h>

#include "runtime/error.h"
#include "runtime/modules/re_internal.h"
#include "runtime/modules/re_translate.h"
#include "runtime/str.h"

static bool is_digit(int32_t token) { return token >= '0' && token <= '9'; }
static bool is_octal(int32_t token) { return token >= '0' && token <= '7'; }

static int hex_value(int32_t token)
{
    if (is_digit(token)) return token - '0';
    int32_t lower = token | 32;
    return token >= 0 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool fail_escape(OuReTranslator *t, const char *text, size_t start)
{
    return ou_re_fail_part(t, (int64_t)start, text, start, ou_re_tell(t), false);
}

// Exactly `count` hexadecimal digits.
static bool read_hex(OuReTranslator *t, size_t start, unsigned count, uint32_t *value)
{
    *value = 0;
    for (unsigned i = 0; i < count; i++) {
        int digit = hex_value(t->next);
        if (digit < 0) return fail_escape(t, "incomplete escape ", start);
        *value = *value << 4 | (uint32_t)digit;
        ou_re_advance(t);
    }
    return *value <= 0x10FFFF || fail_escape(t, "bad escape ", start);
}

// \N{NAME}
static bool read_named(OuReTranslator *t, size_t start, uint32_t *value)
{
    if (!ou_re_match_token(t, '{')) return ou_re_fail(t, (int64_t)ou_re_tell(t), "missing {");
    size_t from, to;
    if (!ou_re_get_until(t, '}', "character name", &from, &to)) return false;
    OU_OWNED OuValue name = ou_re_part(t, from, to);
    if (name == OU_ERROR) return ou_re_fail(t, 0, "");
    OU_OWNED OuValue found = ou_re_lookup_name(t->vm, name);
    if (found == OU_ERROR) {
        t->failed = true;
        t->next = OU_RE_END;
        return false;
    }
    if (found == OU_UNBOUND) {
        return ou_re_fail_part(t, (int64_t)start, "undefined character name ", from, to, true);
    }
    *value = ou_str_at(ou_str_of(found), 0);
    return true;
}

static bool check_octal(OuReTranslator *t, size_t start, uint32_t value)
{
    if (value <= 0377) return true;
    OU_OWNED OuValue part = ou_re_part(t, start, ou_re_tell(t));
    if (part == OU_ERROR) return ou_re_fail(t, 0, "");
    return ou_re_fail(t, (int64_t)start, "octal escape value %V outside of range 0-0o377", part);
}

// Up to `count` octal digits more.
static void read_octal(OuReTranslator *t, unsigned count, uint32_t *value)
{
    for (unsigned i = 0; i < count && is_octal(t->next); i++) {
        *value = *value * 8 + (uint32_t)(ou_re_get(t) - '0');
    }
}

bool ou_re_can_refer(OuReTranslator *t, uint32_t group)
{
    if (!t->look_behind_groups) return true;
    int64_t here = (int64_t)ou_re_tell(t);
    if (group >= t->group_count || !t->groups[group].is_closed) {
        return ou_re_fail(t, here, "cannot refer to an open group");
    }
    if (group < t->look_behind_groups) return true;
    return ou_re_fail(t, here, "cannot refer to group defined in the same lookbehind subpattern");
}

// A digit outside of sets: three octal digits, or a reference to a group.
static bool read_number(OuReTranslator *t, size_t start, int32_t first, OuReEscape *escape)
{
    uint32_t value = (uint32_t)(first - '0');
    escape->kind = OU_RE_LITERAL;
    if (first == '0') {
        read_octal(t, 2, &value);
        escape->value = value;
        return true;
    }
    if (is_digit(t->next)) {
        int32_t second = ou_re_get(t);
        if (is_octal(first) && is_octal(second) && is_octal(t->next)) {
            value = value * 64 + (uint32_t)(second - '0') * 8 + (uint32_t)(ou_re_get(t) - '0');
            escape->value = value;
            return check_octal(t, start, value);
        }
        value = value * 10 + (uint32_t)(second - '0');
    }
    if (value >= t->group_count) {
        return ou_re_fail(t, (int64_t)start + 1, "invalid group reference %u", value);
    }
    if (!t->groups[value].is_closed) {
        return ou_re_fail(t, (int64_t)start, "cannot refer to an open group");
    }
    *escape = (OuReEscape){ OU_RE_BACKREF, value };
    return ou_re_can_refer(t, value);
}

static bool read_digit(OuReTranslator *t, size_t start, int32_t first, bool in_class,
                       OuReEscape *escape)
{
    if (!in_class) return read_number(t, start, first, escape);
    if (!is_octal(first)) return fail_escape(t, "bad escape ", start);
    uint32_t value = (uint32_t)(first - '0');
    read_octal(t, 2, &value);
    *escape = (OuReEscape){ OU_RE_LITERAL, value };
    return check_octal(t, start, value);
}

bool ou_re_read_escape(OuReTranslator *t, int32_t token, bool in_class, OuReEscape *escape)
{
    static const char letters[] = "abfnrtv", meanings[] = "\a\b\f\n\r\t\v";
    int32_t c = token & ~OU_RE_ESCAPED;
    size_t start = ou_re_tell(t) - 2;
    if (c < 0x80 && c && strchr("dDsSwW", c)) {
        *escape = (OuReEscape){ OU_RE_CATEGORY, (uint32_t)c };
        return true;
    }
    if (!in_class && c < 0x80 && c && strchr("AbBZ", c)) {
        *escape = (OuReEscape){ OU_RE_AT, (uint32_t)c };
        return true;
    }
    *escape = (OuReEscape){ OU_RE_LITERAL, (uint32_t)c };
    const char *simple = c < 0x80 && c ? strchr(letters, c) : NULL;
    if (simple) {
        escape->value = (uint8_t)meanings[simple - letters];
        return true;
    }
    if (c == 'x') return read_hex(t, start, 2, &escape->value);
    if (c == 'u' && t->is_text) return read_hex(t, start, 4, &escape->value);
    if (c == 'U' && t->is_text) return read_hex(t, start, 8, &escape->value);
    if (c == 'N' && t->is_text) return read_named(t, start, &escape->value);
    if (is_digit(c)) return read_digit(t, start, c, in_class, escape);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        return fail_escape(t, "bad escape ", start);
    }
    return true;
}

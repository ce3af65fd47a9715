// re_write.c: literals, sets, anchors and repeats in PCRE2's syntax.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "runtime/modules/re_translate.h"

void ou_re_put(OuReTranslator *t, uint32_t unit)
{
    (void)ou_buffer_put(&t->out, (const char *)&unit, sizeof unit);
}

void ou_re_put_ascii(OuReTranslator *t, const char *text)
{
    for (; *text; text++) ou_re_put(t, (uint8_t)*text);
}

void ou_re_put_format(OuReTranslator *t, const char *format, ...)
{
    char text[128];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    ou_re_put_ascii(t, text);
}

static bool is_ascii_base(const OuReTranslator *t)
{
    return !t->is_text || ((t->flags & OU_RE_ASCII) && !t->needs_unicode);
}

static bool is_ascii_scope(const OuReTranslator *t, const OuReScope *scope)
{
    return !t->is_text || (scope->flags & OU_RE_ASCII);
}

bool ou_re_is_ascii_part(const OuReTranslator *t, const OuReScope *scope)
{
    return is_ascii_scope(t, scope) && !is_ascii_base(t);
}

static bool is_letter(uint32_t c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
static bool is_alphanumeric(uint32_t c) { return is_letter(c) || (c >= '0' && c <= '9'); }

static void put_unit(OuReTranslator *t, uint32_t c)
{
    if (c < 0x80 && !is_alphanumeric(c)) ou_re_put_format(t, "\\x{%x}", c);
    else ou_re_put(t, c);
}

// ---- Case ---------------------------------------------------------------------------------------
//
// Characters that are the same to IGNORECASE though PCRE2 doesn't know it: either its tables lack
// them (CPython equates some more than Unicode's simple folding does), or one of them is below
// U+0100 and the other isn't, so that the tables for narrow subjects can't say so.

typedef struct CaseGroup {
    uint32_t members[6];         // ended by 0
    bool     is_strange;         // PCRE2's Unicode tables don't have it either
} CaseGroup;

static const CaseGroup case_groups[] = {
    { { 'i', 'I', 0x130, 0x131 }, true },
    { { 's', 'S', 0x17F }, false },
    { { 'k', 'K', 0x212A }, false },
    { { 0xE5, 0xC5, 0x212B }, false },
    { { 0xB5, 0x39C, 0x3BC }, false },
    { { 0xFF, 0x178 }, false },
    { { 0xDF, 0x1E9E }, false },
    { { 0x390, 0x1FD3 }, true },
    { { 0x3B0, 0x1FE3 }, true },
    { { 0xFB05, 0xFB06 }, true },
};
enum { CASE_GROUPS = sizeof case_groups / sizeof *case_groups };

static bool applies(const OuReTranslator *t, const CaseGroup *group)
{
    return group->is_strange || !t->is_wide;
}

// Adds what IGNORECASE equates with members of the range.
static void put_relatives(OuReTranslator *t, uint32_t low, uint32_t high)
{
    for (unsigned i = 0; i < CASE_GROUPS; i++) {
        const uint32_t *member = case_groups[i].members;
        bool is_met = false;
        if (!applies(t, &case_groups[i])) continue;
        for (; *member; member++) is_met = is_met || (*member >= low && *member <= high);
        if (!is_met) continue;
        for (member = case_groups[i].members; *member; member++) ou_re_put(t, *member);
    }
}

static bool has_relatives(const OuReTranslator *t, uint32_t c)
{
    // Narrow subjects have no other relatives of an ASCII letter than its other case.
    if (!t->is_wide && c < 0x100) return false;
    for (unsigned i = 0; i < CASE_GROUPS; i++) {
        const uint32_t *member = case_groups[i].members;
        if (!applies(t, &case_groups[i])) continue;
        for (; *member; member++) if (*member == c) return true;
    }
    return false;
}

// A literal in a part that folds ASCII letters only, while the pattern folds all.
static void put_exact_letter(OuReTranslator *t, uint32_t c)
{
    ou_re_put_ascii(t, is_letter(c) ? "(?-i:[" : "(?-i:");
    put_unit(t, c);
    if (is_letter(c)) put_unit(t, c ^ 32);
    ou_re_put_ascii(t, is_letter(c) ? "])" : ")");
}

void ou_re_put_literal(OuReTranslator *t, const OuReScope *scope, uint32_t c)
{
    if (!(scope->flags & OU_RE_IGNORECASE)) {
        put_unit(t, c);
        return;
    }
    if (ou_re_is_ascii_part(t, scope)) {
        put_exact_letter(t, c);
        return;
    }
    if (is_ascii_scope(t, scope)) {
        put_unit(t, c);
        return;
    }
    if (is_letter(c) || c >= 0x80) t->is_neutral = false;
    if (!has_relatives(t, c)) {
        put_unit(t, c);
        return;
    }
    ou_re_put(t, '[');
    put_relatives(t, c, c);
    ou_re_put(t, ']');
}

// ---- Sets ---------------------------------------------------------------------------------------

static void put_class_unit(OuReTranslator *t, uint32_t c)
{
    if (is_alphanumeric(c)) ou_re_put(t, c);
    else ou_re_put_format(t, "\\x{%x}", c);
}

static void put_plain_range(OuReTranslator *t, uint32_t low, uint32_t high)
{
    put_class_unit(t, low);
    if (high == low) return;
    ou_re_put(t, '-');
    put_class_unit(t, high);
}

// The part of the range from `first` to `last` (ASCII letters of one case), in the other case.
static void put_other_case(OuReTranslator *t, uint32_t low, uint32_t high, uint32_t first,
                           uint32_t last)
{
    if (low < first) low = first;
    if (high > last) high = last;
    if (low <= high) put_plain_range(t, low ^ 32, high ^ 32);
}

void ou_re_put_range(OuReTranslator *t, const OuReScope *scope, uint32_t low, uint32_t high)
{
    put_plain_range(t, low, high);
    if (!(scope->flags & OU_RE_IGNORECASE)) return;
    if (ou_re_is_ascii_part(t, scope)) {
        put_other_case(t, low, high, 'a', 'z');
        put_other_case(t, low, high, 'A', 'Z');
    } else if (!is_ascii_scope(t, scope)) {
        t->is_neutral = false;
        put_relatives(t, low, high);
    }
}

static const char ascii_digits[] = "0-9", ascii_words[] = "0-9A-Z_a-z",
                  ascii_spaces[] = "\\x{9}-\\x{d} ";
static const char not_ascii_digits[] = "\\x{0}-\\x{2f}\\x{3a}-\\x{10ffff}",
                  not_ascii_words[] = "\\x{0}-\\x{2f}\\x{3a}-@\\x{5b}-\\x{5e}`\\x{7b}-\\x{10ffff}",
                  not_ascii_spaces[] = "\\x{0}-\\x{8}\\x{e}-\\x{1f}!-\\x{10ffff}";
// What str.isspace() says.
static const char wide_spaces[] =
    "\\x{9}-\\x{d}\\x{1c}-\\x{20}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}"
    "\\x{202f}\\x{205f}\\x{3000}";
static const char not_wide_spaces[] =
    "\\x{0}-\\x{8}\\x{e}-\\x{1b}\\x{21}-\\x{84}\\x{86}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}"
    "\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}"
    "\\x{3001}-\\x{10ffff}";

static const char *explicit_category(char letter, bool is_ascii)
{
    switch (letter) {
    case 'd': return ascii_digits;
    case 'D': return not_ascii_digits;
    case 'w': return ascii_words;
    case 'W': return not_ascii_words;
    case 's': return is_ascii ? ascii_spaces : wide_spaces;
    default:  return is_ascii ? not_ascii_spaces : not_wide_spaces;
    }
}

void ou_re_put_category(OuReTranslator *t, const OuReScope *scope, char letter, bool in_class)
{
    bool is_ascii_part = ou_re_is_ascii_part(t, scope);
    bool is_space = letter == 's' || letter == 'S';
    if (!is_ascii_scope(t, scope)) t->is_neutral = false;
    if (!is_ascii_part && !(is_space && t->is_wide && !is_ascii_base(t))) {
        ou_re_put_format(t, "\\%c", letter);
        return;
    }
    bool is_folded = is_ascii_part && !in_class && (scope->flags & OU_RE_IGNORECASE);
    if (is_folded) ou_re_put_ascii(t, "(?-i:");
    if (!in_class) ou_re_put(t, '[');
    ou_re_put_ascii(t, explicit_category(letter, is_ascii_part));
    if (!in_class) ou_re_put(t, ']');
    if (is_folded) ou_re_put(t, ')');
}

// ---- Anchors and repeats ------------------------------------------------------------------------

// \b and \B; CPython 3.11 finds no \B in an empty text.
static void put_boundary(OuReTranslator *t, const OuReScope *scope, bool negated)
{
    if (!is_ascii_scope(t, scope)) t->is_neutral = false;
    if (negated) ou_re_put_ascii(t, "(?:(?!\\A\\z)");
    if (!ou_re_is_ascii_part(t, scope)) {
        ou_re_put_ascii(t, negated ? "\\B" : "\\b");
    } else {
        ou_re_put_ascii(t, negated ? "(?!" : "");
        ou_re_put_ascii(t, "(?-i:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|"
                           "(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z]))");
        ou_re_put_ascii(t, negated ? ")" : "");
    }
    if (negated) ou_re_put(t, ')');
}

void ou_re_put_at(OuReTranslator *t, const OuReScope *scope, char letter)
{
    bool many = scope->flags & OU_RE_MULTILINE;
    switch (letter) {
    case 'A': ou_re_put_ascii(t, "\\A"); break;
    case 'Z': ou_re_put_ascii(t, "\\z"); break;
    case '^': ou_re_put_ascii(t, many ? "^" : "\\A"); break;
    case '$': ou_re_put_ascii(t, many ? "$" : "\\Z"); break;
    default:  put_boundary(t, scope, letter == 'B'); break;
    }
}

static void put_count(OuReTranslator *t, uint32_t least, uint32_t most, char mode)
{
    if (most == OU_RE_MOST_REPEATS) {
        if (least < 2) ou_re_put(t, least ? '+' : '*');
        else ou_re_put_format(t, "{%u,}", least);
    } else if (least == 0 && most == 1) {
        ou_re_put(t, '?');
    } else if (least == most) {
        ou_re_put_format(t, "{%u}", least);
    } else {
        ou_re_put_format(t, "{%u,%u}", least, most);
    }
    if (mode) ou_re_put(t, (uint8_t)mode);
}

// The units from `start` to `end` once more.
static void put_again(OuReTranslator *t, size_t start, size_t end)
{
    for (size_t i = start; i < end && !t->out.failed; i++) {
        uint32_t unit;
        memcpy(&unit, t->out.bytes + i * sizeof unit, sizeof unit);
        ou_re_put(t, unit);
    }
}

enum { MOST = 65535 };           // PCRE2's greatest number of repeats

// The text of the item moves.
void ou_re_open(OuReTranslator *t, size_t start)
{
    ou_re_put_ascii(t, "(?:");
    if (t->out.failed) return;
    size_t width = 3 * sizeof(uint32_t), from = start * sizeof(uint32_t);
    char *bytes = t->out.bytes;
    memmove(bytes + from + width, bytes + from, t->out.length - width - from);
    const uint32_t open[3] = { '(', '?', ':' };
    memcpy(bytes + from, open, sizeof open);
}

// Large numbers are put together: x{a*65535 + b} is (?:x{65535}){a}x{b}.
static void put_large(OuReTranslator *t, size_t start, size_t end, uint32_t count)
{
    uint32_t times = count / MOST, rest = count % MOST;
    if (times) {
        ou_re_put_ascii(t, "(?:");
        put_again(t, start, end);
        ou_re_put_format(t, "{%u}){%u}", (unsigned)MOST, times);
    }
    if (rest) {
        put_again(t, start, end);
        ou_re_put_format(t, "{%u}", rest);
    }
}

// ... and x{0,a*65535 + b}: (?:(?:x{65535}){a}x{0,b}|(?:x{65535}){0,a-1}x{0,65534}), in this order
// if it's greedy.
static void put_large_choice(OuReTranslator *t, size_t start, size_t end, uint32_t count,
                             const char *lazy)
{
    uint32_t times = count / MOST, rest = count % MOST;
    for (int i = 0; i < 2; i++) {
        bool is_long = (i == 0) == !*lazy;
        ou_re_put_ascii(t, i ? "|(?:" : "(?:(?:");
        put_again(t, start, end);
        if (is_long) ou_re_put_format(t, "{%u}){%u}", (unsigned)MOST, times);
        else ou_re_put_format(t, "{%u}){0,%u}%s", (unsigned)MOST, times - 1, lazy);
        put_again(t, start, end);
        ou_re_put_format(t, "{0,%u}%s", is_long ? rest : (unsigned)MOST - 1, lazy);
    }
    ou_re_put(t, ')');
}

static void put_large_repeat(OuReTranslator *t, size_t start, uint32_t least, uint32_t most,
                             char mode)
{
    const char *lazy = mode == '?' ? "?" : "";
    size_t end = ou_re_written(t);
    ou_re_put_ascii(t, mode == '+' ? "(?>" : "(?:");
    put_large(t, start, end, least);
    if (most == OU_RE_MOST_REPEATS) {
        put_again(t, start, end);
        ou_re_put_format(t, "*%s", lazy);
    } else if (most - least >= MOST) {
        put_large_choice(t, start, end, most - least, lazy);
    } else if (most > least) {
        put_again(t, start, end);
        ou_re_put_format(t, "{0,%u}%s", most - least, lazy);
    }
    ou_re_put(t, ')');
    if (t->out.failed) return;
    size_t size = (end - start) * sizeof(uint32_t), from = start * sizeof(uint32_t);
    memmove(t->out.bytes + from, t->out.bytes + from + size, t->out.length - from - size);
    t->out.length -= size;
}

void ou_re_put_repeat(OuReTranslator *t, size_t start, uint32_t least, uint32_t most, char mode)
{
    if (t->out.failed) return;
    // No string is so long: it is never repeated so often, or as often as one likes.
    const uint32_t longest = (uint32_t)MOST * MOST;
    if (most > longest) most = OU_RE_MOST_REPEATS;
    if (least > longest) {
        ou_re_put_ascii(t, "{0}(?!)");
        return;
    }
    bool is_open = most == OU_RE_MOST_REPEATS;
    if (least > MOST || (!is_open && most > MOST)) put_large_repeat(t, start, least, most, mode);
    else put_count(t, least, most, mode);
}


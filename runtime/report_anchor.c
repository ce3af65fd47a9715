// report_anchor.c: which part of an expression an error is about.
//
// `a + b` fails at its operator, `a[i]` at its brackets. CPython parses the text of the expression
// and asks the tree; this floor has no parser, so the text is scanned here: the operator that binds
// least, outside of brackets and strings, is the root of the tree. The positions are those that
// CPython's tree has, where the brackets around a group belong to no node: in `(a) + b` the left
// operand ends before the bracket, so that this is what the caret marks.
#include "runtime/report.h"

typedef struct Span { const char *start, *end; } Span;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static Span span_strip(Span span)
{
    while (span.start < span.end && is_space(*span.start)) span.start++;
    while (span.start < span.end && is_space(span.end[-1])) span.end--;
    return span;
}

static bool span_is(Span span, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(span.end - span.start) == length && memcmp(span.start, word, length) == 0;
}

// --- tokens --------------------------------------------------------------------------------------

// Behind the string that begins with a quote at `at`.
static const char *skip_string(const char *at, const char *end)
{
    char quote = *at;
    bool triple = end - at >= 3 && at[1] == quote && at[2] == quote;
    at += triple ? 3 : 1;
    while (at < end) {
        if (*at == '\\') { at += 2; continue; }
        if (*at++ != quote) continue;
        if (!triple) return at;
        if (end - at >= 2 && at[0] == quote && at[1] == quote) return at + 2;
    }
    return end;
}

static const char *skip_word(const char *at, const char *end)
{
    while (at < end && is_word(*at)) at++;
    return at;
}

static const char *skip_number(const char *at, const char *end)
{
    bool is_hex = end - at > 1 && at[0] == '0' && (at[1] | 32) == 'x';
    while (at < end && (is_word(*at) || *at == '.')) {
        bool has_sign = !is_hex && (*at | 32) == 'e' && end - at > 2
                        && (at[1] == '-' || at[1] == '+') && is_digit(at[2]);
        at += has_sign ? 2 : 1;
    }
    return at;
}

static bool is_quote(const char *at, const char *end)
{
    return at < end && (*at == '"' || *at == '\'');
}

// Behind a word, or behind the string whose prefix the word is.
static const char *skip_word_or_string(const char *at, const char *end)
{
    const char *behind = skip_word(at, end);
    return behind - at <= 2 && is_quote(behind, end) ? skip_string(behind, end) : behind;
}

// What stands in a pair of brackets, apart from inner ones.
typedef struct Bracket { bool has_comma, has_for; } Bracket;

// Behind the bracket that closes the one at `at`. Commas of a lambda's parameters don't count.
static const char *skip_bracket(const char *at, const char *end, Bracket *content)
{
    unsigned depth = 0;
    bool in_lambda = false;
    *content = (Bracket){ false, false };
    while (at < end) {
        if (is_quote(at, end)) { at = skip_string(at, end); continue; }
        if (is_word(*at)) {
            Span word = { at, skip_word_or_string(at, end) };
            if (depth == 1 && span_is(word, "for")) content->has_for = true;
            if (depth == 1 && span_is(word, "lambda")) in_lambda = true;
            at = word.end;
            continue;
        }
        char c = *at++;
        if (c == '(' || c == '[' || c == '{') depth++;
        if ((c == ')' || c == ']' || c == '}') && --depth == 0) return at;
        if (depth == 1 && c == ':') in_lambda = false;
        if (depth == 1 && c == ',' && !in_lambda) content->has_comma = true;
    }
    return end;
}

// The node that the text of a whole expression makes: without the brackets of a group around it.
static Span node_of(Span text)
{
    for (;;) {
        text = span_strip(text);
        if (text.end - text.start < 3 || *text.start != '(') return text;
        Bracket content;
        if (skip_bracket(text.start, text.end, &content) != text.end) return text;
        if (content.has_comma || content.has_for) return text;        // a tuple, a generator
        text.start++;
        text.end--;
        Span inner = span_strip(text);
        if (inner.start == inner.end) return (Span){ text.start - 1, text.end + 1 };
    }
}

// --- expressions ---------------------------------------------------------------------------------

typedef struct Scan {
    const char *start, *at, *end;
    bool        is_prefixed;       // begins with a unary operator
    bool        is_awaited;
    const char *bracket;           // of the last trailer if that is a subscript, and where it ends
    const char *bracket_end;
    const char *root;              // the operator that binds least so far
    const char *root_end;
    unsigned    root_strength;     // 0: none yet
} Scan;

enum { STRENGTH_POWER = 8 };

static void skip_space(Scan *scan)
{
    while (scan->at < scan->end && is_space(*scan->at)) scan->at++;
}

static bool is_keyword(Span word)
{
    static const char *const keywords[] = {
        "not",      "lambda", "yield", "if",     "else",    "for",   "in",     "is",
        "and",      "or",     "as",    "assert", "async",   "break", "class",  "continue",
        "def",      "del",    "elif",  "except", "finally", "from",  "global", "import",
        "nonlocal", "pass",   "raise", "return", "try",     "while", "with",
    };
    for (unsigned i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (span_is(word, keywords[i])) return true;
    }
    return false;
}

// A name, a literal or a bracket. false: no operand, or something that isn't an arithmetic one.
static bool scan_atom(Scan *scan)
{
    Bracket content;
    if (scan->at >= scan->end) return false;
    char c = *scan->at;
    if (is_quote(scan->at, scan->end)) {
        scan->at = skip_string(scan->at, scan->end);
    } else if (is_digit(c) || (c == '.' && scan->end - scan->at > 1 && is_digit(scan->at[1]))) {
        scan->at = skip_number(scan->at, scan->end);
    } else if (is_word(c)) {
        Span word = { scan->at, skip_word_or_string(scan->at, scan->end) };
        if (is_keyword(word)) return false;
        scan->at = word.end;
    } else if (c == '(' || c == '[' || c == '{') {
        scan->at = skip_bracket(scan->at, scan->end, &content);
    } else {
        return false;
    }
    return true;
}

// Signs and `await` before an operand. (In `a * -b` the sign belongs to b.)
static void scan_prefixes(Scan *scan)
{
    for (;;) {
        skip_space(scan);
        if (scan->at >= scan->end) return;
        if (*scan->at == '-' || *scan->at == '+' || *scan->at == '~') {
            if (!scan->root) scan->is_prefixed = true;
            scan->at++;
            continue;
        }
        Span word = { scan->at, skip_word(scan->at, scan->end) };
        if (!span_is(word, "await")) return;
        scan->is_awaited = true;
        scan->at = word.end;
    }
}

static bool scan_operand(Scan *scan)
{
    scan_prefixes(scan);
    if (!scan_atom(scan)) return false;
    scan->bracket = NULL;
    for (;;) {
        skip_space(scan);
        if (scan->at >= scan->end) return true;
        const char *at = scan->at;
        Bracket content;
        if (*at == '.') {
            scan->at++;
            skip_space(scan);
            scan->at = skip_word(scan->at, scan->end);
            scan->bracket = NULL;
        } else if (*at == '(' || *at == '[') {
            scan->at = skip_bracket(at, scan->end, &content);
            scan->bracket = *at == '[' ? at : NULL;
            scan->bracket_end = scan->at;
        } else if (is_quote(at, scan->end) || is_quote(skip_word(at, scan->end), scan->end)) {
            if (!scan_atom(scan)) return false;            // a string follows a string
            scan->bracket = NULL;
        } else {
            return true;
        }
    }
}

// How strongly the operator at `at` binds; 0 if it isn't an arithmetic one.
static unsigned read_operator(const char *at, const char *end, const char **behind)
{
    bool doubled = end - at > 1 && at[1] == at[0] && strchr("*/<>", *at);
    *behind = at + (doubled ? 2 : 1);
    if (*behind < end && **behind == '=') return 0;            // augmented assignment, <=, >=
    switch (*at) {
    case '|': return 1;
    case '^': return 2;
    case '&': return 3;
    case '<': case '>': return doubled ? 4 : 0;
    case '+': case '-': return 5;
    case '/': case '%': case '@': return 6;
    case '*': return doubled ? STRENGTH_POWER : 6;
    default: return 0;
    }
}

// Of operators that bind equally the last is the root; of powers the first.
static bool scan_operator(Scan *scan)
{
    const char *behind;
    unsigned strength = read_operator(scan->at, scan->end, &behind);
    if (!strength) return false;
    bool is_weaker = strength < scan->root_strength
                  || (strength == scan->root_strength && strength != STRENGTH_POWER);
    if (!scan->root_strength || is_weaker) {
        scan->root = scan->at;
        scan->root_end = behind;
        scan->root_strength = strength;
    }
    scan->at = behind;
    return true;
}

// Behind the last operand; a comment doesn't matter.
static bool is_finished(const Scan *scan)
{
    return scan->at >= scan->end || *scan->at == '#';
}

static bool anchor_operator(Scan *scan, const char *text, size_t *left, size_t *right)
{
    if (scan->root_strength == STRENGTH_POWER && scan->is_prefixed) return false;   // -a ** b
    const char *from = node_of((Span){ scan->start, scan->root }).end;
    const char *to = node_of((Span){ scan->root_end, scan->at }).start;
    while (from < to && is_space(*from)) from++;
    *left = (size_t)(from - text);
    *right = *left + 1;
    if (from + 1 < to && !is_space(from[1])) (*right)++;
    return true;
}

static bool anchor_subscript(Scan *scan, const char *text, size_t *left, size_t *right)
{
    if (scan->is_prefixed || scan->is_awaited || !scan->bracket) return false;
    *left = (size_t)(node_of((Span){ scan->start, scan->bracket }).end - text);
    *right = (size_t)(node_of((Span){ scan->bracket + 1, scan->bracket_end - 1 }).end - text) + 1;
    return true;
}

bool ou_report_find_anchor(const char *text, size_t length, size_t *left, size_t *right)
{
    if (length == 0 || is_space(*text)) return false;
    Span node = node_of((Span){ text, text + length });
    Scan scan = { .start = node.start, .at = node.start, .end = node.end };
    for (;;) {
        if (!scan_operand(&scan)) return false;
        if (is_finished(&scan)) break;
        if (!scan_operator(&scan)) return false;
    }
    return scan.root ? anchor_operator(&scan, text, left, right)
                     : anchor_subscript(&scan, text, left, right);
}

// Numbers, digit by digit, because what is wrong with one is told at the very digit. What CPython's
// tokenizer calls a "potential identifier character" may not follow a number, except for a
// keyword (`1if x else 2`), which is only warned about.
#include "lexer/scanner.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_digit_of(char c, int base)
{
    if (base == 16) return is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f');
    return c >= '0' && c < '0' + base;
}

static bool is_identifier_byte(char c)
{
    return is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_' || (c & 0x80);
}

// `at` is the first byte that isn't taken: CPython shows the one before.
static const char *number_fail(OuLexer *lexer, const char *at, const char *kind)
{
    ou_lexer_fail(lexer, at - 1, at - 1, "invalid %s literal", kind);
    return NULL;
}

static bool word_follows(const char *at, const char *word)
{
    size_t length = strlen(word);
    return strncmp(at, word, length) == 0 && !is_identifier_byte(at[length]);
}

static bool keyword_follows(const char *at)
{
    if (*at == 'i') return at[1] == 'f' || at[1] == 'n' || at[1] == 's';   // as CPython: "iffy" too
    return word_follows(at, "and") || word_follows(at, "else") || word_follows(at, "for")
        || word_follows(at, "or") || word_follows(at, "not");
}

static const char *number_end(OuLexer *lexer, const char *at, const char *kind)
{
    if (!is_identifier_byte(*at)) return at;
    if (!keyword_follows(at)) return number_fail(lexer, at, kind);
    return ou_lexer_warn(lexer, at, "invalid %s literal", kind) ? at : NULL;
}

// The byte behind digits that may be set apart by single underscores.
static const char *skip_decimal(OuLexer *lexer, const char *at)
{
    for (;;) {
        while (is_digit(*at)) at++;
        if (*at != '_') return at;
        if (!is_digit(*++at)) return number_fail(lexer, at, "decimal");
    }
}

static const char *digit_fail(OuLexer *lexer, const char *at, const char *kind)
{
    ou_lexer_fail(lexer, at, at, "invalid digit '%c' in %s literal", *at, kind);
    return NULL;
}

static const char *scan_based(OuLexer *lexer, const char *at, int base, const char *kind)
{
    do {
        if (*at == '_') at++;
        if (!is_digit_of(*at, base)) {
            return is_digit(*at) ? digit_fail(lexer, at, kind) : number_fail(lexer, at, kind);
        }
        while (is_digit_of(*at, base)) at++;
    } while (*at == '_');
    return is_digit(*at) ? digit_fail(lexer, at, kind) : number_end(lexer, at, kind);
}

// `at` stands behind the digits of the whole part and of the fraction.
static const char *scan_exponent(OuLexer *lexer, const char *at)
{
    const char *letter = at++;
    if (*at == '+' || *at == '-') {
        if (!is_digit(*++at)) return number_fail(lexer, at, "decimal");
    } else if (!is_digit(*at)) {
        return number_end(lexer, letter, "decimal");
    }
    at = skip_decimal(lexer, at);
    if (!at) return NULL;
    if ((*at | 32) == 'j') return number_end(lexer, at + 1, "imaginary");
    return number_end(lexer, at, "decimal");
}

static bool is_float_tail(char c)
{
    return c == '.' || (c | 32) == 'e' || (c | 32) == 'j';
}

static const char *scan_tail(OuLexer *lexer, const char *at)
{
    if (*at == '.') {
        at++;
        if (is_digit(*at) && !(at = skip_decimal(lexer, at))) return NULL;
    }
    if ((*at | 32) == 'e') return scan_exponent(lexer, at);
    if ((*at | 32) == 'j') return number_end(lexer, at + 1, "imaginary");
    return number_end(lexer, at, "decimal");
}

// Zeros may lead only zeros, or a float.
static const char *scan_zeros(OuLexer *lexer, const char *start)
{
    const char *at = start;
    for (;; at++) {
        if (*at == '_' && !is_digit(*++at)) return number_fail(lexer, at, "decimal");
        if (*at != '0') break;
    }
    const char *nonzero = at;
    if (is_digit(*at) && !(at = skip_decimal(lexer, at))) return NULL;
    if (at > nonzero && !is_float_tail(*at)) {
        ou_lexer_fail(lexer, start, nonzero, "leading zeros in decimal integer literals are not "
                      "permitted; use an 0o prefix for octal integers");
        return NULL;
    }
    return scan_tail(lexer, at);
}

const char *ou_number_scan(OuLexer *lexer, const char *start)
{
    if (*start == '.') return scan_tail(lexer, start);
    if (*start == '0') {
        switch (start[1] | 32) {
        case 'x': return scan_based(lexer, start + 2, 16, "hexadecimal");
        case 'o': return scan_based(lexer, start + 2, 8, "octal");
        case 'b': return scan_based(lexer, start + 2, 2, "binary");
        default:  return scan_zeros(lexer, start);
        }
    }
    const char *at = skip_decimal(lexer, start);
    return at ? scan_tail(lexer, at) : NULL;
}

// Identifiers beyond ASCII: PEP 3131 over the categories of Unicode.
#include "lexer/scanner.h"

#include <string.h>
#include <utf8proc.h>

static utf8proc_int32_t decode(const char *at, const char *end, int *length)
{
    utf8proc_int32_t code_point;
    utf8proc_ssize_t taken = utf8proc_iterate((const utf8proc_uint8_t *)at, end - at, &code_point);
    *length = taken > 0 ? (int)taken : 1;
    return code_point;
}

// Other_ID_Start of PropList.txt: letters in spite of their category.
static bool is_other_start(utf8proc_int32_t c)
{
    return c == 0x1885 || c == 0x1886 || c == 0x2118 || c == 0x212E || c == 0x309B || c == 0x309C;
}

// Other_ID_Continue of PropList.txt.
static bool is_other_continue(utf8proc_int32_t c)
{
    return c == 0xB7 || c == 0x387 || (c >= 0x1369 && c <= 0x1371) || c == 0x19DA;
}

static bool is_id_start(utf8proc_int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_NL:
        return c != 0x2E2F;   // VERTICAL TILDE is a Pattern_Syntax character
    default:
        return c == '_' || is_other_start(c);
    }
}

static bool is_id_continue(utf8proc_int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
        return true;
    default:
        return is_id_start(c) || is_other_continue(c);
    }
}

// XID_Start and XID_Continue are what stays an identifier under NFKC (UAX 31, section 5.1).
static bool is_identifier_character(utf8proc_int32_t c, bool first)
{
    if (first ? !is_id_start(c) : !is_id_continue(c)) return false;
    utf8proc_int32_t parts[32];
    int boundary = 0;
    utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE;
    utf8proc_ssize_t count = utf8proc_decompose_char(c, parts, 32, options, &boundary);
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        if (first && i == 0 ? !is_id_start(parts[i]) : !is_id_continue(parts[i])) return false;
    }
    return true;
}

static bool is_printable(utf8proc_int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CN: case UTF8PROC_CATEGORY_CC: case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS: case UTF8PROC_CATEGORY_CO: case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: case UTF8PROC_CATEGORY_ZS:
        return c == ' ';
    default:
        return true;
    }
}

bool ou_identifier_fail(OuLexer *lexer, const char *at)
{
    int length;
    utf8proc_int32_t c = decode(at, at + strnlen(at, 4), &length);
    if (!is_printable(c)) {
        return ou_lexer_fail(lexer, at, at, "invalid non-printable character U+%04X", (unsigned)c);
    }
    return ou_lexer_fail(lexer, at, at, "invalid character '%.*s' (U+%04X)", length, at,
                         (unsigned)c);
}

bool ou_identifier_check(OuLexer *lexer, const char *start, const char *end)
{
    for (const char *at = start; at < end; ) {
        int length = 1;
        bool fine = true;
        if (*at & 0x80) {
            fine = is_identifier_character(decode(at, end, &length), at == start);
        }
        if (!fine) return ou_identifier_fail(lexer, at);
        at += length;
    }
    return true;
}

const char *ou_identifier_normalise(OuArena *arena, const char *text, uint32_t *length)
{
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t count = utf8proc_decompose(bytes, *length, NULL, 0, options);
    if (count < 0) return NULL;
    utf8proc_int32_t *points = ou_arena_alloc(arena, ((size_t)count + 1) * sizeof *points);
    if (!points) return NULL;
    utf8proc_decompose(bytes, *length, points, count, options);
    utf8proc_ssize_t size = utf8proc_reencode(points, count, options);   // in place, with a NUL
    if (size < 0) return NULL;
    *length = (uint32_t)size;
    return (const char *)points;
}

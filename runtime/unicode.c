#include "runtime/unicode.h"

#include <stddef.h>
#include <utf8proc.h>

#include "runtime/unicode_tables.h"

static bool ranges_contain(const OuCodeRange *ranges, size_t count, uint32_t code_point)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code_point > ranges[middle].last) low = middle + 1;
        else if (code_point < ranges[middle].first) high = middle;
        else return true;
    }
    return false;
}
#define IN(table, code_point) \
    ranges_contain(table, sizeof(table) / sizeof((table)[0]), code_point)

// Sets of categories, one bit each.
#define CATEGORY(name) (1u << UTF8PROC_CATEGORY_##name)
enum {
    LETTERS = CATEGORY(LU) | CATEGORY(LL) | CATEGORY(LT) | CATEGORY(LM) | CATEGORY(LO),
    NUMBERS = CATEGORY(ND) | CATEGORY(NL) | CATEGORY(NO),
    NOT_PRINTABLE = CATEGORY(CC) | CATEGORY(CF) | CATEGORY(CS) | CATEGORY(CO) | CATEGORY(CN) |
                    CATEGORY(ZS) | CATEGORY(ZL) | CATEGORY(ZP),
    IDENTIFIER_START = LETTERS | CATEGORY(NL),
    IDENTIFIER_PART = IDENTIFIER_START | CATEGORY(ND) | CATEGORY(MN) | CATEGORY(MC) | CATEGORY(PC),
    CASE_IGNORABLE = CATEGORY(MN) | CATEGORY(ME) | CATEGORY(CF) | CATEGORY(LM) | CATEGORY(SK),
};

bool ou_unicode_is_newer(uint32_t code_point)
{
    return code_point > 0x700 && IN(newer_than_14, code_point);
}

static bool has_category(uint32_t code_point, unsigned categories)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    if (ou_unicode_is_newer(code_point)) category = UTF8PROC_CATEGORY_CN;
    return categories >> category & 1;
}

static bool is_ascii_letter(uint32_t code_point)
{
    return (code_point | 32) - 'a' < 26;
}

bool ou_unicode_is_alpha(uint32_t code_point)
{
    if (code_point < 128) return is_ascii_letter(code_point);
    return has_category(code_point, LETTERS);
}

bool ou_unicode_is_decimal(uint32_t code_point)
{
    if (code_point < 128) return code_point - '0' < 10;
    return has_category(code_point, CATEGORY(ND));
}

bool ou_unicode_is_digit(uint32_t code_point)
{
    return ou_unicode_is_decimal(code_point) || IN(digits_not_decimal, code_point);
}

bool ou_unicode_is_numeric(uint32_t code_point)
{
    if (code_point < 128) return code_point - '0' < 10;
    return has_category(code_point, NUMBERS) || IN(numeric_letters, code_point);
}

bool ou_unicode_is_alphanumeric(uint32_t code_point)
{
    return ou_unicode_is_alpha(code_point) || ou_unicode_is_numeric(code_point);
}

bool ou_unicode_is_lower(uint32_t code_point)
{
    if (code_point < 128) return code_point - 'a' < 26;
    return has_category(code_point, CATEGORY(LL)) || IN(other_lowercase, code_point);
}

bool ou_unicode_is_upper(uint32_t code_point)
{
    if (code_point < 128) return code_point - 'A' < 26;
    return has_category(code_point, CATEGORY(LU)) || IN(other_uppercase, code_point);
}

bool ou_unicode_is_title(uint32_t code_point)
{
    return code_point >= 128 && has_category(code_point, CATEGORY(LT));
}

bool ou_unicode_is_cased(uint32_t code_point)
{
    return ou_unicode_is_lower(code_point) || ou_unicode_is_upper(code_point) ||
           ou_unicode_is_title(code_point);
}

bool ou_unicode_is_case_ignorable(uint32_t code_point)
{
    return has_category(code_point, CASE_IGNORABLE) || IN(case_ignorable_added, code_point);
}

bool ou_unicode_is_space(uint32_t code_point)
{
    if (code_point < 128) {
        return code_point == ' ' || code_point - 9 < 5 || code_point - 0x1C < 4;
    }
    return code_point == 0x85 || code_point == 0x2028 || code_point == 0x2029 ||
           has_category(code_point, CATEGORY(ZS));
}

bool ou_unicode_is_line_break(uint32_t code_point)
{
    return code_point - 0x0A < 4 || code_point - 0x1C < 3 || code_point == 0x85 ||
           code_point == 0x2028 || code_point == 0x2029;
}

bool ou_unicode_is_printable(uint32_t code_point)
{
    if (code_point < 127) return code_point >= ' ';
    return !has_category(code_point, NOT_PRINTABLE);
}

bool ou_unicode_is_identifier_start(uint32_t code_point)
{
    if (code_point < 128) return is_ascii_letter(code_point) || code_point == '_';
    return (has_category(code_point, IDENTIFIER_START) &&
            !IN(identifier_start_removed, code_point)) || IN(identifier_start_added, code_point);
}

bool ou_unicode_is_identifier_part(uint32_t code_point)
{
    if (code_point < 128) {
        return is_ascii_letter(code_point) || code_point - '0' < 10 || code_point == '_';
    }
    return (has_category(code_point, IDENTIFIER_PART) &&
            !IN(identifier_part_removed, code_point)) || IN(identifier_part_added, code_point);
}

// Digits stand in runs that begin with a zero, one behind the other without a gap.
int ou_unicode_decimal_value(uint32_t code_point)
{
    if (code_point < 128) return code_point - '0' < 10 ? (int)(code_point - '0') : -1;
    if (!has_category(code_point, CATEGORY(ND))) return -1;
    uint32_t first = code_point;
    while (has_category(first - 1, CATEGORY(ND))) first--;
    return (int)((code_point - first) % 10);
}

// --- case mappings -------------------------------------------------------------------------------

static const OuSpecialCase *special_find(uint32_t code_point)
{
    size_t low = 0, high = sizeof special_cases / sizeof special_cases[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code_point > special_cases[middle].code_point) low = middle + 1;
        else high = middle;
    }
    if (low == sizeof special_cases / sizeof special_cases[0]) return NULL;
    return special_cases[low].code_point == code_point ? &special_cases[low] : NULL;
}

static unsigned special_copy(const uint16_t special[3], uint32_t mapped[3])
{
    unsigned count = 0;
    while (count < 3 && special[count]) {
        mapped[count] = special[count];
        count++;
    }
    return count;
}

static unsigned simple(int32_t code_point, uint32_t mapped[3])
{
    mapped[0] = (uint32_t)code_point;
    return 1;
}

unsigned ou_unicode_lower(uint32_t code_point, uint32_t mapped[3])
{
    if (code_point < 128) {
        return simple((int32_t)(code_point - 'A' < 26 ? code_point + 32 : code_point), mapped);
    }
    if (code_point == 0x130) {      // LATIN CAPITAL LETTER I WITH DOT ABOVE
        mapped[0] = 'i';
        mapped[1] = 0x307;
        return 2;
    }
    return simple(utf8proc_tolower((utf8proc_int32_t)code_point), mapped);
}

unsigned ou_unicode_upper(uint32_t code_point, uint32_t mapped[3])
{
    if (code_point < 128) {
        return simple((int32_t)(code_point - 'a' < 26 ? code_point - 32 : code_point), mapped);
    }
    const OuSpecialCase *special = special_find(code_point);
    if (special) return special_copy(special->upper, mapped);
    return simple(utf8proc_toupper((utf8proc_int32_t)code_point), mapped);
}

unsigned ou_unicode_title(uint32_t code_point, uint32_t mapped[3])
{
    if (code_point < 128) return ou_unicode_upper(code_point, mapped);
    const OuSpecialCase *special = special_find(code_point);
    if (special) return special_copy(special->title, mapped);
    return simple(utf8proc_totitle((utf8proc_int32_t)code_point), mapped);
}

unsigned ou_unicode_fold(uint32_t code_point, uint32_t mapped[3])
{
    if (code_point < 128) return ou_unicode_lower(code_point, mapped);
    utf8proc_int32_t folded[4];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code_point, folded, 4,
                                                     UTF8PROC_CASEFOLD, &boundary);
    if (count < 1 || count > 3) return simple((int32_t)code_point, mapped);
    for (utf8proc_ssize_t i = 0; i < count; i++) mapped[i] = (uint32_t)folded[i];
    return (unsigned)count;
}

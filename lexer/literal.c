#include "lexer/literal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lexer/escape.h"


// ---- numbers ------------------------------------------------------------------------------------

static bool fail_memory(OuSourceError *error)
{
    *error = (OuSourceError){ .kind = OU_SOURCE_MEMORY_ERROR, .message = "out of memory" };
    return false;
}

// The text without underscores, with a NUL; NULL when memory is refused.
static char *strip_underscores(OuArena *arena, const char *text, uint32_t *length)
{
    char *digits = ou_arena_copy(arena, text, *length);
    if (!digits) return NULL;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < *length; i++) {
        if (!ou_arena_may_go_on_at(arena, i)) return NULL;
        if (text[i] != '_') digits[kept++] = text[i];
    }
    digits[kept] = '\0';
    *length = kept;
    return digits;
}

static uint8_t number_base(const char *text, uint32_t length)
{
    if (length < 2 || *text != '0') return 10;
    switch (text[1] | 32) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default:  return 10;
    }
}

static int digit_value(char c)
{
    return c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
}

static bool read_small(const char *text, uint32_t length, int base, int64_t *value)
{
    int64_t result = 0;
    for (uint32_t i = 0; i < length; i++) {
        if (text[i] == '_') continue;
        if (__builtin_mul_overflow(result, base, &result)) return false;
        if (__builtin_add_overflow(result, digit_value(text[i]), &result)) return false;
    }
    *value = result;
    return true;
}

static bool fail_digits(OuArena *arena, uint32_t most, uint32_t count, OuSourceError *error)
{
    char message[256];
    int length = snprintf(message, sizeof message, "Exceeds the limit (%u digits) for integer "
                          "string conversion: value has %u digits; use "
                          "sys.set_int_max_str_digits() to increase the limit - Consider "
                          "hexadecimal for huge integer literals to avoid decimal conversion "
                          "limits.", (unsigned)most, (unsigned)count);
    const char *copy = ou_arena_copy(arena, message, (size_t)length);
    if (!copy) return fail_memory(error);
    *error = (OuSourceError){ .kind = OU_SOURCE_SYNTAX_ERROR, .message = copy };
    return false;
}

static bool read_integer(OuArena *arena, const char *text, uint32_t length, uint32_t max_digits,
                         OuNumber *number, OuSourceError *error)
{
    *number = (OuNumber){ .kind = OU_NUMBER_INT, .base = number_base(text, length) };
    uint32_t prefix = number->base == 10 ? 0 : 2;
    text += prefix;
    length -= prefix;
    if (read_small(text, length, number->base, &number->integer)) return true;
    number->kind = OU_NUMBER_BIG;
    number->digits = strip_underscores(arena, text, &length);
    number->digit_count = length;
    if (!number->digits) return fail_memory(error);
    if (number->base == 10 && max_digits && length > max_digits) {
        return fail_digits(arena, max_digits, length, error);
    }
    return true;
}

static bool read_float(OuArena *arena, const char *text, uint32_t length, OuNumber *number,
                       OuSourceError *error)
{
    char small[64], *digits = small;
    bool imaginary = (text[length - 1] | 32) == 'j';
    length -= imaginary;
    if (length < sizeof small && !memchr(text, '_', length)) {
        memcpy(small, text, length);
        small[length] = '\0';
    } else {
        digits = strip_underscores(arena, text, &length);
        if (!digits) return fail_memory(error);
    }
    *number = (OuNumber){
        .kind = imaginary ? OU_NUMBER_IMAGINARY : OU_NUMBER_FLOAT, .real = strtod(digits, NULL),
    };
    return true;
}

static bool is_float(const char *text, uint32_t length)
{
    if (number_base(text, length) != 10) return false;
    for (uint32_t i = 0; i < length; i++) {
        char c = text[i] | 32;
        if (text[i] == '.' || c == 'e' || c == 'j') return true;
    }
    return false;
}

bool ou_literal_number(OuArena *arena, const char *text, uint32_t length, uint32_t max_digits,
                       OuNumber *number, OuSourceError *error)
{
    if (is_float(text, length)) return read_float(arena, text, length, number, error);
    return read_integer(arena, text, length, max_digits, number, error);
}

// ---- strings ------------------------------------------------------------------------------------

typedef struct Prefix {
    bool raw, bytes, unicode;
    uint32_t length;
} Prefix;

static Prefix read_prefix(const char *text, uint32_t length)
{
    Prefix prefix = { 0 };
    for (; prefix.length < length; prefix.length++) {
        switch (text[prefix.length] | 32) {
        case 'r': prefix.raw = true; break;
        case 'b': prefix.bytes = true; break;
        case 'u': prefix.unicode = text[prefix.length] == 'u'; break;
        case 'f': break;
        default:  return prefix;
        }
    }
    return prefix;
}

bool ou_is_literal_raw(const char *text, uint32_t length)
{
    return read_prefix(text, length).raw;
}

static bool is_ascii(const char *bytes, uint32_t length)
{
    unsigned char seen = 0;
    for (uint32_t i = 0; i < length; i++) seen |= (unsigned char)bytes[i];
    return seen < 0x80;
}

static bool fail_bytes(OuSourceError *error)
{
    *error = (OuSourceError){
        .kind = OU_SOURCE_SYNTAX_ERROR,
        .message = "bytes can only contain ASCII literal characters",
    };
    return false;
}

static bool decode_body(OuArena *arena, OuCharacterFinder *find_character, const char *body,
                        uint32_t length, bool raw, OuString *string, OuSourceError *error)
{
    string->bytes = body;
    string->length = length;
    string->invalid_escape = OU_LITERAL_NO_OFFSET;
    if (raw || !memchr(body, '\\', length)) return true;
    return string->is_bytes ? ou_escape_bytes(arena, string, error)
                            : ou_escape_text(arena, find_character, string, error);
}

bool ou_literal_string(OuArena *arena, OuCharacterFinder *find_character, const char *text,
                       uint32_t length, OuString *string, OuSourceError *error)
{
    Prefix prefix = read_prefix(text, length);
    const char *body = text + prefix.length, *end = text + length;
    uint32_t quotes = end - body >= 6 && body[1] == *body && body[2] == *body ? 3 : 1;
    uint32_t skipped = prefix.length + quotes, size = length - skipped - quotes;
    *string = (OuString){ .is_bytes = prefix.bytes, .is_unicode = prefix.unicode };
    if (prefix.bytes && !is_ascii(text + skipped, size)) return fail_bytes(error);
    if (!decode_body(arena, find_character, text + skipped, size, prefix.raw, string, error)) {
        return false;
    }
    if (string->invalid_escape != OU_LITERAL_NO_OFFSET) string->invalid_escape += skipped;
    return true;
}

bool ou_literal_middle(OuArena *arena, OuCharacterFinder *find_character, const char *text,
                       uint32_t length, bool raw, OuString *string, OuSourceError *error)
{
    *string = (OuString){ 0 };
    return decode_body(arena, find_character, text, length, raw, string, error);
}

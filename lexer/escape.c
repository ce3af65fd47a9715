#include "lexer/escape.h"

#include <stdio.h>
#include <string.h>

// No escape is shorter than what it stands for, so the decoded text fits where the original did.
typedef struct Decoder {
    OuArena       *arena;
    OuCharacterFinder *find_character;
    OuString      *string;
    OuSourceError *error;
    const char    *start;
    const char    *at;      // next byte to be read
    const char    *end;
    char          *out;
} Decoder;

static bool decoder_fail(Decoder *decoder, const char *message)
{
    const char *copy = ou_arena_copy(decoder->arena, message, strlen(message));
    *decoder->error = (OuSourceError){
        .kind = copy ? OU_SOURCE_SYNTAX_ERROR : OU_SOURCE_MEMORY_ERROR,
        .message = copy ? copy : "out of memory",
    };
    return false;
}

// CPython decodes a copy in which what isn't ASCII is written as \UXXXXXXXX, and a backslash
// before it as \u005c: its positions count the bytes of that copy.
static unsigned shown_position(const Decoder *decoder, const char *at)
{
    unsigned position = 0;
    for (const char *c = decoder->start; c < at; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte >= 0xC0) position += 10;
        else if (byte < 0x80) position++;
        if (byte == '\\' && c + 1 < decoder->end && (c[1] & 0x80)) position += 5;
        else if (byte == '\\' && c + 1 < at) { c++; position++; }
    }
    return position;
}

// `from` is the backslash, `to` the last byte that belongs to the bad escape.
static bool fail_escape(Decoder *decoder, const char *from, const char *to, const char *reason)
{
    char message[128];
    unsigned first = shown_position(decoder, from);
    snprintf(message, sizeof message, "(unicode error) 'unicodeescape' codec can't decode bytes in "
             "position %u-%u: %s", first, first + (unsigned)(to - from), reason);
    return decoder_fail(decoder, message);
}

static void put_point(Decoder *decoder, uint32_t point)
{
    char *out = decoder->out;
    if (point < 0x80) {
        *out++ = (char)point;
    } else if (point < 0x800) {
        *out++ = (char)(0xC0 | point >> 6);
        *out++ = (char)(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        *out++ = (char)(0xE0 | point >> 12);
        *out++ = (char)(0x80 | (point >> 6 & 0x3F));
        *out++ = (char)(0x80 | (point & 0x3F));
    } else {
        *out++ = (char)(0xF0 | point >> 18);
        *out++ = (char)(0x80 | (point >> 12 & 0x3F));
        *out++ = (char)(0x80 | (point >> 6 & 0x3F));
        *out++ = (char)(0x80 | (point & 0x3F));
    }
    decoder->out = out;
}

static int hexadecimal_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if ((c | 32) >= 'a' && (c | 32) <= 'f') return (c | 32) - 'a' + 10;
    return -1;
}

// Reads up to `count` hexadecimal digits; false when there are fewer.
static bool read_hexadecimal(Decoder *decoder, int count, uint32_t *value)
{
    *value = 0;
    for (int i = 0; i < count; i++, decoder->at++) {
        int digit = decoder->at < decoder->end ? hexadecimal_value(*decoder->at) : -1;
        if (digit < 0) return false;
        *value = *value << 4 | (uint32_t)digit;
    }
    return true;
}

// What the letter after a backslash stands for alone, or 0.
static char simple_escape(char letter)
{
    switch (letter) {
    case '\\': case '\'': case '"': return letter;
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default:  return 0;
    }
}

static void note_invalid(Decoder *decoder, const char *backslash)
{
    if (decoder->string->invalid_escape == OU_LITERAL_NO_OFFSET) {
        decoder->string->invalid_escape = (uint32_t)(backslash - decoder->start);
    }
}

static uint32_t read_octal(Decoder *decoder, char first)
{
    uint32_t value = (uint32_t)(first - '0');
    for (int i = 1; i < 3 && decoder->at < decoder->end; i++) {
        char c = *decoder->at;
        if (c < '0' || c > '7') break;
        value = value << 3 | (uint32_t)(c - '0');
        decoder->at++;
    }
    // Three digits may say more than a byte holds.
    if (value > 0xFF) note_invalid(decoder, decoder->at - 4);
    return value;
}

static void keep_escape(Decoder *decoder, const char *backslash)
{
    note_invalid(decoder, backslash);
    *decoder->out++ = '\\';
    decoder->at = backslash + 1;
}

static bool decode_point(Decoder *decoder, const char *backslash, char letter)
{
    uint32_t point;
    int count = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
    if (!read_hexadecimal(decoder, count, &point)) {
        const char *reason = letter == 'x' ? "truncated \\xXX escape"
                           : letter == 'u' ? "truncated \\uXXXX escape"
                                           : "truncated \\UXXXXXXXX escape";
        return fail_escape(decoder, backslash, decoder->at - 1, reason);
    }
    if (point > 0x10FFFF) {
        return fail_escape(decoder, backslash, decoder->at - 1, "illegal Unicode character");
    }
    put_point(decoder, point);
    return true;
}

// `\N{x}` has five bytes, and no character has more than four.
static bool decode_name(Decoder *decoder, const char *backslash)
{
    const char *at = decoder->at, *close;
    if (at >= decoder->end || *at != '{') {
        return fail_escape(decoder, backslash, at - 1, "malformed \\N character escape");
    }
    close = memchr(at, '}', (size_t)(decoder->end - at));
    if (!close) {
        return fail_escape(decoder, backslash, decoder->end - 1, "malformed \\N character escape");
    }
    if (close == at + 1) {
        return fail_escape(decoder, backslash, at, "malformed \\N character escape");
    }
    uint32_t point;
    size_t length = (size_t)(close - at) - 1;
    if (!decoder->find_character || !decoder->find_character(at + 1, length, &point)) {
        return fail_escape(decoder, backslash, close, "unknown Unicode character name");
    }
    decoder->at = close + 1;
    put_point(decoder, point);
    return true;
}

static bool decode_text_escape(Decoder *decoder)
{
    const char *backslash = decoder->at - 1;
    if (decoder->at == decoder->end) {          // text of an f-string may end with one
        keep_escape(decoder, backslash);
        return true;
    }
    char letter = *decoder->at++, simple = simple_escape(letter);
    if (simple) *decoder->out++ = simple;
    else if (letter >= '0' && letter <= '7') put_point(decoder, read_octal(decoder, letter));
    else if (letter == 'x' || letter == 'u' || letter == 'U') {
        return decode_point(decoder, backslash, letter);
    }
    else if (letter == 'N') return decode_name(decoder, backslash);
    else if (letter != '\n') keep_escape(decoder, backslash);
    return true;
}

static bool fail_bytes_escape(Decoder *decoder, const char *backslash)
{
    char message[80];
    snprintf(message, sizeof message, "(value error) invalid \\x escape at position %u",
             (unsigned)(backslash - decoder->start));
    return decoder_fail(decoder, message);
}

static bool decode_bytes_escape(Decoder *decoder)
{
    const char *backslash = decoder->at - 1;
    char letter = *decoder->at++, simple = simple_escape(letter);
    uint32_t value;
    if (simple) *decoder->out++ = simple;
    else if (letter >= '0' && letter <= '7') *decoder->out++ = (char)read_octal(decoder, letter);
    else if (letter == 'x') {
        if (!read_hexadecimal(decoder, 2, &value)) return fail_bytes_escape(decoder, backslash);
        *decoder->out++ = (char)value;
    }
    else if (letter != '\n') keep_escape(decoder, backslash);
    return true;
}

static bool fail_memory(OuSourceError *error)
{
    *error = (OuSourceError){ .kind = OU_SOURCE_MEMORY_ERROR, .message = "out of memory" };
    return false;
}

static bool decode(OuArena *arena, OuCharacterFinder *find_character, OuString *string,
                   OuSourceError *error, bool (*escape)(Decoder *decoder))
{
    char *bytes = ou_arena_alloc(arena, (size_t)string->length + 1);
    Decoder decoder = {
        .arena = arena, .find_character = find_character, .string = string, .error = error,
        .out = bytes,
        .start = string->bytes, .at = string->bytes, .end = string->bytes + string->length,
    };
    if (!bytes) return fail_memory(error);
    for (size_t i = 0; decoder.at < decoder.end; i++) {
        if (!ou_arena_may_go_on_at(arena, i)) return fail_memory(error);
        char c = *decoder.at++;
        if (c != '\\') *decoder.out++ = c;
        else if (!escape(&decoder)) return false;
    }
    string->bytes = bytes;
    string->length = (uint32_t)(decoder.out - bytes);
    return true;
}

bool ou_escape_text(OuArena *arena, OuCharacterFinder *find_character, OuString *string,
                    OuSourceError *error)
{
    return decode(arena, find_character, string, error, decode_text_escape);
}

bool ou_escape_bytes(OuArena *arena, OuString *string, OuSourceError *error)
{
    return decode(arena, NULL, string, error, decode_bytes_escape);
}

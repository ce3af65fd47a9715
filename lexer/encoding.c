#include "lexer/encoding.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

// ---- the coding line ----------------------------------------------------------------------------

static const struct { const char *name; OuEncoding encoding; } ENCODING_NAMES[] = {
    { "utf8", OU_ENCODING_UTF8 },         { "u8", OU_ENCODING_UTF8 },
    { "utf", OU_ENCODING_UTF8 },          { "utf8sig", OU_ENCODING_UTF8 },
    { "cp65001", OU_ENCODING_UTF8 },      { "latin1", OU_ENCODING_LATIN1 },
    { "latin", OU_ENCODING_LATIN1 },      { "l1", OU_ENCODING_LATIN1 },
    { "iso88591", OU_ENCODING_LATIN1 },   { "isolatin1", OU_ENCODING_LATIN1 },
    { "iso8859", OU_ENCODING_LATIN1 },    { "8859", OU_ENCODING_LATIN1 },
    { "cp819", OU_ENCODING_LATIN1 },      { "ibm819", OU_ENCODING_LATIN1 },
    { "iso885915", OU_ENCODING_LATIN9 },  { "latin9", OU_ENCODING_LATIN9 },
    { "l9", OU_ENCODING_LATIN9 },         { "ascii", OU_ENCODING_ASCII },
    { "usascii", OU_ENCODING_ASCII },     { "646", OU_ENCODING_ASCII },
    { "us", OU_ENCODING_ASCII },          { "cp1252", OU_ENCODING_CP1252 },
    { "windows1252", OU_ENCODING_CP1252 }, { "1252", OU_ENCODING_CP1252 },
    { "koi8r", OU_ENCODING_KOI8_R },
};

// Lower case, without what may stand between the words of a name.
static void fold_name(const char *name, char folded[OU_ENCODING_NAME_SIZE])
{
    size_t length = 0;
    for (; *name; name++) {
        if (*name == '-' || *name == '_' || *name == '.') continue;
        folded[length++] = *name >= 'A' && *name <= 'Z' ? (char)(*name + 32) : *name;
    }
    folded[length] = '\0';
}

static bool begins_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

// CPython cuts what editors append: utf-8-unix, latin-1-dos.
static bool has_suffix(const char *name, const char *base)
{
    for (const char *c = base, *d = name; ; c++, d++) {
        if (!*c) return *d == '-' || *d == '_';
        char folded = *d == '_' ? '-' : *d >= 'A' && *d <= 'Z' ? (char)(*d + 32) : *d;
        if (folded != *c) return false;
    }
}

bool ou_is_encoding_plain_utf8(const char *name)
{
    return strcasecmp(name, "utf-8") == 0 || strcasecmp(name, "utf_8") == 0
        || has_suffix(name, "utf-8");
}

static OuEncoding find_encoding(const char *name)
{
    char folded[OU_ENCODING_NAME_SIZE];
    if (ou_is_encoding_plain_utf8(name)) return OU_ENCODING_UTF8;
    if (has_suffix(name, "latin-1") || has_suffix(name, "iso-8859-1")
        || has_suffix(name, "iso-latin-1")) return OU_ENCODING_LATIN1;
    fold_name(name, folded);
    for (size_t i = 0; i < sizeof ENCODING_NAMES / sizeof *ENCODING_NAMES; i++) {
        if (strcmp(folded, ENCODING_NAMES[i].name) == 0) return ENCODING_NAMES[i].encoding;
    }
    return OU_ENCODING_UNKNOWN;
}

static bool is_name_byte(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' || c == '_'
        || c == '.';
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

// Matches `coding[:=][ \t]*([-_.a-zA-Z0-9]+)` in a comment.
static bool find_name(const char *at, const char *end, char name[OU_ENCODING_NAME_SIZE])
{
    for (; end - at > 7; at++) {
        if (!begins_with(at, "coding") || (at[6] != ':' && at[6] != '=')) continue;
        const char *start = at + 7, *stop;
        while (start < end && (*start == ' ' || *start == '\t')) start++;
        for (stop = start; stop < end && is_name_byte(*stop); stop++) {}
        if (stop == start) continue;
        snprintf(name, OU_ENCODING_NAME_SIZE, "%.*s", (int)(stop - start), start);
        return true;
    }
    return false;
}

bool ou_encoding_find(const char *bytes, size_t length, OuEncoding *encoding,
                      char name[OU_ENCODING_NAME_SIZE])
{
    const char *at = bytes, *limit = bytes + length;
    for (int line = 0; line < 2; line++) {
        while (at < limit && (*at == ' ' || *at == '\t' || *at == '\f')) at++;
        const char *end = at;
        while (end < limit && !is_line_end(*end)) end++;
        if (at < end && *at != '#') return false;
        if (find_name(at, end, name)) {
            *encoding = find_encoding(name);
            return true;
        }
        at = end < limit && *end == '\r' && end + 1 < limit && end[1] == '\n' ? end + 2
           : end < limit ? end + 1 : end;
    }
    return false;
}

// ---- UTF-8 --------------------------------------------------------------------------------------

typedef struct Sequence {
    int  length;    // bytes that are well-formed together, or that form a malformed start
    bool fine;
    const char *reason;
} Sequence;

// The least and greatest second byte after a first one (Unicode 15, table 3-7).
static void second_range(unsigned char first, unsigned char *least, unsigned char *greatest)
{
    *least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    *greatest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
}

static Sequence read_sequence(const unsigned char *at, size_t left)
{
    unsigned char first = *at, least, greatest;
    if (first < 0x80) return (Sequence){ 1, true, NULL };
    if (first < 0xC2 || first > 0xF4) return (Sequence){ 1, false, "invalid start byte" };
    int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    second_range(first, &least, &greatest);
    for (int i = 1; i < length; i++) {
        if ((size_t)i >= left) return (Sequence){ i, false, "unexpected end of data" };
        if (at[i] < least || at[i] > greatest) {
            return (Sequence){ i, false, "invalid continuation byte" };
        }
        least = 0x80;
        greatest = 0xBF;
    }
    return (Sequence){ length, true, NULL };
}

size_t ou_encoding_valid(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length) {
        uint64_t word;
        if (length - at >= sizeof word) {
            memcpy(&word, bytes + at, sizeof word);
            if (!(word & 0x8080808080808080u)) { at += sizeof word; continue; }
        }
        Sequence sequence = read_sequence((const unsigned char *)bytes + at, length - at);
        if (!sequence.fine) return at;
        at += (size_t)sequence.length;
    }
    return length;
}

void ou_encoding_complain(const char *bytes, size_t length, size_t at, size_t position,
                          char *message, size_t size)
{
    Sequence sequence = read_sequence((const unsigned char *)bytes + at, length - at);
    if (sequence.length == 1) {
        snprintf(message, size, "can't decode byte 0x%02x in position %zu: %s",
                 (unsigned char)bytes[at], position, sequence.reason);
    } else {
        snprintf(message, size, "can't decode bytes in position %zu-%zu: %s", position,
                 position + (size_t)sequence.length - 1, sequence.reason);
    }
}

bool ou_encoding_convert(OuBuffer *out, OuEncoding encoding, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte < 0x80) ou_buffer_put_char(out, (char)byte);
        else ou_buffer_put_utf8(out, ou_charset_point(encoding, byte));
        if (out->failed) return false;
    }
    return true;
}

#include "lexer/source.h"

#include <stdio.h>
#include <string.h>

#include "lexer/encoding.h"

// ---- failing ------------------------------------------------------------------------------------

static bool fail_memory(OuSourceError *error)
{
    *error = (OuSourceError){ .kind = OU_SOURCE_MEMORY_ERROR, .message = "out of memory" };
    return false;
}

static bool source_fail(OuSource *source, OuSourceErrorKind kind, const char *message,
                        OuSourceError *error)
{
    const char *copy = ou_arena_copy(source->arena, message, strlen(message));
    if (!copy) return fail_memory(error);
    *error = (OuSourceError){ .kind = kind, .message = copy };
    return false;
}

static bool fail_encoding(OuSource *source, OuSourceForm form, const char *name,
                          OuSourceError *error)
{
    char message[128];
    snprintf(message, sizeof message, form == OU_SOURCE_FILE ? "encoding problem: %s"
                                                             : "unknown encoding: %s", name);
    return source_fail(source, OU_SOURCE_SYNTAX_ERROR, message, error);
}

static bool fail_mark(OuSource *source, const char *name, OuSourceError *error)
{
    char message[128];
    snprintf(message, sizeof message, "encoding problem: %s with BOM", name);
    return source_fail(source, OU_SOURCE_SYNTAX_ERROR, message, error);
}

static bool fail_nul(OuSource *source, OuSourceForm form, OuSourceError *error)
{
    if (form == OU_SOURCE_FILE) {
        return source_fail(source, OU_SOURCE_SYNTAX_ERROR,
                           "source code cannot contain null bytes", error);
    }
    return source_fail(source, OU_SOURCE_VALUE_ERROR,
                       "source code string cannot contain null bytes", error);
}

static size_t count_lines(const char *bytes, size_t length)
{
    size_t lines = 1;
    for (size_t i = 0; i < length; i++) {
        bool pair = bytes[i] == '\r' && i + 1 < length && bytes[i + 1] == '\n';
        lines += bytes[i] == '\n' || (bytes[i] == '\r' && !pair);
    }
    return lines;
}

static bool fail_undeclared(OuSource *source, const char *bytes, size_t at, OuSourceError *error)
{
    char tail[160];
    snprintf(tail, sizeof tail, " on line %zu, but no encoding declared; "
             "see https://peps.python.org/pep-0263/ for details", count_lines(bytes, at));
    OuBuffer message;
    ou_buffer_init(&message, source->arena->memory);
    ou_buffer_put_format(&message, "Non-UTF-8 code starting with '\\x%02x' in file ",
                         (unsigned char)bytes[at]);
    ou_buffer_put_text(&message, source->path);
    ou_buffer_put_text(&message, tail);
    bool told = !message.failed
             && source_fail(source, OU_SOURCE_SYNTAX_ERROR, message.bytes, error);
    if (message.failed) fail_memory(error);
    ou_buffer_free(&message);
    return told;
}

// A lone surrogate in a text of ours, as Python's encoder complains about it.
static bool fail_surrogate(OuSource *source, const char *bytes, size_t at, OuSourceError *error)
{
    char message[128];
    size_t position = 0;
    for (size_t i = 0; i < at; i++) position += (bytes[i] & 0xC0) != 0x80;
    unsigned point = 0xD000u | (unsigned)(bytes[at + 1] & 0x3F) << 6 | (bytes[at + 2] & 0x3F);
    snprintf(message, sizeof message, "'utf-8' codec can't encode character '\\u%04x' in position "
             "%zu: surrogates not allowed", point, position);
    return source_fail(source, OU_SOURCE_UNICODE_ERROR, message, error);
}

static bool fail_malformed(OuSource *source, const char *bytes, size_t length, size_t at,
                           OuSourceError *error)
{
    char reason[96], message[160];
    size_t line_start = at;
    while (line_start > 0 && bytes[line_start - 1] != '\n') line_start--;
    ou_encoding_complain(bytes, length, at, at - line_start, reason, sizeof reason);
    snprintf(message, sizeof message, "(unicode error) 'utf-8' codec %s", reason);
    return source_fail(source, OU_SOURCE_SYNTAX_ERROR, message, error);
}

static bool fail_unmapped(OuSource *source, OuSourceForm form, const char *encoding,
                          bool is_ascii, const char *bytes, size_t at, OuSourceError *error)
{
    char message[128];
    if (form == OU_SOURCE_FILE) return fail_encoding(source, form, encoding, error);
    snprintf(message, sizeof message, "'%s' codec can't decode byte 0x%02x in position %zu: %s",
             is_ascii ? "ascii" : "charmap", (unsigned char)bytes[at], at,
             is_ascii ? "ordinal not in range(128)" : "character maps to <undefined>");
    return source_fail(source, OU_SOURCE_SYNTAX_ERROR, message, error);
}

// ---- decoding -----------------------------------------------------------------------------------

// "\r\n" and "\r" become "\n", in place.
static uint32_t unify_lines(char *text, size_t length)
{
    char *from = memchr(text, '\r', length), *end = text + length;
    if (!from) return (uint32_t)length;
    char *to = from;
    for (; from < end; from++) {
        bool pair = *from == '\r' && from + 1 < end && from[1] == '\n';
        if (!pair) *to++ = *from == '\r' ? '\n' : *from;
    }
    *to = '\0';
    return (uint32_t)(to - text);
}

static bool adopt(OuSource *source, const char *bytes, size_t length, OuSourceError *error)
{
    if (length >= UINT32_MAX) return fail_memory(error);
    char *text = ou_arena_copy(source->arena, bytes, length);
    if (!text || !ou_arena_may_go_on(source->arena)) return fail_memory(error);
    source->text = text;
    source->length = unify_lines(text, length);
    return true;
}

static bool convert(OuBuffer *text, OuArena *arena, OuEncoding encoding, const char *bytes,
                    size_t length)
{
    enum { PIECE = 1 << 20 };
    size_t at = 0;
    while (at < length && ou_arena_may_go_on(arena)) {
        size_t count = length - at < PIECE ? length - at : PIECE;
        if (!ou_encoding_convert(text, encoding, bytes + at, count)) return false;
        at += count;
    }
    return at == length;
}

static bool adopt_converted(OuSource *source, OuEncoding encoding, const char *bytes,
                            size_t length, OuSourceError *error)
{
    OuBuffer text;
    ou_buffer_init(&text, source->arena->memory);
    bool fine = ou_buffer_reserve(&text, length)
             && convert(&text, source->arena, encoding, bytes, length);
    fine = fine ? adopt(source, text.bytes, text.length, error) : fail_memory(error);
    ou_buffer_free(&text);
    return fine;
}

typedef struct Declaration {
    OuEncoding encoding;
    bool       declared;
    char       name[OU_ENCODING_NAME_SIZE];
} Declaration;

// The end of a piece of some megabytes that begins there, between two characters.
static size_t piece_end(const char *bytes, size_t start, size_t length)
{
    enum { PIECE = 4 << 20, LONGEST = 4 };
    if (length - start <= PIECE) return length;
    size_t end = start + PIECE;
    for (int i = 0; i < LONGEST && (bytes[end] & 0xC0) == 0x80; i++) end--;
    return end;
}

static bool adopt_utf8(OuSource *source, OuSourceForm form, const Declaration *declaration,
                       const char *bytes, size_t length, OuSourceError *error)
{
    size_t valid = 0, checked = 0;
    while (valid == checked && valid < length) {
        if (!ou_arena_may_go_on(source->arena)) return fail_memory(error);
        checked = piece_end(bytes, valid, length);
        valid += ou_encoding_valid(bytes + valid, checked - valid);
    }
    if (valid == length) return adopt(source, bytes, length, error);
    if (form == OU_SOURCE_TEXT) return fail_surrogate(source, bytes, valid, error);
    if (form == OU_SOURCE_FILE && !declaration->declared) {
        return fail_undeclared(source, bytes, valid, error);
    }
    return fail_malformed(source, bytes, length, valid, error);
}

static bool adopt_mapped(OuSource *source, OuSourceForm form, const Declaration *declaration,
                         const char *bytes, size_t length, OuSourceError *error)
{
    size_t at = 0;
    while (at < length && ou_charset_point(declaration->encoding, (unsigned char)bytes[at])) {
        if (!ou_arena_may_go_on_at(source->arena, at++)) return fail_memory(error);
    }
    if (at == length) return adopt_converted(source, declaration->encoding, bytes, length, error);
    return fail_unmapped(source, form, declaration->name,
                         declaration->encoding == OU_ENCODING_ASCII, bytes, at, error);
}

static bool adopt_declared(OuSource *source, OuSourceForm form, const Declaration *declaration,
                           const char *bytes, size_t length, OuSourceError *error)
{
    switch (declaration->encoding) {
    case OU_ENCODING_UTF8:
        return adopt_utf8(source, form, declaration, bytes, length, error);
    case OU_ENCODING_UNKNOWN:
        return fail_encoding(source, form, declaration->name, error);
    default:
        return adopt_mapped(source, form, declaration, bytes, length, error);
    }
}

bool ou_source_init(OuSource *source, OuArena *arena, OuSourceForm form, const char *path,
                    const char *bytes, size_t length, OuSourceError *error)
{
    Declaration declaration = { .encoding = OU_ENCODING_UTF8 };
    *source = (OuSource){ .arena = arena, .path = path, .max_digits = OU_SOURCE_MAX_DIGITS };
    if (length && memchr(bytes, '\0', length)) return fail_nul(source, form, error);
    if (form == OU_SOURCE_TEXT) {
        return adopt_utf8(source, form, &declaration, bytes, length, error);
    }
    bool marked = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    if (marked) {
        bytes += 3;
        length -= 3;
    }
    declaration.declared = ou_encoding_find(bytes, length, &declaration.encoding,
                                            declaration.name);
    if (marked && declaration.declared && !ou_is_encoding_plain_utf8(declaration.name)) {
        bool latin = declaration.encoding == OU_ENCODING_LATIN1;
        return fail_mark(source, latin ? "iso-8859-1" : declaration.name, error);
    }
    return adopt_declared(source, form, &declaration, bytes, length, error);
}

// ---- lines --------------------------------------------------------------------------------------

static bool make_lines(OuSource *source)
{
    uint32_t count = 1;
    const char *end = source->text + source->length;
    for (const char *c = source->text; (c = memchr(c, '\n', (size_t)(end - c))); c++) {
        if (!ou_arena_may_go_on_at(source->arena, count++)) return false;
    }
    uint32_t *lines = ou_arena_alloc(source->arena, (size_t)count * sizeof *lines);
    if (!lines) return false;
    uint32_t line = 1;
    for (const char *c = source->text; (c = memchr(c, '\n', (size_t)(end - c))); ) {
        if (!ou_arena_may_go_on_at(source->arena, line)) return false;
        lines[line++] = (uint32_t)(++c - source->text);
    }
    source->lines = lines;
    source->line_count = count;
    return true;
}

static bool is_in_line(const OuSource *source, uint32_t line, uint32_t offset)
{
    return line < source->line_count && source->lines[line] <= offset
        && (line + 1 == source->line_count || offset < source->lines[line + 1]);
}

// Index of the last line that starts at or before `offset`.
static uint32_t search_line(const OuSource *source, uint32_t offset)
{
    uint32_t low = 0, high = source->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset) low = middle;
        else high = middle;
    }
    return low;
}

static uint32_t find_line(OuSource *source, uint32_t offset, uint32_t *start)
{
    uint32_t line = source->recent_line;
    if (!is_in_line(source, line, offset)) {
        line = is_in_line(source, line + 1, offset) ? line + 1 : search_line(source, offset);
    }
    source->recent_line = line;
    *start = source->lines[line];
    return line + 1;
}

// What find_line answers, without a table.
static uint32_t count_line(const OuSource *source, uint32_t offset, uint32_t *start)
{
    uint32_t line = 1;
    *start = 0;
    for (uint32_t i = 0; i < offset; i++) {
        if (source->text[i] != '\n') continue;
        line++;
        *start = i + 1;
    }
    return line;
}

static uint32_t count_points(const char *text, uint32_t start, uint32_t end)
{
    uint32_t count = 0;
    for (uint32_t i = start; i < end; i++) count += (text[i] & 0xC0) != 0x80;
    return count;
}

// Counts from the last answer, if that is nearer than the start of the line: lines can be long.
static uint32_t find_column(OuSource *source, uint32_t start, uint32_t offset)
{
    uint32_t recent = source->recent_offset, column = source->recent_column;
    bool is_in_line = source->recent_start == start;
    if (is_in_line && recent <= offset) {
        column += count_points(source->text, recent, offset);
    } else if (is_in_line && recent - offset < offset - start) {
        column -= count_points(source->text, offset, recent);
    } else {
        column = count_points(source->text, start, offset);
    }
    source->recent_start = start;
    source->recent_offset = offset;
    return source->recent_column = column;
}

OuPosition ou_source_locate(OuSource *source, uint32_t offset)
{
    OuPosition position = { 0 };
    uint32_t start;
    if (source->lines || make_lines(source)) position.line = find_line(source, offset, &start);
    else position.line = count_line(source, offset, &start);
    position.byte_column = offset - start;
    position.column = find_column(source, start, offset);
    return position;
}

const char *ou_source_line(OuSource *source, uint32_t line, uint32_t *length)
{
    const char *at = source->text, *end = at + source->length;
    if (source->lines || make_lines(source)) {
        at = line >= 1 && line <= source->line_count ? source->text + source->lines[line - 1] : end;
    } else {
        while (--line && at < end && (at = memchr(at, '\n', (size_t)(end - at)))) at++;
        if (!at) at = end;
    }
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    *length = (uint32_t)((stop ? stop : end) - at);
    return at;
}

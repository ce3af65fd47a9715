// source.h: a text in UTF-8 that tokens point into, and where its lines begin.
//
// Bytes become a source once: byte order mark dropped, PEP 263 coding line obeyed, everything made
// UTF-8, "\r\n" and "\r" made "\n". Offsets of tokens and tree nodes count bytes of that text.
#ifndef OU_LEXER_SOURCE_H
#define OU_LEXER_SOURCE_H

#include "gc/arena.h"

typedef enum OuSourceErrorKind {
    OU_SOURCE_SYNTAX_ERROR,
    OU_SOURCE_INDENTATION_ERROR,
    OU_SOURCE_TAB_ERROR,
    OU_SOURCE_VALUE_ERROR,       // a NUL in a text handed to compile(): CPython's ValueError
    OU_SOURCE_UNICODE_ERROR,     // bytes handed to compile() that aren't UTF-8
    OU_SOURCE_MEMORY_ERROR,
} OuSourceErrorKind;

// What the lexer has against a text, as CPython words it. The place is a span of bytes; where
// CPython knows no end (`has_end` is false) its end_lineno is the line of the start and its
// end_offset is `end_column`, 0 or -1.
typedef struct OuSourceError {
    OuSourceErrorKind kind;
    const char *message;      // static, or in the arena
    uint32_t    start;        // lineno and offset are those of this byte
    uint32_t    end;
    bool        has_place;    // false: CPython gives no line (an encoding error): lineno is 0
    bool        has_end;
    int         end_column;
    uint32_t    column_shift; // to be added to the offset: CPython counts it from a line above
} OuSourceError;

// Something to tell that doesn't stop the text from running (CPython's SyntaxWarning).
typedef struct OuSourceWarning {
    struct OuSourceWarning *next;
    const char *message;
    uint32_t    start, end;
} OuSourceWarning;

typedef enum OuSourceForm {
    OU_SOURCE_FILE,    // bytes of a file: messages name the path
    OU_SOURCE_BYTES,   // bytes handed to compile(): as a file, other messages
    OU_SOURCE_TEXT,    // already UTF-8 (may hold lone surrogates: refused); no coding line
} OuSourceForm;

// The character of a name, for `\N{name}`: the names lie on a higher floor, which hands this down.
// false: there is none of that name.
typedef bool OuCharacterFinder(const char *name, size_t length, uint32_t *point);

// The digits that a decimal integer may have: sys.get_int_max_str_digits() at first.
enum { OU_SOURCE_MAX_DIGITS = 4300 };

typedef struct OuSource {
    OuArena    *arena;
    const char *path;
    const char *text;         // a NUL stands behind the last byte, and nowhere else
    uint32_t    length;
    uint32_t   *lines;        // offset of each line's first byte; made when first asked for
    uint32_t    line_count;
    uint32_t    recent_line;  // where the last answer was: the next is mostly near
    uint32_t    recent_start, recent_offset, recent_column;    // ... and where in it
    OuCharacterFinder *find_character;   // NULL: no name is known
    uint32_t    max_digits;   // of decimal integers; 0: as many as there are
} OuSource;

typedef struct OuPosition {
    uint32_t line;          // from 1
    uint32_t column;        // from 0, in code points
    uint32_t byte_column;   // from 0, in bytes (CPython's col_offset)
} OuPosition;

// Fills `source`; false fills `error`. `bytes` need not outlive the call, `path` and `arena` must
// outlive the source.
__attribute__((warn_unused_result))
bool ou_source_init(OuSource *source, OuArena *arena, OuSourceForm form, const char *path,
                    const char *bytes, size_t length, OuSourceError *error);

// Cannot fail: when the line table can't be had, it counts from the top each time.
OuPosition ou_source_locate(OuSource *source, uint32_t offset);

// The line with this number, without its "\n"; empty when there is no such line.
const char *ou_source_line(OuSource *source, uint32_t line, uint32_t *length);

#endif

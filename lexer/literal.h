// literal.h: what NUMBER, STRING and FSTRING_MIDDLE tokens mean.
#ifndef OU_LEXER_LITERAL_H
#define OU_LEXER_LITERAL_H

#include "lexer/source.h"

typedef enum OuNumberKind { OU_NUMBER_INT, OU_NUMBER_BIG, OU_NUMBER_FLOAT, OU_NUMBER_IMAGINARY }
    OuNumberKind;

typedef struct OuNumber {
    OuNumberKind kind;
    int64_t      integer;     // INT
    double       real;        // FLOAT, IMAGINARY
    const char  *digits;      // BIG: without prefix and underscores, in the arena, NUL at the end
    uint32_t     digit_count;
    uint8_t      base;        // BIG: 2, 8, 10 or 16
} OuNumber;

// `text` is that of a NUMBER token. False: `error` is filled (more than 4300 decimal digits; no
// memory); its place is left to the caller.
__attribute__((warn_unused_result))
bool ou_literal_number(OuArena *arena, const char *text, uint32_t length, uint32_t max_digits,
                       OuNumber *number, OuSourceError *error);

enum { OU_LITERAL_NO_OFFSET = 0xFFFFFFFF };

typedef struct OuString {
    const char *bytes;             // in the arena or the source; str: UTF-8 where a lone surrogate
                                   // takes three bytes
    uint32_t    length;
    bool        is_bytes;          // prefix b
    bool        is_unicode;        // prefix u (ast shows it as kind='u')
    uint32_t    invalid_escape;    // offset in the token of the first `\d` or the like, or
} OuString;                        // OU_LITERAL_NO_OFFSET

// Decodes a STRING token, with prefix and quotes. False fills `error` (kind and message; CPython
// places it at the token that follows the run of strings, which the caller knows).
__attribute__((warn_unused_result))
bool ou_literal_string(OuArena *arena, OuCharacterFinder *find_character, const char *text,
                       uint32_t length, OuString *string, OuSourceError *error);

// Decodes an FSTRING_MIDDLE token; `raw` when its f-string has an r in the prefix.
__attribute__((warn_unused_result))
bool ou_literal_middle(OuArena *arena, OuCharacterFinder *find_character, const char *text,
                       uint32_t length, bool raw, OuString *string, OuSourceError *error);

// Whether an FSTRING_START token has an r in its prefix.
bool ou_is_literal_raw(const char *text, uint32_t length);

#endif

// token.h: what the lexer hands to the parser.
#ifndef OU_LEXER_TOKEN_H
#define OU_LEXER_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

typedef enum OuTokenKind {
#define OU_TOKEN(name, spelling) OU_TOKEN_##name,
#include "lexer/tokens.def"
#undef OU_TOKEN
    OU_TOKEN_COUNT
} OuTokenKind;

// A kind and the bytes text[start..end) of the source. Where a token has no text of its own:
//   NEWLINE   starts where the comment or the line's end starts and ends before the "\n" (as in
//             CPython, so its length is 0 unless a comment stands there); at the end of a text
//             without a last "\n" it stands behind the last character.
//   INDENT    the blanks in front of the line's first token.
//   DEDENT    empty, in front of the first token of the line that ends the block.
//   END       empty, behind the last byte.
typedef struct OuToken {
    uint32_t kind;    // an OuTokenKind
    uint32_t start;
    uint32_t end;
} OuToken;

// "if", "+=", "name"...
const char *ou_token_spelling(OuTokenKind kind);

// "IF", "PLUS_ASSIGN", "NAME"...
const char *ou_token_name(OuTokenKind kind);

static inline bool ou_is_token_keyword(OuTokenKind kind)   // hard keywords only
{
    return kind >= OU_TOKEN_FALSE && kind <= OU_TOKEN_YIELD;
}

static inline bool ou_is_token_augmented(OuTokenKind kind)
{
    return kind >= OU_TOKEN_PLUS_ASSIGN && kind <= OU_TOKEN_POWER_ASSIGN;
}

// PLUS for PLUS_ASSIGN, and so on.
static inline OuTokenKind ou_token_operator(OuTokenKind augmented)
{
    return (OuTokenKind)(augmented - OU_TOKEN_PLUS_ASSIGN + OU_TOKEN_PLUS);
}

#endif

// lexer.h: text to tokens, one at a time, in three layers:
//
//     scanner.re       characters -> tokens              (re2c: names, strings, operators)
//     number.c         numbers, with CPython's complaints
//     fstring.c        the inside of f-strings           (a stack of modes)
//     layout.c         NEWLINE, INDENT and DEDENT        (the indentation stack)
//     soft_keyword.c   `match` and `case` -> keywords    (looks ahead on the line)
//
// F-strings are those of 3.11: where one ends is settled as for any other string, before its inside
// is looked at. f"a{x!r:>{w}}" comes as
//
//     FSTRING_START MIDDLE FIELD_OPEN x FIELD_CONVERSION FIELD_COLON MIDDLE FIELD_OPEN w
//     FIELD_CLOSE FIELD_CLOSE FSTRING_END
//
// `{{` and `}}` end a MIDDLE behind their first brace and skip the second, so that several MIDDLEs
// may follow one another and each is decoded as it stands. Tokens of the field's expression are
// ordinary tokens at their true offsets; the text that `=` shows runs from the end of FIELD_OPEN
// to the start of the token behind FIELD_EQUAL.
#ifndef OU_LEXER_LEXER_H
#define OU_LEXER_LEXER_H

#include "gc/buffer.h"
#include "lexer/source.h"
#include "lexer/token.h"

enum {
    OU_LEXER_MAX_INDENT  = 100,   // CPython's limits
    OU_LEXER_MAX_BRACKET = 200,   // in the text, and again in each field of an f-string
    OU_LEXER_BRACKETS    = 400,   // ... but no more than this altogether
    OU_LEXER_MAX_MODE    = 24,    // four kinds of quotes fit into one another, five modes each
};

typedef struct OuIndent {
    uint32_t column;        // tabs go to the next multiple of eight
    uint32_t strict;        // tabs count one: both must agree, or the indentation is ambiguous
    bool     match_block;   // the lines of this block are `case`s
} OuIndent;

typedef struct OuBracket {
    uint32_t start;         // where it was opened
    char     byte;          // ( [ {
} OuBracket;

typedef enum OuLexerModeKind {
    OU_LEXER_TEXT,          // literal text of an f-string or of a format specification
    OU_LEXER_FIELD,         // {expression=!conversion:specification}
} OuLexerModeKind;

typedef enum OuFieldStage {   // what of a field has been passed
    OU_FIELD_EXPRESSION, OU_FIELD_EQUAL, OU_FIELD_CONVERSION, OU_FIELD_SPECIFICATION,
} OuFieldStage;

// What the scanner stands in: an f-string's text, or one of its fields.
typedef struct OuLexerMode {
    OuLexerModeKind kind;
    OuFieldStage    stage;          // FIELD
    uint32_t        open;           // FIELD: its `{`
    uint32_t        limit;          // FIELD: the end of its expression
    uint32_t        end;            // the closing quotes of the string
    uint32_t        bracket_base;   // brackets open before this mode began
    uint8_t         quote_length;   // 1 or 3
    uint8_t         level;          // 0 for the string; 1, 2 in a field's specification
    bool            raw;
} OuLexerMode;

typedef struct OuLexer {
    OuSource        *source;
    const char      *cursor;          // the next byte to be read
    uint32_t         passed;          // tokens, and lines without one
    uint32_t         pending_dedents;
    uint32_t         indent_depth;    // indents[0] is the outermost, always column 0
    uint32_t         bracket_depth;
    uint32_t         mode_depth;
    uint32_t         chain_start;     // the last lines joined by backslashes ...
    uint32_t         chain_end;       // ... and where the line behind them begins
    OuTokenKind      previous;        // the token before
    bool             at_line_start;
    bool             match_pending;   // the next INDENT opens a match block
    bool             incomplete;      // the text stopped in a bracket, triple quotes or after "\"
    bool             failed;          // `error` is filled; every further call fails too
    OuSourceError    error;
    OuSourceWarning *warnings;        // in order
    OuSourceWarning **warnings_end;
    OuIndent         indents[OU_LEXER_MAX_INDENT];
    OuBracket        brackets[OU_LEXER_BRACKETS];
    OuLexerMode      modes[OU_LEXER_MAX_MODE];
} OuLexer;

// `source` must outlive the lexer; names and messages go into the source's arena.
void ou_lexer_init(OuLexer *lexer, OuSource *source);

// The next token. After END comes END again. False: `lexer->error` says what is wrong.
__attribute__((warn_unused_result))
bool ou_lexer_next(OuLexer *lexer, OuToken *token);

// Goes behind the f-string that is being read, as if it had been one token.
void ou_lexer_skip_fstring(OuLexer *lexer);

// The text of a NAME token, NFKC-normalised as Python compares names. Usually it points into the
// source; NULL when memory is refused.
__attribute__((warn_unused_result))
const char *ou_lexer_name(OuLexer *lexer, const OuToken *token, uint32_t *length);

// The innermost bracket that is open, or false. The `{` of an f-string's field is one of them.
bool ou_lexer_open_bracket(const OuLexer *lexer, OuBracket *bracket);

// The innermost f-string field the lexer stands in, or false. CPython compiles a field's expression
// as a text of its own: an error that starts in it (open <= start <= end) is shown against the text
// "(expression)", whose parentheses stand for text[open] and text[end]: the `{` is in column 1, and
// line 1 is that of the `{` in a string that has one line only.
bool ou_lexer_field(const OuLexer *lexer, uint32_t *open, uint32_t *end);

// After a syntax error CPython reads the text to its end, and what is wrong with a token further on
// is reported instead; so is a bracket that is never closed, if it was opened on a line above that
// of `last`, the last token the parser has seen. True: `error` was overwritten. Nothing can be read
// from the lexer any more. To be called for every error that isn't the lexer's own, and not for
// text that is typed at a prompt.
bool ou_lexer_find_later_error(OuLexer *lexer, const OuToken *last, OuSourceError *error);

// Prints all tokens, one a line (`1,0-1,2  NAME  'ab'`), and at last the error, if there is one.
// False when memory is refused.
bool ou_lexer_dump(OuSource *source, OuBuffer *out);

#endif

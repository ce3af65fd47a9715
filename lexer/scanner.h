// scanner.h: how the files of this floor reach one another. Nothing above includes it.
#ifndef OU_LEXER_SCANNER_H
#define OU_LEXER_SCANNER_H

#include <string.h>

#include "lexer/lexer.h"

// lexer.c ---------------------------------------------------------------------------------------

// All return false, so that `return ou_lexer_fail(…)` leaves with the error set. Places are
// pointers into the source's text.
bool ou_lexer_fail(OuLexer *lexer, const char *start, const char *end, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// For an error whose end CPython leaves open: end_offset is reported as `end_column` (0 or -1).
bool ou_lexer_fail_open(OuLexer *lexer, OuSourceErrorKind kind, const char *start, int end_column,
                        const char *message);

bool ou_lexer_fail_memory(OuLexer *lexer);

// Asks the arena's watcher; false: failed, as if for lack of memory. `ou_lexer_may_pass` does so
// now and then in a loop over bytes.
__attribute__((warn_unused_result))
bool ou_lexer_may_go_on(OuLexer *lexer);
__attribute__((warn_unused_result))
static inline bool ou_lexer_may_pass(OuLexer *lexer, size_t count)
{
    return count % (1 << 20) != 0 || ou_lexer_may_go_on(lexer);
}

// "unexpected EOF while parsing", or the bracket that "was never closed"; marks the text as
// incomplete. `at` is used when no bracket is open.
bool ou_lexer_fail_at_end(OuLexer *lexer, const char *at);

// False when memory is refused.
__attribute__((warn_unused_result))
bool ou_lexer_warn(OuLexer *lexer, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static inline uint32_t ou_lexer_offset(const OuLexer *lexer, const char *at)
{
    return (uint32_t)(at - lexer->source->text);
}

// Counts a token, or a line without one; now and then the watcher is asked.
__attribute__((warn_unused_result))
static inline bool ou_lexer_count(OuLexer *lexer)
{
    return ++lexer->passed % 1024 != 0 || ou_lexer_may_go_on(lexer);
}

// The end of the line, or of the text.
static inline const char *ou_lexer_line_end(const OuLexer *lexer, const char *at)
{
    const char *end = lexer->source->text + lexer->source->length;
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline ? newline : end;
}

// The number of the line that holds `at`, counted from the field of an f-string if one is open.
uint32_t ou_lexer_line(const OuLexer *lexer, const char *at);

// The byte behind a backslash and its line's end, or NULL with the error set. `cursor` stands
// behind the backslash.
const char *ou_lexer_continue_line(OuLexer *lexer, const char *cursor);

// layout.c --------------------------------------------------------------------------------------

// The next token with NEWLINE, INDENT and DEDENT where they belong.
bool ou_layout_next(OuLexer *lexer, OuToken *token);

// soft_keyword.c --------------------------------------------------------------------------------

// Turns the NAME that begins a statement into MATCH or CASE if it is one.
void ou_soft_keyword_decide(OuLexer *lexer, OuToken *token);

// scanner.re ------------------------------------------------------------------------------------

// The next token; knows lines only by the NEWLINE that ends them.
bool ou_scanner_scan(OuLexer *lexer, OuToken *token);

// number.c --------------------------------------------------------------------------------------

// The byte behind the number that starts here with a digit, or with a dot and a digit; NULL with
// the error set.
const char *ou_number_scan(OuLexer *lexer, const char *start);

// identifier.c ----------------------------------------------------------------------------------

// Whether text[start..end), which holds bytes above 127, is an identifier.
bool ou_identifier_check(OuLexer *lexer, const char *start, const char *end);

// Fails with the complaint about a character that no token starts with.
bool ou_identifier_fail(OuLexer *lexer, const char *at);

// The NFKC form, in the arena; NULL when memory is refused.
const char *ou_identifier_normalise(OuArena *arena, const char *text, uint32_t *length);

// fstring.c -------------------------------------------------------------------------------------

// `token` is a whole f-string, which was scanned as one string: makes it an FSTRING_START.
bool ou_fstring_open(OuLexer *lexer, OuToken *token);

// Goes behind the outermost f-string that is being read.
void ou_fstring_leave_all(OuLexer *lexer);

// The next token when the innermost mode is TEXT.
bool ou_fstring_text(OuLexer *lexer, OuToken *token);

// The next token when the innermost mode is a FIELD whose expression has been read.
bool ou_fstring_tail(OuLexer *lexer, OuToken *token);

#endif

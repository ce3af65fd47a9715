// `match` and `case` are ordinary names but where a match statement can stand.
//
// `case` is a keyword exactly at the start of a line that stands directly in a match block: nothing
// else may stand there. `match` is one where a statement begins and
//   - what follows could not follow a name (`match x`), or
//   - what follows could (`match (x)`, `match [x]`, `match -x`, `match *x`), and the line ends
//     with a colon outside brackets.
#include "lexer/scanner.h"

#include <string.h>

typedef enum Verdict { VERDICT_NAME, VERDICT_KEYWORD, VERDICT_LOOK_ON } Verdict;

static bool is_word(const OuLexer *lexer, const OuToken *token, const char *word)
{
    size_t length = strlen(word);
    return token->end - token->start == length
        && memcmp(lexer->source->text + token->start, word, length) == 0;
}

static Verdict judge_follower(OuTokenKind kind)
{
    switch (kind) {
    case OU_TOKEN_NAME: case OU_TOKEN_NUMBER: case OU_TOKEN_STRING: case OU_TOKEN_FSTRING_START:
    case OU_TOKEN_FALSE: case OU_TOKEN_NONE: case OU_TOKEN_TRUE: case OU_TOKEN_LAMBDA:
    case OU_TOKEN_AWAIT: case OU_TOKEN_TILDE: case OU_TOKEN_LBRACE: case OU_TOKEN_ELLIPSIS:
        return VERDICT_KEYWORD;
    case OU_TOKEN_LPAR: case OU_TOKEN_LSQB: case OU_TOKEN_PLUS: case OU_TOKEN_MINUS:
    case OU_TOKEN_STAR: case OU_TOKEN_NOT:
        return VERDICT_LOOK_ON;
    default:
        return VERDICT_NAME;
    }
}

// The scanner gives no NEWLINE inside brackets.
static bool line_ends_with_colon(OuLexer *lexer, OuToken token)
{
    OuTokenKind last = token.kind;
    for (;;) {
        if (!ou_scanner_scan(lexer, &token)) return false;
        if (token.kind == OU_TOKEN_NEWLINE || token.kind == OU_TOKEN_END) {
            return last == OU_TOKEN_COLON;
        }
        last = token.kind;
    }
}

static bool starts_match(OuLexer *lexer)
{
    OuToken token;
    if (!ou_scanner_scan(lexer, &token)) return false;
    Verdict verdict = judge_follower(token.kind);
    if (verdict == VERDICT_LOOK_ON) return line_ends_with_colon(lexer, token);
    return verdict == VERDICT_KEYWORD;
}

void ou_soft_keyword_decide(OuLexer *lexer, OuToken *token)
{
    if (is_word(lexer, token, "case")) {
        if (lexer->indents[lexer->indent_depth].match_block) token->kind = OU_TOKEN_CASE;
    } else if (is_word(lexer, token, "match")) {
        OuLexer saved = *lexer;
        bool is_match = starts_match(lexer);
        *lexer = saved;
        *lexer->warnings_end = NULL;
        lexer->match_pending = is_match;
        if (is_match) token->kind = OU_TOKEN_MATCH;
    }
}

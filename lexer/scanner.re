// Characters to tokens: the first layer. The text ends with a NUL and holds no other, so the
// automaton needs no check for the end; in a field of an f-string it can't run past the field's
// end unnoticed, because that is settled beforehand (fstring.c).
#include "lexer/scanner.h"

static bool open_bracket(OuLexer *lexer, const char *at)
{
    uint32_t base = lexer->mode_depth ? lexer->modes[lexer->mode_depth - 1].bracket_base : 0;
    if (lexer->bracket_depth - base == OU_LEXER_MAX_BRACKET
        || lexer->bracket_depth == OU_LEXER_BRACKETS) {
        return ou_lexer_fail(lexer, at, at, "too many nested parentheses");
    }
    OuBracket *bracket = &lexer->brackets[lexer->bracket_depth++];
    *bracket = (OuBracket){ .start = ou_lexer_offset(lexer, at), .byte = *at };
    return true;
}

static bool fail_mismatch(OuLexer *lexer, const char *at, const OuBracket *bracket)
{
    uint32_t line = ou_lexer_line(lexer, lexer->source->text + bracket->start);
    if (line == ou_lexer_line(lexer, at)) {
        return ou_lexer_fail(lexer, at, at, "closing parenthesis '%c' does not match opening "
                             "parenthesis '%c'", *at, bracket->byte);
    }
    return ou_lexer_fail(lexer, at, at, "closing parenthesis '%c' does not match opening "
                         "parenthesis '%c' on line %u", *at, bracket->byte, (unsigned)line);
}

static bool close_bracket(OuLexer *lexer, const char *at, char opener)
{
    if (lexer->bracket_depth == 0) return ou_lexer_fail(lexer, at, at, "unmatched '%c'", *at);
    const OuBracket *bracket = &lexer->brackets[lexer->bracket_depth - 1];
    if (bracket->byte != opener) return fail_mismatch(lexer, at, bracket);
    lexer->bracket_depth--;
    return true;
}

// `at` is where a string begins whose end isn't found before `c`. CPython names the line on which
// it gave up.
static const char *fail_unterminated(OuLexer *lexer, const char *at, const char *c, bool triple)
{
    bool joined = !*c && c[-1] == '\n';     // a backslash at the end of the last line
    uint32_t line = ou_lexer_line(lexer, c - joined);
    lexer->incomplete = triple || joined;
    ou_lexer_fail(lexer, at, at, "unterminated %sstring literal (detected at line %u)",
                  triple ? "triple-quoted " : "", (unsigned)line);
    return NULL;
}

// `body` stands behind the first quote of the string that begins at `start`: the byte behind its
// last one, or NULL with the error set.
static const char *pass_string(OuLexer *lexer, const char *start, const char *body)
{
    const char quote = body[-1], *at = body;
    bool triple = at[0] == quote && at[1] == quote;
    if (triple) at += 2;
    for (; *at && (triple || *at != '\n'); at++) {
        if (!ou_lexer_may_pass(lexer, (size_t)(at - start))) return NULL;
        if (*at == quote && (!triple || (at[1] == quote && at[2] == quote))) {
            return at + (triple ? 3 : 1);
        }
        if (*at == '\\' && at[1]) at++;
    }
    return fail_unterminated(lexer, start, at, triple);
}

static const char *pass_blanks(OuLexer *lexer, const char *at)
{
    const char *start = at;
    for (; *at == ' ' || *at == '\t' || *at == '\f'; at++) {
        if (!ou_lexer_may_pass(lexer, (size_t)(at - start) + 1)) return NULL;
    }
    return at;
}

// In a field that `=` ends (f"{a+=}"), the operator that was read too far gives the `=` back.
static bool clip_operator(OuLexer *lexer, OuToken *token)
{
    if (lexer->mode_depth == 0) return true;
    uint32_t limit = lexer->modes[lexer->mode_depth - 1].limit;
    if (token->end <= limit) return true;
    token->kind = ou_token_operator(token->kind);
    token->end--;
    lexer->cursor--;
    return true;
}

static inline bool take(OuLexer *lexer, OuToken *token, OuTokenKind kind, const char *start,
                        const char *cursor)
{
    *token = (OuToken){ kind, ou_lexer_offset(lexer, start), ou_lexer_offset(lexer, cursor) };
    lexer->cursor = cursor;
    return true;
}

static uint32_t line_start(const OuLexer *lexer, const char *at)
{
    while (at > lexer->source->text && at[-1] != '\n') at--;
    return ou_lexer_offset(lexer, at);
}

// `cursor` stands behind a backslash. CPython counts the column of a wrong one from the start of
// the first of the lines that backslashes have joined.
static const char *join_line(OuLexer *lexer, const char *cursor)
{
    uint32_t line = line_start(lexer, cursor);
    bool goes_on = line > 0 && line == lexer->chain_end;
    lexer->cursor = cursor;
    cursor = ou_lexer_continue_line(lexer, cursor);
    if (!cursor) {
        if (goes_on && !lexer->incomplete) lexer->error.column_shift = line - lexer->chain_start;
        return NULL;
    }
    if (!goes_on) lexer->chain_start = line;
    lexer->chain_end = ou_lexer_offset(lexer, cursor);
    return cursor;
}

static bool is_field_read(const OuLexer *lexer, const OuLexerMode *mode, const char *cursor)
{
    return cursor >= lexer->source->text + mode->limit;
}

/*!re2c
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cursor;
    re2c:define:YYMARKER = marker;
    re2c:yyfill:enable = 0;

    digit    = [0-9];
    name     = [a-zA-Z_] [a-zA-Z0-9_]*;
    wide     = [a-zA-Z_\x80-\xff] [a-zA-Z0-9_\x80-\xff]*;
    prefix   = [rR] | [bB] | [uU] | [rR] [bB] | [bB] [rR];
    fprefix  = [fF] | [fF] [rR] | [rR] [fF];
*/

bool ou_scanner_scan(OuLexer *lexer, OuToken *token)
{
    const char *cursor = lexer->cursor, *marker, *start;

restart:
    if (lexer->mode_depth > 0) {
        const OuLexerMode *mode = &lexer->modes[lexer->mode_depth - 1];
        lexer->cursor = cursor;
        if (mode->kind == OU_LEXER_TEXT) return ou_fstring_text(lexer, token);
        if (is_field_read(lexer, mode, cursor)) return ou_fstring_tail(lexer, token);
    }
again:
    start = cursor;

#define TAKE(name) take(lexer, token, OU_TOKEN_##name, start, cursor)

    /*!re2c
    "\x00"      { cursor--; return TAKE(END); }
    *           { return ou_identifier_fail(lexer, start); }
    [$?!`]      { return TAKE(INVALID); }
    [ \t\f]     { cursor = pass_blanks(lexer, cursor);
                  if (!cursor) return false;
                  if (lexer->mode_depth > 0) goto restart;
                  goto again; }
    "\\"        { cursor = join_line(lexer, cursor);
                  if (!cursor || !ou_lexer_count(lexer)) return false;
                  goto again; }
    "#"         { cursor = ou_lexer_line_end(lexer, cursor);
                  if (lexer->bracket_depth > 0) goto again;
                  TAKE(NEWLINE);
                  if (*cursor) lexer->cursor++;
                  return true; }
    "\n"        { if (lexer->bracket_depth > 0) {
                      if (!ou_lexer_count(lexer)) return false;
                      goto restart;
                  }
                  cursor--;
                  TAKE(NEWLINE);
                  lexer->cursor++;
                  return true; }

    "False"    { return TAKE(FALSE); }
    "None"     { return TAKE(NONE); }
    "True"     { return TAKE(TRUE); }
    "and"      { return TAKE(AND); }
    "as"       { return TAKE(AS); }
    "assert"   { return TAKE(ASSERT); }
    "async"    { return TAKE(ASYNC); }
    "await"    { return TAKE(AWAIT); }
    "break"    { return TAKE(BREAK); }
    "class"    { return TAKE(CLASS); }
    "continue" { return TAKE(CONTINUE); }
    "def"      { return TAKE(DEF); }
    "del"      { return TAKE(DEL); }
    "elif"     { return TAKE(ELIF); }
    "else"     { return TAKE(ELSE); }
    "except"   { return TAKE(EXCEPT); }
    "finally"  { return TAKE(FINALLY); }
    "for"      { return TAKE(FOR); }
    "from"     { return TAKE(FROM); }
    "global"   { return TAKE(GLOBAL); }
    "if"       { return TAKE(IF); }
    "import"   { return TAKE(IMPORT); }
    "in"       { return TAKE(IN); }
    "is"       { return TAKE(IS); }
    "lambda"   { return TAKE(LAMBDA); }
    "nonlocal" { return TAKE(NONLOCAL); }
    "not"      { return TAKE(NOT); }
    "or"       { return TAKE(OR); }
    "pass"     { return TAKE(PASS); }
    "raise"    { return TAKE(RAISE); }
    "return"   { return TAKE(RETURN); }
    "try"      { return TAKE(TRY); }
    "while"    { return TAKE(WHILE); }
    "with"     { return TAKE(WITH); }
    "yield"    { return TAKE(YIELD); }
    name       { return TAKE(NAME); }
    wide       { TAKE(NAME); return ou_identifier_check(lexer, start, cursor); }

    "."? digit  { cursor = ou_number_scan(lexer, start);
                  if (!cursor) return false;
                  return TAKE(NUMBER); }

    prefix? ["']
                { cursor = pass_string(lexer, start, cursor);
                  return cursor && TAKE(STRING); }
    fprefix ["']
                { cursor = pass_string(lexer, start, cursor);
                  if (!cursor) return false;
                  TAKE(FSTRING_START);
                  return ou_fstring_open(lexer, token); }

    "("    { TAKE(LPAR); return open_bracket(lexer, start); }
    "["    { TAKE(LSQB); return open_bracket(lexer, start); }
    "{"    { TAKE(LBRACE); return open_bracket(lexer, start); }
    ")"    { TAKE(RPAR); return close_bracket(lexer, start, '('); }
    "]"    { TAKE(RSQB); return close_bracket(lexer, start, '['); }
    "}"    { TAKE(RBRACE); return close_bracket(lexer, start, '{'); }
    ","    { return TAKE(COMMA); }
    ":"    { return TAKE(COLON); }
    ";"    { return TAKE(SEMICOLON); }
    "."    { return TAKE(DOT); }
    "..."  { return TAKE(ELLIPSIS); }
    "->"   { return TAKE(ARROW); }
    ":="   { return TAKE(WALRUS); }
    "="    { return TAKE(ASSIGN); }
    "=="   { return TAKE(EQUAL); }
    "!="   { return TAKE(NOT_EQUAL); }
    "<"    { return TAKE(LESS); }
    "<="   { return TAKE(LESS_EQUAL); }
    ">"    { return TAKE(GREATER); }
    ">="   { return TAKE(GREATER_EQUAL); }
    "<>"   { return TAKE(INVALID); }
    "~"    { return TAKE(TILDE); }
    "+"    { return TAKE(PLUS); }
    "-"    { return TAKE(MINUS); }
    "*"    { return TAKE(STAR); }
    "/"    { return TAKE(SLASH); }
    "//"   { return TAKE(DOUBLE_SLASH); }
    "%"    { return TAKE(PERCENT); }
    "@"    { return TAKE(AT); }
    "&"    { return TAKE(AMPERSAND); }
    "|"    { return TAKE(BAR); }
    "^"    { return TAKE(CARET); }
    "<<"   { return TAKE(SHIFT_LEFT); }
    ">>"   { return TAKE(SHIFT_RIGHT); }
    "**"   { return TAKE(POWER); }
    "+="   { TAKE(PLUS_ASSIGN); return clip_operator(lexer, token); }
    "-="   { TAKE(MINUS_ASSIGN); return clip_operator(lexer, token); }
    "*="   { TAKE(STAR_ASSIGN); return clip_operator(lexer, token); }
    "/="   { TAKE(SLASH_ASSIGN); return clip_operator(lexer, token); }
    "//="  { TAKE(DOUBLE_SLASH_ASSIGN); return clip_operator(lexer, token); }
    "%="   { TAKE(PERCENT_ASSIGN); return clip_operator(lexer, token); }
    "@="   { TAKE(AT_ASSIGN); return clip_operator(lexer, token); }
    "&="   { TAKE(AMPERSAND_ASSIGN); return clip_operator(lexer, token); }
    "|="   { TAKE(BAR_ASSIGN); return clip_operator(lexer, token); }
    "^="   { TAKE(CARET_ASSIGN); return clip_operator(lexer, token); }
    "<<="  { TAKE(SHIFT_LEFT_ASSIGN); return clip_operator(lexer, token); }
    ">>="  { TAKE(SHIFT_RIGHT_ASSIGN); return clip_operator(lexer, token); }
    "**="  { TAKE(POWER_ASSIGN); return clip_operator(lexer, token); }
    */
}

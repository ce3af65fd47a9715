#include "lexer/lexer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lexer/scanner.h"

void ou_lexer_init(OuLexer *lexer, OuSource *source)
{
    memset(lexer, 0, sizeof *lexer);
    lexer->source = source;
    lexer->cursor = source->text;
    lexer->previous = OU_TOKEN_NEWLINE;
    lexer->at_line_start = true;
    lexer->warnings_end = &lexer->warnings;
}

static bool begins_statement(OuTokenKind previous)
{
    return previous >= OU_TOKEN_NEWLINE && previous <= OU_TOKEN_DEDENT;
}

// CPython compiles what is inside an f-string while it compiles the text around it, so that an
// error inside is an error of the parser to it.
static void fail_in_fstring(OuLexer *lexer)
{
    OuLexer rest = *lexer;
    OuToken last = { .start = lexer->error.start };
    rest.failed = false;
    ou_lexer_find_later_error(&rest, &last, &lexer->error);
}

bool ou_lexer_next(OuLexer *lexer, OuToken *token)
{
    if (lexer->failed) return false;
    if (!ou_layout_next(lexer, token)) {
        if (lexer->mode_depth > 0) fail_in_fstring(lexer);
        return false;
    }
    if (token->kind == OU_TOKEN_NAME && begins_statement(lexer->previous)) {
        ou_soft_keyword_decide(lexer, token);
    }
    lexer->previous = token->kind;
    return true;
}

void ou_lexer_skip_fstring(OuLexer *lexer)
{
    ou_fstring_leave_all(lexer);
    lexer->previous = OU_TOKEN_STRING;
}

static bool is_ascii(const char *text, uint32_t length)
{
    unsigned char seen = 0;
    for (uint32_t i = 0; i < length; i++) seen |= (unsigned char)text[i];
    return seen < 0x80;
}

const char *ou_lexer_name(OuLexer *lexer, const OuToken *token, uint32_t *length)
{
    const char *text = lexer->source->text + token->start;
    *length = token->end - token->start;
    if (is_ascii(text, *length)) return text;
    return ou_identifier_normalise(lexer->source->arena, text, length);
}

bool ou_lexer_open_bracket(const OuLexer *lexer, OuBracket *bracket)
{
    if (lexer->bracket_depth == 0) return false;
    *bracket = lexer->brackets[lexer->bracket_depth - 1];
    return true;
}

static const OuLexerMode *innermost_field(const OuLexer *lexer)
{
    for (uint32_t i = lexer->mode_depth; i > 0; i--) {
        if (lexer->modes[i - 1].kind == OU_LEXER_FIELD) return &lexer->modes[i - 1];
    }
    return NULL;
}

bool ou_lexer_field(const OuLexer *lexer, uint32_t *open, uint32_t *end)
{
    const OuLexerMode *field = innermost_field(lexer);
    if (!field) return false;
    *open = field->open;
    *end = field->limit;
    return true;
}

uint32_t ou_lexer_line(const OuLexer *lexer, const char *at)
{
    const OuLexerMode *field = innermost_field(lexer);
    const char *c = lexer->source->text + (field ? field->open : 0);
    uint32_t line = 1;
    while ((c = memchr(c, '\n', (size_t)(at - c)))) { line++; c++; }
    return line;
}

// Only what the scanner says about a token counts here, not the layout: it is what has an end.
static bool is_complaint(const OuLexer *lexer)
{
    return lexer->failed && lexer->error.kind == OU_SOURCE_SYNTAX_ERROR && lexer->error.has_end;
}

bool ou_lexer_find_later_error(OuLexer *lexer, const OuToken *last, OuSourceError *error)
{
    OuBracket open;
    OuToken token = { .kind = OU_TOKEN_NEWLINE };
    const char *text = lexer->source->text;
    if (lexer->failed) return false;
    if (lexer->mode_depth > 0) ou_fstring_leave_all(lexer);
    while (token.kind != OU_TOKEN_END && ou_layout_next(lexer, &token)) {
        if (token.kind == OU_TOKEN_FSTRING_START) ou_fstring_leave_all(lexer);
    }
    if (!lexer->failed) return false;
    if (!is_complaint(lexer)) {
        bool above = ou_lexer_open_bracket(lexer, &open)
            && ou_lexer_line(lexer, text + open.start) < ou_lexer_line(lexer, text + last->start);
        if (!above) return false;
        ou_lexer_fail_at_end(lexer, lexer->cursor);
    }
    *error = lexer->error;
    return true;
}

// ---- failing ------------------------------------------------------------------------------------

bool ou_lexer_fail_memory(OuLexer *lexer)
{
    lexer->failed = true;
    lexer->error = (OuSourceError){
        .kind = OU_SOURCE_MEMORY_ERROR, .message = "out of memory",
        .start = ou_lexer_offset(lexer, lexer->cursor),
        .end = ou_lexer_offset(lexer, lexer->cursor),
    };
    return false;
}

bool ou_lexer_may_go_on(OuLexer *lexer)
{
    return ou_arena_may_go_on(lexer->source->arena) || ou_lexer_fail_memory(lexer);
}

static const char *format_message(OuLexer *lexer, const char *format, va_list arguments)
{
    char text[160];
    int length = vsnprintf(text, sizeof text, format, arguments);
    return ou_arena_copy(lexer->source->arena, text, (size_t)length);
}

bool ou_lexer_fail(OuLexer *lexer, const char *start, const char *end, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_message(lexer, format, arguments);
    va_end(arguments);
    if (!message) return ou_lexer_fail_memory(lexer);
    lexer->failed = true;
    lexer->error = (OuSourceError){
        .kind = OU_SOURCE_SYNTAX_ERROR, .message = message, .has_place = true, .has_end = true,
        .start = ou_lexer_offset(lexer, start), .end = ou_lexer_offset(lexer, end),
    };
    return false;
}

bool ou_lexer_fail_open(OuLexer *lexer, OuSourceErrorKind kind, const char *start, int end_column,
                        const char *message)
{
    lexer->failed = true;
    lexer->error = (OuSourceError){
        .kind = kind, .message = message, .has_place = true, .end_column = end_column,
        .start = ou_lexer_offset(lexer, start), .end = ou_lexer_offset(lexer, start),
    };
    return false;
}

static const char *never_closed(char bracket)
{
    switch (bracket) {
    case '(': return "'(' was never closed";
    case '[': return "'[' was never closed";
    default:  return "'{' was never closed";
    }
}

bool ou_lexer_fail_at_end(OuLexer *lexer, const char *at)
{
    OuBracket open;
    lexer->incomplete = true;
    if (!ou_lexer_open_bracket(lexer, &open)) {
        return ou_lexer_fail_open(lexer, OU_SOURCE_SYNTAX_ERROR, at, -1,
                                  "unexpected EOF while parsing");
    }
    return ou_lexer_fail_open(lexer, OU_SOURCE_SYNTAX_ERROR, lexer->source->text + open.start, 0,
                              never_closed(open.byte));
}

bool ou_lexer_warn(OuLexer *lexer, const char *at, const char *format, ...)
{
    OuSourceWarning *warning = OU_ARENA_NEW(lexer->source->arena, OuSourceWarning);
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_message(lexer, format, arguments);
    va_end(arguments);
    if (!warning || !message) return ou_lexer_fail_memory(lexer);
    *warning = (OuSourceWarning){ .message = message, .start = ou_lexer_offset(lexer, at) };
    warning->end = warning->start + 1;
    *lexer->warnings_end = warning;
    lexer->warnings_end = &warning->next;
    return true;
}

const char *ou_lexer_continue_line(OuLexer *lexer, const char *cursor)
{
    const char *limit = lexer->source->text + lexer->source->length;
    if (cursor < limit && *cursor != '\n') {
        ou_lexer_fail_open(lexer, OU_SOURCE_SYNTAX_ERROR, cursor, 0,
                           "unexpected character after line continuation character");
        return NULL;
    }
    if (limit - cursor <= 1) {
        ou_lexer_fail_at_end(lexer, cursor);
        return NULL;
    }
    return cursor + 1;
}

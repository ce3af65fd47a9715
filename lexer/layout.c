// NEWLINE, INDENT and DEDENT: the second layer.
#include "lexer/scanner.h"

enum { TAB_SIZE = 8 };

typedef enum LineKind { LINE_FAILED, LINE_BLANK, LINE_FULL } LineKind;

static bool layout_fail(OuLexer *lexer, OuSourceErrorKind kind, const char *at, int end_column,
                        const char *message)
{
    return ou_lexer_fail_open(lexer, kind, at, end_column, message);
}

static const char *line_start(const OuLexer *lexer)
{
    const char *at = lexer->cursor;
    while (at > lexer->source->text && at[-1] != '\n') at--;
    return at;
}

static bool fail_tabs(OuLexer *lexer)
{
    return layout_fail(lexer, OU_SOURCE_TAB_ERROR, line_start(lexer), 0,
                       "inconsistent use of tabs and spaces in indentation");
}

// Passes the blanks in front of a line. A backslash may end such a line: the first one fixes the
// indentation of all that follows.
static LineKind measure_indent(OuLexer *lexer, OuIndent *indent)
{
    const char *at = lexer->cursor;
    uint32_t column = 0, strict = 0, fixed = 0;
    for (;; at++) {
        if (!ou_lexer_may_pass(lexer, (size_t)(at - lexer->cursor) + 1)) return LINE_FAILED;
        if (*at == ' ')       { column++; strict++; }
        else if (*at == '\t') { column = (column / TAB_SIZE + 1) * TAB_SIZE; strict++; }
        else if (*at == '\f') { column = strict = 0; }
        else if (*at == '\\') {
            if (!fixed) fixed = column;
            at = ou_lexer_continue_line(lexer, at + 1);
            if (!at) return LINE_FAILED;
            at--;
        }
        else break;
    }
    lexer->cursor = at;
    *indent = (OuIndent){ .column = fixed ? fixed : column, .strict = fixed ? fixed : strict };
    return *at == '\n' || *at == '#' || !*at ? LINE_BLANK : LINE_FULL;
}

static bool open_block(OuLexer *lexer, OuIndent indent, OuToken *token)
{
    if (lexer->indent_depth + 1 == OU_LEXER_MAX_INDENT) {
        return layout_fail(lexer, OU_SOURCE_INDENTATION_ERROR, line_start(lexer), 0,
                           "too many levels of indentation");
    }
    if (indent.strict <= lexer->indents[lexer->indent_depth].strict) return fail_tabs(lexer);
    indent.match_block = lexer->match_pending;
    lexer->indents[++lexer->indent_depth] = indent;
    *token = (OuToken){ OU_TOKEN_INDENT, ou_lexer_offset(lexer, line_start(lexer)),
                        ou_lexer_offset(lexer, lexer->cursor) };
    return true;
}

static void take_dedent(OuLexer *lexer, OuToken *token)
{
    uint32_t at = ou_lexer_offset(lexer, lexer->cursor);
    lexer->pending_dedents--;
    *token = (OuToken){ OU_TOKEN_DEDENT, at, at };
}

static bool close_blocks(OuLexer *lexer, OuIndent indent, OuToken *token)
{
    while (indent.column < lexer->indents[lexer->indent_depth].column) {
        lexer->indent_depth--;
        lexer->pending_dedents++;
    }
    if (indent.column != lexer->indents[lexer->indent_depth].column) {
        return layout_fail(lexer, OU_SOURCE_INDENTATION_ERROR,
                           ou_lexer_line_end(lexer, lexer->cursor), -1,
                           "unindent does not match any outer indentation level");
    }
    if (indent.strict != lexer->indents[lexer->indent_depth].strict) return fail_tabs(lexer);
    take_dedent(lexer, token);
    return true;
}

// Sets `token` to INDENT or DEDENT, or leaves it alone when the line stays in its block.
static bool compare_indent(OuLexer *lexer, OuIndent indent, OuToken *token)
{
    OuIndent block = lexer->indents[lexer->indent_depth];
    bool fine = true;
    if (indent.column > block.column) fine = open_block(lexer, indent, token);
    else if (indent.column < block.column) fine = close_blocks(lexer, indent, token);
    else if (indent.strict != block.strict) fine = fail_tabs(lexer);
    lexer->match_pending = false;
    return fine;
}

// Lines without a token (blank ones, comments) don't count. At the end of the text the scanner is
// left to find the end.
static bool start_line(OuLexer *lexer, OuToken *token)
{
    OuIndent indent;
    LineKind line;
    while ((line = measure_indent(lexer, &indent)) == LINE_BLANK) {
        lexer->cursor = ou_lexer_line_end(lexer, lexer->cursor);
        if (!*lexer->cursor) return true;
        lexer->cursor++;
        if (!ou_lexer_count(lexer)) return false;
    }
    if (line == LINE_FAILED) return false;
    lexer->at_line_start = false;
    return compare_indent(lexer, indent, token);
}

// Behind the last byte: end the line if it is open, then the blocks.
static bool finish(OuLexer *lexer, OuToken *token)
{
    if (lexer->bracket_depth > 0) return ou_lexer_fail_at_end(lexer, lexer->cursor);
    if (!lexer->at_line_start) {
        lexer->at_line_start = true;
        token->kind = OU_TOKEN_NEWLINE;
    } else if (lexer->indent_depth > 0) {
        lexer->indent_depth--;
        token->kind = OU_TOKEN_DEDENT;
    }
    return true;
}

bool ou_layout_next(OuLexer *lexer, OuToken *token)
{
    if (!ou_lexer_count(lexer)) return false;
    if (lexer->pending_dedents > 0) {
        take_dedent(lexer, token);
        return true;
    }
    if (lexer->at_line_start) {
        token->kind = OU_TOKEN_END;
        if (!start_line(lexer, token)) return false;
        if (token->kind != OU_TOKEN_END) return true;
    }
    if (!ou_scanner_scan(lexer, token)) return false;
    if (token->kind == OU_TOKEN_NEWLINE) lexer->at_line_start = true;
    if (token->kind == OU_TOKEN_END) return finish(lexer, token);
    return true;
}

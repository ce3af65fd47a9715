// lexing.h: what the tests of the lexer share: a text in, its tokens or its error out, as text.
#ifndef OU_TESTS_UNIT_LEXER_LEXING_H
#define OU_TESTS_UNIT_LEXER_LEXING_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lexer/lexer.h"
#include "tests/unit/suite.h"

typedef struct Lexing {
    OuMemory      memory;
    OuArena       arena;
    OuSource      source;
    OuSourceError error;
    OuLexer       lexer;
    char          text[8192];    // what the last question was answered with
} Lexing;

static inline bool lexing_begin(Lexing *lexing, OuSourceForm form, const char *bytes,
                                size_t length)
{
    ou_memory_init(&lexing->memory);
    ou_arena_init(&lexing->arena, &lexing->memory);
    if (!ou_source_init(&lexing->source, &lexing->arena, form, "test.py", bytes, length,
                        &lexing->error)) return false;
    ou_lexer_init(&lexing->lexer, &lexing->source);
    return true;
}

// Nothing may be left behind.
static inline void lexing_end(Lexing *lexing)
{
    ou_arena_free(&lexing->arena);
    ck_assert_uint_eq(lexing->memory.used, 0);
}

static inline void lexing_put(Lexing *lexing, const char *text)
{
    size_t length = strlen(lexing->text);
    snprintf(lexing->text + length, sizeof lexing->text - length, "%s%s", length ? " " : "", text);
}

static inline void lexing_put_error(Lexing *lexing)
{
    static const char *const kinds[] = {
        "SyntaxError", "IndentationError", "TabError", "ValueError", "UnicodeError", "MemoryError",
    };
    const OuSourceError *error = &lexing->error;
    char text[512];
    if (!error->has_place) {
        snprintf(text, sizeof text, "%s: %s", kinds[error->kind], error->message);
    } else {
        OuPosition at = ou_source_locate(&lexing->source, error->start);
        snprintf(text, sizeof text, "%u,%u %s: %s", at.line, at.column + 1, kinds[error->kind],
                 error->message);
    }
    lexing_put(lexing, text);
}

static inline void lexing_read(Lexing *lexing, void (*put)(Lexing *lexing, const OuToken *token))
{
    OuToken token = { .kind = OU_TOKEN_NEWLINE };
    while (token.kind != OU_TOKEN_END) {
        if (!ou_lexer_next(&lexing->lexer, &token)) {
            lexing->error = lexing->lexer.error;
            lexing_put_error(lexing);
            return;
        }
        put(lexing, &token);
    }
}

static inline void lexing_put_kind(Lexing *lexing, const OuToken *token)
{
    lexing_put(lexing, ou_token_name(token->kind));
}

static inline void lexing_put_text(Lexing *lexing, const OuToken *token)
{
    char text[256];
    snprintf(text, sizeof text, "%.*s", (int)(token->end - token->start),
             lexing->source.text + token->start);
    if (token->end > token->start) lexing_put(lexing, text);
}

static inline const char *lexing_ask(Lexing *lexing, const char *text,
                                     void (*put)(Lexing *lexing, const OuToken *token))
{
    *lexing->text = '\0';
    if (lexing_begin(lexing, OU_SOURCE_TEXT, text, strlen(text))) lexing_read(lexing, put);
    else lexing_put_error(lexing);
    lexing_end(lexing);
    return lexing->text;
}

// The kinds of all tokens but END, set apart by blanks; at an error its place and words.
static inline void expect_kinds(const char *text, const char *expected)
{
    static Lexing lexing;
    char found[sizeof lexing.text];
    snprintf(found, sizeof found, "%s", lexing_ask(&lexing, text, lexing_put_kind));
    char *end = strstr(found, " END");
    if (end) *end = '\0';
    ck_assert_str_eq(found, expected);
}

// The texts of all tokens that have any.
static inline void expect_texts(const char *text, const char *expected)
{
    static Lexing lexing;
    ck_assert_str_eq(lexing_ask(&lexing, text, lexing_put_text), expected);
}

// Whatever comes before it, the error "line,offset Kind: message".
static inline void expect_error(const char *text, const char *expected)
{
    static Lexing lexing;
    const char *found = lexing_ask(&lexing, text, lexing_put_text);
    size_t length = strlen(found), wanted = strlen(expected);
    ck_assert_msg(length >= wanted && strcmp(found + length - wanted, expected) == 0,
                  "%s: found \"%s\" instead of \"%s\"", text, found, expected);
}

#endif

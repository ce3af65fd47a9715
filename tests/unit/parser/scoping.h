// scoping.h: what the tests of the scope analysis and of the check share.
#ifndef OU_TESTS_UNIT_PARSER_SCOPING_H
#define OU_TESTS_UNIT_PARSER_SCOPING_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parser/check.h"
#include "parser/scope.h"
#include "tests/unit/suite.h"

typedef struct Scoping {
    OuMemory      memory;
    OuArena       arena;
    OuSyntaxTree  tree;
    OuSyntaxError error;
} Scoping;

// True when the text parses, its names are bound and it passes the check.
static inline bool scoping_begin(Scoping *scoping, const char *text)
{
    *scoping = (Scoping){ 0 };
    ou_memory_init(&scoping->memory);
    ou_arena_init(&scoping->arena, &scoping->memory);
    return ou_parser_parse(&scoping->tree, &scoping->arena, OU_PARSER_FILE, OU_SOURCE_TEXT, NULL,
                           "test.py", text, strlen(text), &scoping->error)
        && ou_scope_analyse(&scoping->tree, &scoping->error)
        && ou_check_tree(&scoping->tree, &scoping->error);
}

static inline void scoping_end(Scoping *scoping)
{
    ou_arena_free(&scoping->arena);
    ck_assert_uint_eq(scoping->memory.used, 0);
}

static inline OuScope *scoping_module(const Scoping *scoping)
{
    return ou_scope_of(scoping->tree.root);
}

// "line,column-line,column message" of the error, which there must be.
static inline void expect_error(const char *text, const char *expected)
{
    Scoping scoping;
    char found[256];
    ck_assert_msg(!scoping_begin(&scoping, text), "no error in: %s", text);
    const OuSyntaxError *error = &scoping.error;
    snprintf(found, sizeof found, "%d,%d-%d,%d %s", error->line, error->column, error->end_line,
             error->end_column, error->message);
    ck_assert_str_eq(found, expected);
    scoping_end(&scoping);
}

static inline void expect_fine(const char *text)
{
    Scoping scoping;
    bool fine = scoping_begin(&scoping, text);
    ck_assert_msg(fine, "%s: %s", text, fine ? "" : scoping.error.message);
    scoping_end(&scoping);
}

#endif

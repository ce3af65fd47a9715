// reading.h: a parsed text and the memory it lives in, for tests.
#ifndef OU_TESTS_UNIT_PARSER_READING_H
#define OU_TESTS_UNIT_PARSER_READING_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "parser/dump.h"
#include "parser/parser.h"
#include "tests/unit/suite.h"

typedef struct Reading {
    OuMemory      memory;
    OuArena       arena;
    OuSyntaxTree  tree;
    OuSyntaxError error;
    OuBuffer      dump;
    bool          accepted;
} Reading;

static inline void reading_parse(Reading *reading, OuParserMode mode, const char *text)
{
    ou_arena_init(&reading->arena, &reading->memory);
    reading->accepted = ou_parser_parse(&reading->tree, &reading->arena, mode, OU_SOURCE_TEXT, NULL,
                                        "<text>", text, strlen(text), &reading->error);
}

static inline void reading_start(Reading *reading, OuParserMode mode, const char *text)
{
    ou_memory_init(&reading->memory);
    ou_buffer_init(&reading->dump, &reading->memory);
    reading_parse(reading, mode, text);
}

// Every byte is given back.
static inline void reading_end(Reading *reading)
{
    ou_buffer_free(&reading->dump);
    ou_arena_free(&reading->arena);
    ck_assert_uint_eq(reading->memory.used, 0);
}

// The tree as ast.dump prints it, on one line without the blanks between the parts.
static inline const char *reading_dump(Reading *reading)
{
    ck_assert(reading->accepted);
    ck_assert(ou_dump_tree(&reading->tree, false, &reading->dump));
    char *to = reading->dump.bytes;
    bool in_text = false;
    for (const char *from = to; *from; from++) {
        in_text ^= *from == '\'';
        if (*from == '\n' || (*from == ' ' && !in_text))
            continue;
        *to++ = *from;
    }
    *to = 0;
    return reading->dump.bytes;
}

#endif

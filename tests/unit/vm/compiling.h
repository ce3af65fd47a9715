// compiling.h: a program becomes code, and the code a line of text that a test can compare.
#ifndef OU_TESTS_UNIT_VM_COMPILING_H
#define OU_TESTS_UNIT_VM_COMPILING_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parser/scope.h"
#include "runtime/error.h"
#include "vm/compile.h"
#include "vm/disassemble.h"
#include "vm/opcode.h"
#include "vm/verify.h"

static OuVM   *vm;
static OuArena arena;
static OuCode *module;             // of the program compiled last
static char    text[64 * 1024];

static void compiling_setup(void)
{
    vm = calloc(1, sizeof *vm);
    ck_assert(vm && ou_state_init(vm));
    ou_heap_set_layout(&vm->heap, OU_KIND_CODE, &ou_code_layout);
    vm->c_stack_limit = (char *)__builtin_frame_address(0) - 4 * 1024 * 1024;
    ou_arena_init(&arena, &vm->heap.memory);
}

static void compiling_teardown(void)
{
    if (module) ou_object_unref(&module->header);
    module = NULL;
    ou_arena_free(&arena);
    ou_state_free(vm);
    free(vm);
}

// False: it doesn't compile, an exception is set.
static bool compile_program(OuParserMode mode, bool has_namespace, const char *program)
{
    static OuSyntaxTree tree;
    OuSyntaxError error;
    if (module) ou_object_unref(&module->header);
    module = NULL;
    bool is_read = ou_parser_parse(&tree, &arena, mode, OU_SOURCE_TEXT, NULL, "test", program,
                                   strlen(program), &error) &&
                   ou_scope_analyse(&tree, &error);
    ck_assert_msg(is_read, "%s", is_read ? "" : error.message);
    OuValue file = ou_str_make_text(vm, "test");
    ck_assert(file != OU_ERROR);
    module = ou_compile(vm, &tree, ou_str_of(file), has_namespace, 0, false);
    ou_unref(file);
    ck_assert_msg(!module == ou_has_error(vm), "no code if and only if an exception is set");
    return module != NULL;
}

static void verify_code(const OuCode *code)
{
    OuBuffer report;
    ou_buffer_init(&report, &vm->heap.memory);
    ck_assert_msg(ou_verify(code, &report), "%s", report.bytes ? report.bytes : "");
    ou_buffer_free(&report);
    for (uint32_t i = 0; i < code->constant_count; i++) {
        if (ou_is_code(code->constants[i])) verify_code(ou_code_of(code->constants[i]));
    }
}

static OuCode *compile_file(const char *program)
{
    ck_assert(compile_program(OU_PARSER_FILE, false, program));
    verify_code(module);
    return module;
}

// The first code object among the constants, or among the constants of that ...: `path` counts.
static OuCode *inner_code(const OuCode *code, int level)
{
    for (uint32_t i = 0; i < code->constant_count; i++) {
        if (!ou_is_code(code->constants[i])) continue;
        OuCode *inner = ou_code_of(code->constants[i]);
        return level > 1 ? inner_code(inner, level - 1) : inner;
    }
    ck_abort_msg("no inner code");
    return NULL;
}

// "LOAD_INT RETURN": names of all instructions.
static const char *ops_of(const OuCode *code)
{
    text[0] = 0;
    for (uint32_t i = 0; i < code->word_count; i += ou_op_words[code->instructions[i].op]) {
        ck_assert(strlen(text) + 64 < sizeof text);
        if (i) strcat(text, " ");
        strcat(text, ou_op_names[code->instructions[i].op]);
    }
    return text;
}

// Instructions of the first function of a program.
static const char *function_ops(const char *program)
{
    return ops_of(inner_code(compile_file(program), 1));
}

// The same of a function with these parameters and this body line.
static const char *body_ops(const char *parameters, const char *body)
{
    char program[4096];
    snprintf(program, sizeof program, "def f(%s):\n    %s\n", parameters, body);
    return function_ops(program);
}

static int count_ops(const OuCode *code, OuOp op)
{
    int count = 0;
    for (uint32_t i = 0; i < code->word_count; i += ou_op_words[code->instructions[i].op]) {
        count += code->instructions[i].op == op;
    }
    return count;
}

static bool has_text(const OuString *string, const char *expected)
{
    return string && ou_str_equals_text(string, expected);
}

#endif

// The embedding interface: several interpreters, programs that end in every way, memory limits.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/suite.h"
#include "vm/ouro.h"

static int run(OuroVM *vm, const char *text)
{
    return ouro_run_text(vm, text, strlen(text), "<test>");
}

static int run_alone(const char *text)
{
    OuroVM *vm = ouro_new(NULL);
    ck_assert_ptr_nonnull(vm);
    return ouro_free(vm, run(vm, text));
}

START_TEST(programs_end_with_their_status)
{
    ck_assert_int_eq(run_alone("x = 1"), 0);
    ck_assert_int_eq(run_alone("import sys\nsys.stderr = None\nx ="), 1);
    ck_assert_int_eq(run_alone("import sys\nsys.stderr = None\n1/0"), 1);
    ck_assert_int_eq(run_alone("raise SystemExit(7)"), 7);
    ck_assert_int_eq(run_alone("raise SystemExit"), 0);
    ck_assert_int_eq(run_alone("raise SystemExit(-1)"), 255);
}
END_TEST

START_TEST(one_program_after_the_other_shares_main)
{
    OuroVM *vm = ouro_new(NULL);
    ck_assert_int_eq(run(vm, "value = [1]"), 0);
    ck_assert_int_eq(run(vm, "raise SystemExit(len(value) + 2)"), 3);
    ck_assert_int_eq(ouro_free(vm, 0), 0);
}
END_TEST

START_TEST(interpreters_know_nothing_of_each_other)
{
    OuroVM *first = ouro_new(NULL), *second = ouro_new(NULL);
    ck_assert_int_eq(run(first, "import builtins, sys\nbuiltins.mine = sys.mine = 1"), 0);
    ck_assert_int_eq(run(second, "import sys\nraise SystemExit(hasattr(sys, 'mine'))"), 0);
    ck_assert_int_eq(run(second, "try: mine\nexcept NameError: raise SystemExit(4)"), 4);
    ck_assert_int_eq(ouro_free(first, 0), 0);
    ck_assert_int_eq(run(second, "raise SystemExit(5)"), 5);
    ck_assert_int_eq(ouro_free(second, 0), 0);
}
END_TEST

START_TEST(limits_of_steps_and_time_are_caught_once)
{
    const char *program = "n = 0\n"
                          "while True:\n"
                          "    try:\n"
                          "        while True: pass\n"
                          "    except (RuntimeError, TimeoutError) as error:\n"
                          "        n += 1\n"
                          "        if n > 1: raise SystemExit(9)\n";
    OuroOptions options = { .step_limit = 500 };
    OuroVM *vm = ouro_new(&options);
    ck_assert_int_eq(run(vm, "import sys\nsys.stderr = None"), 0);
    ck_assert_int_eq(run(vm, program), 1);
    ck_assert_int_eq(ouro_free(vm, 1), 1);
    vm = ouro_new(NULL);
    ck_assert_int_eq(run(vm, "import sys\nsys.stderr = None"), 0);
    ouro_time_is_up(vm);
    ck_assert_int_eq(run(vm, "while True: pass"), 1);
    ouro_time_is_up(vm);
    ck_assert_int_eq(run(vm, "for i in range(10): pass"), 0);
    ck_assert_int_eq(run(vm, "import time; time.sleep(0.101)"), 0);
    ouro_time_is_up(vm);
    ck_assert_int_eq(run(vm, "raise SystemExit(3)"), 1);
    ck_assert_int_eq(run(vm, "raise SystemExit(3)"), 1);
    ck_assert_int_eq(ouro_free(vm, 1), 1);
}
END_TEST

START_TEST(arguments_and_path_are_the_embedders)
{
    const char *arguments[] = { "program", "one" };
    OuroOptions options = { .argument_count = 2, .arguments = arguments, .first_path = "/nowhere",
                            .flags = { [OURO_FLAG_IGNORE_ENVIRONMENT] = 1 } };
    OuroVM *vm = ouro_new(&options);
    ck_assert_int_eq(run(vm, "import sys\n"
                             "assert sys.argv == ['program', 'one'], sys.argv\n"
                             "assert sys.path == ['/nowhere'], sys.path"), 0);
    ck_assert_int_eq(ouro_free(vm, 0), 0);
}
END_TEST

START_TEST(a_memory_limit_is_an_exception_for_the_program)
{
    OuroOptions options = { .memory_limit = 16 << 20 };
    OuroVM *vm = ouro_new(&options);
    ck_assert_int_eq(run(vm, "try: x = [0] * 10 ** 8\n"
                             "except MemoryError: raise SystemExit(3)"), 3);
    ck_assert_int_eq(run(vm, "raise SystemExit(4)"), 4);
    ck_assert_int_eq(ouro_free(vm, 0), 0);
}
END_TEST

START_TEST(a_limit_below_what_is_needed_gives_no_interpreter)
{
    OuroOptions options = { .memory_limit = 1000 };
    ck_assert_ptr_null(ouro_new(&options));
}
END_TEST

START_TEST(an_interrupt_ends_a_program)
{
    OuroVM *vm = ouro_new(NULL);
    ck_assert(!ouro_has_interrupt(vm));
    ouro_interrupt(vm);
    ck_assert(ouro_has_interrupt(vm));
    ck_assert_int_eq(run(vm, "import sys\nsys.stderr = None\nwhile True: pass"), 1);
    ck_assert(ouro_was_interrupted(vm));
    ck_assert(!ouro_has_interrupt(vm));
    ck_assert_int_eq(run(vm, "raise SystemExit(2)"), 2);
    (void)ouro_free(vm, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ouro");
    TCase *tests = tcase_create("embedding");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, programs_end_with_their_status);
    tcase_add_test(tests, one_program_after_the_other_shares_main);
    tcase_add_test(tests, interpreters_know_nothing_of_each_other);
    tcase_add_test(tests, limits_of_steps_and_time_are_caught_once);
    tcase_add_test(tests, arguments_and_path_are_the_embedders);
    tcase_add_test(tests, a_memory_limit_is_an_exception_for_the_program);
    tcase_add_test(tests, a_limit_below_what_is_needed_gives_no_interpreter);
    tcase_add_test(tests, an_interrupt_ends_a_program);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

#include "tests/unit/parser/scoping.h"

START_TEST(return_and_yield_need_a_function)
{
    expect_error("return 1", "1,1-1,9 'return' outside function");
    expect_error("class A:\n return", "2,2-2,8 'return' outside function");
    expect_error("yield", "1,1-1,6 'yield' outside function");
    expect_error("async def f():\n yield from x", "2,2-2,14 'yield from' inside async function");
    expect_error("async def f():\n yield 1\n return 2",
                 "3,2-3,10 'return' with value in async generator");
    expect_fine("def f():\n yield (yield)\n return 1\nlambda: (yield)\n");
}
END_TEST

START_TEST(await_needs_an_async_function)
{
    expect_error("await x", "1,1-1,8 'await' outside function");
    expect_error("def f():\n await x", "2,2-2,9 'await' outside async function");
    expect_error("async for x in y: pass", "1,1-1,23 'async for' outside async function");
    expect_error("async with x: pass", "1,1-1,19 'async with' outside async function");
    expect_error("def f():\n [x async for x in y]",
                 "2,2-2,22 asynchronous comprehension outside of an asynchronous function");
    expect_fine("async def f():\n [[await x async for x in y] for z in w]\n(x async for x in y)\n");
}
END_TEST

START_TEST(break_and_continue_need_a_loop)
{
    expect_error("break", "1,1-1,6 'break' outside loop");
    expect_error("while x:\n def f():\n  continue", "3,3-3,11 'continue' not properly in loop");
    expect_error("for x in y: pass\nelse: break", "2,7-2,12 'break' outside loop");
    expect_fine("while 1:\n try: break\n finally:\n  with x: continue\n");
}
END_TEST

START_TEST(nothing_leaves_an_except_group)
{
    expect_error("while 1:\n try: pass\n except* E: break", "3,13-3,18 'break', 'continue' and "
                 "'return' cannot appear in an except* block");
    expect_error("def f():\n try: pass\n except* E: return x", "3,13-3,21 'break', 'continue' and "
                 "'return' cannot appear in an except* block");
    expect_fine("try: pass\nexcept* E:\n while 1: break\n");
}
END_TEST

START_TEST(a_bare_except_comes_last)
{
    expect_error("try: pass\nexcept: pass\nexcept E: pass",
                 "2,1-2,13 default 'except:' must be last");
}
END_TEST

START_TEST(twenty_blocks_may_be_nested)
{
    char text[1024], *end = text;
    for (int i = 0; i < 20; i++) end += sprintf(end, "%*swhile x:\n", i, "");
    sprintf(end, "%*spass\n", 20, "");
    expect_fine(text);
    sprintf(end, "%*swith y: pass\n", 20, "");
    expect_error(text, "21,21-21,33 too many statically nested blocks");
}
END_TEST

START_TEST(stars_have_their_places)
{
    expect_error("*a, (*b, *c) = d", "1,5-1,13 multiple starred expressions in assignment");
    expect_error("*a = b", "1,1-1,3 starred assignment target must be in a list or tuple");
    expect_error("x = *a", "1,5-1,7 can't use starred expression here");
    expect_fine("[*a] = *b, f(*c), {*d}, e[*g]\nclass A(*b): pass\ndef f(*a: *b): pass\n");
}
END_TEST

START_TEST(debug_may_not_be_bound)
{
    expect_error("x, __debug__ = 1", "1,4-1,13 cannot assign to __debug__");
    expect_error("del __debug__", "1,5-1,14 cannot delete __debug__");
    expect_error("f(__debug__=1)", "1,1-1,15 cannot assign to __debug__");
    expect_error("def f(*, __debug__): pass", "1,1-1,26 cannot assign to __debug__");
    expect_error("import __debug__.a", "1,1-1,19 cannot assign to __debug__");
    expect_error("x.__debug__ = 1", "1,1-1,12 cannot assign to __debug__");
    expect_fine("print(__debug__, x.__debug__)\n");
}
END_TEST

START_TEST(keywords_are_given_once)
{
    expect_error("f(a=1, b=2, b=3, a=4)", "1,18-1,21 keyword argument repeated: a");
    expect_error("class A(a=1, a=2): pass", "1,14-1,17 keyword argument repeated: a");
    expect_fine("f(a=1, **b, **c)\n");
}
END_TEST

START_TEST(patterns_that_match_everything_come_last)
{
    expect_error("match x:\n case _: pass\n case 1: pass",
                 "2,7-2,8 wildcard makes remaining patterns unreachable");
    expect_error("match x:\n case y | 1: pass",
                 "2,7-2,8 name capture 'y' makes remaining patterns unreachable");
    expect_fine("match x:\n case _ if y: pass\n case [_, z]: pass\n case 1 | _: pass\n");
}
END_TEST

START_TEST(patterns_bind_each_name_once)
{
    expect_error("match x:\n case [a, *a]: pass",
                 "2,11-2,13 multiple assignments to name 'a' in pattern");
    expect_error("match x:\n case [1, a] | [2, b]: pass",
                 "2,20-2,21 alternative patterns bind different names");
    expect_fine("match x:\n case (a, b) | (b, a): pass\n");
}
END_TEST

START_TEST(mapping_patterns_have_different_keys)
{
    expect_error("match x:\n case {1: a, True: b}: pass",
                 "2,7-2,22 mapping pattern checks duplicate key (True)");
    expect_error("match x:\n case {1+2j: a, 1+2j: b}: pass",
                 "2,7-2,25 mapping pattern checks duplicate key ((1+2j))");
    expect_error("match x:\n case {-1.5: a, -1.5: b}: pass",
                 "2,7-2,25 mapping pattern checks duplicate key (-1.5)");
    expect_fine("match x:\n case {a.b: 1, a.b: 2, 'x': 3, b'x': 4, 1: 5, -1: 6}: pass\n");
}
END_TEST

START_TEST(class_patterns_have_different_keywords)
{
    expect_error("match x:\n case A(a=1, a=2): pass",
                 "2,16-2,17 attribute name repeated in class pattern: a");
}
END_TEST

static void expect_warning(const char *text, const char *expected)
{
    Scoping scoping;
    ck_assert(scoping_begin(&scoping, text));
    const OuSourceWarning *warning = scoping.tree.warnings;
    ck_assert_str_eq(warning ? warning->message : "", expected);
    ck_assert(!warning || !warning->next);
    scoping_end(&scoping);
}

START_TEST(doubtful_code_is_warned_about)
{
    expect_warning("x is 1", "\"is\" with a literal. Did you mean \"==\"?");
    expect_warning("x is not (1, -2)", "\"is not\" with a literal. Did you mean \"!=\"?");
    expect_warning("x is None is ...", "");
    expect_warning("assert (x, 'y')", "assertion is always true, perhaps remove parentheses?");
    expect_warning("[(1, 2) (3, 4)]",
                   "'tuple' object is not callable; perhaps you missed a comma?");
    expect_warning("1[2]", "'int' object is not subscriptable; perhaps you missed a comma?");
    expect_warning("[1]['a']", "list indices must be integers or slices, not str; perhaps you "
                   "missed a comma?");
    expect_warning("[1][True], (lambda: 1)(), {}['a'], 'a'[x]", "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("parser/check");
    TCase *tests = tcase_create("check");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, return_and_yield_need_a_function);
    tcase_add_test(tests, await_needs_an_async_function);
    tcase_add_test(tests, break_and_continue_need_a_loop);
    tcase_add_test(tests, nothing_leaves_an_except_group);
    tcase_add_test(tests, a_bare_except_comes_last);
    tcase_add_test(tests, twenty_blocks_may_be_nested);
    tcase_add_test(tests, stars_have_their_places);
    tcase_add_test(tests, debug_may_not_be_bound);
    tcase_add_test(tests, keywords_are_given_once);
    tcase_add_test(tests, patterns_that_match_everything_come_last);
    tcase_add_test(tests, patterns_bind_each_name_once);
    tcase_add_test(tests, mapping_patterns_have_different_keys);
    tcase_add_test(tests, class_patterns_have_different_keywords);
    tcase_add_test(tests, doubtful_code_is_warned_about);
    return suite_run(suite);
}

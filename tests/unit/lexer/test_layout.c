#include "tests/unit/lexer/lexing.h"

START_TEST(indentation_opens_and_closes_blocks)
{
    expect_kinds("if a:\n  b\n  if c:\n     d\ne\n",
                 "IF NAME COLON NEWLINE INDENT NAME NEWLINE IF NAME COLON NEWLINE INDENT NAME "
                 "NEWLINE DEDENT DEDENT NAME NEWLINE");
}
END_TEST

START_TEST(the_end_of_the_text_closes_all_blocks)
{
    expect_kinds("if a:\n if b:\n  c", "IF NAME COLON NEWLINE INDENT IF NAME COLON NEWLINE INDENT "
                 "NAME NEWLINE DEDENT DEDENT");
}
END_TEST

START_TEST(blank_lines_and_comments_do_not_count)
{
    expect_kinds("if a:\n\n# x\n  b\n# y\n      # z\n\n  c\n  ",
                 "IF NAME COLON NEWLINE INDENT NAME NEWLINE NAME NEWLINE DEDENT");
}
END_TEST

START_TEST(tabs_reach_to_multiples_of_eight)
{
    expect_kinds("if a:\n \tb\n \tc\n", "IF NAME COLON NEWLINE INDENT NAME NEWLINE NAME NEWLINE "
                 "DEDENT");
}
END_TEST

START_TEST(tabs_and_spaces_must_agree)
{
    expect_error("if 1:\n\ta\n        b\n", "3,1 TabError: inconsistent use of tabs and spaces in "
                 "indentation");
    expect_error("if 1:\n        a\n\tb\n", "3,1 TabError: inconsistent use of tabs and spaces in "
                 "indentation");
}
END_TEST

START_TEST(a_block_must_end_where_one_began)
{
    expect_error("if a:\n      b\n  é ddd\nx\n", "3,8 IndentationError: unindent does not match "
                 "any outer indentation level");
}
END_TEST

START_TEST(a_form_feed_starts_the_column_again)
{
    expect_kinds("\f\n\f  \fx\n", "NAME NEWLINE");
}
END_TEST

START_TEST(a_backslash_fixes_the_indentation)
{
    expect_kinds("if x:\n  \\\n      y\n  z\n", "IF NAME COLON NEWLINE INDENT NAME NEWLINE NAME "
                 "NEWLINE DEDENT");
}
END_TEST

START_TEST(a_hundred_levels_are_too_many)
{
    char *deep = malloc(101 * 110), *end = deep;
    for (int i = 0; i <= 100; i++) end += sprintf(end, "%*sif x:\n", i, "");
    expect_error(deep, "101,1 IndentationError: too many levels of indentation");
    free(deep);
}
END_TEST

START_TEST(every_line_end_is_one)
{
    expect_texts("a\r\nb\rc\n", "a b c");
    expect_kinds("a\r\rb", "NAME NEWLINE NAME NEWLINE");
}
END_TEST

START_TEST(match_is_a_keyword_where_a_statement_starts)
{
    expect_kinds("match x:\n case 1: pass\n", "MATCH NAME COLON NEWLINE INDENT CASE NUMBER COLON "
                 "PASS NEWLINE DEDENT");
    expect_kinds("match (x):\n case 1: pass\n", "MATCH LPAR NAME RPAR COLON NEWLINE INDENT CASE "
                 "NUMBER COLON PASS NEWLINE DEDENT");
    expect_kinds("match not x:\n case 1: pass\n", "MATCH NOT NAME COLON NEWLINE INDENT CASE NUMBER "
                 "COLON PASS NEWLINE DEDENT");
}
END_TEST

START_TEST(match_and_case_are_names_elsewhere)
{
    expect_kinds("match(x)\n", "NAME LPAR NAME RPAR NEWLINE");
    expect_kinds("match = case\n", "NAME ASSIGN NAME NEWLINE");
    expect_kinds("match[x]: int\n", "NAME LSQB NAME RSQB COLON NAME NEWLINE");
    expect_kinds("match - x\n", "NAME MINUS NAME NEWLINE");
    expect_kinds("match not in x\n", "NAME NOT IN NAME NEWLINE");
    expect_kinds("case(x)\n", "NAME LPAR NAME RPAR NEWLINE");
    expect_kinds("x; match\n", "NAME SEMICOLON NAME NEWLINE");
}
END_TEST

START_TEST(case_is_a_keyword_only_directly_in_a_match_block)
{
    expect_kinds("match x:\n case a:\n  case = 1\n case b: pass\ncase\n",
                 "MATCH NAME COLON NEWLINE INDENT CASE NAME COLON NEWLINE INDENT NAME ASSIGN "
                 "NUMBER NEWLINE DEDENT CASE NAME COLON PASS NEWLINE DEDENT NAME NEWLINE");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lexer/layout");
    TCase *tests = tcase_create("layout");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, indentation_opens_and_closes_blocks);
    tcase_add_test(tests, the_end_of_the_text_closes_all_blocks);
    tcase_add_test(tests, blank_lines_and_comments_do_not_count);
    tcase_add_test(tests, tabs_reach_to_multiples_of_eight);
    tcase_add_test(tests, tabs_and_spaces_must_agree);
    tcase_add_test(tests, a_block_must_end_where_one_began);
    tcase_add_test(tests, a_form_feed_starts_the_column_again);
    tcase_add_test(tests, a_backslash_fixes_the_indentation);
    tcase_add_test(tests, a_hundred_levels_are_too_many);
    tcase_add_test(tests, every_line_end_is_one);
    tcase_add_test(tests, match_is_a_keyword_where_a_statement_starts);
    tcase_add_test(tests, match_and_case_are_names_elsewhere);
    tcase_add_test(tests, case_is_a_keyword_only_directly_in_a_match_block);
    return suite_run(suite);
}

#include "tests/unit/lexer/lexing.h"

START_TEST(text_and_fields_alternate)
{
    expect_kinds("f'a{b}c'", "FSTRING_START FSTRING_MIDDLE FIELD_OPEN NAME FIELD_CLOSE "
                 "FSTRING_MIDDLE FSTRING_END NEWLINE");
    expect_texts("f'a{b}c'", "f' a { b } c '");
    expect_kinds("f''", "FSTRING_START FSTRING_END NEWLINE");
}
END_TEST

START_TEST(doubled_braces_are_text)
{
    expect_texts("f'a{{b}}c'", "f' a{ b} c '");
    expect_texts("f'{{{a}}}'", "f' { { a } } '");
}
END_TEST

START_TEST(fields_take_equal_conversion_and_format)
{
    expect_kinds("f'{a = !r:>{w}.2}'", "FSTRING_START FIELD_OPEN NAME FIELD_EQUAL FIELD_CONVERSION "
                 "FIELD_COLON FSTRING_MIDDLE FIELD_OPEN NAME FIELD_CLOSE FSTRING_MIDDLE "
                 "FIELD_CLOSE FSTRING_END NEWLINE");
    expect_texts("f'{a = !r:>{w}.2}'", "f' { a = !r : > { w } .2 } '");
}
END_TEST

START_TEST(comparisons_do_not_end_a_field)
{
    expect_texts("f'{a!=b}{a==b}{a<=b}{a>=b}{a<b}'",
                 "f' { a != b } { a == b } { a <= b } { a >= b } { a < b } '");
}
END_TEST

START_TEST(brackets_and_strings_hide_what_would_end_a_field)
{
    expect_texts("f'{(lambda: 1)}{d[\":}\"]}{x[1:2]!s}'",
                 "f' { ( lambda : 1 ) } { d [ \":}\" ] } { x [ 1 : 2 ] !s } '");
}
END_TEST

START_TEST(a_colon_begins_a_format_even_before_an_equal_sign)
{
    expect_texts("f'{x:=5}'", "f' { x : =5 } '");
}
END_TEST

START_TEST(an_operator_gives_its_equal_sign_back)
{
    expect_kinds("f'{x+=}'", "FSTRING_START FIELD_OPEN NAME PLUS FIELD_EQUAL FIELD_CLOSE "
                 "FSTRING_END NEWLINE");
}
END_TEST

START_TEST(f_strings_nest_with_other_quotes)
{
    expect_texts("f'''{f\"{f'{1}'}\"}'''", "f''' { f\" { f' { 1 } ' } \" } '''");
}
END_TEST

START_TEST(fields_of_triple_quoted_ones_span_lines)
{
    expect_kinds("f'''{\na\n+ b}\n'''", "FSTRING_START FIELD_OPEN NAME PLUS NAME FIELD_CLOSE "
                 "FSTRING_MIDDLE FSTRING_END NEWLINE");
}
END_TEST

START_TEST(raw_ones_keep_their_backslashes)
{
    expect_texts("rf'\\{a}' Rf'\\N{b}'", "rf' \\ { a } ' Rf' \\N { b } '");
    expect_texts("f'\\N{DASH}{a}'", "f' \\N{DASH} { a } '");
}
END_TEST

// The error is shown at the token that follows the run of strings.
START_TEST(wrong_fields_are_told_in_cpython_s_words)
{
    expect_error("f'{}'", "1,6 SyntaxError: f-string: empty expression not allowed");
    expect_error("f'{!r}'", "1,8 SyntaxError: f-string: expression required before '!'");
    expect_error("f'{a'", "1,6 SyntaxError: f-string: expecting '}'");
    expect_error("f'{a!x}'", "1,9 SyntaxError: f-string: invalid conversion character: expected "
                 "'s', 'r', or 'a'");
    expect_error("f'{a!rx}'", "1,10 SyntaxError: f-string: expecting '}'");
    expect_error("f'}' + 1", "1,6 SyntaxError: f-string: single '}' is not allowed");
    expect_error("f'{a\\n}'", "1,9 SyntaxError: f-string expression part cannot include a "
                 "backslash");
    expect_error("f'{a#}'", "1,8 SyntaxError: f-string expression part cannot include '#'");
    expect_error("f'{\"a}'", "1,8 SyntaxError: f-string: unterminated string");
    expect_error("f'{(]}'", "1,8 SyntaxError: f-string: closing parenthesis ']' does not match "
                 "opening parenthesis '('");
    expect_error("f'{)}'", "1,7 SyntaxError: f-string: unmatched ')'");
    expect_error("f'{a:{b:{c}}}'", "1,15 SyntaxError: f-string: expressions nested too deeply");
}
END_TEST

START_TEST(a_later_complaint_of_the_scanner_comes_first)
{
    expect_error("f'{}'\n1a\n", "2,1 SyntaxError: invalid decimal literal");
    expect_error("(\nf'{}'", "1,1 SyntaxError: '(' was never closed");
    expect_error("f'{}'\nif 1:\n\tx\n        y\n",
                 "1,6 SyntaxError: f-string: empty expression not allowed");
}
END_TEST

START_TEST(an_error_in_a_field_knows_its_field)
{
    Lexing lexing;
    OuToken token;
    uint32_t open, end;
    ck_assert(lexing_begin(&lexing, OU_SOURCE_TEXT, "x = f'{0x}'", 11));
    while (ou_lexer_next(&lexing.lexer, &token)) {}
    ck_assert(ou_lexer_field(&lexing.lexer, &open, &end));
    ck_assert_uint_eq(open, 6);
    ck_assert_uint_eq(end, 9);
    ck_assert_uint_eq(lexing.lexer.error.start, 8);
    lexing_end(&lexing);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lexer/fstring");
    TCase *tests = tcase_create("fstring");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, text_and_fields_alternate);
    tcase_add_test(tests, doubled_braces_are_text);
    tcase_add_test(tests, fields_take_equal_conversion_and_format);
    tcase_add_test(tests, comparisons_do_not_end_a_field);
    tcase_add_test(tests, brackets_and_strings_hide_what_would_end_a_field);
    tcase_add_test(tests, a_colon_begins_a_format_even_before_an_equal_sign);
    tcase_add_test(tests, an_operator_gives_its_equal_sign_back);
    tcase_add_test(tests, f_strings_nest_with_other_quotes);
    tcase_add_test(tests, fields_of_triple_quoted_ones_span_lines);
    tcase_add_test(tests, raw_ones_keep_their_backslashes);
    tcase_add_test(tests, wrong_fields_are_told_in_cpython_s_words);
    tcase_add_test(tests, a_later_complaint_of_the_scanner_comes_first);
    tcase_add_test(tests, an_error_in_a_field_knows_its_field);
    return suite_run(suite);
}

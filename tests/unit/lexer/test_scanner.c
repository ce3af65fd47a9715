#include "tests/unit/lexer/lexing.h"

START_TEST(an_empty_text_has_no_tokens)
{
    expect_kinds("", "END");
    expect_kinds("\n  \n# comment\n", "END");
}
END_TEST

START_TEST(every_keyword_has_its_token)
{
    for (int kind = OU_TOKEN_FALSE; kind <= OU_TOKEN_YIELD; kind++) {
        char expected[64];
        snprintf(expected, sizeof expected, "%s NEWLINE", ou_token_name((OuTokenKind)kind));
        expect_kinds(ou_token_spelling((OuTokenKind)kind), expected);
    }
}
END_TEST

START_TEST(every_operator_has_its_token)
{
    for (int kind = OU_TOKEN_COMMA; kind < OU_TOKEN_COUNT; kind++) {
        char expected[64];
        snprintf(expected, sizeof expected, "%s NEWLINE", ou_token_name((OuTokenKind)kind));
        expect_kinds(ou_token_spelling((OuTokenKind)kind), expected);
    }
}
END_TEST

START_TEST(each_augmented_assignment_knows_its_operator)
{
    for (int kind = OU_TOKEN_PLUS_ASSIGN; kind <= OU_TOKEN_POWER_ASSIGN; kind++) {
        char spelling[8];
        OuTokenKind operator = ou_token_operator((OuTokenKind)kind);
        ck_assert(ou_is_token_augmented((OuTokenKind)kind));
        snprintf(spelling, sizeof spelling, "%s=", ou_token_spelling(operator));
        ck_assert_str_eq(spelling, ou_token_spelling((OuTokenKind)kind));
    }
}
END_TEST

START_TEST(words_that_contain_keywords_are_names)
{
    expect_kinds("iff fori _if if_ If", "NAME NAME NAME NAME NAME NEWLINE");
}
END_TEST

START_TEST(the_longest_operator_wins)
{
    expect_texts("a**=b//c<<=d->e...f:=g", "a **= b // c <<= d -> e ... f := g");
    expect_kinds("x<>y", "NAME INVALID NAME NEWLINE");
}
END_TEST

START_TEST(characters_without_a_rule_are_left_to_the_parser)
{
    expect_kinds("a $ b ? ! `", "NAME INVALID NAME INVALID INVALID INVALID NEWLINE");
}
END_TEST

START_TEST(brackets_join_lines)
{
    expect_kinds("(a,\n\n # c\n b)\n", "LPAR NAME COMMA NAME RPAR NEWLINE");
}
END_TEST

START_TEST(brackets_must_fit)
{
    expect_error("x)", "1,2 SyntaxError: unmatched ')'");
    expect_error("(]", "1,2 SyntaxError: closing parenthesis ']' does not match opening "
                 "parenthesis '('");
    expect_error("[\n)", "2,1 SyntaxError: closing parenthesis ')' does not match opening "
                 "parenthesis '[' on line 1");
    expect_error("a = {\n1:\n", "1,5 SyntaxError: '{' was never closed");
}
END_TEST

START_TEST(two_hundred_brackets_may_be_open)
{
    char text[260];
    memset(text, '(', 200);
    text[200] = '\0';
    expect_error(text, "1,200 SyntaxError: '(' was never closed");
    memset(text, '[', 201);
    text[201] = '\0';
    expect_error(text, "1,201 SyntaxError: too many nested parentheses");
}
END_TEST

START_TEST(a_backslash_joins_lines)
{
    expect_kinds("x = \\\n  1\n", "NAME ASSIGN NUMBER NEWLINE");
    expect_error("x = 1 \\ \n", "1,8 SyntaxError: unexpected character after line continuation "
                 "character");
    expect_error("x = 5 \\", "1,8 SyntaxError: unexpected EOF while parsing");
}
END_TEST

START_TEST(numbers_come_in_all_forms)
{
    expect_kinds("0 00 1_000 0xF_f 0b_1 0o7 1. .5 1.5e-3 1e5 1J 09.5 0_0.5e+1_0j",
                 "NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER "
                 "NUMBER NUMBER NEWLINE");
    expect_texts("1..real 1...x 1if x", "1. . real 1. . . x 1 if x");
}
END_TEST

START_TEST(wrong_numbers_are_told_at_the_digit)
{
    expect_error("1__0", "1,2 SyntaxError: invalid decimal literal");
    expect_error("1e+", "1,3 SyntaxError: invalid decimal literal");
    expect_error("1_000_", "1,6 SyntaxError: invalid decimal literal");
    expect_error("0xfg", "1,3 SyntaxError: invalid hexadecimal literal");
    expect_error("0b12", "1,4 SyntaxError: invalid digit '2' in binary literal");
    expect_error("0o18", "1,4 SyntaxError: invalid digit '8' in octal literal");
    expect_error("1jx", "1,2 SyntaxError: invalid imaginary literal");
    expect_error("012", "1,1 SyntaxError: leading zeros in decimal integer literals are not "
                 "permitted; use an 0o prefix for octal integers");
}
END_TEST

START_TEST(a_keyword_may_follow_a_number_with_a_warning)
{
    Lexing lexing;
    OuToken token;
    ck_assert(lexing_begin(&lexing, OU_SOURCE_TEXT, "1if x else 2or 3", 16));
    do ck_assert(ou_lexer_next(&lexing.lexer, &token)); while (token.kind != OU_TOKEN_END);
    OuSourceWarning *warning = lexing.lexer.warnings;
    ck_assert_str_eq(warning->message, "invalid decimal literal");
    ck_assert_uint_eq(warning->start, 1);
    ck_assert_uint_eq(warning->next->start, 12);
    ck_assert_ptr_null(warning->next->next);
    lexing_end(&lexing);
}
END_TEST

START_TEST(strings_come_with_every_prefix)
{
    expect_kinds("'a' \"b\" r'\\\\' b'd' Rb'e' bR'f' u'g' '''h\n''' \"\"\"i'\"\"\"",
                 "STRING STRING STRING STRING STRING STRING STRING STRING STRING NEWLINE");
}
END_TEST

START_TEST(other_letters_before_quotes_are_names)
{
    expect_kinds("ub'a' bu'b' x'c'", "NAME STRING NAME STRING NAME STRING NEWLINE");
}
END_TEST

START_TEST(unterminated_strings_name_the_line)
{
    expect_error("x = 'a\nb", "1,5 SyntaxError: unterminated string literal (detected at line 1)");
    expect_error("x = \"a\\\n\n", "1,5 SyntaxError: unterminated string literal (detected at line "
                 "2)");
    expect_error("\n'''abc\ndef\n", "2,1 SyntaxError: unterminated triple-quoted string literal "
                 "(detected at line 3)");
}
END_TEST

START_TEST(identifiers_may_be_written_in_any_script)
{
    expect_kinds("größe = 变量 + ª + a· + 𝕏", "NAME ASSIGN NAME PLUS NAME PLUS NAME PLUS NAME "
                 "NEWLINE");
    expect_error("x = €", "1,5 SyntaxError: invalid character '€' (U+20AC)");
    expect_error("é²", "1,2 SyntaxError: invalid character '²' (U+00B2)");
    expect_error("a\xc2\xa0" "b", "1,2 SyntaxError: invalid non-printable character U+00A0");
    expect_error("a\x01", "1,2 SyntaxError: invalid non-printable character U+0001");
}
END_TEST

START_TEST(names_are_normalised)
{
    Lexing lexing;
    OuToken token;
    uint32_t length;
    ck_assert(lexing_begin(&lexing, OU_SOURCE_TEXT, "ﬁx", 4));
    ck_assert(ou_lexer_next(&lexing.lexer, &token));
    const char *name = ou_lexer_name(&lexing.lexer, &token, &length);
    ck_assert_uint_eq(length, 3);
    ck_assert(memcmp(name, "fix", 3) == 0);
    lexing_end(&lexing);
}
END_TEST

START_TEST(an_unfinished_text_is_told_from_a_wrong_one)
{
    static const struct { const char *text; bool incomplete; } cases[] = {
        { "(1,\n", true }, { "'''a\n", true }, { "x = \\\n", true }, { "'a\\\n", true },
        { "x)\n", false }, { "'a\n", false }, { "1a\n", false }, { "x\n", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Lexing lexing;
        OuToken token = { .kind = OU_TOKEN_NEWLINE };
        ck_assert(lexing_begin(&lexing, OU_SOURCE_TEXT, cases[i].text, strlen(cases[i].text)));
        while (token.kind != OU_TOKEN_END && ou_lexer_next(&lexing.lexer, &token)) {}
        ck_assert_msg(lexing.lexer.incomplete == cases[i].incomplete, "%s", cases[i].text);
        lexing_end(&lexing);
    }
}
END_TEST

START_TEST(every_refused_allocation_is_an_error)
{
    static const char text[] = "ñ = 1if x else f'{a!r:>{b}}'\nmatch [x]:\n case 1: 0xfor y\n€\n";
    for (uint64_t n = 1; n < 100; n++) {
        Lexing lexing;
        OuToken token = { .kind = OU_TOKEN_NEWLINE };
        ou_memory_init(&lexing.memory);
        lexing.memory.fail_at = n;
        lexing.memory.fail_on = true;
        ou_arena_init(&lexing.arena, &lexing.memory);
        bool begun = ou_source_init(&lexing.source, &lexing.arena, OU_SOURCE_FILE, "test.py", text,
                                    strlen(text), &lexing.error);
        if (begun) {
            ou_lexer_init(&lexing.lexer, &lexing.source);
            while (token.kind != OU_TOKEN_END && ou_lexer_next(&lexing.lexer, &token)) {}
            ck_assert(lexing.lexer.failed);
        } else {
            ck_assert_int_eq(lexing.error.kind, OU_SOURCE_MEMORY_ERROR);
        }
        lexing_end(&lexing);
    }
}
END_TEST

START_TEST(the_dump_shows_places_kinds_and_texts)
{
    Lexing lexing;
    OuBuffer out;
    ck_assert(lexing_begin(&lexing, OU_SOURCE_TEXT, "é = 'b'\n)", 10));
    ou_buffer_init(&out, &lexing.memory);
    ck_assert(ou_lexer_dump(&lexing.source, &out));
    ck_assert_str_eq(out.bytes,
                     "1,0-1,1  NAME        'é'\n"
                     "1,2-1,3  ASSIGN      '='\n"
                     "1,4-1,7  STRING      '\\'b\\''\n"
                     "1,7-1,7  NEWLINE     ''\n"
                     "2,0-2,0  error: unmatched ')'\n");
    ou_buffer_free(&out);
    lexing_end(&lexing);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lexer/scanner");
    TCase *tests = tcase_create("scanner");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, an_empty_text_has_no_tokens);
    tcase_add_test(tests, every_keyword_has_its_token);
    tcase_add_test(tests, every_operator_has_its_token);
    tcase_add_test(tests, each_augmented_assignment_knows_its_operator);
    tcase_add_test(tests, words_that_contain_keywords_are_names);
    tcase_add_test(tests, the_longest_operator_wins);
    tcase_add_test(tests, characters_without_a_rule_are_left_to_the_parser);
    tcase_add_test(tests, brackets_join_lines);
    tcase_add_test(tests, brackets_must_fit);
    tcase_add_test(tests, two_hundred_brackets_may_be_open);
    tcase_add_test(tests, a_backslash_joins_lines);
    tcase_add_test(tests, numbers_come_in_all_forms);
    tcase_add_test(tests, wrong_numbers_are_told_at_the_digit);
    tcase_add_test(tests, a_keyword_may_follow_a_number_with_a_warning);
    tcase_add_test(tests, strings_come_with_every_prefix);
    tcase_add_test(tests, other_letters_before_quotes_are_names);
    tcase_add_test(tests, unterminated_strings_name_the_line);
    tcase_add_test(tests, identifiers_may_be_written_in_any_script);
    tcase_add_test(tests, names_are_normalised);
    tcase_add_test(tests, an_unfinished_text_is_told_from_a_wrong_one);
    tcase_add_test(tests, every_refused_allocation_is_an_error);
    tcase_add_test(tests, the_dump_shows_places_kinds_and_texts);
    return suite_run(suite);
}

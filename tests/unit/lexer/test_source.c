#include "tests/unit/lexer/lexing.h"

static void expect_source(OuSourceForm form, const char *bytes, size_t length, const char *expected)
{
    Lexing lexing;
    *lexing.text = '\0';
    if (lexing_begin(&lexing, form, bytes, length)) lexing_put(&lexing, lexing.source.text);
    else lexing_put_error(&lexing);
    ck_assert_str_eq(lexing.text, expected);
    lexing_end(&lexing);
}

#define EXPECT_FILE(bytes, expected) \
    expect_source(OU_SOURCE_FILE, bytes, sizeof(bytes) - 1, expected)
#define EXPECT_BYTES(bytes, expected) \
    expect_source(OU_SOURCE_BYTES, bytes, sizeof(bytes) - 1, expected)
#define EXPECT_TEXT(bytes, expected) \
    expect_source(OU_SOURCE_TEXT, bytes, sizeof(bytes) - 1, expected)

START_TEST(a_byte_order_mark_is_dropped)
{
    EXPECT_FILE("\xEF\xBB\xBFx", "x");
    EXPECT_FILE("\xEF\xBB\xBF# coding: utf-8\n", "# coding: utf-8\n");
    EXPECT_FILE("\xEF\xBB\xBF# coding: latin-1\n",
                "SyntaxError: encoding problem: iso-8859-1 with BOM");
    EXPECT_FILE("\xEF\xBB\xBF# coding: utf8\n", "SyntaxError: encoding problem: utf8 with BOM");
}
END_TEST

START_TEST(a_coding_line_is_obeyed)
{
    EXPECT_FILE("# coding: latin-1\n\xE4", "# coding: latin-1\nä");
    EXPECT_FILE("#!x\n# vim: fileencoding=ISO-8859-15 :\n\xA4",
                "#!x\n# vim: fileencoding=ISO-8859-15 :\n€");
    EXPECT_FILE("#coding=cp1252\n\x80", "#coding=cp1252\n€");
    EXPECT_FILE("#coding=koi8-r\n\xC1", "#coding=koi8-r\nа");
    EXPECT_FILE("#coding: utf-8-unix\nä", "#coding: utf-8-unix\nä");
}
END_TEST

START_TEST(a_coding_line_stands_in_the_first_two_lines)
{
    EXPECT_FILE("\n\n# coding: foo\n", "\n\n# coding: foo\n");
    EXPECT_FILE("x\n# coding: foo\n", "x\n# coding: foo\n");
    EXPECT_FILE("x # coding: foo\n", "x # coding: foo\n");
    EXPECT_FILE("\n# coding: foo\n", "SyntaxError: encoding problem: foo");
    EXPECT_BYTES("# coding: foo\n", "SyntaxError: unknown encoding: foo");
    EXPECT_TEXT("# coding: foo\n", "# coding: foo\n");
}
END_TEST

START_TEST(what_an_encoding_lacks_is_an_error)
{
    EXPECT_FILE("# coding: ascii\n\xE4", "SyntaxError: encoding problem: ascii");
    EXPECT_BYTES("# coding: ascii\n\xE4", "SyntaxError: 'ascii' codec can't decode byte 0xe4 in "
                 "position 16: ordinal not in range(128)");
    EXPECT_BYTES("# coding: cp1252\n\x81", "SyntaxError: 'charmap' codec can't decode byte 0x81 in "
                 "position 17: character maps to <undefined>");
}
END_TEST

START_TEST(malformed_utf_8_is_an_error)
{
    EXPECT_FILE("\n\xE9", "SyntaxError: Non-UTF-8 code starting with '\\xe9' in file test.py on "
                "line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for "
                "details");
    EXPECT_BYTES("\xFF", "SyntaxError: (unicode error) 'utf-8' codec can't decode byte 0xff in "
                 "position 0: invalid start byte");
    EXPECT_BYTES("\xE2\x82", "SyntaxError: (unicode error) 'utf-8' codec can't decode bytes in "
                 "position 0-1: unexpected end of data");
    EXPECT_BYTES("\xED\xA0\x80", "SyntaxError: (unicode error) 'utf-8' codec can't decode byte "
                 "0xed in position 0: invalid continuation byte");
    EXPECT_TEXT("é\xED\xA0\x80", "UnicodeError: 'utf-8' codec can't encode character '\\ud800' in "
                "position 1: surrogates not allowed");
}
END_TEST

START_TEST(a_nul_is_an_error)
{
    EXPECT_FILE("a\0b", "SyntaxError: source code cannot contain null bytes");
    EXPECT_TEXT("a\0b", "ValueError: source code string cannot contain null bytes");
}
END_TEST

START_TEST(line_ends_become_one_byte)
{
    EXPECT_TEXT("a\r\nb\rc\n\r\n\r", "a\nb\nc\n\n\n");
}
END_TEST

static void expect_place(OuSource *source, uint32_t offset, uint32_t line, uint32_t column,
                         uint32_t byte_column)
{
    OuPosition at = ou_source_locate(source, offset);
    ck_assert_uint_eq(at.line, line);
    ck_assert_uint_eq(at.column, column);
    ck_assert_uint_eq(at.byte_column, byte_column);
}

static void expect_places(OuSource *source)
{
    expect_place(source, 0, 1, 0, 0);
    expect_place(source, 3, 1, 2, 3);
    expect_place(source, 4, 2, 0, 0);
    expect_place(source, 5, 3, 0, 0);
    expect_place(source, 9, 3, 2, 4);
    expect_place(source, 6, 3, 1, 1);
    expect_place(source, 9, 3, 2, 4);
    expect_place(source, 5, 3, 0, 0);
    expect_place(source, 1, 1, 1, 1);
}

START_TEST(places_count_lines_characters_and_bytes)
{
    Lexing lexing;
    uint32_t length;
    ck_assert(lexing_begin(&lexing, OU_SOURCE_TEXT, "aé\n\nb€", 9));
    expect_places(&lexing.source);
    ck_assert(memcmp(ou_source_line(&lexing.source, 3, &length), "b€", 4) == 0);
    ck_assert_uint_eq(length, 4);
    ou_source_line(&lexing.source, 2, &length);
    ck_assert_uint_eq(length, 0);
    ou_source_line(&lexing.source, 4, &length);
    ck_assert_uint_eq(length, 0);
    lexing_end(&lexing);
}
END_TEST

START_TEST(places_are_known_without_memory)
{
    Lexing lexing;
    uint32_t length;
    ck_assert(lexing_begin(&lexing, OU_SOURCE_TEXT, "aé\n\nb€", 9));
    lexing.memory.fail_at = 1;
    lexing.memory.fail_on = true;
    lexing.arena.end = lexing.arena.next;
    expect_places(&lexing.source);
    ck_assert(memcmp(ou_source_line(&lexing.source, 3, &length), "b€", 4) == 0);
    ck_assert_uint_eq(length, 4);
    lexing_end(&lexing);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lexer/source");
    TCase *tests = tcase_create("source");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, a_byte_order_mark_is_dropped);
    tcase_add_test(tests, a_coding_line_is_obeyed);
    tcase_add_test(tests, a_coding_line_stands_in_the_first_two_lines);
    tcase_add_test(tests, what_an_encoding_lacks_is_an_error);
    tcase_add_test(tests, malformed_utf_8_is_an_error);
    tcase_add_test(tests, a_nul_is_an_error);
    tcase_add_test(tests, line_ends_become_one_byte);
    tcase_add_test(tests, places_count_lines_characters_and_bytes);
    tcase_add_test(tests, places_are_known_without_memory);
    return suite_run(suite);
}

#include "lexer/literal.h"

#include <math.h>

#include "tests/unit/lexer/lexing.h"

typedef struct World {
    OuMemory      memory;
    OuArena       arena;
    OuSourceError error;
} World;

static World world;

static void setup(void)
{
    ou_memory_init(&world.memory);
    ou_arena_init(&world.arena, &world.memory);
}

static void teardown(void)
{
    ou_arena_free(&world.arena);
    ck_assert_uint_eq(world.memory.used, 0);
}

static OuNumber read_number(const char *text)
{
    OuNumber number;
    ck_assert(ou_literal_number(&world.arena, text, (uint32_t)strlen(text),
                                OU_SOURCE_MAX_DIGITS, &number, &world.error));
    return number;
}

static void expect_integer(const char *text, int64_t value)
{
    OuNumber number = read_number(text);
    ck_assert_int_eq(number.kind, OU_NUMBER_INT);
    ck_assert_int_eq(number.integer, value);
}

static void expect_big(const char *text, int base, const char *digits)
{
    OuNumber number = read_number(text);
    ck_assert_int_eq(number.kind, OU_NUMBER_BIG);
    ck_assert_int_eq(number.base, base);
    ck_assert_str_eq(number.digits, digits);
    ck_assert_uint_eq(number.digit_count, strlen(digits));
}

static void expect_real(const char *text, OuNumberKind kind, double value)
{
    OuNumber number = read_number(text);
    ck_assert_int_eq(number.kind, kind);
    ck_assert(number.real == value);
}

START_TEST(integers_of_every_base)
{
    expect_integer("0", 0);
    expect_integer("00_0", 0);
    expect_integer("1_000_000", 1000000);
    expect_integer("0xFf", 255);
    expect_integer("0B1_01", 5);
    expect_integer("0o_17", 15);
    expect_integer("9223372036854775807", INT64_MAX);
}
END_TEST

START_TEST(large_integers_keep_their_digits)
{
    expect_big("9223372036854775808", 10, "9223372036854775808");
    expect_big("0xFFFF_FFFF_FFFF_FFFF", 16, "FFFFFFFFFFFFFFFF");
    expect_big("0b1_0000000000000000000000000000000000000000000000000000000000000000", 2,
               "10000000000000000000000000000000000000000000000000000000000000000");
}
END_TEST

START_TEST(decimal_integers_have_at_most_4300_digits)
{
    char text[4302];
    OuNumber number;
    memset(text, '9', sizeof text);
    ck_assert(ou_literal_number(&world.arena, text, 4300, 4300, &number, &world.error));
    ck_assert(!ou_literal_number(&world.arena, text, 4301, 4300, &number, &world.error));
    ck_assert(strstr(world.error.message, "value has 4301 digits"));
}
END_TEST

START_TEST(floats_are_rounded_correctly)
{
    expect_real("1.5", OU_NUMBER_FLOAT, 1.5);
    expect_real(".5e1_0", OU_NUMBER_FLOAT, 5e9);
    expect_real("1_0.", OU_NUMBER_FLOAT, 10);
    expect_real("09e1", OU_NUMBER_FLOAT, 90);
    expect_real("0.1", OU_NUMBER_FLOAT, 0.1);
    expect_real("2.2250738585072011e-308", OU_NUMBER_FLOAT, 2.2250738585072011e-308);
    expect_real("1e999", OU_NUMBER_FLOAT, INFINITY);
    expect_real("1_000.5J", OU_NUMBER_IMAGINARY, 1000.5);
    expect_real("7j", OU_NUMBER_IMAGINARY, 7);
    expect_real("0e0", OU_NUMBER_FLOAT, 0);
}
END_TEST

static OuString read_string(const char *text)
{
    OuString string;
    ck_assert(ou_literal_string(&world.arena, NULL, text, (uint32_t)strlen(text), &string,
                                &world.error));
    return string;
}

#define EXPECT_STRING(text, expected) do { \
        OuString string = read_string(text); \
        ck_assert_uint_eq(string.length, sizeof(expected) - 1); \
        ck_assert(memcmp(string.bytes, expected, sizeof(expected) - 1) == 0); \
    } while (0)

START_TEST(quotes_and_prefixes_are_taken_off)
{
    EXPECT_STRING("'abc'", "abc");
    EXPECT_STRING("\"\"", "");
    EXPECT_STRING("''''a'b'''", "'a'b");
    EXPECT_STRING("r'\\n'", "\\n");
    EXPECT_STRING("u'ä'", "ä");
    EXPECT_STRING("Rb'\\x'", "\\x");
    ck_assert(read_string("u'a'").is_unicode);
    ck_assert(!read_string("'a'").is_unicode);
    ck_assert(read_string("bR'a'").is_bytes);
}
END_TEST

START_TEST(escapes_are_decoded)
{
    EXPECT_STRING("'\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"'", "\a\b\f\n\r\t\v\\'\"");
    EXPECT_STRING("'a\\\nb'", "ab");
    EXPECT_STRING("'\\0\\12\\1234\\777'", "\0\nS4\xC7\xBF");
    EXPECT_STRING("'\\x41\\xe9\\u20ac\\U0001F600'", "Aé€😀");
    EXPECT_STRING("b'\\x41\\xe9\\777\\u1'", "A\xE9\xFF\\u1");
}
END_TEST

START_TEST(lone_surrogates_take_three_bytes)
{
    EXPECT_STRING("'\\ud83d\\ude00'", "\xED\xA0\xBD\xED\xB8\x80");
}
END_TEST

START_TEST(unknown_escapes_stay_and_are_noted)
{
    EXPECT_STRING("'\\d\\ä'", "\\d\\ä");
    ck_assert_uint_eq(read_string("r'\\d'").invalid_escape, OU_LITERAL_NO_OFFSET);
    ck_assert_uint_eq(read_string("'\\n'").invalid_escape, OU_LITERAL_NO_OFFSET);
    ck_assert_uint_eq(read_string("u'''\\n\\d\\q'''").invalid_escape, 6);
}
END_TEST

static void expect_complaint(const char *text, const char *message)
{
    OuString string;
    uint32_t length = (uint32_t)strlen(text);
    ck_assert(!ou_literal_string(&world.arena, NULL, text, length, &string, &world.error));
    ck_assert_str_eq(world.error.message, message);
}

START_TEST(wrong_escapes_are_told_in_cpython_s_words)
{
    expect_complaint("'\\x4'", "(unicode error) 'unicodeescape' codec can't decode bytes in "
                     "position 0-2: truncated \\xXX escape");
    expect_complaint("'é\\u12'", "(unicode error) 'unicodeescape' codec can't decode bytes in "
                     "position 10-13: truncated \\uXXXX escape");
    expect_complaint("'\\U00110000'", "(unicode error) 'unicodeescape' codec can't decode bytes in "
                     "position 0-9: illegal Unicode character");
    expect_complaint("'\\N'", "(unicode error) 'unicodeescape' codec can't decode bytes in "
                     "position 0-1: malformed \\N character escape");
    expect_complaint("'\\N{DASH}'", "(unicode error) 'unicodeescape' codec can't decode bytes in "
                     "position 0-7: unknown Unicode character name");
    expect_complaint("b'a\\x4'", "(value error) invalid \\x escape at position 1");
    expect_complaint("b'é'", "bytes can only contain ASCII literal characters");
}
END_TEST

START_TEST(the_text_of_f_strings_may_end_with_a_backslash)
{
    OuString string;
    ck_assert(ou_literal_middle(&world.arena, NULL, "a\\", 2, false, &string, &world.error));
    ck_assert_uint_eq(string.length, 2);
    ck_assert_uint_eq(string.invalid_escape, 1);
    ck_assert(ou_literal_middle(&world.arena, NULL, "\\n", 2, true, &string, &world.error));
    ck_assert_uint_eq(string.length, 2);
    ck_assert(ou_is_literal_raw("Rf'", 3));
    ck_assert(!ou_is_literal_raw("f'", 2));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lexer/literal");
    TCase *tests = tcase_create("literal");
    tcase_add_checked_fixture(tests, setup, teardown);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, integers_of_every_base);
    tcase_add_test(tests, large_integers_keep_their_digits);
    tcase_add_test(tests, decimal_integers_have_at_most_4300_digits);
    tcase_add_test(tests, floats_are_rounded_correctly);
    tcase_add_test(tests, quotes_and_prefixes_are_taken_off);
    tcase_add_test(tests, escapes_are_decoded);
    tcase_add_test(tests, lone_surrogates_take_three_bytes);
    tcase_add_test(tests, unknown_escapes_stay_and_are_noted);
    tcase_add_test(tests, wrong_escapes_are_told_in_cpython_s_words);
    tcase_add_test(tests, the_text_of_f_strings_may_end_with_a_backslash);
    return suite_run(suite);
}

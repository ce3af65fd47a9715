// Properties of code points and case mappings, at the places where tables end and exceptions begin.
#include <check.h>

#include "runtime/unicode.h"
#include "tests/unit/suite.h"

START_TEST(categories_answer_for_letters_and_digits)
{
    ck_assert(ou_unicode_is_alpha(0xE9) && ou_unicode_is_alpha(0x3042));
    ck_assert(!ou_unicode_is_alpha('1'));
    ck_assert(ou_unicode_is_decimal(0x663) && !ou_unicode_is_decimal(0xB2));
    ck_assert(ou_unicode_is_digit(0xB2) && !ou_unicode_is_digit(0xBD));
    ck_assert(ou_unicode_is_numeric(0xBD) && ou_unicode_is_numeric(0x4E00));
    ck_assert(ou_unicode_is_lower(0xAA) && ou_unicode_is_upper(0x24B6));
    ck_assert(ou_unicode_is_title(0x1C5));
    ck_assert(ou_unicode_is_space(0x3000) && ou_unicode_is_space(0x1C));
    ck_assert(!ou_unicode_is_space(0x200B));
    ck_assert(ou_unicode_is_line_break(0x2028) && !ou_unicode_is_line_break(0x1F));
    ck_assert(ou_unicode_is_printable(' ') && !ou_unicode_is_printable(0xA0));
    ck_assert(!ou_unicode_is_printable(0xAD) && !ou_unicode_is_printable(0xD800));
    ck_assert(ou_unicode_is_identifier_start('_') && !ou_unicode_is_identifier_start('1'));
    ck_assert(ou_unicode_is_identifier_start(0x2118) && ou_unicode_is_identifier_part(0xB7));
}
END_TEST

START_TEST(unicode_15_is_not_there_yet)
{
    ck_assert(!ou_unicode_is_alpha(0x11F04));          // KAWI LETTER A
    ck_assert(!ou_unicode_is_printable(0x1FAE8));      // SHAKING FACE
    ck_assert(ou_unicode_is_printable(0x1FAE7));       // BUBBLES, of Unicode 14
}
END_TEST

START_TEST(decimal_digits_of_every_script_have_a_value)
{
    ck_assert_int_eq(ou_unicode_decimal_value('7'), 7);
    ck_assert_int_eq(ou_unicode_decimal_value(0x669), 9);
    ck_assert_int_eq(ou_unicode_decimal_value(0x1D7CE), 0);
    ck_assert_int_eq(ou_unicode_decimal_value(0x1D7FF), 9);    // five runs stand in a row here
    ck_assert_int_eq(ou_unicode_decimal_value(0x1D7D8), 0);
    ck_assert_int_eq(ou_unicode_decimal_value('a'), -1);
    ck_assert_int_eq(ou_unicode_decimal_value(0xB2), -1);
}
END_TEST

static void check_mapping(OuCaseMapping map, uint32_t code_point, unsigned count, uint32_t a,
                          uint32_t b, uint32_t c)
{
    uint32_t mapped[3] = { 0, 0, 0 };
    ck_assert_uint_eq(map(code_point, mapped), count);
    ck_assert_uint_eq(mapped[0], a);
    ck_assert_uint_eq(mapped[1], b);
    ck_assert_uint_eq(mapped[2], c);
}

START_TEST(mappings_may_need_more_than_one_code_point)
{
    check_mapping(ou_unicode_upper, 0xDF, 2, 'S', 'S', 0);
    check_mapping(ou_unicode_title, 0xDF, 2, 'S', 's', 0);
    check_mapping(ou_unicode_fold, 0xDF, 2, 's', 's', 0);
    check_mapping(ou_unicode_upper, 0x390, 3, 0x399, 0x308, 0x301);
    check_mapping(ou_unicode_lower, 0x130, 2, 'i', 0x307, 0);
    check_mapping(ou_unicode_title, 0x1C6, 1, 0x1C5, 0, 0);
    check_mapping(ou_unicode_upper, 0x10428, 1, 0x10400, 0, 0);
    check_mapping(ou_unicode_lower, 'Q', 1, 'q', 0, 0);
    check_mapping(ou_unicode_lower, 0x3042, 1, 0x3042, 0, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("unicode");
    TCase *tests = tcase_create("unicode");
    tcase_add_test(tests, categories_answer_for_letters_and_digits);
    tcase_add_test(tests, unicode_15_is_not_there_yet);
    tcase_add_test(tests, decimal_digits_of_every_script_have_a_value);
    tcase_add_test(tests, mappings_may_need_more_than_one_code_point);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

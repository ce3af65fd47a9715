// Numbers by the format mini-language; what is expected is CPython 3.11's.
#include "runtime/int.h"
#include "runtime/number_format.h"
#include "tests/unit/runtime/machine.h"

typedef struct Case {
    const char *value;           // as int() or float() reads it
    const char *specification;
    const char *expected;        // of a refused one: the exception
} Case;

static const Case ints[] = {
    { "0", "", "0" },
    { "1234567", ",", "1,234,567" },
    { "1234567", "_", "1_234_567" },
    { "-1234567", "012,", "-001,234,567" },
    { "1234", "08,", "0,001,234" },
    { "1234", "010,", "00,001,234" },
    { "-255", "#x", "-0xff" },
    { "-255", "#010X", "-0X00000FF" },
    { "255", "_b", "1111_1111" },
    { "255", "#_b", "0b1111_1111" },
    { "65", "c", "A" },
    { "65", "*^5c", "**A**" },
    { "65", "05c", "0000A" },
    { "5", "+", "+5" },
    { "5", " ", " 5" },
    { "-5", "=6", "-    5" },
    { "5", "x<6", "5xxxxx" },
    { "5", "^7", "   5   " },
    { "5", "é>4", "ééé5" },
    { "5", ".2f", "5.00" },
    { "5", "e", "5.000000e+00" },
    { "5", "%", "500.000000%" },
    { "1000000000000000", "n", "1000000000000000" },
    { "255", "o", "377" },
    { "5", "=+6", "+    5" },
    { "0", "03,", "000" },
};

static const Case floats[] = {
    { "0.0", "", "0.0" },
    { "1.5", "10", "       1.5" },
    { "1.5", "<10", "1.5       " },
    { "-1.5", "010", "-0000001.5" },
    { "1234567.891", ",.2f", "1,234,567.89" },
    { "1234567.891", "020,.2f", "0,000,001,234,567.89" },
    { "10000000000.0", "g", "1e+10" },
    { "1e-10", "g", "1e-10" },
    { "1.0", "#g", "1.00000" },
    { "100.0", ".2", "1e+02" },
    { "1234.5", ".3", "1.23e+03" },
    { "3.14159", ".2%", "314.16%" },
    { "-0.0001", ".2f", "-0.00" },
    { "-0.0001", "z.2f", "0.00" },
    { "1e+20", "_f", "100_000_000_000_000_000_000.000000" },
    { "2.5", ".0f", "2" },
    { "3.5", ".0f", "4" },
    { "inf", "010", "0000000inf" },
    { "-inf", "+F", "-INF" },
    { "nan", "+", "+nan" },
    { "1e+16", "", "1e+16" },
    { "12345.678", "E", "1.234568E+04" },
    { "1.0", ".0e", "1e+00" },
    { "1.0", "#.0e", "1.e+00" },
    { "1e+20", ",.0f", "100,000,000,000,000,000,000" },
    { "0.1", ".30", "0.100000000000000005551115123126" },
};

static const Case refused[] = {
    { "5", ".2", "ValueError" },
    { "5", "zd", "ValueError" },
    { "5", ",_", "ValueError" },
    { "5", ",x", "ValueError" },
    { "5", ",c", "ValueError" },
    { "5", "+c", "ValueError" },
    { "5", "#c", "ValueError" },
    { "5", "q", "ValueError" },
    { "5", "10.2fx", "ValueError" },
    { "5", ".", "ValueError" },
    { "5", "99999999999999999999", "ValueError" },
    { "-1", "c", "OverflowError" },
    { "0x400000000000000000", "c", "OverflowError" },
};

static OuValue format(OuValue value, const char *specification)
{
    OuValue spec = text(specification);
    OuValue result = ou_format(vm, value, ou_str_of(spec));
    ou_unref(spec);
    ou_unref(value);
    return result;
}

static void check_format(OuValue value, const Case *row)
{
    OuValue expected = text(row->expected);
    OuValue result = format(value, row->specification);
    ck_assert(result != OU_ERROR);
    ck_assert_msg(ou_str_equal(ou_str_of(result), ou_str_of(expected)),
                  "format(%s, '%s') isn't '%s'", row->value, row->specification, row->expected);
    ou_unref(result);
    ou_unref(expected);
}

START_TEST(ints_are_formatted)
{
    for (size_t i = 0; i < sizeof ints / sizeof *ints; i++) {
        check_format(ou_int_parse(vm, ints[i].value, strlen(ints[i].value), 0), &ints[i]);
    }
}
END_TEST

START_TEST(floats_are_formatted)
{
    for (size_t i = 0; i < sizeof floats / sizeof *floats; i++) {
        check_format(ou_float_value(strtod(floats[i].value, NULL)), &floats[i]);
    }
}
END_TEST

START_TEST(what_makes_no_sense_is_refused)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        OuValue value = ou_int_parse(vm, refused[i].value, strlen(refused[i].value), 0);
        ck_assert_msg(format(value, refused[i].specification) == OU_ERROR, "'%s' was accepted",
                      refused[i].specification);
        bool is_overflow = !strcmp(refused[i].expected, "OverflowError");
        check_raised(is_overflow ? OU_TYPE_OVERFLOW_ERROR : OU_TYPE_VALUE_ERROR);
    }
}
END_TEST

START_TEST(giant_widths_are_a_memory_error)
{
    vm->heap.memory.limit = vm->heap.memory.used + (16u << 20);
    ck_assert(format(number(5), "9000000000000000000") == OU_ERROR);
    check_raised(OU_TYPE_MEMORY_ERROR);
    ck_assert(format(number(5), "09000000000000000000,") == OU_ERROR);
    check_raised(OU_TYPE_MEMORY_ERROR);
    ck_assert(format(ou_float_value(5.0), ".2000000000f") == OU_ERROR);
    check_raised(OU_TYPE_MEMORY_ERROR);
    vm->heap.memory.limit = SIZE_MAX;
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("number_format");
    tcase_add_checked_fixture(tests, machine_open, machine_close);
    tcase_add_test(tests, ints_are_formatted);
    tcase_add_test(tests, floats_are_formatted);
    tcase_add_test(tests, what_makes_no_sense_is_refused);
    tcase_add_test(tests, giant_widths_are_a_memory_error);
    return run_suite("number_format", tests);
}

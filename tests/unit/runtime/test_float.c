// Floats as text and back, to the last digit.
#include "runtime/float.h"
#include "runtime/float_hex.h"
#include "runtime/float_power.h"
#include "runtime/int.h"
#include "tests/unit/runtime/machine.h"

static uint64_t seed = 88172645463325252ull;

static double random_double(void)
{
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    uint64_t bits = (seed * 2685821657736338717ull) & INT64_MAX;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value - value == 0 ? value : 1.0;
}

static OuValue power_of(int64_t base, int64_t exponent)
{
    OuValue power = ou_int_power(vm, number(base), number(exponent), OU_NONE);
    ck_assert(power != OU_ERROR);
    return power;
}

// floor(10^exponent * 2^n) with n chosen so that it has 128 bits.
static OuValue power_expected(int exponent)
{
    if (exponent >= 0) {
        OuValue power = power_of(10, exponent);
        int64_t excess = (int64_t)ou_int_bit_length(power) - 128;
        OuValue top = excess < 0 ? ou_int_shift_left(vm, power, (uint64_t)-excess)
                                 : ou_int_shift_right(vm, power, (uint64_t)excess);
        ou_unref(power);
        return top;
    }
    OuValue divisor = power_of(10, -exponent);
    OuValue dividend = power_of(2, (int64_t)ou_int_bit_length(divisor) + 127);
    OuValue quotient = ou_int_binary(vm, OU_BINARY_FLOOR_DIVIDE, dividend, divisor);
    ou_unref(dividend);
    ou_unref(divisor);
    return quotient;
}

START_TEST(every_power_of_ten_is_exact)
{
    for (int exponent = -292; exponent <= 324; exponent++) {
        uint64_t high, low;
        ou_float_power_of_ten(exponent, &high, &low);
        OuValue expected = power_expected(exponent);
        OuValue top = ou_int_shift_right(vm, expected, 64);
        ck_assert_uint_eq(ou_int_low_bits(top), high);
        ck_assert_uint_eq(ou_int_low_bits(expected), low);
        ou_unref(top);
        ou_unref(expected);
    }
}
END_TEST

// Reads back, and no text with one digit less does.
static void check_shortest(double value, bool is_regular)
{
    char digits[32], shorter[64];
    int point;
    unsigned count = ou_float_shortest(value, digits, &point);
    ck_assert(ou_float_from_digits(digits, count, point) == value);
    digits[count] = '\0';
    if (count < 2 || !is_regular) return;
    snprintf(shorter, sizeof shorter, "%.*e", (int)count - 2, value);
    ck_assert_msg(strtod(shorter, NULL) != value, "%s is shorter than %s", shorter, digits);
    snprintf(shorter, sizeof shorter, "%.*e", (int)count - 1, value);
    double nearest = strtod(shorter, NULL);
    if (nearest == value) ck_assert_int_eq(shorter[0], digits[0]);
}

START_TEST(shortest_digits_read_back)
{
    for (int i = 0; i < 200000; i++) check_shortest(random_double(), true);
    for (int exponent = -1074; exponent < 1024; exponent++) {
        check_shortest(__builtin_ldexp(1.0, exponent), false);
        check_shortest(__builtin_ldexp(3.0, exponent < 1022 ? exponent : 0), true);
    }
}
END_TEST

static void check_text(double value, char format, int64_t precision, unsigned flags,
                       const char *expected)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    ck_assert(ou_float_put(&buffer, value, format, precision, flags));
    ck_assert_str_eq(buffer.bytes, expected);
    ou_buffer_free(&buffer);
}

START_TEST(text_is_cpythons)
{
    check_text(0.1, 'r', 0, OU_FLOAT_DOT_ZERO, "0.1");
    check_text(1e16, 'r', 0, OU_FLOAT_DOT_ZERO, "1e+16");
    check_text(123456789012345680.0, 'r', 0, OU_FLOAT_DOT_ZERO, "1.2345678901234568e+17");
    check_text(9007199254740993.0, 'r', 0, OU_FLOAT_DOT_ZERO, "9007199254740992.0");
    check_text(5e-324, 'r', 0, OU_FLOAT_DOT_ZERO, "5e-324");
    check_text(2e-44, 'r', 0, 0, "2e-44");
    check_text(-0.0, 'r', 0, OU_FLOAT_DOT_ZERO, "-0.0");
    check_text(0.0001, 'r', 0, 0, "0.0001");
    check_text(0.00001, 'r', 0, 0, "1e-05");
    check_text(2.5, 'f', 0, 0, "2");
    check_text(2.5, 'f', 0, OU_FLOAT_ALTERNATE, "2.");
    check_text(0.000123, 'g', 6, OU_FLOAT_ALTERNATE, "0.000123000");
    check_text(-0.001, 'f', 1, OU_FLOAT_NO_NEGATIVE_ZERO, "0.0");
    check_text(1e22, 'E', 3, OU_FLOAT_SIGN, "+1.000E+22");
    check_text(-__builtin_inf(), 'F', 3, 0, "-INF");
}
END_TEST

START_TEST(long_precision_is_filled_with_zeros)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    ck_assert(ou_float_put(&buffer, 0.1, 'f', 5000, 0));
    ck_assert_uint_eq(buffer.length, 5002);
    ck_assert_int_eq(memcmp(buffer.bytes, "0.1000000000000000055511151231257827", 36), 0);
    ck_assert_int_eq(buffer.bytes[5001], '0');
    ou_buffer_free(&buffer);
}
END_TEST

START_TEST(malformed_text_is_refused)
{
    static const char *const bad[] = { "", "+", ".", "e5", "1e", "1e+", "1__0", "_1", "1_", "1._0",
                                       "1_.0", "1e_1", "0x10", "infinit", "nann", "1 2", "--1" };
    double value;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ck_assert_msg(!ou_float_parse(bad[i], strlen(bad[i]), &value), "%s was read", bad[i]);
    }
    ck_assert(ou_float_parse("1_0.2_5e1_0", 11, &value) && value == 10.25e10);
    ck_assert(ou_float_parse("-Infinity", 9, &value) && value == -__builtin_inf());
    ck_assert(ou_float_parse("1e99999999999999999999", 22, &value) && value == __builtin_inf());
    ck_assert(ou_float_parse("1e-99999999999999999999", 23, &value) && value == 0.0);
}
END_TEST

START_TEST(a_digit_far_behind_breaks_the_tie)
{
    char text_of_tie[2000] = "9007199254740993.";      // halfway between two doubles
    size_t length = strlen(text_of_tie);
    memset(text_of_tie + length, '0', 1500);
    double value;
    ck_assert(ou_float_parse(text_of_tie, length + 1500, &value) && value == 9007199254740992.0);
    text_of_tie[length + 1499] = '1';
    ck_assert(ou_float_parse(text_of_tie, length + 1500, &value) && value == 9007199254740994.0);
}
END_TEST

START_TEST(hexadecimal_text_is_exact)
{
    for (int i = 0; i < 100000; i++) {
        double value = random_double(), back;
        char hex[OU_FLOAT_HEX_MAX];
        size_t length = ou_float_write_hex(hex, value);
        ck_assert_int_eq(ou_float_parse_hex(hex, length, &back), OU_FLOAT_HEX_GOOD);
        ck_assert(value == back);
    }
    double value;
    ck_assert_int_eq(ou_float_parse_hex("0x1p1024", 8, &value), OU_FLOAT_HEX_TOO_LARGE);
    ck_assert_int_eq(ou_float_parse_hex("0x1.fffffffffffff8p1023", 23, &value),
                     OU_FLOAT_HEX_TOO_LARGE);
    ck_assert_int_eq(ou_float_parse_hex("0x.p1", 5, &value), OU_FLOAT_HEX_MALFORMED);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("float");
    tcase_add_checked_fixture(tests, machine_open, machine_close);
    tcase_add_test(tests, every_power_of_ten_is_exact);
    tcase_add_test(tests, shortest_digits_read_back);
    tcase_add_test(tests, text_is_cpythons);
    tcase_add_test(tests, long_precision_is_filled_with_zeros);
    tcase_add_test(tests, malformed_text_is_refused);
    tcase_add_test(tests, a_digit_far_behind_breaks_the_tie);
    tcase_add_test(tests, hexadecimal_text_is_exact);
    return run_suite("float", tests);
}

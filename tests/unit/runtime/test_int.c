// Integers of any size: the laws of arithmetic across every switch of method, and refused memory.
#include "runtime/int.h"
#include "runtime/int_view.h"
#include "tests/unit/runtime/machine.h"

static uint64_t seed;

static uint64_t random_bits(void)                      // xorshift64*
{
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return seed * 2685821657736338717ull;
}

// Lengths around the limits of one limb, of the schoolbook, and beyond; long runs of equal bits.
static OuValue random_int(size_t longest)
{
    static const size_t usual[] = { 1, 1, 1, 2, 3, 39, 40, 41, 80, 600 };
    size_t length = usual[random_bits() % (sizeof usual / sizeof *usual)];
    if (length > longest) length = longest;
    OuInt *value = ou_int_new(vm, length);
    ck_assert_ptr_nonnull(value);
    for (size_t i = 0; i < length; i++) {
        uint64_t kind = random_bits() % 8;
        value->limbs[i] = kind == 0 ? 0 : kind == 1 ? UINT64_MAX : random_bits();
    }
    if (length == 1) value->limbs[0] >>= random_bits() % 64;
    return ou_int_finish_steal(length, random_bits() & 1, value);
}

// The operation's result; its operands are consumed.
static OuValue calculate(OuBinary operator, OuValue a, OuValue b)
{
    OuValue result = ou_int_binary(vm, operator, a, b);
    ck_assert(result != OU_ERROR);
    ou_unref(a);
    ou_unref(b);
    return result;
}

static void expect_equal(OuValue a, OuValue b)
{
    ck_assert_int_eq(ou_int_compare(a, b), 0);
    ck_assert_int_eq(ou_int_hash(a), ou_int_hash(b));
    if (!ou_is_pointer(a)) ck_assert(a == b);
    ou_unref(a);
    ou_unref(b);
}

static OuValue parse(const char *digits)
{
    OuValue value = ou_int_parse(vm, digits, strlen(digits), 0);
    ck_assert(value != OU_ERROR);
    return value;
}

static void begin(void)
{
    machine_open();
    seed = 88172645463325252ull;
}

START_TEST(what_fits_is_an_immediate)
{
    OuValue largest = ou_int_make(vm, OU_INT_MAX), beyond = ou_int_make(vm, OU_INT_MAX + 1);
    ck_assert(ou_is_int(largest) && !ou_is_int(beyond));
    expect_equal(calculate(OU_BINARY_SUBTRACT, beyond, number(1)), largest);
    OuValue smallest = ou_int_make(vm, OU_INT_MIN), below = ou_int_make(vm, OU_INT_MIN - 1);
    ck_assert(ou_is_int(smallest) && !ou_is_int(below));
    expect_equal(calculate(OU_BINARY_ADD, below, number(1)), smallest);
    expect_equal(ou_int_make(vm, INT64_MIN), parse("-9223372036854775808"));
    expect_equal(ou_int_make_unsigned(vm, UINT64_MAX), parse("0xffff_ffff_ffff_ffff"));
}
END_TEST

START_TEST(sums_and_products_obey_the_laws)
{
    for (int i = 0; i < 2000; i++) {
        OuValue a = random_int(600), b = random_int(600), c = random_int(80);
        OuValue left = calculate(OU_BINARY_MULTIPLY, calculate(OU_BINARY_ADD, ou_ref(a), ou_ref(b)),
                                 ou_ref(c));
        OuValue first = calculate(OU_BINARY_MULTIPLY, ou_ref(c), ou_ref(a));
        OuValue second = calculate(OU_BINARY_MULTIPLY, ou_ref(b), ou_ref(c));
        OuValue right = calculate(OU_BINARY_ADD, first, second);
        expect_equal(left, right);
        ou_unref(c);
        OuValue sum = calculate(OU_BINARY_ADD, ou_ref(a), ou_ref(b));
        expect_equal(calculate(OU_BINARY_SUBTRACT, sum, b), a);
    }
}
END_TEST

START_TEST(quotient_and_remainder_give_the_dividend)
{
    for (int i = 0; i < 4000; i++) {
        OuValue a = random_int(600), b = random_int(600);
        if (random_bits() % 4 == 0) a = calculate(OU_BINARY_MULTIPLY, a, ou_ref(b));
        if (!ou_int_sign(b)) {
            ou_unref(a);
            continue;
        }
        OuValue rest, quotient = ou_int_divmod(vm, a, b, &rest);
        ck_assert(quotient != OU_ERROR);
        ck_assert(!ou_int_sign(rest) || ou_int_sign(rest) == ou_int_sign(b));
        OuValue size = ou_int_unary(vm, OU_UNARY_ABSOLUTE, b);
        OuValue rest_size = ou_int_unary(vm, OU_UNARY_ABSOLUTE, rest);
        ck_assert_int_lt(ou_int_compare(rest_size, size), 0);
        ou_unref(size);
        ou_unref(rest_size);
        expect_equal(calculate(OU_BINARY_REMAINDER, ou_ref(a), ou_ref(b)), ou_ref(rest));
        expect_equal(calculate(OU_BINARY_ADD, calculate(OU_BINARY_MULTIPLY, quotient, b), rest), a);
    }
}
END_TEST

START_TEST(the_correction_of_a_guessed_digit_is_right)
{
    // Dividends made so that the first guess of a quotient limb is one or two too large.
    static const char *const cases[][3] = {
        { "0x7fffffffffffffff8000000000000000_0000000000000000_0000000000000000",
          "0x80000000000000000000000000000000_0000000000000001",
          "0xfffffffffffffffe" },
        { "0x800000000000000000000000000000000000000000000003",
          "0x200000000000000000000000000000000000000000000001", "3" },
        { "0x8000000000000000fffffffffffffffe0000000000000000",
          "0x8000000000000000ffffffffffffffff",
          "0xffffffffffffffff" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OuValue dividend = parse(cases[i][0]), divisor = parse(cases[i][1]);
        OuValue quotient = calculate(OU_BINARY_FLOOR_DIVIDE, dividend, divisor);
        expect_equal(quotient, parse(cases[i][2]));
    }
}
END_TEST

START_TEST(bits_are_those_of_twos_complement)
{
    for (int i = 0; i < 2000; i++) {
        OuValue a = random_int(80), b = random_int(80);
        OuValue both = calculate(OU_BINARY_AND, ou_ref(a), ou_ref(b));
        OuValue any = calculate(OU_BINARY_OR, ou_ref(a), ou_ref(b));
        OuValue one = calculate(OU_BINARY_XOR, ou_ref(a), ou_ref(b));
        expect_equal(one, calculate(OU_BINARY_SUBTRACT, ou_ref(any), ou_ref(both)));
        OuValue sum = calculate(OU_BINARY_ADD, both, any);
        expect_equal(sum, calculate(OU_BINARY_ADD, ou_ref(a), b));
        OuValue count = number((int64_t)(random_bits() % 300));
        OuValue power = calculate(OU_BINARY_POWER, number(2), ou_ref(count));
        expect_equal(calculate(OU_BINARY_LEFT_SHIFT, ou_ref(a), ou_ref(count)),
                     calculate(OU_BINARY_MULTIPLY, ou_ref(a), ou_ref(power)));
        OuValue shifted = calculate(OU_BINARY_RIGHT_SHIFT, ou_ref(a), count);
        expect_equal(shifted, calculate(OU_BINARY_FLOOR_DIVIDE, a, power));
    }
}
END_TEST

START_TEST(text_in_any_base_reads_back)
{
    vm->int_max_str_digits = 0;
    for (int i = 0; i < 1500; i++) {
        OuValue a = random_int(600);
        unsigned base = (unsigned)(2 + random_bits() % 35);
        OuValue written = ou_int_format_radix(vm, a, base, false);
        ck_assert(written != OU_ERROR);
        OuString *digits = ou_str_of(written);
        expect_equal(ou_int_parse(vm, (const char *)digits->data, digits->length, (int)base), a);
        ou_unref(written);
    }
}
END_TEST

START_TEST(decimal_text_has_a_limit)
{
    vm->int_max_str_digits = 700;
    OuValue most = calculate(OU_BINARY_POWER, number(10), number(699));
    OuValue more = calculate(OU_BINARY_POWER, number(10), number(700));
    ou_unref(ou_int_format_radix(vm, most, 10, false));
    ck_assert(ou_int_format_radix(vm, more, 10, false) == OU_ERROR);
    check_raised(OU_TYPE_VALUE_ERROR);
    OuValue hexadecimal = ou_int_format_radix(vm, more, 16, true);
    ck_assert(hexadecimal != OU_ERROR);
    ou_unref(hexadecimal);
    char digits[702];
    memset(digits, '1', sizeof digits);
    ou_unref(ou_int_parse(vm, digits, 700, 10));
    ck_assert(ou_int_parse(vm, digits, 701, 10) == OU_ERROR);
    check_raised(OU_TYPE_VALUE_ERROR);
    ou_unref(most);
    ou_unref(more);
}
END_TEST

START_TEST(powers_and_inverses_agree_with_products)
{
    for (int i = 0; i < 300; i++) {
        OuValue base = random_int(3), modulus = random_int(41);
        int64_t exponent = (int64_t)(random_bits() % 20);
        OuValue power = ou_int_power(vm, base, number(exponent), OU_NONE);
        if (ou_int_sign(modulus)) {
            OuValue rest = ou_int_power(vm, base, number(exponent), modulus);
            ck_assert(rest != OU_ERROR);
            expect_equal(rest, calculate(OU_BINARY_REMAINDER, ou_ref(power), ou_ref(modulus)));
            OuValue inverse = ou_int_power(vm, base, number(-1), modulus);
            if (inverse == OU_ERROR) {
                check_raised(OU_TYPE_VALUE_ERROR);
            } else {
                OuValue one = calculate(OU_BINARY_MULTIPLY, inverse, ou_ref(base));
                expect_equal(calculate(OU_BINARY_REMAINDER, one, ou_ref(modulus)),
                             calculate(OU_BINARY_REMAINDER, number(1), ou_ref(modulus)));
            }
        }
        for (int64_t j = 0; j < exponent && ou_int_sign(base); j++) {
            power = calculate(OU_BINARY_FLOOR_DIVIDE, power, ou_ref(base));
        }
        if (ou_int_sign(base)) ck_assert(power == number(1));
        ou_unref(power);
        ou_unref(base);
        ou_unref(modulus);
    }
}
END_TEST

START_TEST(roots_and_common_divisors_are_exact)
{
    for (int i = 0; i < 500; i++) {
        OuValue a = ou_int_unary(vm, OU_UNARY_ABSOLUTE, random_int(1));
        OuValue square = calculate(OU_BINARY_MULTIPLY, ou_ref(a), ou_ref(a));
        expect_equal(ou_int_square_root(vm, square), ou_ref(a));
        ou_unref(square);
        OuValue b = random_int(80), c = random_int(600);
        OuValue left = calculate(OU_BINARY_MULTIPLY, ou_ref(a), b);
        OuValue right = calculate(OU_BINARY_MULTIPLY, ou_ref(a), c);
        OuValue divisor = ou_int_common_divisor(vm, left, right);
        ck_assert(divisor != OU_ERROR);
        if (ou_int_sign(divisor)) {
            OuValue x = calculate(OU_BINARY_FLOOR_DIVIDE, left, ou_ref(divisor));
            OuValue y = calculate(OU_BINARY_FLOOR_DIVIDE, right, ou_ref(divisor));
            expect_equal(ou_int_common_divisor(vm, x, y), number(1));
            ou_unref(x);
            ou_unref(y);
            if (ou_int_sign(a)) {
                expect_equal(calculate(OU_BINARY_REMAINDER, divisor, ou_ref(a)), number(0));
            }
        }
        ou_unref(a);
    }
}
END_TEST

START_TEST(refused_memory_is_a_memory_error)
{
    OuValue a = calculate(OU_BINARY_POWER, number(3), number(60000));
    OuValue b = calculate(OU_BINARY_POWER, number(7), number(20000));
    static const OuBinary operators[] = { OU_BINARY_ADD, OU_BINARY_MULTIPLY, OU_BINARY_DIVMOD,
                                          OU_BINARY_TRUE_DIVIDE, OU_BINARY_AND };
    vm->int_max_str_digits = 0;
    OuMemory *memory = &vm->heap.memory;
    for (size_t i = 0; i <= sizeof operators / sizeof *operators; i++) {
        OuValue result = OU_ERROR;
        for (uint64_t n = 1; result == OU_ERROR; n++) {
            ck_assert_uint_lt(n, 100);
            memory->fail_at = memory->requests + n;
            bool is_text = i == sizeof operators / sizeof *operators;
            result = is_text ? ou_int_format_radix(vm, a, 10, false)
                             : ou_int_binary(vm, operators[i], a, b);
            memory->fail_at = 0;
            if (result != OU_ERROR) continue;
            bool too_large = operators[i % 5] == OU_BINARY_TRUE_DIVIDE
                          && ou_error_matches(vm, OU_TYPE_OVERFLOW_ERROR);
            if (too_large) {
                ou_error_clear(vm);
                break;
            }
            check_raised(OU_TYPE_MEMORY_ERROR);
        }
        ou_unref(result);
    }
    ou_unref(a);
    ou_unref(b);
}
END_TEST

START_TEST(results_beyond_the_limit_are_refused_at_once)
{
    vm->heap.memory.limit = vm->heap.memory.used + (64u << 20);
    ck_assert(ou_int_binary(vm, OU_BINARY_LEFT_SHIFT, number(1), number(1LL << 40)) == OU_ERROR);
    check_raised(OU_TYPE_MEMORY_ERROR);
    ck_assert(ou_int_binary(vm, OU_BINARY_POWER, number(10), number(1LL << 40)) == OU_ERROR);
    check_raised(OU_TYPE_MEMORY_ERROR);
    vm->heap.memory.limit = SIZE_MAX;
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("int");
    tcase_add_checked_fixture(tests, begin, machine_close);
    tcase_add_test(tests, what_fits_is_an_immediate);
    tcase_add_test(tests, sums_and_products_obey_the_laws);
    tcase_add_test(tests, quotient_and_remainder_give_the_dividend);
    tcase_add_test(tests, the_correction_of_a_guessed_digit_is_right);
    tcase_add_test(tests, bits_are_those_of_twos_complement);
    tcase_add_test(tests, text_in_any_base_reads_back);
    tcase_add_test(tests, decimal_text_has_a_limit);
    tcase_add_test(tests, powers_and_inverses_agree_with_products);
    tcase_add_test(tests, roots_and_common_divisors_are_exact);
    tcase_add_test(tests, refused_memory_is_a_memory_error);
    tcase_add_test(tests, results_beyond_the_limit_are_refused_at_once);
    return run_suite("int", tests);
}

// Ranges and the iterators built on other iterators.
#include "tests/unit/runtime/machine.h"

#include "runtime/int.h"
#include "runtime/range.h"
#include "runtime/slice.h"

static OuValue range(int64_t start, int64_t stop, int64_t step)
{
    OuValue value = ou_range_make(vm, number(start), number(stop), number(step));
    ck_assert(value != OU_ERROR);
    return value;
}

// Consumes the iterable.
static void check_items(OuValue iterable, const char *expected)
{
    ck_assert(iterable != OU_ERROR);
    OuValue list = ou_list_from_iterable(vm, iterable);
    ou_unref(iterable);
    check_repr(list, expected);
}

static OuValue built_in(OuTypeId type, OuValue a, OuValue b)
{
    OuValue arguments[2] = { a, b };
    size_t count = b == OU_UNBOUND ? 1 : 2;
    OuValue result = ou_call(vm, ou_pointer_value(vm->types[type]), arguments, count);
    ou_unref(a);
    ou_unref(b);
    return result;
}

START_TEST(small_ranges_count_up_and_down)
{
    check_items(range(0, 5, 1), "[0, 1, 2, 3, 4]");
    check_items(range(5, 0, -2), "[5, 3, 1]");
    check_items(range(0, 0, 1), "[]");
    check_items(call(range(0, 7, 3), "__reversed__", OU_UNBOUND, OU_UNBOUND), "[6, 3, 0]");
}
END_TEST

START_TEST(large_ranges_are_exact)
{
    OuValue start = ou_int_power(vm, number(10), number(30), OU_NONE);
    OuValue stop = ou_int_binary(vm, OU_BINARY_ADD, start, number(3));
    OuValue large = ou_range_make(vm, start, stop, number(2));
    size_t length;
    ck_assert(ou_length(vm, large, &length));
    ck_assert_uint_eq(length, 2);
    check_items(ou_ref(large),
                "[1000000000000000000000000000000, 1000000000000000000000000000002]");
    bool found;
    ck_assert(ou_contains(vm, large, start, &found) && found);
    ck_assert(ou_contains(vm, large, stop, &found) && !found);
    check_repr(ou_get_item(vm, large, number(-1)), "1000000000000000000000000000002");
    ou_unref(start);
    ou_unref(stop);
    ou_unref(large);
}
END_TEST

START_TEST(a_slice_of_a_range_is_a_range)
{
    OuValue all = range(0, 10, 1);
    OuValue key = ou_slice_make(vm, OU_NONE, OU_NONE, number(-3));
    check_repr(ou_get_item(vm, all, key), "range(9, -1, -3)");
    ou_unref(key);
    ou_unref(all);
}
END_TEST

START_TEST(membership_is_arithmetic)
{
    OuValue odd = range(1, 1000001, 2);
    bool found;
    ck_assert(ou_contains(vm, odd, number(999999), &found) && found);
    ck_assert(ou_contains(vm, odd, number(1000), &found) && !found);
    ck_assert(ou_contains(vm, odd, ou_float_value(3.0), &found) && found);
    ou_unref(odd);
}
END_TEST

START_TEST(enumerate_and_zip_make_pairs)
{
    check_items(built_in(OU_TYPE_ENUMERATE, range(5, 7, 1), number(1)), "[(1, 5), (2, 6)]");
    check_items(built_in(OU_TYPE_ZIP, range(0, 2, 1), range(7, 20, 1)), "[(0, 7), (1, 8)]");
}
END_TEST

START_TEST(a_result_that_was_kept_is_not_used_again)
{
    OuValue pairs = built_in(OU_TYPE_ENUMERATE, range(0, 9, 1), OU_UNBOUND);
    OuValue first = ou_next(vm, pairs), second = ou_next(vm, pairs);
    ck_assert(first != second);
    check_repr(first, "(0, 0)");
    check_repr(second, "(1, 1)");
    ou_unref(pairs);
}
END_TEST

START_TEST(reversed_goes_by_length_and_item)
{
    check_items(built_in(OU_TYPE_REVERSED, text("abc"), OU_UNBOUND), "['c', 'b', 'a']");
    ck_assert(built_in(OU_TYPE_REVERSED, number(1), OU_UNBOUND) == OU_ERROR);
    check_raised(OU_TYPE_TYPE_ERROR);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("range");
    tcase_add_checked_fixture(tests, machine_open, machine_close);
    tcase_add_test(tests, small_ranges_count_up_and_down);
    tcase_add_test(tests, large_ranges_are_exact);
    tcase_add_test(tests, a_slice_of_a_range_is_a_range);
    tcase_add_test(tests, membership_is_arithmetic);
    tcase_add_test(tests, enumerate_and_zip_make_pairs);
    tcase_add_test(tests, a_result_that_was_kept_is_not_used_again);
    tcase_add_test(tests, reversed_goes_by_length_and_item);
    return run_suite("range", tests);
}

// Pauses: durations in buckets, percentiles out of them.
#include "gc/pause.h"

#include "tests/unit/gc/world.h"

static OuPauses pauses;

static void forget(void) { memset(&pauses, 0, sizeof pauses); }
static void done(void)   { }

START_TEST(without_pauses_every_percentile_is_none)
{
    ck_assert_uint_eq(ou_pause_percentile(&pauses, 0.5), 0);
    ck_assert_uint_eq(ou_pause_percentile(&pauses, 1), 0);
}
END_TEST

START_TEST(short_ones_are_told_apart_to_the_nanosecond)
{
    for (uint64_t i = 1; i <= 15; i++) ou_pause_record(&pauses, i);
    ck_assert_uint_eq(pauses.count, 15);
    ck_assert_uint_eq(pauses.total, 120);
    ck_assert_uint_eq(pauses.longest, 15);
    ck_assert_uint_eq(ou_pause_percentile(&pauses, 0), 1);
    ck_assert_uint_eq(ou_pause_percentile(&pauses, 0.2), 3);
    ck_assert_uint_eq(ou_pause_percentile(&pauses, 0.8), 12);
    ck_assert_uint_eq(ou_pause_percentile(&pauses, 1), 15);
}
END_TEST

START_TEST(a_percentile_is_right_within_an_eighth)
{
    for (uint64_t length = 10; length < 1000000000000; length += length / 3) {
        forget();
        ou_pause_record(&pauses, length);
        ou_pause_record(&pauses, length * 4);
        uint64_t half = ou_pause_percentile(&pauses, 0.5);
        ck_assert_uint_ge(half, length);
        ck_assert_uint_le(half, length + length / 8);
    }
}
END_TEST

START_TEST(no_percentile_exceeds_the_longest)
{
    ou_pause_record(&pauses, 1025);
    ck_assert_uint_eq(ou_pause_percentile(&pauses, 0.5), 1025);
}
END_TEST

START_TEST(one_that_never_ends_has_a_bucket_too)
{
    ou_pause_record(&pauses, UINT64_MAX);
    ck_assert_uint_eq(pauses.buckets[OU_PAUSE_BUCKETS - 1], 1);
    ck_assert_uint_gt(ou_pause_percentile(&pauses, 1), 1ull << 40);
}
END_TEST

START_TEST(the_clock_never_goes_back)
{
    uint64_t before = ou_pause_clock();
    for (int i = 0; i < 1000; i++) {
        uint64_t now = ou_pause_clock();
        ck_assert_uint_ge(now, before);
        before = now;
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("pause");
    tcase_add_checked_fixture(tests, forget, done);
    tcase_add_test(tests, without_pauses_every_percentile_is_none);
    tcase_add_test(tests, short_ones_are_told_apart_to_the_nanosecond);
    tcase_add_test(tests, a_percentile_is_right_within_an_eighth);
    tcase_add_test(tests, no_percentile_exceeds_the_longest);
    tcase_add_test(tests, one_that_never_ends_has_a_bucket_too);
    tcase_add_test(tests, the_clock_never_goes_back);
    return world_run(tests);
}

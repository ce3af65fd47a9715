// Runs of units: searching them, forwards and backwards, in time that grows with the text only.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/hash.h"
#include "runtime/text.h"
#include "runtime/utf8.h"
#include "tests/unit/suite.h"

static OuMemory memory;

static size_t naive_find(OuText text, OuText needle, bool from_end)
{
    size_t found = OU_TEXT_NOT_FOUND;
    for (size_t i = 0; i + needle.length <= text.length; i++) {
        if (!ou_text_equal(ou_text_part(text, i, i + needle.length), needle)) continue;
        found = i;
        if (!from_end) break;
    }
    return found;
}

static void fill_random(OuText *text, uint8_t *room, unsigned width, size_t length,
                        unsigned letters)
{
    for (size_t i = 0; i < length; i++) {
        ou_text_store(room, width, i, (uint32_t)rand() % letters + (width > 1 ? 1000 : 65));
    }
    *text = (OuText){ room, length, width };
}

START_TEST(finds_what_a_plain_search_finds)
{
    static const unsigned widths[] = { 1, 2, 4 };
    uint8_t room[400], needle_room[64];
    for (int round = 0; round < 20000; round++) {
        OuText text, needle;
        fill_random(&text, room, widths[rand() % 3], (size_t)rand() % 60, 2);
        fill_random(&needle, needle_room, text.width, (size_t)rand() % 8, 2);
        ck_assert_uint_eq(ou_text_find(&memory, text, needle), naive_find(text, needle, false));
        ck_assert_uint_eq(ou_text_find_last(&memory, text, needle), naive_find(text, needle, true));
    }
}
END_TEST

START_TEST(a_needle_may_be_narrower_than_the_text)
{
    uint16_t wide[] = { 0x3042, 'a', 'b', 0x3042 };
    OuText text = { wide, 4, 2 }, needle = { "ab", 2, 1 };
    ck_assert_uint_eq(ou_text_find(&memory, text, needle), 1);
    ck_assert_uint_eq(ou_text_find_last(&memory, text, needle), 1);
    ck_assert_uint_eq(ou_text_find(&memory, needle, text), OU_TEXT_NOT_FOUND);
}
END_TEST

// aaaa...ab in aaaa...a: the plain search would take n * m / 4 steps, here 10^10.
START_TEST(adversarial_text_takes_linear_time)
{
    size_t length = 400000, needle_length = 100000;
    uint16_t *units = calloc(length + needle_length, sizeof *units);
    units[length + needle_length - 1] = 1;
    OuText text = { units, length, 2 }, needle = { units + length, needle_length, 2 };
    ck_assert_uint_eq(ou_text_find(&memory, text, needle), OU_TEXT_NOT_FOUND);
    units[length + needle_length - 1] = 0;
    units[length] = 1;
    ck_assert_uint_eq(ou_text_find_last(&memory, text, needle), OU_TEXT_NOT_FOUND);
    free(units);
}
END_TEST

START_TEST(searching_survives_refused_memory)
{
    uint16_t units[512] = { 0 };
    OuText text = { units, 500, 2 }, needle = { units + 460, 52, 2 };
    units[511] = 7;
    OuMemory none;
    ou_memory_init(&none);
    none.limit = 0;
    ck_assert_uint_eq(ou_text_find(&none, text, needle), OU_TEXT_NOT_FOUND);
}
END_TEST

START_TEST(counts_places_that_do_not_overlap)
{
    OuText text = { "aaaa", 4, 1 };
    ck_assert_uint_eq(ou_text_count(&memory, text, (OuText){ "aa", 2, 1 }, SIZE_MAX), 2);
    ck_assert_uint_eq(ou_text_count(&memory, text, (OuText){ "", 0, 1 }, SIZE_MAX), 5);
    ck_assert_uint_eq(ou_text_count(&memory, text, (OuText){ "a", 1, 1 }, 3), 3);
}
END_TEST

START_TEST(orders_by_unit_then_by_length)
{
    uint16_t wide[] = { 'a', 0x3042 };
    OuText a = { "a", 1, 1 }, ab = { "ab", 2, 1 }, w = { wide, 2, 2 };
    ck_assert_int_lt(ou_text_compare(a, ab), 0);
    ck_assert_int_lt(ou_text_compare(ab, w), 0);
    ck_assert_int_eq(ou_text_compare(ab, ab), 0);
    ck_assert(ou_text_starts_with(w, a));
    ck_assert(!ou_text_ends_with(ab, a));
}
END_TEST

START_TEST(utf8_goes_there_and_back)
{
    for (uint32_t c = 0; c < 0x110000; c += c < 0x3000 ? 1 : 37) {
        uint8_t bytes[4];
        unsigned size = ou_utf8_write(bytes, c);
        OuUtf8Step step = ou_utf8_read(bytes, bytes + size, true);
        ck_assert_ptr_null(step.reason);
        ck_assert_uint_eq(step.length, size);
        ck_assert_uint_eq(step.code_point, c);
    }
}
END_TEST

START_TEST(damaged_utf8_is_told_in_the_smallest_parts)
{
    static const struct { const char *bytes; unsigned length; const char *reason; } rows[] = {
        { "\x80", 1, "invalid start byte" },           { "\xC0\x80", 1, "invalid start byte" },
        { "\xF5", 1, "invalid start byte" },           { "\xE2\x82", 2, "unexpected end of data" },
        { "\xE0\x80\x80", 1, "invalid continuation byte" },
        { "\xED\xA0\x80", 1, "invalid continuation byte" },
        { "\xF0\x9F\x98x", 3, "invalid continuation byte" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const uint8_t *bytes = (const uint8_t *)rows[i].bytes;
        OuUtf8Step step = ou_utf8_read(bytes, bytes + strlen(rows[i].bytes), false);
        ck_assert_str_eq(step.reason, rows[i].reason);
        ck_assert_uint_eq(step.length, rows[i].length);
    }
}
END_TEST

// Key 00 01 .. 0F, text 00 01 .. 0E; the figure is what any SipHash-1-3 gives.
START_TEST(siphash_gives_the_known_value)
{
    uint8_t text[15];
    for (unsigned i = 0; i < sizeof text; i++) text[i] = (uint8_t)i;
    uint64_t key[2] = { 0x0706050403020100u, 0x0f0e0d0c0b0a0908u };
    ck_assert_uint_eq(ou_hash_bytes(key, text, sizeof text), 0xd320d86d2a519956u);
}
END_TEST

int main(void)
{
    ou_memory_init(&memory);
    Suite *suite = suite_create("text");
    TCase *tests = tcase_create("text");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, finds_what_a_plain_search_finds);
    tcase_add_test(tests, a_needle_may_be_narrower_than_the_text);
    tcase_add_test(tests, adversarial_text_takes_linear_time);
    tcase_add_test(tests, searching_survives_refused_memory);
    tcase_add_test(tests, counts_places_that_do_not_overlap);
    tcase_add_test(tests, orders_by_unit_then_by_length);
    tcase_add_test(tests, utf8_goes_there_and_back);
    tcase_add_test(tests, damaged_utf8_is_told_in_the_smallest_parts);
    tcase_add_test(tests, siphash_gives_the_known_value);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

// The counted allocator, and the arena and the buffer on top of it.
#include "gc/arena.h"
#include "gc/buffer.h"
#include "tests/unit/gc/world.h"

static OuMemory memory;

static void open_memory(void)  { ou_memory_init(&memory); }
static void close_memory(void) { ck_assert_uint_eq(memory.used, 0); }

START_TEST(bytes_are_counted)
{
    void *a = ou_memory_alloc(&memory, 100), *b = ou_memory_alloc_zeroed(&memory, 50);
    ck_assert_uint_eq(memory.used, 150);
    a = ou_memory_resize(&memory, a, 100, 300);
    ck_assert_uint_eq(memory.used, 350);
    a = ou_memory_resize(&memory, a, 300, 10);
    ck_assert_uint_eq(memory.used, 60);
    ck_assert_uint_eq(memory.peak, 350);
    ou_memory_free(&memory, a, 10);
    ou_memory_free(&memory, b, 50);
}
END_TEST

START_TEST(a_limit_is_never_exceeded)
{
    memory.limit = 100;
    void *block = ou_memory_alloc(&memory, 100);
    ck_assert_ptr_nonnull(block);
    ck_assert_ptr_null(ou_memory_alloc(&memory, 1));
    ck_assert_ptr_null(ou_memory_resize(&memory, block, 100, 101));
    ck_assert(!ou_memory_reserve(&memory, 1));
    ou_memory_free(&memory, block, 100);
}
END_TEST

START_TEST(sizes_that_overflow_are_refused)
{
    ck_assert_ptr_null(ou_memory_alloc(&memory, SIZE_MAX));
    ck_assert_uint_eq(memory.used, 0);
    size_t size;
    ck_assert(!ou_size_multiply_add(SIZE_MAX / 2, 3, 0, &size));
    ck_assert(!ou_size_multiply_add(SIZE_MAX, 1, 1, &size));
    ck_assert(ou_size_multiply_add(3, 4, 5, &size));
    ck_assert_uint_eq(size, 17);
}
END_TEST

// What malloc keeps of freed blocks isn't booked, so it must be little.
START_TEST(what_is_freed_under_a_limit_goes_back)
{
    enum { COUNT = 4000, SIZE = 20000 };
    static char *blocks[COUNT];
    ou_memory_set_limit(&memory, 200 << 20);
    size_t before = world_resident();
    for (int i = 0; i < COUNT; i++) {
        blocks[i] = ou_memory_alloc(&memory, SIZE);
        memset(blocks[i], 1, SIZE);
    }
    for (int i = 0; i < COUNT; i++) {
        if (i % 4) ou_memory_free(&memory, blocks[i], SIZE);
        else blocks[i] = ou_memory_resize(&memory, blocks[i], SIZE, SIZE / 2);
    }
    size_t grown = world_resident() - before;
    if (!OU_PAGE_POISONS) ck_assert_uint_le(grown, memory.used + (8 << 20));
    for (int i = 0; i < COUNT; i += 4) ou_memory_free(&memory, blocks[i], SIZE / 2);
    ou_memory_set_limit(&memory, SIZE_MAX);
    ck_assert_uint_eq(memory.room, 0);
}
END_TEST

START_TEST(a_part_of_a_limit_is_room_for_those_who_hear_of_it)
{
    ou_memory_set_limit(&memory, 160000);
    ck_assert_ptr_null(ou_memory_alloc(&memory, 155000));
    ck_assert(!ou_memory_is_short(&memory));
    void *block = ou_memory_alloc(&memory, 150000);
    ck_assert_ptr_nonnull(block);
    ou_memory_open_room(&memory);
    void *more = ou_memory_alloc(&memory, 5000);
    ck_assert_ptr_nonnull(more);
    ck_assert(ou_memory_is_short(&memory));
    ou_memory_free(&memory, more, 5000);
    ck_assert(memory.is_open);
    ou_memory_free(&memory, block, 150000);
    ck_assert(!memory.is_open);
}
END_TEST

START_TEST(one_request_can_be_made_to_fail)
{
    memory.fail_at = 2;
    void *a = ou_memory_alloc(&memory, 1), *b = ou_memory_alloc(&memory, 1),
         *c = ou_memory_alloc(&memory, 1);
    ck_assert(a && !b && c);
    ou_memory_free(&memory, a, 1);
    ou_memory_free(&memory, c, 1);
}
END_TEST

START_TEST(all_later_requests_can_be_made_to_fail)
{
    memory.fail_at = 2;
    memory.fail_on = true;
    void *a = ou_memory_alloc(&memory, 1);
    ck_assert(a && !ou_memory_alloc(&memory, 1));
    ck_assert_ptr_null(ou_memory_alloc(&memory, 1));
    ou_memory_free(&memory, a, 1);
}
END_TEST

START_TEST(an_arena_hands_out_zeroed_aligned_blocks)
{
    OuArena arena;
    ou_arena_init(&arena, &memory);
    for (size_t size = 1; size < 3000; size += 7) {
        unsigned char *block = ou_arena_alloc(&arena, size);
        ck_assert_uint_eq((uintptr_t)block % 8, 0);
        for (size_t i = 0; i < size; i++) ck_assert_uint_eq(block[i], 0);
        memset(block, 0xFF, size);
    }
    ck_assert_ptr_nonnull(ou_arena_alloc(&arena, 1000000));
    ck_assert_str_eq(ou_arena_copy(&arena, "spam and eggs", 4), "spam");
    ck_assert(!arena.failed);
    ou_arena_free(&arena);
}
END_TEST

START_TEST(an_arena_remembers_that_it_failed)
{
    OuArena arena;
    ou_arena_init(&arena, &memory);
    memory.limit = 0;
    ck_assert_ptr_null(ou_arena_alloc(&arena, 1));
    memory.limit = SIZE_MAX;
    ck_assert_ptr_nonnull(ou_arena_alloc(&arena, 1));
    ck_assert(arena.failed);
    ck_assert_ptr_null(ou_arena_alloc(&arena, SIZE_MAX));
    ou_arena_free(&arena);
}
END_TEST

typedef struct Watcher { int patience; size_t taken; } Watcher;

static bool may_go_on(void *watcher)
{
    return ((Watcher *)watcher)->patience-- > 0;
}

static bool take_over(void *watcher, void *block, size_t size)
{
    Watcher *self = watcher;
    if (self->taken) return false;
    self->taken = size;
    free(block);
    ou_memory_unreserve(&memory, size);
    return true;
}

static const OuArenaWatch watch = { may_go_on, take_over };

START_TEST(an_arena_asks_its_watcher_and_stops_for_good)
{
    Watcher watcher = { .patience = 20 };
    OuArena arena, beside;
    ou_arena_init(&arena, &memory);
    arena.watch = &watch;
    arena.watcher = &watcher;
    ou_arena_init_beside(&beside, &arena);
    size_t size = 0;
    for (void *block; (block = ou_arena_alloc(&arena, 1000)); size += 1000) {
        ck_assert_uint_eq(*(char *)block, 0);
        memset(block, 1, 1000);
    }
    ck_assert(arena.failed && watcher.patience == -1);
    ck_assert_uint_gt(size, 20 * 32000);
    ck_assert_uint_lt(size, 21 * 66000);
    watcher.patience = 1;
    ck_assert(!ou_arena_may_go_on(&arena) && ou_arena_may_go_on(&beside));
    ck_assert_int_eq(watcher.patience, 0);
    ou_arena_free(&beside);
    ou_arena_free(&arena);
    ck_assert_uint_ge(watcher.taken, 64 << 10);
    ck_assert_uint_eq(memory.used, 0);
}
END_TEST

START_TEST(an_arena_doubles_arrays_and_copies_long_texts)
{
    Watcher watcher = { .patience = 1000000 };
    OuArena arena;
    ou_arena_init(&arena, &memory);
    arena.watch = &watch;
    arena.watcher = &watcher;
    uint32_t *items = NULL, count = 0, capacity = 0;
    while (count < 3000000) {
        if (count == capacity) {
            ck_assert(ou_arena_double(&arena, &items, count, &capacity, sizeof *items));
        }
        items[count] = count;
        count++;
    }
    for (uint32_t i = 0; i < count; i++) ck_assert(items[i] == i);
    char *copy = ou_arena_copy(&arena, (char *)items, count * sizeof *items);
    ck_assert(copy && !memcmp(copy, items, count * sizeof *items) && !copy[count * sizeof *items]);
    watcher.patience = 1;
    ck_assert_ptr_null(ou_arena_copy(&arena, (char *)items, count * sizeof *items));
    ck_assert(arena.failed);
    ou_arena_free(&arena);
}
END_TEST

START_TEST(a_buffer_puts_pieces_together)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, &memory);
    ck_assert(ou_buffer_put_text(&buffer, "spam"));
    ck_assert(ou_buffer_put_char(&buffer, ' '));
    ck_assert(ou_buffer_put_format(&buffer, "%d %s", 42, "eggs"));
    ck_assert(ou_buffer_put(&buffer, " and more", 4));
    ck_assert_str_eq(buffer.bytes, "spam 42 eggs and");
    ck_assert_uint_eq(buffer.length, 16);
    ou_buffer_free(&buffer);
}
END_TEST

START_TEST(a_buffer_encodes_code_points)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, &memory);
    static const uint32_t points[] = { 'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD800, 0xFFFF, 0x10000,
                                       0x10FFFF };
    for (unsigned i = 0; i < sizeof points / sizeof *points; i++) {
        ck_assert(ou_buffer_put_utf8(&buffer, points[i]));
    }
    ck_assert_str_eq(buffer.bytes, "a\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\xA0\x80\xEF\xBF\xBF"
                     "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
    ou_buffer_free(&buffer);
}
END_TEST

START_TEST(a_buffer_that_fails_keeps_what_it_has)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, &memory);
    ck_assert(ou_buffer_put_text(&buffer, "spam"));
    memory.limit = memory.used;
    char large[1000];
    ck_assert(!ou_buffer_put(&buffer, memset(large, 'x', sizeof large), sizeof large));
    ck_assert(buffer.failed);
    ck_assert_str_eq(buffer.bytes, "spam");
    ou_buffer_free(&buffer);
}
END_TEST

START_TEST(values_tell_what_they_are)
{
    ck_assert(ou_is_int(ou_int_value(OU_INT_MIN)) && ou_is_int(ou_int_value(OU_INT_MAX)));
    ck_assert_int_eq(ou_int_of(ou_int_value(OU_INT_MIN)), OU_INT_MIN);
    ck_assert_int_eq(ou_int_of(ou_int_value(-1)), -1);
    ck_assert(ou_int_value(-1) < ou_int_value(0));
    ck_assert(ou_is_float(ou_float_value(-0.0)) && ou_is_float(ou_float_value(1e308 * 10)));
    ck_assert(ou_is_float(ou_float_value(-(1e308 * 10 - 1e308 * 10))));
    ck_assert_double_eq(ou_float_of(ou_float_value(2.5)), 2.5);
    ck_assert(ou_is_bool(OU_TRUE) && ou_is_bool(OU_FALSE) && !ou_is_bool(OU_NONE));
    ck_assert(!ou_is_pointer(OU_NONE) && !ou_is_int(OU_NONE) && !ou_is_float(OU_NONE));
    ck_assert(ou_is_pointer(ou_pointer_value(&memory)));
    ck_assert_ptr_eq(ou_pointer_of(ou_pointer_value(&memory)), &memory);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("memory");
    tcase_add_checked_fixture(tests, open_memory, close_memory);
    tcase_add_test(tests, bytes_are_counted);
    tcase_add_test(tests, a_limit_is_never_exceeded);
    tcase_add_test(tests, sizes_that_overflow_are_refused);
    tcase_add_test(tests, what_is_freed_under_a_limit_goes_back);
    tcase_add_test(tests, a_part_of_a_limit_is_room_for_those_who_hear_of_it);
    tcase_add_test(tests, one_request_can_be_made_to_fail);
    tcase_add_test(tests, all_later_requests_can_be_made_to_fail);
    tcase_add_test(tests, an_arena_hands_out_zeroed_aligned_blocks);
    tcase_add_test(tests, an_arena_remembers_that_it_failed);
    tcase_add_test(tests, an_arena_asks_its_watcher_and_stops_for_good);
    tcase_add_test(tests, an_arena_doubles_arrays_and_copies_long_texts);
    tcase_add_test(tests, a_buffer_puts_pieces_together);
    tcase_add_test(tests, a_buffer_encodes_code_points);
    tcase_add_test(tests, a_buffer_that_fails_keeps_what_it_has);
    tcase_add_test(tests, values_tell_what_they_are);
    return world_run(tests);
}

// Large blocks that go back to the system piece by piece.
#include "gc/discard.h"
#include "tests/unit/gc/world.h"

enum { MEGABYTE = 1 << 20, LARGE = 20 * MEGABYTE };   // more than the cache of pages holds

static World world;

static void open_world(void)
{
    world_open(&world);
    ou_heap_set_release_slice(&world.heap, 100);
}

static void close_world(void) { world_close(&world); }

// The address sanitizer has pages of its own.
static size_t resident(void)
{
    return OU_PAGE_POISONS ? 0 : world_resident();
}

static void *buffer_make(size_t size)
{
    void *buffer = ou_heap_buffer_alloc(&world.heap, size);
    ck_assert_ptr_nonnull(buffer);
    memset(buffer, 1, size);
    return buffer;
}

static OuObject *text_make(size_t size)
{
    OuObject *text = ou_heap_new_leaf(&world.heap, WORLD_TEXT, size);
    ck_assert_ptr_nonnull(text);
    memset(text + 1, 1, size - sizeof *text);
    return text;
}

// Gives it back in pieces; returns how many polls that took.
static size_t poll_all(void)
{
    size_t polls = 0;
    for (size_t before; world.heap.discarded; polls++) {
        ck_assert(world.heap.pending & OU_PENDING_SLICE);
        before = resident();
        poll(&world);
        ck_assert_uint_le(before, resident() + 3 * MEGABYTE);
    }
    return polls;
}

START_TEST(a_buffer_goes_back_in_pieces)
{
    size_t used = world.heap.memory.used, before = resident();
    void *buffer = buffer_make(LARGE);
    ou_heap_buffer_free(&world.heap, buffer, LARGE);
    ck_assert_uint_eq(world.heap.memory.used, used);
    size_t polls = poll_all();
    ck_assert_uint_ge(polls, 19);
    ck_assert_uint_le(polls, 20);
    ck_assert_uint_le(resident(), before + 3 * MEGABYTE);
    ck_assert_uint_eq(world.heap.pauses[OU_PAUSE_RELEASE].count, polls);
}
END_TEST

START_TEST(so_does_a_large_object)
{
    size_t used = world.heap.memory.used, before = resident();
    drop(text_make(LARGE));
    ck_assert_uint_lt(world.heap.memory.used, used + MEGABYTE);
    ck_assert_uint_ge(poll_all(), 19);
    ck_assert_uint_le(resident(), before + 3 * MEGABYTE);
}
END_TEST

START_TEST(several_go_one_after_the_other)
{
    void *buffer = buffer_make(LARGE);
    drop(text_make(LARGE));
    ou_heap_buffer_free(&world.heap, buffer, LARGE);
    ou_collector_enable(&world.heap, false);
    ck_assert_uint_ge(poll_all(), 38);
}
END_TEST

START_TEST(who_asks_for_a_large_one_lets_them_go_first)
{
    ou_heap_buffer_free(&world.heap, buffer_make(LARGE), LARGE);
    void *small = buffer_make(OU_DISCARD_LEAST - 1);
    ck_assert_ptr_nonnull(world.heap.discarded);
    void *buffer = buffer_make(LARGE);
    ck_assert_ptr_null(world.heap.discarded);
    drop(text_make(LARGE));
    buffer = ou_heap_buffer_resize(&world.heap, buffer, LARGE, 2 * LARGE);
    ck_assert_ptr_nonnull(buffer);
    ck_assert_ptr_null(world.heap.discarded);
    ou_heap_buffer_free(&world.heap, buffer, 2 * LARGE);
    OuObject *text = text_make(LARGE);
    ck_assert_ptr_null(world.heap.discarded);
    drop(text);
    ou_heap_buffer_free(&world.heap, small, OU_DISCARD_LEAST - 1);
}
END_TEST

START_TEST(more_than_so_much_does_not_wait)
{
    enum { COUNT = 3 };
    const size_t size = OU_DISCARD_MOST / 2 + 1;
    void *buffers[COUNT];
    for (int i = 0; i < COUNT; i++) {
        buffers[i] = ou_heap_buffer_alloc(&world.heap, size);
        ck_assert_ptr_nonnull(buffers[i]);
    }
    ou_heap_buffer_free(&world.heap, buffers[0], size);
    ou_heap_buffer_free(&world.heap, buffers[1], size);
    const OuDiscard *last = world.heap.discarded;
    ck_assert_ptr_eq(last, buffers[1]);
    ou_heap_buffer_free(&world.heap, buffers[2], size);
    ck_assert_ptr_eq(world.heap.discarded, last);
    ou_discard_all(&world.heap);
}
END_TEST

START_TEST(a_small_one_goes_at_once)
{
    void *buffer = buffer_make(OU_DISCARD_LEAST - 1);
    ou_heap_buffer_free(&world.heap, buffer, OU_DISCARD_LEAST - 1);
    ck_assert_ptr_null(world.heap.discarded);
}
END_TEST

static void goes_at_once(void)
{
    void *buffer = buffer_make(LARGE);
    OuObject *text = text_make(LARGE);
    ou_heap_buffer_free(&world.heap, buffer, LARGE);
    drop(text);
    ck_assert_ptr_null(world.heap.discarded);
}

START_TEST(all_go_at_once_where_memory_is_limited_or_nobody_polls)
{
    world.heap.memory.limit = SIZE_MAX - 1;
    goes_at_once();
    world.heap.memory.limit = SIZE_MAX;
    ou_heap_set_release_slice(&world.heap, 0);
    goes_at_once();
}
END_TEST

START_TEST(what_is_refused_is_tried_again_without_them)
{
    void *buffer = buffer_make(LARGE), *other = buffer_make(LARGE);
    ou_heap_buffer_free(&world.heap, buffer, LARGE);
    world.heap.memory.limit = 1;
    ck_assert_ptr_null(ou_heap_buffer_alloc(&world.heap, LARGE));
    ck_assert_ptr_null(world.heap.discarded);
    world.heap.memory.limit = SIZE_MAX;
    drop(text_make(LARGE));
    world.heap.memory.limit = 1;
    ck_assert_ptr_null(ou_heap_buffer_resize(&world.heap, other, LARGE, 2 * LARGE));
    ck_assert_ptr_null(world.heap.discarded);
    world.heap.memory.limit = SIZE_MAX;
    drop(text_make(LARGE));
    world.heap.memory.limit = 1;
    ck_assert_ptr_null(ou_heap_new_leaf(&world.heap, WORLD_TEXT, LARGE));
    ck_assert_ptr_null(world.heap.discarded);
    world.heap.memory.limit = SIZE_MAX;
    ou_heap_buffer_free(&world.heap, other, LARGE);
}
END_TEST

START_TEST(trimming_gives_all_back)
{
    size_t before = resident();
    drop(text_make(LARGE / 2));          // goes to the cache of pages
    ck_assert_ptr_null(world.heap.discarded);
    drop(text_make(LARGE));
    ou_page_trim(&world.heap);
    ck_assert_ptr_null(world.heap.discarded);
    ck_assert_uint_le(resident(), before + MEGABYTE);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("discard");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, a_buffer_goes_back_in_pieces);
    tcase_add_test(tests, so_does_a_large_object);
    tcase_add_test(tests, several_go_one_after_the_other);
    tcase_add_test(tests, who_asks_for_a_large_one_lets_them_go_first);
    tcase_add_test(tests, more_than_so_much_does_not_wait);
    tcase_add_test(tests, a_small_one_goes_at_once);
    tcase_add_test(tests, all_go_at_once_where_memory_is_limited_or_nobody_polls);
    tcase_add_test(tests, what_is_refused_is_tried_again_without_them);
    tcase_add_test(tests, trimming_gives_all_back);
    return world_run(tests);
}

// What pages and spans cost: what is booked is what the system gives; where dead ones stay; and
// what happens when it gives nothing.
#include <sys/mman.h>
#include <sys/resource.h>

#include "gc/chunk.h"
#include "gc/log.h"
#include "tests/unit/gc/world.h"

static World world;

static void open_world(void)  { world_open(&world); }
static void close_world(void) { world_close(&world); }

static OuObject *leaf_try(size_t size)
{
    OuObject *leaf = ou_heap_new_leaf(&world.heap, WORLD_TEXT, size);
    if (leaf) memset(leaf + 1, 'x', size - sizeof *leaf);
    return leaf;
}

static OuObject *leaf_make(size_t size)
{
    OuObject *leaf = leaf_try(size);
    ck_assert_ptr_nonnull(leaf);
    return leaf;
}

// The system maps nothing more for a while. (The sanitizer couldn't go on.)
static void set_addresses(rlim_t limit)
{
    struct rlimit addresses;
    ck_assert_int_eq(getrlimit(RLIMIT_AS, &addresses), 0);
    addresses.rlim_cur = limit;
    ck_assert_int_eq(setrlimit(RLIMIT_AS, &addresses), 0);
}

// ---- What is booked -----------------------------------------------------------------------------

static const size_t sizes[] = {
    24, 500, 4000, 8192, 8193, 9000, 9100, 12500, 16256, 20000, 24000, 32640, 32641, 33000, 40000,
    50000, OU_LARGEST_SLOT, OU_LARGEST_SLOT + 1, 70000, 100000, 130000, 300000, 600000, 1200000,
    9000000,
};

START_TEST(what_is_booked_is_there)
{
    enum { TOTAL = 40 << 20 };
    static OuObject *leaves[TOTAL / 24];
    size_t size = sizes[_i], count = TOTAL / size;
    memset(leaves, 0, count * sizeof *leaves);
    size_t before = world_resident(), booked = world.heap.memory.used;
    for (size_t i = 0; i < count; i++) leaves[i] = leaf_make(size);
    double grown = (double)(world_resident() - before);
    booked = world.heap.memory.used - booked;
    if (!OU_PAGE_POISONS) {                          // the sanitizer has memory of its own
        ck_assert_double_le(grown, (double)booked * 1.05);
        ck_assert_double_ge(grown, (double)booked * 0.87);
    }
    // Nothing wastes more than an eighth and what a page has at its head.
    ck_assert_double_le((double)booked, (double)(count * size) * 1.16);
    for (size_t i = 0; i < count; i++) drop(leaves[i]);
}
END_TEST

START_TEST(slots_up_to_a_page_share_pages)
{
    OuObject *leaves[7];
    for (int i = 0; i < 7; i++) leaves[i] = leaf_make(9000);
    for (int i = 1; i < 7; i++) ck_assert_ptr_eq(ou_page_of(leaves[i]), ou_page_of(leaves[0]));
    for (int i = 0; i < 7; i++) drop(leaves[i]);
    OuObject *whole = leaf_make(OU_LARGEST_SLOT);
    ck_assert_uint_eq(ou_page_booked(ou_page_of(whole)), OU_PAGE_SIZE);
    ck_assert(!ou_page_is_span(ou_page_of(whole)));
    drop(whole);
}
END_TEST

START_TEST(what_no_slot_reaches_is_not_booked)
{
    OuObject *leaf = leaf_make(40000 - OU_PAGE_HEAD);
    ck_assert_uint_eq(ou_page_booked(ou_page_of(leaf)), 40960);
    drop(leaf);
    leaf = leaf_make(100000);
    ck_assert_uint_eq(ou_page_booked(ou_page_of(leaf)), 102400);
    drop(leaf);
}
END_TEST

START_TEST(pages_in_the_cache_are_booked_as_they_were)
{
    OuHeap *heap = &world.heap;
    OuObject *a = leaf_make(33000), *b = leaf_make(33000);
    size_t live = heap->page_bytes;
    drop(a);
    ck_assert_uint_eq(heap->cached_bytes, 36864);
    ck_assert_uint_eq(heap->page_bytes, live);
    a = leaf_make(60);                               // needs all of the page
    ck_assert_uint_eq(heap->cached_bytes, 0);
    ck_assert_uint_eq(heap->page_bytes, live + OU_PAGE_SIZE - 36864);
    drop(a);
    drop(b);
}
END_TEST

// A page that went from class to class has no granules that nobody booked.
START_TEST(what_a_page_had_and_needs_no_more_goes_back)
{
    static Node *nodes[1000];
    for (uint32_t i = 0; i < 1000; i++) nodes[i] = node_make(&world, i, 100);
    for (uint32_t i = 0; i < 1000; i++) drop(nodes[i]);
    ou_log_release_empty_pages(&world.heap, true);
    ck_assert_uint_ge(world.heap.cached_count, 10);
    OuObject *leaf = leaf_make(33000);
    unsigned char present[OU_PAGE_SIZE / OU_GRANULE];
    ck_assert_int_eq(mincore(ou_page_of(leaf), OU_PAGE_SIZE, present), 0);
    for (unsigned i = 0; i < sizeof present; i++) {
        if (!OU_PAGE_POISONS) ck_assert_int_eq(present[i] & 1, i < 9);
    }
    drop(leaf);
}
END_TEST

START_TEST(a_page_from_the_cache_that_may_not_grow_is_given_back)
{
    OuHeap *heap = &world.heap;
    OuObject *a = leaf_make(33000), *b = leaf_make(33000);
    drop(a);
    heap->memory.limit = heap->memory.used;
    ck_assert_ptr_null(leaf_try(60));
    ck_assert_uint_eq(heap->cached_count, 0);
    heap->memory.limit = SIZE_MAX;
    drop(b);
}
END_TEST

// ---- Spans that died ----------------------------------------------------------------------------

START_TEST(a_dead_span_serves_the_next_of_about_its_size)
{
    OuHeap *heap = &world.heap;
    OuObject *first = leaf_make(100000);
    drop(first);
    ck_assert_uint_eq(heap->cached_span_bytes, 102400);
    OuObject *second = leaf_make(90000);
    ck_assert_ptr_eq(second, first);
    ck_assert_uint_eq(heap->page_bytes, 90112 + 4096);     // the head takes the next granule
    drop(second);
    second = leaf_make(110000);
    ck_assert_ptr_eq(second, first);
    ck_assert_uint_eq(heap->page_bytes, 110592);
    OuObject *other = leaf_make(200000);             // so not this one
    drop(second);
    drop(other);
    second = leaf_make(100000);
    ck_assert_ptr_eq(second, first);
    drop(second);
}
END_TEST

START_TEST(few_dead_spans_are_kept)
{
    OuHeap *heap = &world.heap;
    OuObject *leaves[30];
    for (int i = 0; i < 30; i++) leaves[i] = leaf_make(100000);
    for (int i = 0; i < 30; i++) drop(leaves[i]);
    ck_assert_uint_eq(heap->cached_span_bytes, 8 * 102400);
    drop(leaf_make(15 << 20));
    size_t large = heap->cached_span_bytes;
    ck_assert_uint_gt(large, 15 << 20);
    ck_assert_uint_le(large, 16 << 20);
    drop(leaf_make(17 << 20));                       // too large, and so all go
    ck_assert_uint_eq(heap->cached_span_bytes, 0);
}
END_TEST

START_TEST(trimming_gives_all_of_them_back)
{
    OuHeap *heap = &world.heap;
    drop(leaf_make(100000));
    drop(leaf_make(2000000));
    OuObject *a = leaf_make(33000), *b = leaf_make(33000);
    drop(a);
    drop(b);
    OuHeapStats stats;
    ou_heap_get_stats(heap, &stats);
    ck_assert_uint_eq(stats.cached_bytes, heap->cached_bytes + heap->cached_span_bytes);
    ck_assert_uint_gt(stats.cached_bytes, 2100000);
    ou_page_trim(heap);
    ou_heap_get_stats(heap, &stats);
    ck_assert_uint_eq(stats.cached_bytes, 0);
    ck_assert_uint_eq(heap->page_bytes, ou_page_booked(ou_page_of(b)));   // the current one
}
END_TEST

START_TEST(a_limit_takes_what_is_cached_first)
{
    OuHeap *heap = &world.heap;
    OuObject *a = leaf_make(100000), *b = leaf_make(100000);
    drop(a);
    heap->memory.limit = heap->memory.used;
    a = leaf_make(150000 - 50000);                   // that one again
    drop(a);
    ck_assert_ptr_null(leaf_try(128000));            // of its pages, but it mustn't grow
    ck_assert_uint_eq(heap->cached_span_bytes, 0);
    a = leaf_make(60000);                            // a page, where the span was
    drop(a);
    drop(b);
    heap->memory.limit = SIZE_MAX;
    drop(leaf_make(150000));
    heap->memory.limit = heap->memory.used;
    b = leaf_make(260000 - 30000);                   // of more pages, but of less than both
    drop(b);
    heap->memory.limit = heap->memory.used;
    Node *node = node_make(&world, 1, 4000);         // ... a page, where a span was
    drop(node);
    heap->memory.limit = SIZE_MAX;
}
END_TEST

START_TEST(a_dead_container_waits_for_the_logs)
{
    OuHeap *heap = &world.heap;
    Node *large = node_make(&world, 1, 9000), *small = node_make(&world, 2, 5000);
    drop(large);
    drop(small);
    OuHeapStats stats;
    ou_heap_get_stats(heap, &stats);
    ck_assert_uint_ge(stats.cached_bytes, 72000);
    ou_log_release_empty_pages(heap, true);
    ck_assert_ptr_null(heap->empty);
    ck_assert_uint_ge(heap->cached_span_bytes, 72000);
}
END_TEST

// Its page isn't worth reading long logs for, unless memory is refused.
START_TEST(a_refusal_is_worth_reading_long_logs)
{
    enum { COUNT = 20000 };
    static Node *nodes[COUNT];
    OuHeap *heap = &world.heap;
    for (uint32_t i = 0; i < COUNT; i++) nodes[i] = node_make(&world, i, 1);
    Node *few[9];
    drop(leaf_make(100));
    for (uint32_t i = 0; i < 9; i++) few[i] = node_make(&world, i, 1000);
    for (uint32_t i = 0; i < 9; i++) drop(few[i]);
    heap->memory.limit = heap->memory.used;
    ck_assert_ptr_nonnull(heap->empty);
    drop(leaf_make(8000));
    ck_assert_ptr_null(heap->empty);
    heap->memory.limit = SIZE_MAX;
    for (uint32_t i = 0; i < COUNT; i++) drop(nodes[i]);
}
END_TEST

// ---- Runs and mappings --------------------------------------------------------------------------

START_TEST(runs_of_pages_share_chunks_and_come_back)
{
    enum { COUNT = 200 };
    OuHeap *heap = &world.heap;
    static OuObject *leaves[COUNT];
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < COUNT; i++) {
            if (!leaves[i]) leaves[i] = leaf_make(70000 + (size_t)((i * 7 + round) % 6) * 65536);
        }
        for (int i = round % 2; i < COUNT; i += 2) {
            drop(leaves[i]);
            leaves[i] = NULL;
        }
    }
    for (int i = 0; i < COUNT; i++) if (leaves[i]) drop(leaves[i]);
    ou_page_trim(heap);
    ck_assert_ptr_null(heap->chunks);
    ck_assert_uint_eq(heap->page_bytes, 0);
}
END_TEST

// Chunks that are full lie behind those that aren't, and one that isn't any more comes first again.
START_TEST(pages_are_found_wherever_there_are_some)
{
    enum { COUNT = 64 * 10 };
    OuHeap *heap = &world.heap;
    static OuObject *leaves[COUNT], *runs[40];
    for (int i = 0; i < COUNT; i++) leaves[i] = leaf_make(OU_LARGEST_SLOT);
    // A hole of one page in each chunk: for runs another one is mapped, although there are ten.
    for (int i = 32; i < COUNT; i += 64) drop(leaves[i]);
    ou_page_trim(heap);
    for (int i = 0; i < 40; i++) runs[i] = leaf_make(500000);
    for (int i = 32; i < COUNT; i += 64) leaves[i] = leaf_make(OU_LARGEST_SLOT);
    for (int i = COUNT; i--; ) drop(leaves[i]);
    for (int i = 0; i < 40; i++) drop(runs[i]);
    ou_page_trim(heap);
    ck_assert_uint_le(heap->page_bytes, OU_PAGE_SIZE);
}
END_TEST

START_TEST(sizes_without_an_end_are_refused)
{
    ck_assert_ptr_null(ou_page_take_span(&world.heap, OU_PAGE_LEAF, SIZE_MAX));
    ck_assert_ptr_null(ou_page_take_span(&world.heap, OU_PAGE_LEAF, PTRDIFF_MAX));
    ck_assert_ptr_null(ou_page_take_span(&world.heap, OU_PAGE_LEAF, PTRDIFF_MAX - 1000000));
}
END_TEST

START_TEST(the_system_refuses)
{
    OuHeap *heap = &world.heap;
    OuObject *leaf = leaf_make(1000000);
    drop(leaf_make(100));                            // there is a chunk
    size_t booked = heap->memory.used;
    set_addresses(0);
    OuObject *span = leaf_try(2000000), *run = leaf_try(400000);
    OuObject *grown = ou_heap_grow_leaf(leaf, 2000000);
    for (int i = 0; i < 64; i++) (void)ou_page_take_span(heap, OU_PAGE_BUFFER, 100000);
    size_t while_refused = heap->memory.used;
    set_addresses(RLIM_INFINITY);
    ck_assert_ptr_null(span);
    ck_assert_ptr_null(grown);
    ck_assert_ptr_nonnull(run);                      // the first chunk has room
    ck_assert_uint_gt(while_refused, booked);
    ck_assert_uint_le(while_refused, booked + (4 << 20));
    ck_assert_ptr_nonnull(ou_heap_grow_leaf(leaf, 2000000));
    world.released--;
    ou_heap_free(heap);                              // with the spans that nobody holds
    ck_assert_uint_eq(heap->memory.used, 0);
    world_open(&world);
}
END_TEST

START_TEST(no_page_without_a_number)
{
    OuHeap *heap = &world.heap;
    OuObject *leaf = leaf_make(100);
    OuPageTable *table = &heap->tables[OU_PAGE_LEAF], real = *table;
    table->count = table->capacity = table->vacant = 1 << 20;
    ck_assert_ptr_null(leaf_try(100000));
    ck_assert_ptr_null(leaf_try(200));
    *table = real;
    ck_assert_uint_eq(heap->page_bytes, OU_PAGE_SIZE);
    drop(leaf);
}
END_TEST

// ---- Growing ------------------------------------------------------------------------------------

static OuObject *grow(OuObject *leaf, size_t size)
{
    OuObject *grown = ou_heap_grow_leaf(leaf, size);
    if (!grown) return NULL;
    size_t had = 16 - sizeof *leaf;
    for (size_t i = 0; i < had; i++) ck_assert_int_eq(((char *)(grown + 1))[i], 'x');
    memset(grown + 1, 'x', size - sizeof *grown);
    ck_assert_uint_eq(ou_heap_slot_size(grown), size);
    ck_assert_uint_eq(world.heap.page_bytes, ou_page_booked(ou_page_of(grown)));
    return grown;
}

START_TEST(a_large_leaf_grows_without_being_copied)
{
    OuObject *leaf = leaf_make(600000);
    for (size_t size = 650000; size < 40000000; size += size / 8) {
        leaf = grow(leaf, size);
        ck_assert_ptr_nonnull(leaf);
        world.roots[0] = ou_pointer_value(leaf);
        world_audit(&world);
    }
    ou_clear(&world.roots[0]);
    ck_assert_uint_eq(world.released, 1);
}
END_TEST

START_TEST(a_run_grows_into_its_last_page)
{
    OuObject *leaf = leaf_make(100000), *grown = grow(leaf, 120000);
    ck_assert_ptr_eq(grown, leaf);
    ck_assert_ptr_null(grow(leaf, 140000));
    drop(leaf);
    OuObject *small = leaf_make(60000);
    ck_assert_ptr_null(ou_heap_grow_leaf(small, 70000));
    drop(small);
}
END_TEST

START_TEST(what_may_not_grow_stays)
{
    OuHeap *heap = &world.heap;
    OuObject *leaf = leaf_make(700000);
    heap->memory.limit = heap->memory.used + 10000;
    ck_assert_ptr_null(ou_heap_grow_leaf(leaf, 800000));
    heap->memory.limit = SIZE_MAX;
    ck_assert_ptr_null(ou_heap_grow_leaf(leaf, SIZE_MAX));
    ou_trace_watch(heap);
    ck_assert_ptr_null(ou_heap_grow_leaf(leaf, 800000));   // somebody has notes about the page
    ou_trace_unwatch(heap);
    leaf = grow(leaf, 800000);
    ck_assert_ptr_nonnull(leaf);
    drop(leaf);
}
END_TEST

START_TEST(what_the_system_will_not_move_stays)
{
    OuObject *leaf = leaf_make(700000);
    OuPage *odd = (OuPage *)(void *)((char *)ou_page_of(leaf) + 8);      // no mapping begins there
    ck_assert_ptr_null(ou_chunk_grow(odd, 11, 13));
    drop(leaf);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("page");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, what_is_booked_is_there, 0, sizeof sizes / sizeof *sizes);
    tcase_add_test(tests, slots_up_to_a_page_share_pages);
    tcase_add_test(tests, what_no_slot_reaches_is_not_booked);
    tcase_add_test(tests, pages_in_the_cache_are_booked_as_they_were);
    tcase_add_test(tests, what_a_page_had_and_needs_no_more_goes_back);
    tcase_add_test(tests, a_page_from_the_cache_that_may_not_grow_is_given_back);
    tcase_add_test(tests, a_dead_span_serves_the_next_of_about_its_size);
    tcase_add_test(tests, few_dead_spans_are_kept);
    tcase_add_test(tests, trimming_gives_all_of_them_back);
    tcase_add_test(tests, a_limit_takes_what_is_cached_first);
    tcase_add_test(tests, a_dead_container_waits_for_the_logs);
    tcase_add_test(tests, a_refusal_is_worth_reading_long_logs);
    tcase_add_test(tests, runs_of_pages_share_chunks_and_come_back);
    tcase_add_test(tests, pages_are_found_wherever_there_are_some);
    tcase_add_test(tests, sizes_without_an_end_are_refused);
    if (!OU_PAGE_POISONS) tcase_add_test(tests, the_system_refuses);
    tcase_add_test(tests, no_page_without_a_number);
    tcase_add_test(tests, a_large_leaf_grows_without_being_copied);
    tcase_add_test(tests, a_run_grows_into_its_last_page);
    tcase_add_test(tests, what_may_not_grow_stays);
    tcase_add_test(tests, what_the_system_will_not_move_stays);
    return world_run(tests);
}

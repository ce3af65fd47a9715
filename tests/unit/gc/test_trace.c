// Notes beside the pages: where each block was asked for, and in which epoch.
#include "gc/trace.h"

#include "tests/unit/gc/world.h"

enum { LARGE = OU_LARGEST_SLOT + 1000, MANY = 3000 };

static World world;
static OuHeap *heap = &world.heap;
static uint32_t next_site;               // what the hook says; 0: it refuses

static size_t asked;                     // how often it was asked
static uint64_t place[OU_TRACE_WORDS];   // where the program is

static uint32_t site_hook(OuHeap *self)
{
    asked++;
    return next_site;
}

static void open_world(void)
{
    world_open(&world);
    heap->hooks.site = site_hook;
    next_site = 7;
    asked = 0;
    place[0] = 0x1000;
    place[1] = 0x2000;
    place[2] = 1;
}

static void close_world(void)
{
    while (heap->tracer.watchers) ou_trace_unwatch(heap);
    ou_heap_fail_at(heap, 0, false);
    ou_trace_stop(heap);
    world_close(&world);
}

static Node *keep(uint32_t root, uint32_t slots)
{
    Node *node = node_make(&world, root, slots);
    ou_set_steal(&world.roots[root], ou_pointer_value(node));
    return node;
}

static uint32_t birth(const void *object) { return ou_trace_birth_of(heap, object); }

// ---- Births -------------------------------------------------------------------------------------

START_TEST(what_nobody_watches_has_no_birth)
{
    Node *before = keep(0, 2);
    ck_assert_uint_eq(birth(before), 0);
    ck_assert_uint_eq(ou_trace_watch(heap), 1);
    ck_assert_uint_eq(birth(before), 0);
    ck_assert_uint_eq(birth(keep(1, 2)), 1);
    ck_assert_uint_eq(birth(before), 0);
}
END_TEST

START_TEST(containers_leaves_and_spans_have_births)
{
    Node *old_span = keep(0, LARGE / 8);
    ck_assert_uint_eq(ou_trace_watch(heap), 1);
    ck_assert_uint_eq(birth(old_span), 0);
    ck_assert_uint_eq(ou_trace_watch(heap), 2);
    Node *untracked = ou_heap_new_untracked(heap, WORLD_TUPLE, sizeof *untracked);
    ck_assert_ptr_nonnull(untracked);
    untracked->count = 0;
    OuObject *leaf = ou_heap_new_leaf(heap, WORLD_TEXT, 20);
    OuObject *leaf_span = ou_heap_new_leaf(heap, WORLD_TEXT, LARGE);
    Node *span = keep(1, LARGE / 8);
    ck_assert_uint_eq(birth(untracked), 2);
    ck_assert_uint_eq(birth(leaf), 2);
    ck_assert_uint_eq(birth(leaf_span), 2);
    ck_assert_uint_eq(birth(span), 2);
    drop(untracked);
    drop(leaf);
    drop(leaf_span);
}
END_TEST

START_TEST(each_watcher_begins_an_epoch)
{
    uint32_t first = ou_trace_watch(heap);
    Node *a = keep(0, 2);
    uint32_t second = ou_trace_watch(heap);
    Node *b = keep(1, 2);
    ou_trace_unwatch(heap);
    Node *c = keep(2, 2);
    ck_assert_uint_lt(first, second);
    ck_assert_uint_eq(birth(a), first);
    ck_assert_uint_eq(birth(b), second);
    ck_assert_uint_eq(birth(c), second);
}
END_TEST

START_TEST(what_is_made_between_watchers_is_from_before)
{
    uint32_t first = ou_trace_watch(heap);
    Node *watched = keep(0, 2);
    ck_assert_uint_eq(birth(watched), first);
    ou_trace_unwatch(heap);
    ck_assert_uint_eq(birth(watched), 0);
    ou_set(&world.roots[0], OU_NONE);
    Node *unwatched = keep(1, 2);              // in the slot of the first
    uint32_t second = ou_trace_watch(heap);
    Node *again = keep(2, 2);
    ck_assert_uint_lt(first, second);
    ck_assert_uint_eq(birth(unwatched), 0);
    ck_assert_uint_eq(birth(again), second);
}
END_TEST

START_TEST(a_slot_that_is_taken_again_is_born_again)
{
    keep(0, 2);
    ou_trace_watch(heap);
    const Node *first = keep(1, 2);
    ou_set(&world.roots[1], OU_NONE);
    uint32_t second = ou_trace_watch(heap);
    Node *same = keep(2, 2);
    ck_assert_ptr_eq(same, first);
    ck_assert_uint_eq(birth(same), second);
}
END_TEST

START_TEST(pages_come_and_go_while_somebody_watches)
{
    size_t used = heap->memory.used;
    for (unsigned round = 1; round <= 3; round++) {
        uint32_t epoch = ou_trace_watch(heap);
        List *list = list_make(&world);
        ou_set_steal(&world.roots[0], ou_pointer_value(list));
        for (uint32_t i = 0; i < MANY; i++) {
            Node *node = node_make(&world, i, i % 50);
            ck_assert_uint_eq(birth(node), epoch);
            ck_assert(list_append(&world, list, ou_pointer_value(node)));
            drop(node);
        }
        for (uint32_t i = 0; i < MANY; i++) {
            ck_assert_uint_eq(birth(ou_pointer_of(list->items[i])), epoch);
        }
        world_audit(&world);
        ou_set(&world.roots[0], OU_NONE);
    }
    while (heap->tracer.watchers) ou_trace_unwatch(heap);
    ou_collector_collect(heap, 2);
    ou_page_retire_all(heap);
    ou_collector_collect(heap, 2);
    ou_page_trim(heap);
    ck_assert_uint_le(heap->memory.used, used + OU_GENERATIONS * 64 * 1024);
}
END_TEST

START_TEST(watching_gives_its_memory_back)
{
    keep(0, 2);
    size_t used = heap->memory.used;
    ou_trace_watch(heap);
    keep(1, 2);
    ck_assert_uint_gt(heap->memory.used, used);
    ou_trace_unwatch(heap);
    ck_assert_uint_eq(heap->memory.used, used);
}
END_TEST

START_TEST(buffers_are_allocated_in_line_while_only_births_are_noted)
{
    ou_trace_watch(heap);
    void *buffer = ou_heap_buffer_alloc(heap, 64);
    ck_assert_ptr_nonnull(buffer);
    ck_assert_ptr_null(ou_page_of(buffer)->births);
    ck_assert_ptr_ne(heap->current[OU_PAGE_BUFFER][8], &heap->none);
    ck_assert_ptr_eq(heap->current[OU_PAGE_CONTAINER][8], &heap->none);
    ou_heap_buffer_free(heap, buffer, 64);
}
END_TEST

START_TEST(the_last_epoch_goes_on_for_ever)
{
    heap->tracer.epoch = UINT32_MAX - 1;
    ck_assert_uint_eq(ou_trace_watch(heap), UINT32_MAX);
    ck_assert_uint_eq(ou_trace_watch(heap), UINT32_MAX);
}
END_TEST

// Whatever is refused on the way: an object that was made has its birth and its site.
START_TEST(no_note_is_missing_when_memory_is_refused)
{
    if (_i & 1) ou_trace_start(heap, _i & 4 ? place : NULL);
    if (_i & 2) ou_trace_watch(heap);
    const size_t sizes[] = { 24, 500, LARGE };
    for (unsigned s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        for (uint64_t n = 1; n < 8; n++) {
            ou_heap_fail_at(heap, n, true);
            OuObject *leaf = ou_heap_new_leaf(heap, WORLD_TEXT, sizes[s]);
            void *buffer = ou_heap_buffer_alloc(heap, sizes[s]);
            ou_heap_fail_at(heap, 0, false);
            world.roots[0] = leaf ? ou_pointer_value(leaf) : OU_NONE;
            world_audit(&world);
            if (leaf) {
                ck_assert_uint_eq(birth(leaf), _i & 2 ? 1 : 0);
                ck_assert_uint_eq(ou_trace_site_of(heap, leaf), _i & 1 ? next_site : 0);
            }
            ou_set(&world.roots[0], OU_NONE);
            ou_heap_buffer_free(heap, buffer, buffer ? sizes[s] : 0);
            ck_assert_uint_eq(ou_trace_total(&heap->tracer), 0);
            ou_trace_clear(heap);
            ou_page_retire_all(heap);
        }
    }
}
END_TEST

// Without its births a new page gives out nothing. Who walks pages instead of the logs meets it.
START_TEST(a_page_whose_births_are_refused_is_walked_like_others)
{
    ou_trace_watch(heap);
    keep(0, 2);
    uint64_t n = 0;
    Node *made;
    do {
        ou_heap_fail_at(heap, ++n, false);
        made = node_try(&world, WORLD_NODE, 1, 20 + (uint32_t)n * 16);     // a class without a page
        ou_heap_fail_at(heap, 0, false);
        if (made) drop(made);
        world_audit(&world);
        for (int i = 0; i < OU_GENERATIONS; i++) heap->logs[i].lost = true;
        ck_assert_uint_eq(ou_collector_collect(heap, 2), 0);
        world_audit(&world);
    } while (!made);
    ck_assert_uint_gt(n, 2);
}
END_TEST

START_TEST(a_heap_may_end_while_it_is_watched_and_traced)
{
    World other;
    world_open(&other);
    other.heap.hooks.site = site_hook;
    ou_trace_watch(&other.heap);
    ou_trace_start(&other.heap, NULL);
    Node *node = node_make(&other, 1, 2);
    ck_assert_uint_eq(ou_trace_birth_of(&other.heap, &node->base), 1);
    ck_assert_uint_eq(ou_trace_site_of(&other.heap, node), 7);
    ou_heap_free(&other.heap);
    ck_assert_uint_eq(other.heap.memory.used, 0);
}
END_TEST

// ---- Sites --------------------------------------------------------------------------------------

typedef struct Sums {
    size_t bytes, blocks, sites;
} Sums;

static void add_up(size_t size, uint32_t site, void *context)
{
    Sums *sums = context;
    sums->bytes += size;
    sums->blocks++;
    sums->sites += site;
}

static Sums sums_now(void)
{
    Sums sums = { 0 };
    ou_trace_each(heap, add_up, &sums);
    return sums;
}

START_TEST(every_block_has_the_site_of_its_allocation)
{
    Node *before = keep(0, 2);
    ou_trace_start(heap, NULL);
    Node *node = keep(1, 2);
    next_site = 8;
    Node *span = keep(2, LARGE / 8);
    next_site = 9;
    void *buffer = ou_heap_buffer_alloc(heap, 64);
    next_site = 10;
    void *large = ou_heap_buffer_alloc(heap, LARGE);
    ck_assert_uint_eq(ou_trace_site_of(heap, before), 0);
    ck_assert_uint_eq(ou_trace_site_of(heap, node), 7);
    ck_assert_uint_eq(ou_trace_site_of(heap, span), 8);
    ck_assert_uint_eq(ou_trace_site_of(heap, buffer), 9);
    Sums sums = sums_now();
    ck_assert_uint_eq(sums.blocks, 4);
    ck_assert_uint_eq(sums.sites, 7 + 8 + 9 + 10);
    ck_assert_uint_eq(sums.bytes, ou_trace_total(&heap->tracer));
    ou_heap_buffer_free(heap, buffer, 64);
    ou_heap_buffer_free(heap, large, LARGE);
    ou_set(&world.roots[0], OU_NONE);
    ou_set(&world.roots[2], OU_NONE);
    sums = sums_now();
    ck_assert_uint_eq(sums.blocks, 1);
    ck_assert_uint_eq(sums.bytes, ou_trace_total(&heap->tracer));
    ck_assert_uint_gt(heap->tracer.peak, ou_trace_total(&heap->tracer));
}
END_TEST

START_TEST(a_resized_buffer_belongs_to_who_resized_it)
{
    ou_trace_start(heap, NULL);
    char *buffer = ou_heap_buffer_alloc(heap, 57);
    next_site = 8;
    ck_assert_ptr_eq(ou_heap_buffer_resize(heap, buffer, 57, 60), buffer);
    ck_assert_uint_eq(ou_trace_site_of(heap, buffer), 8);
    ck_assert_uint_eq(ou_trace_total(&heap->tracer), 64);
    next_site = 9;
    buffer = ou_heap_buffer_resize(heap, buffer, 60, LARGE);
    next_site = 11;
    buffer = ou_heap_buffer_resize(heap, buffer, LARGE, 2 * LARGE);
    Sums sums = sums_now();
    ck_assert_uint_eq(sums.blocks, 1);
    ck_assert_uint_eq(sums.sites, 11);
    ck_assert_uint_eq(sums.bytes, 2 * LARGE);
    ck_assert_uint_eq(ou_trace_total(&heap->tracer), 2 * LARGE);
    ou_heap_buffer_free(heap, buffer, 2 * LARGE);
}
END_TEST

START_TEST(nothing_is_traced_while_tracing_is_paused)
{
    ou_trace_start(heap, NULL);
    keep(0, 2);
    void *buffer = ou_heap_buffer_alloc(heap, 57);
    ou_trace_pause(heap, true);
    next_site = 8;
    Node *node = keep(1, 2);
    Node *span = keep(2, LARGE / 8);
    void *large = ou_heap_buffer_alloc(heap, LARGE);
    buffer = ou_heap_buffer_resize(heap, buffer, 57, 60);
    ck_assert_uint_eq(ou_trace_site_of(heap, node), 0);
    ck_assert_uint_eq(ou_trace_site_of(heap, span), 0);
    ou_trace_pause(heap, false);
    ck_assert_uint_eq(sums_now().sites, 7 + 7);
    ou_heap_buffer_free(heap, buffer, 60);
    ou_heap_buffer_free(heap, large, LARGE);
    ck_assert_uint_eq(sums_now().sites, 7);
}
END_TEST

START_TEST(the_table_of_large_buffers_survives_any_order)
{
    enum { BUFFERS = 300 };
    void *buffers[BUFFERS];
    ou_trace_start(heap, NULL);
    next_site = 1;
    void *small = ou_heap_buffer_alloc(heap, 16);
    for (unsigned round = 0; round < 4; round++) {
        for (uint32_t i = 0; i < BUFFERS; i++) {
            next_site = i + 1;
            buffers[i] = ou_heap_buffer_alloc(heap, LARGE + i * 16);
            ck_assert_ptr_nonnull(buffers[i]);
        }
        size_t sites = BUFFERS * (BUFFERS + 1) / 2 + 1;
        for (uint32_t k = 0; k < BUFFERS; k++) {
            ck_assert_uint_eq(sums_now().sites, sites);
            uint32_t i = (k * 7 + round * 13) % BUFFERS;
            ou_heap_buffer_free(heap, buffers[i], LARGE + i * 16);
            sites -= i + 1;
        }
    }
    ou_heap_buffer_free(heap, small, 16);
    ck_assert_uint_eq(ou_trace_total(&heap->tracer), 0);
}
END_TEST

START_TEST(large_buffers_that_were_never_traced_may_go)
{
    void *before = ou_heap_buffer_alloc(heap, LARGE);
    void *another = ou_heap_buffer_alloc(heap, LARGE);
    ou_trace_start(heap, NULL);
    ou_heap_buffer_free(heap, before, LARGE);
    void *traced = ou_heap_buffer_alloc(heap, LARGE);
    ou_heap_buffer_free(heap, another, LARGE);
    ck_assert_uint_eq(sums_now().blocks, 1);
    ou_heap_buffer_free(heap, traced, LARGE);
}
END_TEST

START_TEST(a_site_that_is_refused_refuses_the_block)
{
    ou_trace_start(heap, NULL);
    keep(0, 2);
    void *buffer = ou_heap_buffer_alloc(heap, 57);
    void *large = ou_heap_buffer_alloc(heap, LARGE);
    next_site = 0;
    ck_assert_ptr_null(node_try(&world, WORLD_NODE, 1, 2));       // the page is ready
    ck_assert_ptr_null(node_try(&world, WORLD_NODE, 1, 200));     // it is made
    ck_assert_ptr_null(node_try(&world, WORLD_NODE, 1, LARGE / 8));
    ck_assert_ptr_null(ou_heap_buffer_alloc(heap, LARGE));
    ck_assert_ptr_null(ou_heap_buffer_resize(heap, buffer, 57, 60));
    ck_assert_ptr_null(ou_heap_buffer_resize(heap, large, LARGE, 2 * LARGE));
    ck_assert_uint_eq(sums_now().sites, 3 * 7);
    ou_heap_buffer_free(heap, buffer, 57);
    ou_heap_buffer_free(heap, large, LARGE);
}
END_TEST

// ---- What is remembered of the hook -------------------------------------------------------------

static uint32_t site_at(uint64_t first, uint64_t second, uint64_t third, uint32_t site)
{
    place[0] = first;
    place[1] = second;
    place[2] = third;
    next_site = site;
    OuObject *leaf = ou_heap_new_leaf(heap, WORLD_TEXT, 24);
    ck_assert_ptr_nonnull(leaf);
    uint32_t found = ou_trace_site_of(heap, leaf);
    drop(leaf);
    return found;
}

START_TEST(the_hook_is_asked_once_for_a_place)
{
    ou_trace_start(heap, place);
    for (uint32_t i = 0; i < 100; i++) ck_assert_uint_eq(site_at(1 << 12, 8 * i, 5, i + 1), i + 1);
    ck_assert_uint_eq(asked, 100);
    for (uint32_t i = 0; i < 100; i++) ck_assert_uint_eq(site_at(1 << 12, 8 * i, 5, 999), i + 1);
    ck_assert_uint_eq(asked, 100);
}
END_TEST

START_TEST(another_place_has_another_site)
{
    const uint64_t lap = 8 * OU_TRACE_MEMOS;       // as far apart as to share a memo
    ou_trace_start(heap, place);
    keep(0, 2);
    ck_assert_uint_eq(site_at(8, 16, 5, 11), 11);
    ck_assert_uint_eq(site_at(8, 16, 6, 12), 12);
    ck_assert_uint_eq(site_at(8, 16 + lap, 6, 13), 13);
    ck_assert_uint_eq(site_at(8 + lap, 16 + lap, 6, 14), 14);
    ck_assert_uint_eq(site_at(8, 16, 5, 15), 15);
    ck_assert_uint_eq(site_at(8, 16, 5, 16), 15);
}
END_TEST

START_TEST(what_is_remembered_can_be_forgotten)
{
    ou_trace_forget_memos(heap);
    ou_trace_start(heap, place);
    ou_trace_forget_memos(heap);
    ck_assert_uint_eq(site_at(8, 16, 5, 11), 11);
    ou_trace_forget_memos(heap);
    ck_assert_uint_eq(site_at(8, 16, 5, 12), 12);
    ou_trace_clear(heap);
    ck_assert_uint_eq(site_at(8, 16, 5, 13), 13);
    ou_trace_start(heap, place);
    ck_assert_uint_eq(site_at(8, 16, 5, 14), 13);
}
END_TEST

START_TEST(blocks_of_all_sizes_go_the_short_way_and_the_long_one)
{
    ou_trace_start(heap, place);
    for (unsigned round = 0; round < 3; round++) {
        uint64_t at = round % 2 ? 0x5000 : 0x1000;
        place[0] = at;
        for (uint32_t i = 0; i < 64; i++) {
            Node *node = keep(i, i % 9 == 8 ? LARGE / 8 : 1 << i % 9);
            ck_assert_uint_eq(ou_trace_site_of(heap, node), 7);
        }
        world_audit(&world);
        ck_assert_uint_eq(sums_now().bytes, ou_trace_total(&heap->tracer));
    }
    ou_trace_watch(heap);
    ck_assert(!heap->tracer.is_quick);
    Node *node = keep(64, 2);
    ck_assert_uint_eq(ou_trace_site_of(heap, node), 7);
    ck_assert_uint_eq(birth(node), 1);
    ou_trace_unwatch(heap);
    ck_assert(heap->tracer.is_quick);
}
END_TEST

START_TEST(places_are_asked_for_each_time_if_memory_is_refused)
{
    ou_heap_fail_at(heap, 1, false);
    ou_trace_start(heap, place);
    ou_heap_fail_at(heap, 0, false);
    ck_assert_ptr_null(heap->tracer.now);
    ck_assert_uint_eq(site_at(8, 16, 5, 11), 11);
    ck_assert_uint_eq(site_at(8, 16, 5, 12), 12);
}
END_TEST

START_TEST(a_place_whose_site_is_refused_is_not_remembered)
{
    ou_trace_start(heap, place);
    next_site = 0;
    ck_assert_ptr_null(node_try(&world, WORLD_NODE, 1, 2));
    ck_assert_uint_eq(site_at(place[0], place[1], place[2], 9), 9);
}
END_TEST

START_TEST(the_peak_is_the_most_that_was_ever_in_use)
{
    ou_trace_start(heap, place);
    void *first = ou_heap_buffer_alloc(heap, 64);
    void *second = ou_heap_buffer_alloc(heap, 128);
    ou_heap_buffer_free(heap, second, 128);
    ck_assert_uint_eq(ou_trace_total(&heap->tracer), 64);
    ck_assert_uint_eq(heap->tracer.peak, 192);
    second = ou_heap_buffer_alloc(heap, 96);
    ck_assert_uint_eq(ou_trace_total(&heap->tracer), 160);
    ck_assert_uint_eq(heap->tracer.peak, 192);
    ou_trace_reset_peak(&heap->tracer);
    ck_assert_uint_eq(heap->tracer.peak, 160);
    ck_assert_uint_eq(ou_trace_total(&heap->tracer), 160);
    ou_heap_buffer_free(heap, first, 64);
    ou_heap_buffer_free(heap, second, 96);
    ck_assert_uint_eq(ou_trace_total(&heap->tracer), 0);
}
END_TEST

START_TEST(sites_go_and_births_stay)
{
    ou_trace_start(heap, NULL);
    uint32_t epoch = ou_trace_watch(heap);
    Node *node = keep(0, 2);
    Node *other = keep(1, 2);
    ou_trace_stop(heap);
    ck_assert_uint_eq(ou_trace_site_of(heap, node), 0);
    ck_assert_uint_eq(birth(node), epoch);
    ck_assert_uint_eq(heap->tracer.own, 0);
    ou_trace_start(heap, NULL);
    ou_set(&world.roots[1], OU_NONE);
    Node *third = keep(2, 2);
    ck_assert_ptr_eq(third, other);
    ou_trace_unwatch(heap);
    ck_assert_uint_eq(birth(node), 0);
    ck_assert_uint_eq(ou_trace_site_of(heap, third), 7);
}
END_TEST

// ---- Being told ---------------------------------------------------------------------------------

static size_t told_begun[16], told_ended[16];   // bytes by site

static void note_block(OuHeap *self, uint32_t site, size_t size, bool is_end)
{
    (is_end ? told_ended : told_begun)[site] += size;
}

START_TEST(whoever_wants_is_told_of_each_traced_block)
{
    Node *before = keep(0, 2);
    memset(told_begun, 0, sizeof told_begun);
    memset(told_ended, 0, sizeof told_ended);
    ou_trace_start(heap, NULL);
    ou_trace_tell(heap, note_block);
    size_t size = ou_heap_slot_size(&keep(1, 2)->base);
    ck_assert_uint_eq(told_begun[7], size);
    next_site = 8;
    char *buffer = ou_heap_buffer_alloc(heap, LARGE);
    next_site = 9;
    buffer = ou_heap_buffer_resize(heap, buffer, LARGE, 2 * LARGE);
    ck_assert_ptr_nonnull(buffer);
    ck_assert_uint_eq(told_begun[8], LARGE);
    ck_assert_uint_eq(told_ended[8], LARGE);
    next_site = 10;
    char *small = ou_heap_buffer_alloc(heap, 100);
    next_site = 11;
    small = ou_heap_buffer_resize(heap, small, 100, 101);
    ck_assert_ptr_nonnull(small);
    ck_assert_uint_eq(told_begun[10], told_ended[10]);
    ck_assert_uint_eq(told_begun[10], told_begun[11]);
    ou_heap_buffer_free(heap, small, 101);
    ou_heap_buffer_free(heap, buffer, 2 * LARGE);
    ck_assert_uint_eq(told_ended[9], 2 * LARGE);
    ck_assert_uint_eq(told_ended[11], told_begun[11]);
    Node *span = keep(2, LARGE / 8);
    ck_assert_uint_gt(told_begun[11], told_ended[11] + LARGE);
    ck_assert_ptr_nonnull(span);
    ou_set(&world.roots[2], OU_NONE);
    ck_assert_uint_eq(told_ended[11], told_begun[11]);
    ck_assert_uint_eq(before->base.refs, 1);
    ou_set(&world.roots[0], OU_NONE);
    ou_set(&world.roots[1], OU_NONE);
    ck_assert_uint_eq(told_ended[7], size);
    ck_assert_uint_eq(ou_trace_total(&heap->tracer), 0);
    ou_trace_start(heap, place);
    ck_assert(!heap->tracer.is_quick);
    ou_trace_tell(heap, NULL);
    ck_assert(heap->tracer.is_quick);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("trace");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, what_nobody_watches_has_no_birth);
    tcase_add_test(tests, containers_leaves_and_spans_have_births);
    tcase_add_test(tests, each_watcher_begins_an_epoch);
    tcase_add_test(tests, what_is_made_between_watchers_is_from_before);
    tcase_add_test(tests, a_slot_that_is_taken_again_is_born_again);
    tcase_add_test(tests, pages_come_and_go_while_somebody_watches);
    tcase_add_test(tests, watching_gives_its_memory_back);
    tcase_add_test(tests, buffers_are_allocated_in_line_while_only_births_are_noted);
    tcase_add_test(tests, the_last_epoch_goes_on_for_ever);
    tcase_add_loop_test(tests, no_note_is_missing_when_memory_is_refused, 0, 8);
    tcase_add_test(tests, a_page_whose_births_are_refused_is_walked_like_others);
    tcase_add_test(tests, a_heap_may_end_while_it_is_watched_and_traced);
    tcase_add_test(tests, every_block_has_the_site_of_its_allocation);
    tcase_add_test(tests, a_resized_buffer_belongs_to_who_resized_it);
    tcase_add_test(tests, nothing_is_traced_while_tracing_is_paused);
    tcase_add_test(tests, the_table_of_large_buffers_survives_any_order);
    tcase_add_test(tests, large_buffers_that_were_never_traced_may_go);
    tcase_add_test(tests, a_site_that_is_refused_refuses_the_block);
    tcase_add_test(tests, sites_go_and_births_stay);
    tcase_add_test(tests, whoever_wants_is_told_of_each_traced_block);
    tcase_add_test(tests, the_hook_is_asked_once_for_a_place);
    tcase_add_test(tests, another_place_has_another_site);
    tcase_add_test(tests, what_is_remembered_can_be_forgotten);
    tcase_add_test(tests, blocks_of_all_sizes_go_the_short_way_and_the_long_one);
    tcase_add_test(tests, places_are_asked_for_each_time_if_memory_is_refused);
    tcase_add_test(tests, a_place_whose_site_is_refused_is_not_remembered);
    tcase_add_test(tests, the_peak_is_the_most_that_was_ever_in_use);
    return world_run(tests);
}

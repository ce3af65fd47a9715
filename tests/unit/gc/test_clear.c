// Large components of garbage: gathered in several slices, condemned, and cleared at several polls.
#include "gc/batch.h"
#include "gc/clear.h"
#include "gc/major.h"
#include "gc/ring.h"
#include "tests/unit/gc/world.h"

enum { SLICE = 100, LENGTH = 3000, MANY = 3 * OU_RELEASE_PIECE + 7 };

static World world;
static size_t told;              // garbage, to hooks.garbage

static void open_world(void)
{
    const uint32_t never[3] = { 1u << 30, 10, 10 };
    world_open(&world);
    ou_heap_set_release_slice(&world.heap, SLICE);
    ou_collector_set_thresholds(&world.heap, never);
    ou_collector_enable(&world.heap, true);
    world.heap.major.exact_below = 0;
    world.heap.major.batch_size = 50;
    told = 0;
}

static void close_world(void) { world_close(&world); }

// A ring of nodes of which each holds the next and, with `back`, the one before. The caller holds
// the first.
static Node *ring_make(uint32_t length, bool back)
{
    Node *first = node_make(&world, 0, 4), *last = first;
    for (uint32_t i = 1; i < length; i++) {
        Node *node = node_make(&world, i, 4);
        last->slots[0] = ou_pointer_value(node);
        if (back) node_set(node, 1, last);
        last = node;
    }
    node_set(last, 0, first);
    return first;
}

// A cycle begins and comes to its convictions; what is oldest is judged.
static void begin(void)
{
    ou_collector_collect(&world.heap, 1);
    do {
        ck_assert(!ou_collector_step(&world.heap, 1));
    } while (world.heap.major.stage != OU_MAJOR_CONVICT);
}

// A poll at which so much work is due.
static void pay(size_t work)
{
    world.heap.major.debt = work;
    world.heap.pending |= OU_PENDING_SLICE;
    poll(&world);
}

static size_t pay_until_condemned(void)
{
    size_t polls = 0;
    for (; !world.heap.condemned.count; polls++) {
        ck_assert(ou_is_major(&world.heap));
        ck_assert_uint_lt(polls, 1000);
        pay(300);
    }
    return polls;
}

static void finish(void)
{
    while (!ou_collector_step(&world.heap, 1000)) continue;
}

static size_t collected(void) { return world.heap.stats[2].collected; }

static void note_garbage(OuHeap *heap, const OuSet *garbage)
{
    told += garbage->count;
    for (size_t i = 0; i < garbage->count; i++) {
        ck_assert_uint_eq(garbage->items[i]->gc & (OU_GC_DOOMED | OU_GC_IN_SET), OU_GC_DOOMED);
    }
}

static void count_ring(OuRingSearch *search, const OuRingStep *steps, size_t count)
{
    ++*(size_t *)search->context;
}

static void lose_ring(uint32_t length, bool back)
{
    Node *ring = ring_make(length, back);
    begin();
    drop(ring);
}

// MANY nodes in a list that each of them refers to.
static List *list_of_nodes(void)
{
    List *list = list_make(&world);
    for (uint32_t i = 0; i < MANY; i++) {
        Node *node = node_make(&world, i, 1);
        node_set(node, 0, list);
        ck_assert(list_append(&world, list, ou_pointer_value(node)));
        drop(node);
    }
    return list;
}

// ---- In pieces ----------------------------------------------------------------------------------

static void check_pieces(bool back)
{
    world.heap.hooks.garbage = note_garbage;
    lose_ring(LENGTH, back);
    ck_assert_uint_ge(pay_until_condemned(), LENGTH / 150);
    ck_assert_uint_eq(world.released, 0);
    ck_assert_uint_eq(collected(), LENGTH);
    ck_assert_uint_eq(told, LENGTH);
    size_t polls = 0;
    for (; world.heap.condemned.count || world.heap.put_off; polls++) {
        size_t before = world.released;
        ck_assert(world.heap.pending & OU_PENDING_SLICE);
        poll(&world);
        ck_assert_uint_le(world.released - before, 2 * SLICE + OU_RELEASE_DEPTH);
    }
    ck_assert_uint_ge(polls, LENGTH / (2 * SLICE + OU_RELEASE_DEPTH));
    ck_assert_uint_eq(world.released, LENGTH);
    finish();
    ck_assert_uint_eq(collected(), LENGTH);
    world.heap.hooks.garbage = NULL;
}

START_TEST(a_large_ring_is_cleared_at_several_polls) { check_pieces(true); }
END_TEST

// Clearing the first one kills all, which have to wait, and whose slots the list still names.
START_TEST(so_is_one_that_dies_of_itself) { check_pieces(false); }
END_TEST

START_TEST(a_long_list_in_it_is_cleared_piece_by_piece)
{
    List *list = list_make(&world);
    Node *shared = node_make(&world, 1, 0);
    for (size_t i = 0; i < MANY; i++) {
        ck_assert(list_append(&world, list, ou_pointer_value(shared)));
    }
    Node *ring = ring_make(LENGTH, true);
    node_set(ring, 2, list);
    ck_assert(list_append(&world, list, ou_pointer_value(ring)));
    drop(list);
    begin();
    drop(ring);
    pay_until_condemned();
    ck_assert_uint_eq(shared->base.refs, MANY + 1);
    uint32_t most = 0;
    for (uint32_t before; world.heap.condemned.count; ) {
        before = shared->base.refs;
        poll(&world);
        if (before - shared->base.refs > most) most = before - shared->base.refs;
    }
    ck_assert_uint_ge(most, OU_RELEASE_PIECE);
    ck_assert_uint_le(most, OU_RELEASE_PIECE * 2);
    ck_assert_uint_eq(shared->base.refs, 1);
    drop(shared);
}
END_TEST

static void search_rings(OuHeap *heap, const OuSet *garbage)
{
    OuRingSearch search = { .heap = heap, .found = count_ring, .context = &told };
    ou_ring_search(&search, garbage);
    ck_assert_uint_eq(search.looked, garbage->count);
}

START_TEST(all_kinds_of_objects_may_be_in_it)
{
    Node *ring = ring_make(LENGTH, true);
    Box *box = box_try(&world, ring, NULL);
    List *list = list_make(&world);
    Node *tuple = node_try(&world, WORLD_TUPLE | OU_KIND_SUBCLASS, 0, MANY);
    ck_assert(list_append(&world, list, OU_NONE));
    ck_assert(list_append(&world, list, ou_pointer_value(tuple)));
    node_set(tuple, 7, box);
    node_set(ring, 2, list);
    drop(box);
    drop(list);
    drop(tuple);
    world.heap.hooks.garbage = search_rings;
    begin();
    drop(ring);
    pay_until_condemned();
    world.heap.hooks.garbage = NULL;
    ck_assert_uint_ge(told, LENGTH - 1);
    ou_heap_settle(&world.heap);
    finish();
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

// A span of many slots isn't gathered at once either.
START_TEST(a_wide_component_is_gathered_piece_by_piece)
{
    List *list = list_of_nodes();
    begin();
    drop(list);
    for (size_t before = 0; !world.heap.condemned.count; before = world.heap.major.batch.count) {
        ck_assert_uint_le(world.heap.major.batch.count, before + OU_RELEASE_PIECE + 50);
        pay(1);
    }
    ou_heap_settle(&world.heap);
    ck_assert_uint_eq(world.released, MANY + 1);
}
END_TEST

// What garbage held is doubted, as it is when it dies at once.
START_TEST(what_it_held_is_judged_after_it)
{
    Node *held = ring_make(600, true);
    Node *ring = ring_make(LENGTH, true);
    node_set((Node *)ou_pointer_of(ring->slots[0]), 2, held);
    begin();
    pay(1);                      // `held` has a reference from here, and is tried
    while (!ou_mark_bit(ou_page_of(&held->base), &held->base, OU_BITMAP_TRIED)) pay(1);
    drop(held);
    drop(ring);
    finish();
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

// What the ring holds is tried before the ring dies, and gone with it nevertheless.
static void check_judged_after(Node *held, Node *ring)
{
    begin();
    while (!ou_mark_bit(ou_page_of(&held->base), &held->base, OU_BITMAP_TRIED)) pay(1);
    drop(held);
    drop(ring);
    pay_until_condemned();
    while (ou_is_major(&world.heap)) pay(300);
    ck_assert_uint_eq(world_live(&world), 0);
}

// ... also by those of them that wait for their end when all are cleared,
START_TEST(so_is_what_is_held_by_those_that_wait)
{
    Node *held = ring_make(2, true);
    Node *ring = ring_make(LENGTH, true), *last = ring;
    for (int i = 1; i < LENGTH; i++) last = (Node *)ou_pointer_of(last->slots[0]);
    node_set(last, 3, last);                             // it dies when it is cleared itself
    for (uint32_t i = 0; i < 10 * SLICE; i++) {          // these aren't members
        Node *link = node_make(&world, i, 4);
        ou_heap_untrack(&link->base);
        last->slots[2] = ou_pointer_value(link);
        last = link;
    }
    node_set(last, 0, held);
    check_judged_after(held, ring);
}
END_TEST

// ... and by a long list that dies of itself.
START_TEST(so_is_what_a_long_list_holds)
{
    Node *held = ring_make(2, true);
    List *list = list_make(&world);
    for (size_t i = 0; i < MANY; i++) ck_assert(list_append(&world, list, OU_NONE));
    ck_assert(list_append(&world, list, ou_pointer_value(held)));
    Node *ring = ring_make(LENGTH, true);
    node_set(ring, 2, list);
    drop(list);
    check_judged_after(held, ring);
}
END_TEST

// ---- Who could tell -----------------------------------------------------------------------------

static void check_settled(void)
{
    ck_assert(!world.heap.condemned.count);
    ck_assert_uint_eq(world.released, LENGTH);
    world.released = 0;
    finish();
}

static void condemn(void)
{
    lose_ring(LENGTH, true);
    pay_until_condemned();
}

START_TEST(who_could_tell_settles_first)
{
    condemn();
    ou_heap_put_loud(&world.heap);
    ou_heap_drop_loud(&world.heap);
    check_settled();
    condemn();
    world_audit(&world);
    check_settled();
    condemn();
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 0);
    check_settled();
    condemn();
    (void)ou_collector_step(&world.heap, 1);
    check_settled();
    condemn();
    world.heap.memory.limit = world.heap.memory.used;
    void *buffer = ou_heap_buffer_alloc(&world.heap, 20000);
    ck_assert_ptr_nonnull(buffer);
    world.heap.memory.limit = SIZE_MAX;
    ou_heap_buffer_free(&world.heap, buffer, 20000);
    check_settled();
}
END_TEST

static uint32_t nowhere(OuHeap *heap) { return 1; }

// All of it ends in the slice that has judged it.
static void check_at_once(void)
{
    lose_ring(LENGTH, true);
    for (int polls = 0; world.released < LENGTH; polls++) {
        ck_assert_uint_eq(world.released, 0);
        ck_assert_int_lt(polls, 1000);
        pay(300);
        ck_assert(!world.heap.condemned.count);
    }
    world.released = 0;
    finish();
}

START_TEST(it_ends_at_once_where_somebody_could_tell)
{
    OuHeap *heap = &world.heap;
    heap->has_finalizers = true;
    check_at_once();
    heap->has_finalizers = false;
    ou_heap_put_loud(heap);
    check_at_once();
    ou_heap_drop_loud(heap);
    heap->memory.limit = SIZE_MAX - 1;
    check_at_once();
    heap->memory.limit = SIZE_MAX;
    heap->hooks.site = nowhere;
    ou_trace_start(heap, NULL);
    check_at_once();
    ou_trace_stop(heap);
    heap->debug = OU_GC_DEBUG_STATS;
    check_at_once();
    heap->debug = 0;
    ou_heap_set_release_slice(heap, 0);
    check_at_once();
    ou_heap_set_release_slice(heap, LENGTH);
    check_at_once();
}
END_TEST

START_TEST(it_ends_at_once_if_a_script_asks_for_the_slice)
{
    lose_ring(LENGTH, true);
    finish();
    ck_assert_uint_eq(world.released, LENGTH);
}
END_TEST

// CPython takes every death off the count of allocations, at once.
START_TEST(it_ends_at_once_while_the_count_would_tell)
{
    lose_ring(LENGTH, true);
    world.heap.counts[0] = LENGTH + 7;
    while (!world.released) pay(300);
    ck_assert_uint_eq(world.released, LENGTH);
    ck_assert_uint_eq(world.heap.counts[0], 7);
    world.released = 0;
    finish();
    lose_ring(LENGTH, true);
    world.heap.counts[0] = LENGTH;
    pay_until_condemned();
    ck_assert_uint_eq(world.heap.counts[0], 0);
}
END_TEST

START_TEST(weak_references_are_cut_before)
{
    Node *ring = ring_make(LENGTH, true);
    Weak *weak = weak_make(&world, 1, ring, false);
    begin();
    drop(ring);
    pay_until_condemned();
    ck_assert_ptr_null(weak->link.target);
    ck_assert_uint_eq(world.released, 0);
    ck_assert_uint_eq(collected(), LENGTH);
    ou_heap_settle(&world.heap);
    ck_assert_uint_eq(world.released, LENGTH);
    drop(weak);
}
END_TEST

START_TEST(what_is_immortal_holds_it)
{
    Node *ring = ring_make(LENGTH, true);
    begin();
    ring->base.refs |= OU_REFS_IMMORTAL;
    finish();
    ck_assert_uint_eq(collected(), 0);
    begin();
    while (ou_is_major(&world.heap)) pay(300);
    ck_assert_uint_eq(collected(), 0);
    ring->base.refs &= ~OU_REFS_IMMORTAL;
    drop(ring);
}
END_TEST

// ---- Between the slices -------------------------------------------------------------------------

START_TEST(what_lives_is_judged_in_detail)
{
    Node *ring = ring_make(LENGTH, true), *other = ring_make(10, true);
    node_set(ring, 2, other);
    drop(other);
    begin();
    for (int i = 0; i < 5; i++) pay(30);
    ck_assert_uint_gt(world.heap.major.hidden, 0);
    ck_assert(!(ring->base.gc & OU_GC_IN_SET));
    ou_object_ref(&other->base);
    drop(ring);
    while (ou_is_major(&world.heap)) pay(300);
    ou_heap_settle(&world.heap);
    ck_assert_uint_eq(world.released, LENGTH);
    ck_assert_uint_eq(collected(), LENGTH);
    drop(other);
}
END_TEST

// The slots of those that died are taken by others, which are young.
START_TEST(members_may_die_and_others_take_their_slots)
{
    enum { HALF = LENGTH / 2 };
    static Node *others[HALF];
    Node *ring = ring_make(LENGTH, false), *node = ring;
    for (int i = 0; i < HALF; i++) node = (Node *)ou_pointer_of(node->slots[0]);
    Node *rest = (Node *)ou_pointer_of(node->slots[0]);
    ou_object_ref(&rest->base);
    begin();
    while (world.heap.major.batch.count < LENGTH - 100) pay(1);
    world.heap.release_slice = 0;
    ou_clear(&node->slots[0]);
    node = (Node *)ou_pointer_of(ring->slots[0]);
    ou_object_ref(&node->base);
    ou_clear(&ring->slots[0]);
    drop(node);                  // the first half has died, but for `ring`
    ck_assert_uint_eq(world.released, HALF);
    for (int i = 0; i < HALF; i++) others[i] = node_make(&world, 0, 4);
    ou_collector_collect(&world.heap, 0);
    while (world.heap.major.hidden) pay(1);
    ck_assert_uint_eq(collected(), 0);
    finish();
    for (int i = 0; i < HALF; i++) drop(others[i]);
    drop(rest);
    drop(ring);
}
END_TEST

START_TEST(pages_of_members_may_be_given_back)
{
    enum { LONG = 60000 };
    ou_heap_set_release_slice(&world.heap, 0);
    Node *ring = ring_make(LONG, false);
    begin();
    world.heap.major.has_rescanned = true;
    while (world.heap.major.closed < LONG / 2) pay(300);
    size_t bytes = world.heap.page_bytes;
    Node *last = ring;
    for (int i = 1; i < LONG; i++) last = (Node *)ou_pointer_of(last->slots[0]);
    drop(ring);
    ck_assert_uint_eq(world.released, 0);
    for (int i = 0; i < 10; i++) last = (Node *)ou_pointer_of(last->slots[0]);
    ou_object_ref(&last->base);
    Node *end = last;
    for (int i = 0; i < LONG - 20; i++) end = (Node *)ou_pointer_of(end->slots[0]);
    ou_object_ref(&end->base);
    ou_clear(&last->slots[0]);
    ck_assert_uint_eq(world.released, LONG - 21);
    ou_log_release_empty_pages(&world.heap, true);
    ck_assert_uint_lt(world.heap.page_bytes, bytes);
    ck_assert_uint_le(world.heap.major.hidden, 21);
    finish();
    drop(end);
    drop(last);
}
END_TEST

enum { LOST = 1000 };

// So many items from there on die; the answer is how many of them were tried already.
static size_t lose_items(List *list, size_t from)
{
    size_t tried = 0;
    for (size_t i = from; i < from + LOST; i++) {
        OuObject *item = ou_pointer_of(list->items[i]);
        tried += ou_mark_bit(ou_page_of(item), item, OU_BITMAP_TRIED);
        ou_clear(&list->items[i]);
    }
    return tried;
}

START_TEST(members_that_nobody_has_looked_into_may_die)
{
    List *list = list_of_nodes();
    begin();
    while (world.heap.major.batch.count < LOST) pay(1);
    size_t waiting = lose_items(list, list->count - LOST);
    waiting += lose_items(list, 0);
    ck_assert_uint_gt(waiting, 0);
    ck_assert_uint_eq(world.released, 2 * LOST);
    drop(list);
    pay_until_condemned();
    ou_heap_settle(&world.heap);
    ck_assert_uint_eq(world.released, MANY + 1);
    ck_assert_uint_eq(collected(), MANY + 1 - 2 * LOST);
}
END_TEST

START_TEST(what_was_gathered_before_is_judged_apart)
{
    Node *small[5];
    for (uint32_t i = 0; i < 5; i++) small[i] = ring_make(2, true);
    Node *ring = ring_make(LENGTH, true);
    begin();
    for (uint32_t i = 1; i < 5; i++) drop(small[i]);
    drop(ring);
    pay_until_condemned();
    ck_assert_uint_eq(collected(), LENGTH);
    ou_heap_settle(&world.heap);
    finish();
    ck_assert_uint_eq(collected(), LENGTH + 8);
    drop(small[0]);
}
END_TEST

// ... or in the next cycle, if there is no memory to remember it.
START_TEST(if_memory_allows)
{
    Node *first = ring_make(2, true);
    begin();
    finish();                    // the batch has room now, and the list of the doubted none
    Node *small = ring_make(2, true), *ring = ring_make(LENGTH, true);
    begin();
    drop(small);
    drop(ring);
    world.heap.memory.limit = 1;
    pay(300);
    ck_assert_uint_gt(world.heap.major.hidden, 0);
    world.heap.memory.limit = SIZE_MAX;
    while (ou_is_major(&world.heap)) pay(300);
    ck_assert_uint_eq(world.released, LENGTH);
    begin();
    finish();
    ck_assert_uint_eq(world.released, LENGTH + 2);
    drop(first);
}
END_TEST

START_TEST(a_cycle_may_be_given_up_meanwhile)
{
    lose_ring(LENGTH, true);
    while (!world.heap.major.hidden) pay(1);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), LENGTH);
    ck_assert_uint_eq(world.heap.major.hidden, 0);
}
END_TEST

START_TEST(too_large_a_closure_is_given_up)
{
    enum { LONG = OU_MAJOR_CLOSURE + 100 };
    Node *ring = ring_make(LONG, true);
    begin();
    while (world.heap.major.stage == OU_MAJOR_CONVICT) pay(300);
    ck_assert_int_eq(world.heap.major.stage, OU_MAJOR_RESCAN);
    ck_assert_uint_eq(world.heap.major.batch.count, 0);
    ck_assert(!ou_mark_bit(ou_page_of(&ring->base), &ring->base, OU_BITMAP_TRIED));
    ck_assert(!(ring->base.gc & OU_GC_IN_SET));
    drop(ring);
    pay_until_condemned();
    ou_heap_settle(&world.heap);
    ck_assert_uint_eq(world.released, LONG);
}
END_TEST

// ---- Young collections while some are condemned -------------------------------------------------

static void lose_pair(void)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    drop(a);
    drop(b);
}

static void collect_young(void)
{
    world.heap.counts[0] = world.heap.thresholds[0] + 1;
    world.heap.pending |= OU_PENDING_COLLECT;
    poll(&world);
}

START_TEST(generation_0_is_collected_meanwhile)
{
    condemn();
    lose_pair();
    size_t before = world.heap.stats[0].collected;
    collect_young();
    ck_assert_uint_eq(world.heap.stats[0].collected - before, 2);
    ck_assert_uint_gt(world.heap.condemned.count, 0);
}
END_TEST

START_TEST(but_not_from_the_pages)
{
    condemn();
    world.heap.logs[0].lost = true;
    lose_pair();
    collect_young();
    ck_assert_uint_eq(world.released, LENGTH + 2);
    world.released = 0;
    finish();
    condemn();
    for (int i = 0; i < 3000; i++) lose_pair();
    world.heap.memory.limit = 1;
    collect_young();
    world.heap.memory.limit = SIZE_MAX;
    ck_assert_uint_eq(world.released, LENGTH + 6000);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("clear");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, a_large_ring_is_cleared_at_several_polls);
    tcase_add_test(tests, so_is_one_that_dies_of_itself);
    tcase_add_test(tests, a_long_list_in_it_is_cleared_piece_by_piece);
    tcase_add_test(tests, all_kinds_of_objects_may_be_in_it);
    tcase_add_test(tests, a_wide_component_is_gathered_piece_by_piece);
    tcase_add_test(tests, what_it_held_is_judged_after_it);
    tcase_add_test(tests, so_is_what_is_held_by_those_that_wait);
    tcase_add_test(tests, so_is_what_a_long_list_holds);
    tcase_add_test(tests, who_could_tell_settles_first);
    tcase_add_test(tests, it_ends_at_once_where_somebody_could_tell);
    tcase_add_test(tests, it_ends_at_once_if_a_script_asks_for_the_slice);
    tcase_add_test(tests, it_ends_at_once_while_the_count_would_tell);
    tcase_add_test(tests, weak_references_are_cut_before);
    tcase_add_test(tests, what_is_immortal_holds_it);
    tcase_add_test(tests, what_lives_is_judged_in_detail);
    tcase_add_test(tests, members_may_die_and_others_take_their_slots);
    tcase_add_test(tests, pages_of_members_may_be_given_back);
    tcase_add_test(tests, members_that_nobody_has_looked_into_may_die);
    tcase_add_test(tests, what_was_gathered_before_is_judged_apart);
    tcase_add_test(tests, if_memory_allows);
    tcase_add_test(tests, a_cycle_may_be_given_up_meanwhile);
    tcase_add_test(tests, too_large_a_closure_is_given_up);
    tcase_add_test(tests, generation_0_is_collected_meanwhile);
    tcase_add_test(tests, but_not_from_the_pages);
    return world_run(tests);
}

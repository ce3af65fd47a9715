// gc.collect() stops when an interrupt waits, wherever it is, and nothing is lost by that.
#include "gc/judge.h"
#include "tests/unit/gc/world.h"

enum {
    SLICE = 100, LIVE = 2500, RINGS = 1500, WIDE = OU_RELEASE_PIECE + 900,
    FINALIZED = 700,             // of the rings' first nodes
    OBJECTS = 2 * RINGS + WIDE,  // that are garbage
};

static World world;
static size_t looks, patience;   // so many looks for an interrupt; from which on there is one
static size_t finalized;

static bool is_interrupted(const OuHeap *heap)
{
    return ++looks > patience;
}

static void finalize(OuHeap *heap, OuObject *object)
{
    finalized++;
}

static void open_world(void)
{
    world_open(&world);
    ou_heap_set_release_slice(&world.heap, SLICE);
    world.heap.hooks.is_interrupted = is_interrupted;
    world.heap.hooks.finalize = finalize;
    patience = SIZE_MAX;
    looks = finalized = 0;
}

static void close_world(void)
{
    patience = SIZE_MAX;
    world_close(&world);
}

// Who holds the many comes after them: so these are doomed first, and rescued then.
static void make_live(void)
{
    static Node *nodes[LIVE];
    for (uint32_t i = 0; i < LIVE; i++) nodes[i] = node_make(&world, i, 2);
    List *list = list_make(&world);
    Node *wide = node_make(&world, LIVE, WIDE);
    for (uint32_t i = 0; i < LIVE; i++) {
        node_set(nodes[i], 0, list);
        node_set(wide, i, nodes[i]);
        ck_assert(list_append(&world, list, ou_pointer_value(nodes[i])));
        ck_assert(list_append(&world, list, ou_pointer_value(nodes[i])));
        drop(nodes[i]);
    }
    world.roots[0] = ou_pointer_value(list);
    world.roots[1] = ou_pointer_value(wide);
}

// Rings of two, of which some have finalizers, and a wide one: a list of nodes that refer to it,
// and of a weak reference, so that it can't end quietly.
static void make_garbage(bool finalizes)
{
    for (uint32_t i = 0; i < RINGS; i++) {
        Node *a, *b;
        pair_make(&world, i, &a, &b);
        if (finalizes && i < FINALIZED) a->base.aux = NODE_FINALIZES;
        drop(a);
        drop(b);
    }
    List *list = list_make(&world);
    Weak *weak = weak_make(&world, 0, list, false);
    ck_assert(list_append(&world, list, ou_pointer_value(weak)));
    drop(weak);
    for (uint32_t i = 2; i < WIDE; i++) {
        Node *node = node_make(&world, i, 1);
        node_set(node, 0, list);
        ck_assert(list_append(&world, list, ou_pointer_value(node)));
        drop(node);
    }
    drop(list);
}

static void lose_logs(void)
{
    for (int i = 0; i < OU_GENERATIONS; i++) world.heap.logs[i].lost = true;
}

static void settle(void)
{
    while (ou_heap_has_put_off(&world.heap)) {
        world.heap.pending |= OU_PENDING_SLICE;
        poll(&world);
    }
}

static size_t collect_rest(void)
{
    size_t rest = 0;
    patience = SIZE_MAX;
    settle();
    world_audit(&world);
    ck_assert(ou_collector_try(&world.heap, 2, &rest));
    return rest;
}

// One that is stopped at its look of this number; false: it came to its end before.
static bool stop_at(size_t look, bool walks, bool finalizes)
{
    make_garbage(finalizes);
    if (walks) lose_logs();
    size_t first = 0, released = world.released, started = world.started;
    looks = 0;
    patience = look;
    finalized = 0;
    bool has_ended = ou_collector_try(&world.heap, 2, &first);
    ck_assert_uint_eq(world.started, started + 1);
    ck_assert_uint_eq(world.stopped, world.started);
    ck_assert_uint_eq(has_ended, looks <= look);
    ck_assert(!world.heap.may_stop && !world.heap.was_stopped);
    if (!first) world_audit(&world);
    size_t rest = collect_rest();
    ck_assert_uint_eq(first + rest, OBJECTS);
    ck_assert(first == 0 || rest == 0);
    ck_assert_uint_eq(world.released - released, OBJECTS);
    ck_assert_uint_eq(finalized, finalizes ? FINALIZED : 0);
    ck_assert_uint_eq(world.heap.long_lived_total, LIVE + 2);
    return !has_ended;
}

static void stop_everywhere(bool walks, bool finalizes)
{
    size_t look = 0;
    make_live();
    while (stop_at(look, walks, finalizes)) look += finalizes ? 1 + look / 16 : 1;
    ck_assert_uint_gt(look, 20);
}

START_TEST(a_list_is_judged_in_rounds)
{
    stop_everywhere(false, false);
}
END_TEST

START_TEST(so_are_the_pages)
{
    stop_everywhere(true, false);
}
END_TEST

START_TEST(finalizers_run_once)
{
    stop_everywhere(false, true);
}
END_TEST

START_TEST(also_those_of_a_walk)
{
    stop_everywhere(true, true);
}
END_TEST

static size_t died;

static void settle_again(OuHeap *heap, OuWeakLink *link)
{
    size_t collected = 0;
    died++;
    ou_heap_settle(heap);
    ck_assert(ou_collector_try(heap, 2, &collected));
    ck_assert_uint_eq(collected, 0);
}

// Garbage that holds texts, whose ends somebody hears of.
static void make_heard(uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++) {
        Node *node = node_make(&world, i, 2);
        OuObject *text = ou_heap_new_leaf(&world.heap, WORLD_TEXT, sizeof *text);
        node_set(node, 0, node);
        node_set(node, 1, text);
        world.roots[i] = ou_pointer_value(weak_make(&world, i, text, true));
        drop(text);
        drop(node);
    }
}

// All that is left goes at the next poll then, or at the next collection, as callbacks may run.
static void stop_heard(bool polls)
{
    enum { HEARD = 60, ALL = OBJECTS + 2 * HEARD };
    size_t first = 0;
    world.heap.hooks.weak_died = settle_again;
    for (size_t look = 0; !first; look++) {
        for (uint32_t i = 0; i < 2 * HEARD; i++) ou_clear(&world.roots[i]);
        make_heard(0, HEARD);
        make_garbage(false);
        make_heard(HEARD, 2 * HEARD);
        looks = died = 0;
        patience = look;
        ck_assert(!ou_collector_try(&world.heap, 2, &first));
        patience = SIZE_MAX;
        if (!first) ck_assert_uint_eq(collect_rest(), ALL);
    }
    ck_assert_uint_eq(first, ALL);
    ck_assert_uint_gt(world.heap.condemned.count, 0);
    ck_assert(world.heap.put_off_runs);
    ck_assert(ou_heap_try_settle(&world.heap));
    ck_assert(ou_heap_has_put_off(&world.heap));
    ck_assert_uint_lt(died, 2 * HEARD);
    if (polls) {
        world.heap.pending |= OU_PENDING_SLICE;
        poll(&world);
    } else {
        ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 0);
    }
    ck_assert(!ou_heap_has_put_off(&world.heap));
    ck_assert_uint_eq(died, 2 * HEARD);
}

START_TEST(what_is_left_goes_at_once_where_somebody_can_tell)
{
    stop_heard(true);
}
END_TEST

START_TEST(or_when_somebody_collects)
{
    stop_heard(false);
}
END_TEST

// Generation 1 is collected while a cycle is under way; what was in it has to be marked still.
START_TEST(a_young_collection_stops_too)
{
    make_live();
    world.heap.major.exact_below = 0;
    ou_collector_collect(&world.heap, 2);
    ck_assert(!ou_collector_step(&world.heap, 1));
    make_garbage(false);
    size_t collected = 0;
    looks = 0;
    patience = 3;
    ck_assert(!ou_collector_try(&world.heap, 1, &collected));
    ck_assert_uint_eq(collected, 0);
    ck_assert_uint_eq(world.heap.long_lived_pending, OBJECTS);
    patience = SIZE_MAX;
    while (!ou_collector_step(&world.heap, 1000)) continue;
    (void)collect_rest();
    ck_assert_uint_eq(world.released, OBJECTS);
}
END_TEST

START_TEST(without_memory_for_the_counts_it_goes_on)
{
    size_t collected = 0;
    make_live();
    make_garbage(false);
    lose_logs();
    looks = 0;
    patience = 1;
    world.heap.memory.limit = 1;
    bool has_ended = ou_collector_try(&world.heap, 2, &collected);
    world.heap.memory.limit = SIZE_MAX;
    ck_assert_uint_eq(has_ended, collected > 0);
    ck_assert_uint_eq(collected + collect_rest(), OBJECTS);
}
END_TEST

// The garbage of a walk is so much that it isn't listed.
enum { MANY = 40000 };

static void stop_clearing(OuHeap *heap, const OuSet *garbage)
{
    ck_assert_ptr_null(garbage->items);
    patience = looks + 1;        // after some have been cleared
}

static void stop_clearing_without_memory(OuHeap *heap, const OuSet *garbage)
{
    stop_clearing(heap, garbage);
    heap->memory.limit = 1;
}

static void check_many(void)
{
    size_t collected = 0;
    for (uint32_t i = 0; i < MANY; i++) {
        Node *node = node_make(&world, i, 1);
        node_set(node, 0, node);
        drop(node);
    }
    lose_logs();
    looks = 0;
    ck_assert(!ou_collector_try(&world.heap, 2, &collected));
    ck_assert_uint_eq(collected, MANY);
}

START_TEST(what_is_left_of_a_walk_is_listed)
{
    world.heap.hooks.garbage = stop_clearing;
    check_many();
    ck_assert_uint_gt(world.heap.condemned.count, MANY - 2 * OU_JUDGE_ROUND);
    ck_assert_uint_eq(collect_rest(), 0);
    ck_assert_uint_eq(world.released, MANY);
}
END_TEST

START_TEST(or_cleared_at_once_without_memory_for_that)
{
    world.heap.hooks.garbage = stop_clearing_without_memory;
    check_many();
    world.heap.memory.limit = SIZE_MAX;
    ck_assert_uint_eq(world.released, MANY);
}
END_TEST

static List *list_of_nodes(uint32_t count)
{
    List *list = list_make(&world);
    for (uint32_t i = 0; i < count; i++) {
        Node *node = node_make(&world, i, 1);
        ck_assert(list_append(&world, list, ou_pointer_value(node)));
        drop(node);
    }
    return list;
}

// Plain deaths, of which most are put off.
static void put_off_many(void)
{
    List *list = list_of_nodes(OBJECTS);
    world.heap.counts[0] = 0;
    drop(list);
    ck_assert(ou_heap_has_put_off(&world.heap));
    ck_assert_uint_lt(world.released, SLICE * 2);
}

START_TEST(what_was_put_off_settles_first)
{
    size_t collected = 0, released = 0;
    put_off_many();
    patience = 1;
    while (world.released <= OBJECTS) {
        looks = 0;
        ck_assert(!ou_collector_try(&world.heap, 2, &collected));
        ck_assert_uint_gt(world.released, released);
        released = world.released;
    }
    ck_assert_uint_le(world.started, 1);
    patience = SIZE_MAX;
    ck_assert(ou_collector_try(&world.heap, 2, &collected));
    ck_assert_uint_eq(collected, 0);
}
END_TEST

// The count of allocations would tell, but the user doesn't wait.
START_TEST(what_dies_while_an_interrupt_waits_is_put_off)
{
    patience = 0;
    world.heap.counts[0] = 1000000;
    drop(list_of_nodes(10 * SLICE));
    ck_assert(ou_heap_has_put_off(&world.heap));
    settle();
    ck_assert_uint_eq(world.released, 10 * SLICE + 1);
}
END_TEST

START_TEST(who_only_settles_may_stop_as_well)
{
    size_t released = world.released;
    put_off_many();
    patience = 1;
    while (!ou_heap_try_settle(&world.heap)) {
        ck_assert_uint_gt(world.released, released);
        released = world.released;
        looks = 0;
    }
    ck_assert_uint_eq(world.released, OBJECTS + 1);
    ck_assert(ou_heap_try_settle(&world.heap));
    world.heap.hooks.is_interrupted = NULL;
    world.released = 0;
    put_off_many();
    ck_assert(ou_heap_try_settle(&world.heap));
    ck_assert_uint_eq(world.released, OBJECTS + 1);
}
END_TEST

static void collect_all(void)
{
    size_t collected = 0;
    make_garbage(true);
    ck_assert(ou_collector_try(&world.heap, 2, &collected));
    ck_assert_uint_eq(collected, OBJECTS);
}

START_TEST(nothing_stops_without_the_hook)
{
    world.heap.hooks.is_interrupted = NULL;
    collect_all();
}
END_TEST

START_TEST(nor_what_is_saved)
{
    size_t collected = 0;
    world.heap.debug = OU_GC_DEBUG_SAVEALL;
    for (size_t look = 0; !world.saved_count; look++) {
        Node *a, *b;
        pair_make(&world, 1, &a, &b);
        drop(a);
        drop(b);
        looks = 0;
        patience = look;
        ck_assert_uint_eq(ou_collector_try(&world.heap, 2, &collected), looks <= look);
    }
    ck_assert_uint_gt(world.saved_count, 1);
}
END_TEST

static void collect_again(OuHeap *heap, OuObject *object)
{
    size_t collected = 0;
    finalized++;
    ck_assert(ou_collector_try(heap, 2, &collected));
    ck_assert_uint_eq(collected, 0);
    ck_assert(heap->may_stop);
}

START_TEST(one_within_another_has_no_effect)
{
    world.heap.hooks.finalize = collect_again;
    collect_all();
    ck_assert_uint_eq(finalized, FINALIZED);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("stop");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, a_list_is_judged_in_rounds);
    tcase_add_test(tests, so_are_the_pages);
    tcase_add_test(tests, finalizers_run_once);
    tcase_add_test(tests, also_those_of_a_walk);
    tcase_add_test(tests, what_is_left_goes_at_once_where_somebody_can_tell);
    tcase_add_test(tests, or_when_somebody_collects);
    tcase_add_test(tests, a_young_collection_stops_too);
    tcase_add_test(tests, without_memory_for_the_counts_it_goes_on);
    tcase_add_test(tests, what_is_left_of_a_walk_is_listed);
    tcase_add_test(tests, or_cleared_at_once_without_memory_for_that);
    tcase_add_test(tests, what_was_put_off_settles_first);
    tcase_add_test(tests, what_dies_while_an_interrupt_waits_is_put_off);
    tcase_add_test(tests, who_only_settles_may_stop_as_well);
    tcase_add_test(tests, nothing_stops_without_the_hook);
    tcase_add_test(tests, nor_what_is_saved);
    tcase_add_test(tests, one_within_another_has_no_effect);
    return world_run(tests);
}

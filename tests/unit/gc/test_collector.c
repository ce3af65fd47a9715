// Cycles: which are found, when, in what order, and what is left of them.
#include "tests/unit/gc/world.h"

static World world;

static void open_world(void)  { world_open(&world); }
static void close_world(void) { world_close(&world); }

static int generation_of(const void *object)
{
    return ((const OuObject *)object)->gc & OU_GC_GENERATION;
}

// ---- Finding ------------------------------------------------------------------------------------

START_TEST(two_that_hold_each_other_live_until_a_collection)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    drop(a);
    drop(b);
    ck_assert_uint_eq(world.released, 0);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 2);
    ck_assert_uint_eq(world.released, 2);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 0);
}
END_TEST

START_TEST(a_list_that_contains_itself_is_one)
{
    List *list = list_make(&world);
    ck_assert(list_append(&world, list, ou_pointer_value(list)));
    drop(list);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 1);
}
END_TEST

START_TEST(a_ring_of_five_is_five)
{
    Node *ring[5];
    for (uint32_t i = 0; i < 5; i++) ring[i] = node_make(&world, i, 1);
    for (uint32_t i = 0; i < 5; i++) node_set(ring[i], 0, ring[(i + 1) % 5]);
    for (uint32_t i = 0; i < 5; i++) drop(ring[i]);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 0), 5);
}
END_TEST

START_TEST(inner_parts_are_not_in_the_number)
{
    Node *node = node_make(&world, 1, 1), *part = node_try(&world, WORLD_PART, 2, 1);
    node_set(node, 0, part);
    node_set(part, 0, node);
    drop(node);
    drop(part);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 1);
    ck_assert_uint_eq(world.released, 2);
}
END_TEST

START_TEST(what_is_held_from_outside_lives_with_all_it_reaches)
{
    Node *a, *b, *c = node_make(&world, 3, 1);
    pair_make(&world, 1, &a, &b);
    node_set(b, 1, c);
    node_set(c, 0, a);
    drop(b);
    drop(c);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 0);
    ck_assert_uint_eq(a->base.refs, 3);
    ck_assert_uint_eq(b->base.refs, 1);
    world.roots[0] = ou_pointer_value(a);
    world_audit(&world);
    ou_clear(&world.roots[0]);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 3);
}
END_TEST

START_TEST(survivors_move_up_and_old_cycles_wait_for_a_full_collection)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    ck_assert_int_eq(generation_of(a), 0);
    ou_collector_collect(&world.heap, 0);
    ck_assert_int_eq(generation_of(a), 1);
    ou_collector_collect(&world.heap, 0);
    ck_assert_int_eq(generation_of(a), 1);
    ou_collector_collect(&world.heap, 1);
    ck_assert_int_eq(generation_of(a), 2);
    drop(a);
    drop(b);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 0), 0);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 1), 0);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 2);
}
END_TEST

START_TEST(an_untracked_object_is_not_looked_at)
{
    Node *a = ou_heap_new_untracked(&world.heap, WORLD_NODE, sizeof *a + sizeof *a->slots);
    *a = (Node){ .base = a->base, .count = 1 };
    a->slots[0] = ou_ref(ou_pointer_value(a));
    ck_assert(!ou_heap_is_tracked(&a->base));
    drop(a);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 0);
    ou_heap_track(&a->base);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 1);
}
END_TEST

START_TEST(tuples_of_atoms_are_untracked_by_a_collection)
{
    Node *tuple = node_try(&world, WORLD_TUPLE, 1, 2);
    tuple->slots[0] = ou_int_value(7);
    ou_collector_collect(&world.heap, 0);
    ck_assert(!ou_heap_is_tracked(&tuple->base));
    drop(tuple);
}
END_TEST

START_TEST(a_huge_list_is_outside_for_automatic_collections_only)
{
    List *list = list_make(&world);
    Node *node = node_make(&world, 1, 1);
    for (int i = 0; i < 5000; i++) ck_assert(list_append(&world, list, OU_NONE));
    ck_assert(list_append(&world, list, ou_pointer_value(node)));
    node_set(node, 0, list);
    drop(node);
    drop(list);
    ou_collector_poll(&world.heap);
    ck_assert_uint_eq(world.released, 0);
    ck_assert_uint_eq(world.stopped, 1);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 1), 2);
}
END_TEST

// ---- Ending -------------------------------------------------------------------------------------

START_TEST(callbacks_run_before_finalizers_in_a_dead_cycle)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    a->base.aux = b->base.aux = NODE_FINALIZES;
    Weak *older = weak_make(&world, 8, a, true), *newer = weak_make(&world, 9, a, true);
    drop(a);
    drop(b);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 2);
    ck_assert_str_eq(world.trace, "w9 w8 f1 f2 ");
    drop(older);
    drop(newer);
}
END_TEST

START_TEST(a_weak_reference_that_is_garbage_itself_is_silent)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    Weak *weak = weak_make(&world, 9, b, true);
    node_set(a, 1, weak);
    drop(weak);
    drop(a);
    drop(b);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 3);
    ck_assert_str_eq(world.trace, "");
}
END_TEST

START_TEST(finalizers_run_in_the_order_of_allocation)
{
    // Sizes alternate, so that neighbours lie in different pages.
    Node *ring[20];
    for (uint32_t i = 0; i < 20; i++) {
        ring[i] = node_make(&world, i, 1 + i % 3 * 7);
        ring[i]->base.aux = NODE_FINALIZES;
    }
    for (uint32_t i = 0; i < 20; i++) node_set(ring[i], 0, ring[(i + 1) % 20]);
    for (uint32_t i = 0; i < 20; i++) drop(ring[i]);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 20);
    ck_assert_str_eq(world.trace, "f0 f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12 f13 f14 f15 f16 f17 "
                     "f18 f19 ");
}
END_TEST

START_TEST(order_is_that_of_generation_lists)
{
    // As CPython: the collected generation's objects first, then generation 0's, then 1's.
    Node *nodes[6];
    for (uint32_t i = 0; i < 6; i++) {
        nodes[i] = node_make(&world, i, 1);
        nodes[i]->base.aux = NODE_FINALIZES;
        node_set(nodes[i], 0, nodes[i]);
        if (i == 1) ou_collector_collect(&world.heap, 1);
        if (i == 3) ou_collector_collect(&world.heap, 0);
    }
    for (uint32_t i = 0; i < 6; i++) drop(nodes[i]);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 6);
    ck_assert_str_eq(world.trace, "f0 f1 f4 f5 f2 f3 ");
}
END_TEST

START_TEST(one_that_was_doubted_comes_after_those_that_were_not)
{
    // 0 is reached through 1 only: CPython moves it behind 1 and 2 when it is rescued.
    Node *nodes[3];
    for (uint32_t i = 0; i < 3; i++) {
        nodes[i] = node_make(&world, i, 2);
        nodes[i]->base.aux = NODE_FINALIZES;
    }
    node_set(nodes[1], 0, nodes[0]);
    drop(nodes[0]);
    ou_collector_collect(&world.heap, 0);
    for (uint32_t i = 0; i < 3; i++) node_set(nodes[i], 1, nodes[i]);
    drop(nodes[1]);
    drop(nodes[2]);
    ou_collector_collect(&world.heap, 2);
    ck_assert_str_eq(world.trace, "f1 f2 f0 ");
}
END_TEST

START_TEST(a_finalizer_rescues_all_that_its_object_reaches)
{
    Node *a, *b, *c, *d;
    pair_make(&world, 1, &a, &b);
    pair_make(&world, 3, &c, &d);
    a->base.aux = NODE_FINALIZES | NODE_RESURRECTS;
    b->base.aux = c->base.aux = NODE_FINALIZES;
    Weak *weak = weak_make(&world, 9, b, false);
    drop(a);
    drop(b);
    drop(c);
    drop(d);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 2);
    ck_assert_str_eq(world.trace, "f1 f2 f3 ");
    ck_assert_uint_eq(a->base.refs, 2);
    ck_assert_uint_eq(b->base.refs, 1);
    ck_assert_ptr_null(ou_weak_target(&weak->link));
    world.roots[0] = ou_pointer_value(weak);
    world_audit(&world);
    ou_clear(&world.saved[--world.saved_count]);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 2);
    ck_assert_str_eq(world.trace, "f1 f2 f3 ");
}
END_TEST

START_TEST(a_finalizer_may_break_the_cycle)
{
    Node *ring[4];
    for (uint32_t i = 0; i < 4; i++) {
        ring[i] = node_make(&world, i, 1);
        ring[i]->base.aux = NODE_FINALIZES;
    }
    ring[0]->base.aux |= NODE_DROPS;
    for (uint32_t i = 0; i < 4; i++) node_set(ring[i], 0, ring[(i + 1) % 4]);
    for (uint32_t i = 0; i < 4; i++) drop(ring[i]);
    ou_collector_collect(&world.heap, 2);
    ck_assert_str_eq(world.trace, "f0 f1 f2 f3 ");
    ck_assert_uint_eq(world.released, 4);
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

START_TEST(a_collection_inside_a_collection_does_nothing)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    a->base.aux = NODE_FINALIZES | NODE_COLLECTS;
    world.nested_result = 99;
    drop(a);
    drop(b);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 2);
    ck_assert_uint_eq(world.nested_result, 0);
}
END_TEST

START_TEST(garbage_can_be_saved)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    world.heap.debug = OU_GC_DEBUG_SAVEALL;
    drop(a);
    drop(b);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 2);
    ck_assert_uint_eq(world.saved_count, 2);
    ck_assert_uint_eq(world.released, 0);
    world_audit(&world);
}
END_TEST

// ---- Triggers -----------------------------------------------------------------------------------

START_TEST(more_allocations_than_the_threshold_ask_for_a_collection)
{
    const uint32_t thresholds[3] = { 10, 10, 10 };
    ou_collector_set_thresholds(&world.heap, thresholds);
    for (uint32_t i = 0; i < 10; i++) world.roots[i] = ou_pointer_value(node_make(&world, i, 1));
    ck_assert(!(world.heap.pending & OU_PENDING_COLLECT));
    world.roots[10] = ou_pointer_value(node_make(&world, 10, 1));
    ck_assert(world.heap.pending & OU_PENDING_COLLECT);
    ou_collector_poll(&world.heap);
    ck_assert(!(world.heap.pending & OU_PENDING_COLLECT));
    ck_assert_int_eq(world.generations[0], 1);
    ck_assert_uint_eq(world.heap.counts[0], 0);
    ck_assert_uint_eq(world.heap.counts[1], 1);
    ck_assert_uint_eq(world.heap.stats[0].collections, 1);
}
END_TEST

START_TEST(a_disabled_collector_runs_only_when_asked)
{
    const uint32_t thresholds[3] = { 1, 10, 10 };
    ou_collector_set_thresholds(&world.heap, thresholds);
    ou_collector_enable(&world.heap, false);
    for (uint32_t i = 0; i < 10; i++) world.roots[i] = ou_pointer_value(node_make(&world, i, 1));
    ck_assert_uint_eq(world.heap.pending, 0);
    ou_collector_enable(&world.heap, true);
    world.roots[10] = ou_pointer_value(node_make(&world, 10, 1));
    ck_assert_uint_eq(world.heap.pending, OU_PENDING_COLLECT);
}
END_TEST

START_TEST(allocations_between_threshold_and_poll_count_for_the_next_collection)
{
    const uint32_t thresholds[3] = { 9, 10, 10 };
    ou_collector_set_thresholds(&world.heap, thresholds);
    for (uint32_t i = 0; i < 14; i++) world.roots[i] = ou_pointer_value(node_make(&world, i, 1));
    poll(&world);
    ck_assert_uint_eq(world.heap.counts[0], 4);
}
END_TEST

static bool count_each(OuObject *object, void *context)
{
    ++*(size_t *)context;
    return true;
}

static size_t count_objects(int generation)
{
    size_t count = 0;
    ou_collector_each(&world.heap, generation, count_each, &count);
    return count;
}

START_TEST(frozen_objects_are_left_alone)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    ou_collector_freeze(&world.heap);
    drop(a);
    drop(b);
    ck_assert_uint_eq(ou_collector_frozen_count(&world.heap), 2);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 0);
    ck_assert_uint_eq(count_objects(-1), 0);
    ck_assert_uint_eq(count_objects(OU_GENERATION_FROZEN), 2);
    ou_collector_unfreeze(&world.heap);
    ck_assert_uint_eq(count_objects(2), 2);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 2);
}
END_TEST

static bool note_each(OuObject *object, void *context)
{
    world_note(&world, "o", ((Node *)object)->id);
    return true;
}

START_TEST(objects_are_enumerated_in_order_whatever_died_meanwhile)
{
    Node *nodes[6000];
    for (uint32_t i = 0; i < 6000; i++) nodes[i] = node_make(&world, i, i % 5);
    for (uint32_t i = 0; i < 6000; i++) {
        if (i % 1000) drop(nodes[i]);
    }
    for (uint32_t i = 1; i < 6; i++) nodes[i] = node_make(&world, 10000 + i, i % 5);
    ou_collector_each(&world.heap, 0, note_each, NULL);
    ck_assert_str_eq(world.trace, "o0 o1000 o2000 o3000 o4000 o5000 "
                     "o10001 o10002 o10003 o10004 o10005 ");
    for (uint32_t i = 0; i < 6; i++) drop(nodes[i * 1000]);
    for (uint32_t i = 1; i < 6; i++) drop(nodes[i]);
}
END_TEST

static bool drop_one_of_two(OuObject *object, void *context)
{
    if (object->refs == 2) *(size_t *)context += --object->refs;
    return true;
}

START_TEST(a_generation_too_long_for_its_log_is_collected_page_by_page)
{
    ou_collector_enable(&world.heap, false);
    for (uint32_t i = 0; i < 50000; i++) {
        Node *a, *b;
        pair_make(&world, i, &a, &b);
        drop(a);
        if (i % 2) drop(b);
        else ck_assert_uint_eq(b->base.refs, 2);
    }
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 50000);
    ck_assert(world.heap.logs[2].lost);
    ck_assert_uint_eq(count_objects(2), 50000);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 0);
    ck_assert_uint_eq(world.heap.long_lived_total, 50000);
    size_t dropped = 0;
    ou_heap_each(&world.heap, drop_one_of_two, &dropped);
    ck_assert_uint_eq(dropped, 25000);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 50000);
    ck_assert(!world.heap.logs[2].lost);
}
END_TEST

// ---- The golden trace ---------------------------------------------------------------------------

// CPython 3.11 to 3.13: thresholds (700, 10, 10), after gc.freeze(), L.append([]) a million times.
// Two counted objects were made there before the loop, and its free lists, which a full collection
// empties, make each such collection cost one more allocation: both are played here.
static size_t golden_allocation, golden_full[16], golden_full_count;
static List *golden_list;

static void golden_collection(OuHeap *heap, int generation, bool stop, size_t collected,
                              size_t uncollectable)
{
    world_collection(heap, generation, stop, collected, uncollectable);
    if (generation == 2 && !stop) golden_full[golden_full_count++ % 16] = golden_allocation;
    if (generation == 2 && stop) heap->counts[0]++;
}

START_TEST(a_million_empty_lists_are_collected_when_cpython_collects_them)
{
    static const size_t expected[8] = {
        93231, 186463, 279695, 372927, 474571, 601451, 753567, 947743,
    };
    golden_full_count = 0;
    world.heap.hooks.collection = golden_collection;
    golden_list = list_make(&world);
    ou_collector_freeze(&world.heap);
    world.heap.counts[0] = 2;
    for (golden_allocation = 1; golden_allocation <= 1000000; golden_allocation++) {
        List *item = list_make(&world);
        poll(&world);
        ck_assert(list_append(&world, golden_list, ou_pointer_value(item)));
        drop(item);
    }
    ck_assert_uint_eq(golden_full_count, 8);
    for (int i = 0; i < 8; i++) ck_assert_uint_eq(golden_full[i], expected[i]);
    ck_assert_int_eq(world.generations[0], 1300);
    ck_assert_int_eq(world.generations[1], 118);
    ck_assert_int_eq(world.generations[2], 8);
    drop(golden_list);
}
END_TEST

static void note_step(OuHeap *heap, OuGcStep step, int detail, bool is_end)
{
    world_note((World *)heap, is_end ? "/" : "", step);
    if (step == OU_STEP_COLLECTION || step == OU_STEP_STAGE) {
        world_note(&world, ":", (unsigned)detail);
    }
}

START_TEST(steps_lie_within_each_other)
{
    Node *a, *b;
    world.heap.hooks.step = note_step;
    pair_make(&world, 1, &a, &b);
    a->base.aux = NODE_FINALIZES;
    drop(a);
    drop(b);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 1), 2);
    ck_assert_str_eq(world.trace,
                     "0 :1 3 /3 4 /4 5 /5 6 /6 8 f1 /8 5 /5 6 /6 9 /9 3 /3 /0 :1 ");
    world.trace_length = 0;
    while (!ou_collector_step(&world.heap, 1000000)) {}
    ck_assert_str_eq(world.trace, "1 3 /3 4 /4 5 /5 6 /6 9 /9 3 /3 /1 "
                                  "1 2 :1 /2 :1 2 :2 /2 :2 2 :4 /2 :4 /1 ");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("collector");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, two_that_hold_each_other_live_until_a_collection);
    tcase_add_test(tests, a_list_that_contains_itself_is_one);
    tcase_add_test(tests, a_ring_of_five_is_five);
    tcase_add_test(tests, inner_parts_are_not_in_the_number);
    tcase_add_test(tests, what_is_held_from_outside_lives_with_all_it_reaches);
    tcase_add_test(tests, survivors_move_up_and_old_cycles_wait_for_a_full_collection);
    tcase_add_test(tests, an_untracked_object_is_not_looked_at);
    tcase_add_test(tests, tuples_of_atoms_are_untracked_by_a_collection);
    tcase_add_test(tests, a_huge_list_is_outside_for_automatic_collections_only);
    tcase_add_test(tests, callbacks_run_before_finalizers_in_a_dead_cycle);
    tcase_add_test(tests, a_weak_reference_that_is_garbage_itself_is_silent);
    tcase_add_test(tests, finalizers_run_in_the_order_of_allocation);
    tcase_add_test(tests, order_is_that_of_generation_lists);
    tcase_add_test(tests, one_that_was_doubted_comes_after_those_that_were_not);
    tcase_add_test(tests, a_finalizer_rescues_all_that_its_object_reaches);
    tcase_add_test(tests, a_finalizer_may_break_the_cycle);
    tcase_add_test(tests, a_collection_inside_a_collection_does_nothing);
    tcase_add_test(tests, garbage_can_be_saved);
    tcase_add_test(tests, more_allocations_than_the_threshold_ask_for_a_collection);
    tcase_add_test(tests, a_disabled_collector_runs_only_when_asked);
    tcase_add_test(tests, allocations_between_threshold_and_poll_count_for_the_next_collection);
    tcase_add_test(tests, frozen_objects_are_left_alone);
    tcase_add_test(tests, objects_are_enumerated_in_order_whatever_died_meanwhile);
    tcase_add_test(tests, a_generation_too_long_for_its_log_is_collected_page_by_page);
    tcase_add_test(tests, a_million_empty_lists_are_collected_when_cpython_collects_them);
    tcase_add_test(tests, steps_lie_within_each_other);
    return world_run(tests);
}

// What runs in the slices of a major cycle, and when they come: finalizers, debts, records.
#include "gc/major.h"
#include "gc/mark.h"
#include "tests/unit/gc/world.h"

static World world;
static OuCollectionRecord records[64];
static size_t record_count;
static OuObject *lost[10000];
static size_t lost_count;

static void note_record(OuHeap *heap, const OuCollectionRecord *done)
{
    ck_assert_uint_lt(record_count, 64);
    records[record_count++] = *done;
}

static void open_world(void)
{
    world_open(&world);
    world.heap.major.exact_below = 0;
    world.heap.has_finalizers = true;
    record_count = 0;
}

static void close_world(void)
{
    world.heap.memory.limit = SIZE_MAX;
    world.heap.hooks.log = NULL;
    world_close(&world);
}

static void lose(void *object) { lost[lost_count++] = object; }

static void grow_old(void)
{
    ou_collector_collect(&world.heap, 1);
    while (lost_count) drop(lost[--lost_count]);
}

static size_t finish(void)
{
    size_t slices = 1;
    while (!ou_collector_step(&world.heap, 1000)) slices++;
    return slices;
}

static void reach(OuMajorStage stage)
{
    do {
        ck_assert(!ou_collector_step(&world.heap, 1));
    } while (world.heap.major.stage != stage);
}

static Node *loop_make(uint32_t id)
{
    Node *node = node_make(&world, id, 3);
    node_set(node, 0, node);
    return node;
}

static void lose_loops(uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) lose(loop_make(i));
    grow_old();
}

// ---- Scripts ------------------------------------------------------------------------------------

START_TEST(callbacks_then_finalizers_run_inside_slices)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    a->base.aux = NODE_FINALIZES;
    world.roots[0] = ou_pointer_value(weak_make(&world, 7, a, true));
    drop(b);
    lose(a);
    grow_old();
    finish();
    ck_assert_str_eq(world.trace, "w7 f1 ");
    ck_assert_uint_eq(world.heap.stats[2].collected, 2);
}
END_TEST

START_TEST(a_finalizer_in_a_slice_may_resurrect)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    a->base.aux = NODE_FINALIZES | NODE_RESURRECTS;
    drop(b);
    lose(a);
    grow_old();
    finish();
    ck_assert_str_eq(world.trace, "f1 ");
    ck_assert_uint_eq(world.released, 0);
    ou_clear(&world.saved[--world.saved_count]);
    finish();
    ck_assert_str_eq(world.trace, "f1 ");
    ck_assert_uint_eq(world.released, 2);
}
END_TEST

static int stepped = -1;

static void step_in_finalizer(OuHeap *heap, OuObject *object)
{
    world_finalize(heap, object);
    stepped = ou_collector_step(heap, 1000000);
    heap->pending |= OU_PENDING_COLLECT | OU_PENDING_SLICE;
    ou_collector_poll(heap);
}

START_TEST(nothing_collects_inside_a_slice)
{
    world.heap.hooks.finalize = step_in_finalizer;
    Node *a = loop_make(1);
    a->base.aux = NODE_FINALIZES | NODE_COLLECTS;
    world.nested_result = 5;
    lose(a);
    grow_old();
    finish();
    ck_assert_uint_eq(world.nested_result, 0);
    ck_assert_int_eq(stepped, 0);
    ck_assert_uint_eq(world.released, 1);
    ck_assert_uint_eq(world.heap.stats[2].collections, 1);
}
END_TEST

static void freeze_in_finalizer(OuHeap *heap, OuObject *object)
{
    world_finalize(heap, object);
    ou_collector_freeze(heap);
}

START_TEST(a_finalizer_may_freeze_what_lives)
{
    for (int round = 0; round < 2; round++) {
        world.heap.hooks.finalize = freeze_in_finalizer;
        Node *living = node_make(&world, 2, 1), *a = loop_make(1);
        a->base.aux = NODE_FINALIZES;
        lose(a);
        grow_old();
        if (round) finish();
        else ou_collector_collect(&world.heap, 2);
        ck_assert_uint_eq(ou_collector_frozen_count(&world.heap), 1);
        ck_assert_uint_eq(world_live(&world), 1);
        ou_collector_unfreeze(&world.heap);
        drop(living);
    }
}
END_TEST

static void note_report(OuHeap *heap, OuObject *object, bool collectable)
{
    ck_assert(collectable);
    world_note((World *)heap, "r", ((Node *)object)->id);
}

START_TEST(garbage_is_reported_and_saved_in_slices_too)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    Node *part = node_try(&world, WORLD_PART, 3, 1);
    node_set(a, 1, part);
    drop(part);
    drop(b);
    lose(a);
    grow_old();
    world.heap.debug = OU_GC_DEBUG_COLLECTABLE | OU_GC_DEBUG_SAVEALL;
    finish();
    ck_assert_uint_eq(world.trace_length, 0);      // nobody wants to hear of it
    ck_assert_uint_eq(world.saved_count, 2);       // inner parts are kept, but not shown
    ck_assert_uint_eq(world.released, 0);
    while (world.saved_count) ou_clear(&world.saved[--world.saved_count]);
    world.heap.hooks.report = note_report;
    finish();
    ck_assert_str_eq(world.trace, "r1 r2 r3 ");
    ck_assert_uint_eq(world.saved_count, 2);
    world.heap.debug = 0;
}
END_TEST

static size_t told;

static void note_garbage(OuHeap *heap, const OuSet *garbage)
{
    told++;
}

START_TEST(garbage_of_inner_parts_alone_is_not_told)
{
    world.heap.hooks.garbage = note_garbage;
    told = 0;
    Node *part = node_try(&world, WORLD_PART, 3, 1), *node = loop_make(1);
    node_set(part, 0, part);
    drop(part);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 0);
    ck_assert_uint_eq(told, 0);
    drop(node);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 1);
    ck_assert_uint_eq(told, 1);
    ck_assert_uint_eq(world.released, 2);
}
END_TEST

// ---- Judging ------------------------------------------------------------------------------------

START_TEST(a_cleared_slot_casts_doubt_in_every_sort_of_container)
{
    for (int way = 0; way < 3; way++) {
        close_world();
        open_world();
        Node *target = loop_make(3), *node;
        List *list;
        for (uint32_t i = 0; i < 5000; i++) lose(loop_make(i));
        if (way == 0) {
            node = loop_make(4);
            node_set(node, 1, target);
            lose(node);
        } else if (way == 1) {
            list = list_make(&world);
            ck_assert(list_append(&world, list, ou_pointer_value(list)));
            ck_assert(list_append(&world, list, ou_pointer_value(target)));
            ck_assert(list_append(&world, list, OU_NONE));
            lose(list);
        } else {
            Box *empty = box_try(&world, NULL, target), *box = box_try(&world, empty, NULL);
            box->second = empty->first = &box->base;     // a ring, and one that holds itself
            ou_object_ref(&box->base);
            ou_object_ref(&box->base);
            drop(empty);
            node = loop_make(5);
            Box *half = box_try(&world, NULL, node);
            node_set(node, 1, half);
            drop(half);
            Box *alone = box_try(&world, NULL, NULL);
            alone->second = &alone->base;
            ou_object_ref(&alone->base);
            lose(node);
            lose(box);
            lose(alone);
        }
        drop(target);
        grow_old();
        finish();
        ck_assert_uint_eq(world_live(&world), 0);
    }
}
END_TEST

START_TEST(a_suspect_may_hold_what_is_marked_or_untracked)
{
    Node *secret = node_make(&world, 1, 4), *root = loop_make(2);
    Node *tuple = node_try(&world, WORLD_TUPLE, 3, 1);
    world.roots[0] = ou_pointer_value(root);
    node_set(secret, 0, root);
    node_set(secret, 1, tuple);
    ou_heap_track(&tuple->base);
    node_set(secret, 2, node_try(&world, WORLD_TUPLE, 3, 1));
    drop(ou_pointer_of(secret->slots[2]));
    grow_old();
    node_set(tuple, 0, root);
    ou_heap_track(&tuple->base);
    ou_collector_collect(&world.heap, 1);
    finish();
    ck_assert_uint_eq(world.released, 0);
    ck_assert_uint_eq(world.heap.stats[2].collected, 0);
    ck_assert(ou_heap_is_tracked(&tuple->base));     // judged in a batch, so not asked
    drop(tuple);
    drop(secret);
}
END_TEST

START_TEST(roots_that_change_while_marking_are_looked_at_again)
{
    for (int again = 0; again < 2; again++) {
        lose_loops(100);
        Node *late = loop_make(1), *root = loop_make(2);
        ou_set_steal(&world.roots[0], ou_pointer_value(root));
        grow_old();
        reach(OU_MAJOR_MARK);
        if (again) {
            world.heap.major.mark_is_partial = true;
            reach(OU_MAJOR_RESCAN);
        }
        ou_set_steal(&world.roots[1], ou_pointer_value(late));
        while (world.heap.major.stage != OU_MAJOR_CONVICT) {
            ck_assert(!ou_collector_step(&world.heap, 1));
        }
        ck_assert(ou_mark_bit(ou_page_of(&late->base), &late->base, OU_BITMAP_MARK));
        finish();
        // What the late one has replaced was marked, and dies in the next cycle.
        ck_assert_uint_eq(world_live(&world), again ? 3 : 2);
    }
}
END_TEST

// ---- When ---------------------------------------------------------------------------------------

static void allocate(uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) drop(loop_make(i));
}

START_TEST(a_long_debt_is_paid_at_several_polls)
{
    const uint32_t thresholds[3] = { 100, 0, 0 };
    ou_collector_set_thresholds(&world.heap, thresholds);
    lose_loops(9000);
    world.heap.counts[2] = 1;
    world.heap.major.pace = 300;
    size_t polls = 0;
    allocate(101);
    ck_assert_uint_eq(world.heap.pending, OU_PENDING_COLLECT);
    poll(&world);
    ck_assert(ou_is_major(&world.heap));
    ck_assert_uint_eq(world.heap.pending, OU_PENDING_SLICE);
    ck_assert_uint_gt(world.heap.major.debt, 0);
    ou_collector_collect(&world.heap, 0);      // takes nothing away from the debt
    ck_assert_uint_eq(world.heap.pending, OU_PENDING_SLICE);
    for (; world.heap.pending == OU_PENDING_SLICE; polls++) poll(&world);
    ck_assert_uint_ge(polls, 1);
    ck_assert_uint_eq(world.heap.pending, 0);
    ck_assert(!world.heap.major.debt);
    world.heap.pending = OU_PENDING_SLICE;     // nothing is due
    poll(&world);
    ck_assert_uint_eq(world.heap.pending, 0);
}
END_TEST

START_TEST(a_second_cycle_waits_until_the_first_has_ended)
{
    const uint32_t thresholds[3] = { 100, 1, 1 };
    lose_loops(9000);
    ou_collector_set_thresholds(&world.heap, thresholds);
    world.heap.major.pace = 1;
    world.heap.counts[2] = 2;
    allocate(101);
    poll(&world);
    ck_assert(ou_is_major(&world.heap));
    int cycles = world.generations[2];
    while (ou_is_major(&world.heap)) {
        world.heap.counts[2] = 2;
        world.heap.long_lived_pending = world.heap.long_lived_total;
        ck_assert_int_eq(world.generations[2], cycles);
        allocate(101);
        poll(&world);
    }
    ck_assert_uint_lt(world_live(&world), 300);
}
END_TEST

START_TEST(few_old_objects_are_collected_in_one_go)
{
    const uint32_t thresholds[3] = { 100, 0, 0 };
    lose_loops(500);
    ou_collector_set_thresholds(&world.heap, thresholds);
    world.heap.major.exact_below = 1000;
    world.heap.hooks.log = note_record;
    world.heap.counts[2] = 1;
    allocate(101);
    poll(&world);
    ck_assert(!ou_is_major(&world.heap));
    ck_assert_uint_eq(record_count, 1);
    ck_assert_int_eq(records[0].generation, 2);
    ck_assert(!records[0].is_cycle);
    ck_assert_uint_eq(records[0].freed, 601);
}
END_TEST

START_TEST(nothing_runs_at_a_poll_while_automatic_collections_are_off)
{
    const uint32_t never[3] = { 0, 10, 10 }, some[3] = { 10, 10, 10 };
    ou_collector_set_thresholds(&world.heap, never);
    allocate(50);
    ck_assert_uint_eq(world.heap.pending, 0);
    world.heap.pending = OU_PENDING_COLLECT;
    ou_collector_poll(&world.heap);
    ou_collector_set_thresholds(&world.heap, some);
    ou_collector_enable(&world.heap, false);
    world.heap.pending = OU_PENDING_COLLECT;
    ou_collector_poll(&world.heap);
    ck_assert_uint_eq(world.started, 0);
    ou_collector_enable(&world.heap, true);
    allocate(1);
    poll(&world);
    ck_assert_uint_eq(world.started, 1);
}
END_TEST

START_TEST(under_stress_each_allocation_asks_for_a_collection)
{
    ou_collector_set_stress(&world.heap, true);
    for (size_t i = 1; i <= 20; i++) {
        allocate(1);
        poll(&world);
        ck_assert_uint_eq(world.started, i);
        ck_assert_uint_eq(world_live(&world), 0);
    }
    ou_collector_set_stress(&world.heap, false);
    allocate(1);
    ck_assert_uint_eq(world.heap.pending, 0);
}
END_TEST

START_TEST(records_tell_of_each_collection)
{
    world.heap.hooks.log = note_record;
    Node *living = loop_make(0);
    allocate(10);
    ou_collector_collect(&world.heap, 0);
    allocate(5);
    ou_collector_collect(&world.heap, 2);
    ck_assert_uint_eq(record_count, 2);
    for (size_t i = 0; i < 2; i++) {
        ck_assert_uint_eq(records[i].number, i + 1);
        ck_assert_int_eq(records[i].generation, i ? 2 : 0);
        ck_assert_uint_eq(records[i].freed, i ? 5 : 10);
        ck_assert_uint_eq(records[i].judged, i ? 6 : 11);
        ck_assert_uint_eq(records[i].live_before, i ? 6 : 11);
        ck_assert_uint_eq(records[i].live_after, 1);
        ck_assert_uint_eq(records[i].duration, records[i].longest);
    }
    drop(living);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("slices");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, callbacks_then_finalizers_run_inside_slices);
    tcase_add_test(tests, a_finalizer_in_a_slice_may_resurrect);
    tcase_add_test(tests, nothing_collects_inside_a_slice);
    tcase_add_test(tests, a_finalizer_may_freeze_what_lives);
    tcase_add_test(tests, garbage_is_reported_and_saved_in_slices_too);
    tcase_add_test(tests, garbage_of_inner_parts_alone_is_not_told);
    tcase_add_test(tests, a_cleared_slot_casts_doubt_in_every_sort_of_container);
    tcase_add_test(tests, a_suspect_may_hold_what_is_marked_or_untracked);
    tcase_add_test(tests, roots_that_change_while_marking_are_looked_at_again);
    tcase_add_test(tests, a_long_debt_is_paid_at_several_polls);
    tcase_add_test(tests, a_second_cycle_waits_until_the_first_has_ended);
    tcase_add_test(tests, few_old_objects_are_collected_in_one_go);
    tcase_add_test(tests, nothing_runs_at_a_poll_while_automatic_collections_are_off);
    tcase_add_test(tests, under_stress_each_allocation_asks_for_a_collection);
    tcase_add_test(tests, records_tell_of_each_collection);
    return world_run(tests);
}

// The major cycle: generation 2 in slices. Each test brings a cycle to one of its stages, changes
// something there, and looks at what becomes of it.
#include "gc/major.h"

#include "gc/log.h"
#include "gc/mark.h"
#include "tests/unit/gc/world.h"

static World world;
static OuCollectionRecord record;      // of the last collection or cycle
static size_t records;

static void note_record(OuHeap *heap, const OuCollectionRecord *done)
{
    record = *done;
    records++;
}

static void open_world(void)
{
    world_open(&world);
    world.heap.hooks.log = note_record;
    world.heap.major.exact_below = 0;
    records = 0;
}

static void close_world(void)
{
    world.heap.memory.limit = SIZE_MAX;
    world_close(&world);
}

// The world's root takes over the reference.
static void keep(unsigned root, void *object)
{
    ou_set_steal(&world.roots[root], object ? ou_pointer_value(object) : OU_NONE);
}

// What the test is about to lose: its reference is dropped as soon as all are old.
static OuObject *lost[10000];
static size_t lost_count;

static void lose(void *object)
{
    ck_assert_uint_lt(lost_count, sizeof lost / sizeof *lost);
    lost[lost_count++] = object;
}

static void grow_old(void)
{
    ou_collector_collect(&world.heap, 1);
    while (lost_count) drop(lost[--lost_count]);
}

static void reach(OuMajorStage stage)
{
    do {
        ck_assert(!ou_collector_step(&world.heap, 1));
    } while (world.heap.major.stage != stage);
}

static void finish(void)
{
    while (!ou_collector_step(&world.heap, 1000)) continue;
}

static bool has_bit(void *object, unsigned which)
{
    return ou_mark_bit(ou_page_of(object), object, which);
}

// An old node that holds itself, which nothing else holds but what the caller gives it to.
static Node *loop_make(uint32_t id)
{
    Node *node = node_make(&world, id, 3);
    node_set(node, 0, node);
    return node;
}

// Nodes of which each holds the next, made in this order; the last one holds itself.
static Node *chain_make(uint32_t length)
{
    Node *last = loop_make(length), *head = last, *end = NULL;
    for (uint32_t i = 1; i < length; i++) {
        Node *node = node_make(&world, i, 1);
        if (end) end->slots[0] = ou_pointer_value(node);
        else head = node;
        end = node;
    }
    if (end) end->slots[0] = ou_pointer_value(last);
    return head;
}

// ---- The whole ----------------------------------------------------------------------------------

START_TEST(garbage_dies_in_slices)
{
    for (uint32_t i = 0; i < 5000; i++) {
        Node *a, *b;
        pair_make(&world, i, &a, &b);
        drop(a);
        if (i % 2) lose(b);
        else keep(i % 256, b);
    }
    grow_old();
    size_t left = world_live(&world), slices = 0;
    while (!ou_collector_step(&world.heap, 500)) {
        size_t now = world_live(&world);
        ck_assert_uint_le(left - now, 200);
        left = now;
        slices++;
    }
    ck_assert_uint_gt(slices, 20);
    ck_assert(record.is_cycle);
    ck_assert_int_eq(record.generation, 2);
    ck_assert_uint_gt(record.freed, 4000);
    ck_assert_uint_ge(record.live_before, record.live_after + 4000);
    ck_assert_uint_ge(record.duration, record.longest);
}
END_TEST

START_TEST(what_the_roots_reach_is_not_judged)
{
    keep(0, chain_make(500));
    Node *root = node_make(&world, 1, 4);
    node_set(root, 1, box_try(&world, root, NULL));
    drop(ou_pointer_of(root->slots[1]));
    OuObject *text = ou_heap_new_leaf(&world.heap, WORLD_TEXT, 40);
    root->slots[2] = ou_pointer_value(text);
    node_set(root, 3, text);
    keep(1, root);
    grow_old();
    finish();
    ck_assert_uint_eq(record.judged, 0);
    ck_assert_uint_eq(world.released, 0);
}
END_TEST

START_TEST(what_is_held_by_nobody_known_survives_its_trial)
{
    Node *secret = chain_make(100);
    grow_old();
    finish();
    ck_assert_uint_eq(record.judged, 100);
    ck_assert_uint_eq(record.freed, 0);
    drop(secret);
    finish();
    ck_assert_uint_eq(record.freed, 100 - 99);     // the others died with their counts
    ck_assert_uint_eq(world.released, 100);
}
END_TEST

START_TEST(a_full_collection_abandons_a_cycle_in_each_stage)
{
    for (uint8_t stage = OU_MAJOR_PREPARE; stage <= OU_MAJOR_CONVICT; stage++) {
        for (uint32_t i = 0; i < 5000; i++) lose(loop_make(i));
        keep(0, chain_make(3000));
        grow_old();
        if (stage == OU_MAJOR_RESCAN) {
            reach(OU_MAJOR_MARK);
            world.heap.major.mark_is_partial = true;
        }
        reach(stage);
        size_t before = records;
        ou_collector_collect(&world.heap, 2);
        ck_assert_uint_eq(records, before + 2);
        ck_assert(!ou_is_major(&world.heap));
        ck_assert_uint_eq(world_live(&world), 3000);
        keep(0, NULL);
        ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 1);
        world_audit(&world);
    }
}
END_TEST

START_TEST(a_program_may_have_no_hooks_at_all)
{
    static OuHeap heap;
    static const OuHeapHooks none;
    ck_assert(ou_heap_init(&heap, &none));
    ou_heap_set_layout(&heap, WORLD_NODE, &node_layout);
    ou_heap_set_layout(&heap, WORLD_BOX, &box_layout);
    heap.has_finalizers = true;
    heap.major.exact_below = 0;
    World *bare = (World *)(void *)&heap;
    static const OuLayout quiet = { .visit = box_visit, .may_finalize = OU_FINALIZE_ALWAYS };
    ou_heap_set_layout(&heap, WORLD_BOX, &quiet);
    for (int i = 0; i < 2; i++) {
        Box *box = box_try(bare, NULL, NULL), *owner = box_try(bare, NULL, NULL);
        OuWeakLink link;
        ou_weak_init(&link, &owner->base, true);
        ck_assert(ou_weak_attach(&heap, &link, &box->base));
        box->first = &box->base;
        if (i) ou_object_ref(box->first);
        heap.debug = OU_GC_DEBUG_SAVEALL | OU_GC_DEBUG_COLLECTABLE;
        if (!i) box->first = NULL;
        drop(box);
        heap.debug = OU_GC_DEBUG_COLLECTABLE;
        if (i) while (!ou_collector_step(&heap, 10)) continue;
        ck_assert_ptr_null(link.target);
        drop(owner);
        ck_assert_uint_eq(ou_collector_collect(&heap, 2), 0);
    }
    Box *box = box_try(bare, NULL, NULL);
    box->first = &box->base;
    heap.debug = OU_GC_DEBUG_SAVEALL;      // nobody is there to save it: it dies
    ck_assert_uint_eq(ou_collector_collect(&heap, 2), 1);
    ou_heap_free(&heap);
}
END_TEST

// ---- Marking ------------------------------------------------------------------------------------

enum { PIECES = 5, MANY = OU_MARK_PIECE * (PIECES - 1) + 100 };

START_TEST(a_large_container_is_scanned_piece_by_piece)
{
    Node *large = node_make(&world, 0, MANY);
    for (uint32_t i = 0; i < MANY; i += 50) node_set(large, i, large);
    Node *last = chain_make(10);
    node_set(large, MANY - 1, last);
    keep(0, large);
    drop(last);
    grow_old();
    reach(OU_MAJOR_MARK);
    size_t steps = 0;
    while (!has_bit(last, OU_BITMAP_MARK)) {
        ck_assert(!ou_collector_step(&world.heap, 1));
        ck_assert_int_eq(world.heap.major.stage, OU_MAJOR_MARK);
        steps++;
    }
    ck_assert_uint_eq(steps, PIECES);
    finish();
    ck_assert_uint_eq(record.judged, 0);
}
END_TEST

START_TEST(many_large_containers_may_wait)
{
    for (unsigned i = 0; i < 40; i++) {
        Node *large = node_make(&world, i, MANY);
        Node *last = chain_make(3);
        large->slots[MANY - 1] = ou_pointer_value(last);
        keep(i, large);
    }
    grow_old();
    finish();
    ck_assert_uint_eq(record.judged, 0);
    ck_assert_uint_eq(world.released, 0);
}
END_TEST

static List *large_list(unsigned root, size_t length)
{
    List *list = list_make(&world);
    Node *item = loop_make(0);
    while (list->count < length) ck_assert(list_append(&world, list, ou_pointer_value(item)));
    drop(item);
    keep(root, list);
    return list;
}

static void list_cut(List *list, size_t length)
{
    while (list->count > length) ou_unref(list->items[--list->count]);
}

START_TEST(large_lists_may_grow_and_shrink_while_they_are_scanned)
{
    List *grows = large_list(0, 10000), *shrinks = large_list(1, 10000);
    Node *late = loop_make(1);
    grow_old();
    reach(OU_MAJOR_MARK);
    while (world.heap.major.large_count < 2) ck_assert(!ou_collector_step(&world.heap, 1));
    list_cut(shrinks, 100);
    while (grows->count < 20000) {
        ck_assert(list_append(&world, grows, ou_pointer_value(late)));
    }
    drop(late);
    finish();
    ck_assert_uint_eq(record.judged, 0);
    ck_assert_uint_eq(world.released, 0);
}
END_TEST

START_TEST(a_mark_that_dies_before_its_turn_is_nothing)
{
    List *list = large_list(0, 8000), *other = large_list(1, 8000);
    list_cut(list, 5);
    for (uint32_t i = 0; i < 3000; i++) {
        Node *node = node_make(&world, i, 1);
        ck_assert(list_append(&world, list, ou_pointer_value(node)));
        drop(node);
    }
    grow_old();
    reach(OU_MAJOR_MARK);
    while (!world.heap.major.large_count) ck_assert(!ou_collector_step(&world.heap, 1));
    ck_assert_uint_eq(other->count, 8000);
    list_cut(list, 5);
    keep(1, NULL);
    ck_assert_uint_gt(world.released, 3000);
    finish();
    ck_assert_uint_eq(record.judged, 0);
}
END_TEST

// Pages go back to the system: no list of the cycle may name a slot in them any more.
START_TEST(empty_pages_go_back_while_marks_wait)
{
    List *list = list_make(&world);
    keep(9, list);
    for (uint32_t i = 0; i < 20000; i++) {
        Node *node = node_make(&world, i, 10);
        ck_assert(list_append(&world, list, ou_pointer_value(node)));
        drop(node);
    }
    large_list(0, 20000);
    large_list(1, 20000);
    grow_old();
    reach(OU_MAJOR_MARK);
    OuMajor *major = &world.heap.major;
    while (major->large_count < 3) ck_assert(!ou_collector_step(&world.heap, 1));
    size_t waiting = major->stack.count;
    list_cut(list, 10);
    keep(0, NULL);
    OuHeapStats before, after;
    ou_heap_get_stats(&world.heap, &before);
    ou_log_release_empty_pages(&world.heap, true);
    ou_heap_get_stats(&world.heap, &after);
    ck_assert_uint_lt(after.page_bytes, before.page_bytes);
    ck_assert_uint_lt(major->stack.count, waiting);
    ck_assert_uint_eq(major->large_count, 2);
    for (size_t i = 0; i < major->stack.count; i++) ck_assert(major->stack.items[i]->kind);
    finish();
    ck_assert_uint_le(record.freed, 1);     // the item of the list that went
}
END_TEST

static void step_on_callback(OuHeap *heap, OuWeakLink *link)
{
    world_weak_died(heap, link);
    for (int i = 0; i < 200 && ou_is_major(heap); i++) ou_collector_step(heap, 1);
}

// While its callbacks run, who is dying is still in its place.
START_TEST(who_is_dying_is_not_scanned)
{
    for (int again = 0; again < 2; again++) {
        world.heap.hooks.weak_died = step_on_callback;
        world.trace_length = 0;
        keep(0, chain_make(50));
        Node *node = node_make(&world, 7, 1);
        keep(2, weak_make(&world, 5, node, true));
        keep(1, node);
        grow_old();
        reach(OU_MAJOR_MARK);
        if (again) {
            world.heap.major.mark_is_partial = true;
            reach(OU_MAJOR_RESCAN);
        }
        ck_assert(has_bit(node, OU_BITMAP_MARK));
        keep(1, NULL);
        ck_assert_str_eq(world.trace, "w5 ");
        finish();
        ck_assert_uint_eq(record.judged, 0);
    }
}
END_TEST

// ---- Memory -------------------------------------------------------------------------------------

static void refuse_memory(void) { world.heap.memory.limit = world.heap.memory.used; }
static void give_memory(void)   { world.heap.memory.limit = SIZE_MAX; }

START_TEST(marks_without_memory_are_made_up_for)
{
    for (unsigned i = 0; i < 100; i++) keep(i, chain_make(50));
    large_list(100, 10000);
    lose(chain_make(20));
    grow_old();
    refuse_memory();
    reach(OU_MAJOR_RESCAN);
    ck_assert(world.heap.major.mark_is_partial);
    give_memory();
    finish();
    ck_assert_uint_eq(record.freed, 1);
    ck_assert_uint_eq(record.judged, 1);
    ck_assert_uint_eq(world.released, 20);     // the others died with their counts
}
END_TEST

START_TEST(large_containers_are_not_forgotten_without_memory)
{
    large_list(0, 10000);
    Node *last = loop_make(1);
    ck_assert(list_append(&world, (List *)ou_pointer_of(world.roots[0]), ou_pointer_value(last)));
    drop(last);
    grow_old();
    reach(OU_MAJOR_MARK);
    refuse_memory();
    while (!world.heap.major.mark_is_partial) ck_assert(!ou_collector_step(&world.heap, 1));
    give_memory();
    finish();
    ck_assert_uint_eq(record.judged, 0);
}
END_TEST

START_TEST(what_cannot_be_listed_is_judged_in_the_next_cycle)
{
    for (uint32_t i = 0; i < 8000; i++) lose(loop_make(i));
    grow_old();
    reach(OU_MAJOR_MARK);
    refuse_memory();
    while (!ou_collector_step(&world.heap, 1)) continue;
    ck_assert_uint_eq(record.judged, 0);
    give_memory();
    finish();
    ck_assert_uint_eq(world.released, 8000);
}
END_TEST

// ---- Promotion ----------------------------------------------------------------------------------

static Node *promote_in(OuMajorStage stage)
{
    for (uint32_t i = 0; stage == OU_MAJOR_CONVICT && i < 100; i++) lose(loop_make(i));
    for (unsigned i = 0; i < 20; i++) keep(i, chain_make(1000));
    grow_old();
    if (stage == OU_MAJOR_PREPARE) ck_assert(!ou_collector_step(&world.heap, 1));
    else reach(stage);
    ck_assert_int_eq(world.heap.major.stage, stage);
    Node *young = node_make(&world, 1, 1), *held = loop_make(2);
    node_set(young, 0, held);
    grow_old();
    drop(held);
    ck_assert_int_eq(young->base.gc & OU_GC_GENERATION, 2);
    return young;
}

START_TEST(what_is_promoted_while_the_bitmaps_are_emptied_is_judged)
{
    Node *young = promote_in(OU_MAJOR_PREPARE);
    finish();
    ck_assert_uint_eq(record.judged, 2);
    drop(young);
}
END_TEST

START_TEST(what_is_promoted_while_marking_is_marked)
{
    Node *young = promote_in(OU_MAJOR_MARK);
    ck_assert(has_bit(young, OU_BITMAP_MARK));
    finish();
    ck_assert_uint_eq(record.judged, 0);
    drop(young);
}
END_TEST

START_TEST(what_is_promoted_during_convictions_waits_for_the_next_cycle)
{
    Node *young = promote_in(OU_MAJOR_CONVICT);
    ck_assert(has_bit(young, OU_BITMAP_MARK));
    node_set(young, 0, young);
    drop(young);
    finish();
    ck_assert_uint_eq(record.judged, 100);
    finish();
    ck_assert_uint_eq(record.freed, 2);
}
END_TEST

// ---- Conviction ---------------------------------------------------------------------------------

START_TEST(a_large_structure_that_was_moved_is_marked_instead_of_judged)
{
    for (uint32_t i = 0; i < 100; i++) lose(loop_make(i));
    Node *root = node_make(&world, 1, 1), *secret = chain_make(OU_MAJOR_CLOSURE * 2);
    keep(0, root);
    grow_old();
    reach(OU_MAJOR_CONVICT);
    ck_assert(!has_bit(secret, OU_BITMAP_MARK));
    node_set(root, 0, secret);
    drop(secret);
    reach(OU_MAJOR_RESCAN);
    finish();
    ck_assert_uint_le(record.judged, 101);     // the chain's end is the neighbour of the garbage
    ck_assert_uint_eq(world.released, 100);
}
END_TEST

START_TEST(large_garbage_is_judged_in_one_go_after_all)
{
    Node *head = chain_make(OU_MAJOR_CLOSURE * 2), *end = head;
    while (end->slots[0] != ou_pointer_value(end)) {
        end = (Node *)(void *)ou_pointer_of(end->slots[0]);
    }
    node_set(end, 1, head);
    lose(head);
    grow_old();
    finish();
    ck_assert_uint_eq(record.freed, OU_MAJOR_CLOSURE * 2);
    ck_assert_uint_eq(record.judged, OU_MAJOR_CLOSURE * 2);
}
END_TEST

// Marked objects may die, and be replaced, before the second round comes to them.
START_TEST(marking_once_more_passes_over_the_dead)
{
    for (uint32_t i = 0; i < 100; i++) lose(loop_make(i));
    Node *root = node_make(&world, 1, 1), *secret = chain_make(OU_MAJOR_CLOSURE * 2);
    keep(0, root);
    for (unsigned i = 1; i < 200; i++) keep(i, node_make(&world, i, 1));
    grow_old();
    reach(OU_MAJOR_CONVICT);
    node_set(root, 0, secret);
    drop(secret);
    reach(OU_MAJOR_RESCAN);
    for (unsigned i = 1; i < 200; i++) keep(i, NULL);
    finish();
    ck_assert_uint_eq(world.released, 299);
    ck_assert_uint_eq(record.freed, 100);
}
END_TEST

enum { BY_NODE, BY_LIST, BY_BOX, BY_PART_NODE, BY_PART_LIST, BY_PART_BOX, HOLDERS };

static void *holder_make(int way, Node *target)
{
    Node *node;
    List *list;
    switch (way % 3) {
    case BY_NODE:
        node = node_make(&world, 0, 3);
        node_set(node, 1, target);
        return node;
    case BY_LIST:
        list = list_make(&world);
        ck_assert(list_append(&world, list, OU_NONE));
        ck_assert(list_append(&world, list, ou_pointer_value(target)));
        return list;
    default:
        return box_try(&world, NULL, target);
    }
}

// A ring of two that holds `target`: by one of its nodes, or by something that only hangs from it.
static void garbage_make(int way, Node *target)
{
    Node *a = loop_make(1), *text;
    void *holder = holder_make(way, target);
    text = ou_heap_new_leaf(&world.heap, WORLD_TEXT, 40);
    node_set(a, 1, text);
    drop(text);
    node_set(a, 2, holder);
    if (way < BY_PART_NODE) {
        Node *back = loop_make(2);
        node_set(back, 1, a);
        node_set(a, 0, back);
        drop(back);
    }
    drop(holder);
    lose(a);
}

// What was judged while garbage held it is judged again when the garbage has died.
START_TEST(the_garbage_of_garbage_dies_in_the_same_cycle)
{
    for (int way = 0; way < HOLDERS; way++) {
        close_world();
        open_world();
        Node *target = loop_make(3);
        for (uint32_t i = 0; i < 5000; i++) lose(loop_make(i));    // a batch between the two
        garbage_make(way, target);
        drop(target);
        grow_old();
        finish();
        ck_assert_uint_eq(world_live(&world), 0);
        ck_assert_uint_gt(record.judged, record.freed);
        world_audit(&world);
    }
}
END_TEST

// A doubted object doesn't live on because the ring that it is a part of was tried, too.
START_TEST(a_ring_that_garbage_held_dies_in_the_same_cycle)
{
    Node *ring[5];
    for (uint32_t i = 0; i < 5; i++) ring[i] = node_make(&world, i, 2);
    for (uint32_t i = 0; i < 5; i++) node_set(ring[i], 0, ring[(i + 1) % 5]);
    node_set(ring[2], 1, box_try(&world, ring[4], NULL));
    drop(ou_pointer_of(ring[2]->slots[1]));
    for (uint32_t i = 0; i < 5000; i++) lose(loop_make(i));
    garbage_make(BY_NODE, ring[3]);
    for (uint32_t i = 0; i < 5; i++) drop(ring[i]);
    grow_old();
    finish();
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

START_TEST(a_doubted_object_may_die_before_it_is_judged_again)
{
    for (int way = 0; way < HOLDERS; way++) {
        close_world();
        open_world();
        Node *target = node_make(&world, 3, 1);
        for (uint32_t i = 0; i < 5000; i++) lose(loop_make(i));
        garbage_make(way, target);
        drop(target);
        grow_old();
        finish();
        ck_assert_uint_eq(world_live(&world), 0);
    }
}
END_TEST

static void refuse_in_hook(OuHeap *heap, const OuSet *garbage) { refuse_memory(); }

START_TEST(a_doubt_without_memory_is_left_to_the_next_cycle)
{
    Node *target = loop_make(3);
    for (uint32_t i = 0; i < 5000; i++) lose(loop_make(i));
    garbage_make(BY_NODE, target);
    drop(target);
    grow_old();
    reach(OU_MAJOR_CONVICT);
    while (!has_bit(target, OU_BITMAP_TRIED)) ck_assert(!ou_collector_step(&world.heap, 1));
    world.heap.hooks.garbage = refuse_in_hook;
    finish();
    world.heap.hooks.garbage = NULL;
    give_memory();
    ck_assert_uint_eq(world_live(&world), 1);
    finish();
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

// What else there is leaves the logs; what is garbage still may live on.
static void freeze_and_finalize(OuHeap *heap, OuObject *object)
{
    ou_collector_freeze(heap);
    world_finalize(heap, object);
}

START_TEST(a_finalizer_may_freeze)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    a->base.aux = NODE_FINALIZES | NODE_RESURRECTS;
    world.heap.hooks.finalize = freeze_and_finalize;
    ou_collector_collect(&world.heap, 1);
    drop(a);
    drop(b);
    while (!ou_collector_step(&world.heap, 1000)) continue;
    ck_assert_uint_eq(world.saved_count, 1);
    world_audit(&world);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("major");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, garbage_dies_in_slices);
    tcase_add_test(tests, what_the_roots_reach_is_not_judged);
    tcase_add_test(tests, what_is_held_by_nobody_known_survives_its_trial);
    tcase_add_test(tests, a_full_collection_abandons_a_cycle_in_each_stage);
    tcase_add_test(tests, a_program_may_have_no_hooks_at_all);
    tcase_add_test(tests, a_large_container_is_scanned_piece_by_piece);
    tcase_add_test(tests, many_large_containers_may_wait);
    tcase_add_test(tests, large_lists_may_grow_and_shrink_while_they_are_scanned);
    tcase_add_test(tests, a_mark_that_dies_before_its_turn_is_nothing);
    tcase_add_test(tests, empty_pages_go_back_while_marks_wait);
    tcase_add_test(tests, who_is_dying_is_not_scanned);
    tcase_add_test(tests, marks_without_memory_are_made_up_for);
    tcase_add_test(tests, large_containers_are_not_forgotten_without_memory);
    tcase_add_test(tests, what_cannot_be_listed_is_judged_in_the_next_cycle);
    tcase_add_test(tests, what_is_promoted_while_the_bitmaps_are_emptied_is_judged);
    tcase_add_test(tests, what_is_promoted_while_marking_is_marked);
    tcase_add_test(tests, what_is_promoted_during_convictions_waits_for_the_next_cycle);
    tcase_add_test(tests, a_large_structure_that_was_moved_is_marked_instead_of_judged);
    tcase_add_test(tests, large_garbage_is_judged_in_one_go_after_all);
    tcase_add_test(tests, marking_once_more_passes_over_the_dead);
    tcase_add_test(tests, the_garbage_of_garbage_dies_in_the_same_cycle);
    tcase_add_test(tests, a_ring_that_garbage_held_dies_in_the_same_cycle);
    tcase_add_test(tests, a_doubted_object_may_die_before_it_is_judged_again);
    tcase_add_test(tests, a_doubt_without_memory_is_left_to_the_next_cycle);
    tcase_add_test(tests, a_finalizer_may_freeze);
    return world_run(tests);
}

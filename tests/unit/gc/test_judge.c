// Judgements without memory, without logs and of too many objects; and what is asked of layouts.
#include "gc/judge.h"

#include "gc/log.h"
#include "tests/unit/gc/world.h"

enum { WORLD_LATE = 20, WORLD_SOMETIMES, WORLD_BARE };

static World world;

static bool aux_is_set(const OuObject *object) { return object->aux != 0; }

// As a dict: asked in full collections only.
static const OuLayout late_layout = {
    .name = "late", .visit = tuple_visit, .can_untrack = tuple_can_untrack, .untrack_late = true,
};
static const OuLayout sometimes_layout = {
    .name = "sometimes", .visit = tuple_visit, .is_inner = aux_is_set,
};
static const OuLayout bare_layout = { .name = "bare" };

static void open_world(void)
{
    world_open(&world);
    ou_heap_set_layout(&world.heap, WORLD_LATE, &late_layout);
    ou_heap_set_layout(&world.heap, WORLD_SOMETIMES, &sometimes_layout);
    ou_heap_set_layout(&world.heap, WORLD_BARE, &bare_layout);
    world.heap.has_finalizers = true;
}

static void refuse_memory(void) { world.heap.memory.limit = world.heap.memory.used; }
static void give_memory(void)   { world.heap.memory.limit = SIZE_MAX; }

static void close_world(void)
{
    give_memory();
    world_close(&world);
}

static void lose_logs(void)
{
    for (int i = 0; i < OU_GENERATIONS; i++) world.heap.logs[i].lost = true;
}

// ---- Page by page -------------------------------------------------------------------------------

START_TEST(garbage_gives_back_what_it_took_from_those_that_live)
{
    for (int way = 0; way < 2; way++) {
        Node *old = node_make(&world, 1, 1), *young = node_make(&world, 2, 1);
        ou_collector_collect(&world.heap, 0);
        Node *node = node_make(&world, 3, 3);
        List *list = list_make(&world);
        Box *box = box_try(&world, NULL, node);
        ck_assert(list_append(&world, list, ou_pointer_value(old)));
        ck_assert(list_append(&world, list, OU_NONE));
        ck_assert(list_append(&world, list, ou_pointer_value(box)));
        node_set(node, 0, list);
        node_set(node, 1, young);
        node_set(node, 2, old);
        Node *twin = node_make(&world, 4, 1);
        Box *other = box_try(&world, twin, old);
        node_set(twin, 0, other);
        drop(node);
        drop(list);
        drop(box);
        drop(twin);
        drop(other);
        if (way) lose_logs();
        else refuse_memory();
        ck_assert_uint_eq(ou_collector_collect(&world.heap, 0), 5);
        give_memory();
        ck_assert_uint_eq(old->base.refs, 1);
        ck_assert_uint_eq(young->base.refs, 1);
        ck_assert_uint_eq(world_live(&world), 2);
        drop(old);
        drop(young);
    }
}
END_TEST

// The list holds more than the queue of the judgement takes; the loop among them is garbage.
static void judge_many(size_t count, bool by_pages)
{
    Node **nodes = malloc(count * sizeof *nodes);
    ou_collector_enable(&world.heap, false);
    for (size_t i = 0; i < count; i++) nodes[i] = node_make(&world, (uint32_t)i, 0);
    Node *loop = node_make(&world, 0, 1);
    node_set(loop, 0, loop);
    drop(loop);
    List *list = list_make(&world);
    for (size_t i = 0; i < count; i++) {
        ck_assert(list_append(&world, list, ou_pointer_value(nodes[i])));
        drop(nodes[i]);
    }
    free(nodes);
    if (by_pages) lose_logs();
    else refuse_memory();
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 1);
    give_memory();
    ck_assert_uint_eq(world_live(&world), count + 1);
    world.roots[0] = ou_pointer_value(list);
    world_audit(&world);
    ou_clear(&world.roots[0]);
    ck_assert_uint_eq(world_live(&world), 0);
}

START_TEST(more_may_be_rescued_than_the_queue_takes) { judge_many(300000, true); }
END_TEST

START_TEST(rescues_need_no_memory) { judge_many(2000, false); }
END_TEST

START_TEST(those_who_are_old_are_not_in_a_young_set)
{
    Node *old = node_make(&world, 1, 1);
    node_set(old, 0, old);
    ou_collector_collect(&world.heap, 2);
    drop(old);
    Node *young = node_make(&world, 2, 1);
    node_set(young, 0, young);
    drop(young);
    lose_logs();
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 1), 1);
    ck_assert_uint_eq(world_live(&world), 1);
}
END_TEST

// ---- Logs ---------------------------------------------------------------------------------------

START_TEST(without_memory_there_is_no_log)
{
    OuLog log = { 0 };
    refuse_memory();
    ck_assert(!ou_log_init(&world.heap, &log));
    ou_log_free(&world.heap, &log);
    give_memory();
    ck_assert(ou_log_init(&world.heap, &log));
    ou_log_free(&world.heap, &log);
}
END_TEST

enum { ENTRIES = 4090, MORE = 100 };

// Fills the log of generation 0, then goes on without memory. Returns whether it was lost.
static bool fill_log(unsigned dies)
{
    static Node *nodes[ENTRIES + MORE];
    ou_collector_enable(&world.heap, false);
    for (uint32_t i = 0; i < ENTRIES; i++) nodes[i] = node_make(&world, i, 0);
    for (uint32_t i = 0; i < ENTRIES; i++) {
        if (i % dies == dies - 1) { drop(nodes[i]); nodes[i] = NULL; }
    }
    refuse_memory();
    for (uint32_t i = ENTRIES; i < ENTRIES + MORE; i++) nodes[i] = node_make(&world, i, 0);
    give_memory();
    bool lost = world.heap.logs[0].lost;
    for (uint32_t i = 0; lost && i < 5000; i++) {      // a lost log fills up again, and stays lost
        Node *node = node_make(&world, i, 1);
        node_set(node, 0, node);
        drop(node);
    }
    ck_assert(world.heap.logs[0].lost == lost);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), lost ? 5000 : 0);
    for (uint32_t i = 0; i < ENTRIES + MORE; i++) {
        if (nodes[i]) drop(nodes[i]);
    }
    return lost;
}

START_TEST(a_log_that_cannot_grow_is_lost)                { ck_assert(fill_log(100000)); }
END_TEST
START_TEST(a_log_with_stale_entries_has_room_for_others)  { ck_assert(!fill_log(4)); }
END_TEST

// ---- Layouts ------------------------------------------------------------------------------------

START_TEST(some_are_asked_in_full_collections_only_whether_they_hold_atoms)
{
    Node *late = node_try(&world, WORLD_LATE, 1, 1);
    ou_collector_collect(&world.heap, 0);
    ck_assert(ou_heap_is_tracked(&late->base));
    ou_collector_collect(&world.heap, 2);
    ck_assert(!ou_heap_is_tracked(&late->base));
    drop(late);
}
END_TEST

START_TEST(a_layout_may_have_inner_parts_and_others)
{
    Node *one = node_try(&world, WORLD_SOMETIMES, 1, 1);
    Node *inner = node_try(&world, WORLD_SOMETIMES, 2, 1);
    inner->base.aux = 1;
    node_set(one, 0, inner);
    node_set(inner, 0, one);
    drop(one);
    drop(inner);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 1);
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

static bool count_some(OuObject *object, void *context)
{
    size_t *left = context;
    return --*left != 0;
}

static size_t enumerate(int generation, size_t most)
{
    size_t left = most;
    ou_collector_each(&world.heap, generation, count_some, &left);
    return most - left;
}

START_TEST(an_enumeration_leaves_out_parts_and_can_be_stopped)
{
    Node *nodes[6];
    for (uint32_t i = 0; i < 6; i++) {
        nodes[i] = node_try(&world, i == 1 ? WORLD_PART : WORLD_NODE, i, 1);
        if (i == 2) ou_collector_collect(&world.heap, 0);
    }
    for (int way = 0; way < 2; way++) {
        ck_assert_uint_eq(enumerate(-1, 100), 5);
        ck_assert_uint_eq(enumerate(-1, 2), 2);
        ck_assert_uint_eq(enumerate(0, 100), 3);
        ck_assert_uint_eq(enumerate(1, 100), 2);
        ck_assert_uint_eq(enumerate(1, 1), 1);
        ck_assert_uint_eq(enumerate(OU_GENERATION_FROZEN, 100), 0);
        lose_logs();
    }
    OuObject *text = ou_heap_new_leaf(&world.heap, WORLD_TEXT, 16);
    ou_collector_freeze(&world.heap);
    ck_assert_uint_eq(enumerate(OU_GENERATION_FROZEN, 100), 5);
    ou_collector_unfreeze(&world.heap);
    for (int i = 0; i < 6; i++) drop(nodes[i]);
    drop(text);
}
END_TEST

// ---- Plain death --------------------------------------------------------------------------------

START_TEST(who_has_nothing_to_release_dies_as_well)
{
    drop(box_try(&world, NULL, NULL));
    drop(ou_heap_new_leaf(&world.heap, WORLD_BARE, 16));
    Box *head = NULL;
    for (int i = 0; i < 300; i++) {
        Box *box = box_try(&world, head, NULL);
        if (head) drop(head);
        head = box;
    }
    drop(head);
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

// Runs of small ints are passed over; whatever stands between them is not.
START_TEST(a_list_of_numbers_drops_what_is_none)
{
    List *list = list_make(&world);
    for (uint32_t i = 0; i < 100; i++) {
        Node *node = i == 20 || i == 61 || i == 99 ? node_make(&world, i, 0) : NULL;
        if (node) node->base.aux = NODE_FINALIZES;
        ck_assert(list_append(&world, list, node ? ou_pointer_value(node) : ou_int_value(i)));
        if (node) drop(node);
    }
    drop(list);
    ck_assert_str_eq(world.trace, "f99 f61 f20 ");
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

START_TEST(leaves_of_subclasses_may_be_resurrected)
{
    Node *leaf = ou_heap_new_leaf(&world.heap, WORLD_TEXT | OU_KIND_SUBCLASS, sizeof *leaf);
    leaf->id = 1;
    leaf->base.aux = NODE_FINALIZES | NODE_RESURRECTS;
    drop(leaf);
    ck_assert_uint_eq(world_live(&world), 1);
    ou_clear(&world.saved[--world.saved_count]);
    ck_assert_uint_eq(world_live(&world), 0);
    ck_assert_str_eq(world.trace, "f1 ");
}
END_TEST

// Hangs the object so deep that what it holds waits when the head dies.
static Node *hang_deep(Node *object)
{
    for (uint32_t i = 0; i < 49; i++) {
        Node *node = node_make(&world, 0, 1);
        node_set(node, 0, object);
        drop(object);
        object = node;
    }
    return object;
}

static void note_part(OuHeap *heap, OuObject *object)
{
    ck_assert(!ou_object_is_dying(object) || !object->refs);
    world_note((World *)heap, "p", ((Node *)object)->id);
}

START_TEST(who_has_to_wait_for_its_end_is_told_so)
{
    static OuLayout layout;
    layout = node_layout;
    layout.part = note_part;
    ou_heap_set_layout(&world.heap, WORLD_PART, &layout);
    Node *deep = node_make(&world, 0, 1), *waits = node_try(&world, WORLD_PART, 7, 1);
    node_set(deep, 0, waits);
    drop(waits);
    drop(node_try(&world, WORLD_PART, 8, 1));      // ends at once
    drop(hang_deep(deep));
    ck_assert_str_eq(world.trace, "p7 ");
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

static Weak *asked[3];
static size_t known;

static void ask(OuHeap *heap, OuWeakLink *link)
{
    world_weak_died(heap, link);
    for (int i = 0; i < 3; i++) known += ou_weak_target(&asked[i]->link) != NULL;
}

START_TEST(those_that_wait_for_their_release_are_known_no_more)
{
    world.heap.hooks.weak_died = ask;
    Node *deep = node_make(&world, 0, 3);
    for (uint32_t i = 0; i < 3; i++) {
        Node *node = node_make(&world, i, 1);
        asked[i] = weak_make(&world, i, node, true);
        node_set(deep, i, node);
        drop(node);
    }
    ck_assert_ptr_nonnull(ou_weak_target(&asked[1]->link));
    drop(hang_deep(deep));
    ck_assert_uint_eq(known, 0);
    ck_assert_str_eq(world.trace, "w2 w1 w0 ");
    for (int i = 0; i < 3; i++) drop(asked[i]);
}
END_TEST

START_TEST(a_reference_that_waits_for_its_own_release_is_silent)
{
    Node *deep = node_make(&world, 0, 2), *target = node_make(&world, 1, 1);
    Weak *weak = weak_make(&world, 7, target, true);
    node_set(deep, 0, weak);
    node_set(deep, 1, target);      // waits last, so it goes first
    drop(weak);
    drop(target);
    drop(hang_deep(deep));
    ck_assert_str_eq(world.trace, "");
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

START_TEST(plain_death_may_be_refused_at_any_depth)
{
    Node *shallow = node_make(&world, 1, 1);
    shallow->base.aux = NODE_FINALIZES | NODE_RESURRECTS;
    drop(shallow);
    Node *deep = node_make(&world, 2, 1), *child = node_make(&world, 3, 1);
    child->base.aux = NODE_FINALIZES | NODE_RESURRECTS;
    node_set(deep, 0, child);
    drop(child);
    drop(hang_deep(deep));
    ck_assert_str_eq(world.trace, "f1 f3 ");
    ck_assert_uint_eq(world_live(&world), 2);
    while (world.saved_count) ou_clear(&world.saved[--world.saved_count]);
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("judge");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, garbage_gives_back_what_it_took_from_those_that_live);
    tcase_add_test(tests, more_may_be_rescued_than_the_queue_takes);
    tcase_add_test(tests, rescues_need_no_memory);
    tcase_add_test(tests, those_who_are_old_are_not_in_a_young_set);
    tcase_add_test(tests, without_memory_there_is_no_log);
    tcase_add_test(tests, a_log_that_cannot_grow_is_lost);
    tcase_add_test(tests, a_log_with_stale_entries_has_room_for_others);
    tcase_add_test(tests, some_are_asked_in_full_collections_only_whether_they_hold_atoms);
    tcase_add_test(tests, a_layout_may_have_inner_parts_and_others);
    tcase_add_test(tests, an_enumeration_leaves_out_parts_and_can_be_stopped);
    tcase_add_test(tests, who_has_nothing_to_release_dies_as_well);
    tcase_add_test(tests, a_list_of_numbers_drops_what_is_none);
    tcase_add_test(tests, leaves_of_subclasses_may_be_resurrected);
    tcase_add_test(tests, who_has_to_wait_for_its_end_is_told_so);
    tcase_add_test(tests, those_that_wait_for_their_release_are_known_no_more);
    tcase_add_test(tests, a_reference_that_waits_for_its_own_release_is_silent);
    tcase_add_test(tests, plain_death_may_be_refused_at_any_depth);
    return world_run(tests);
}

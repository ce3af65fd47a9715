// Garbage whose end nobody notices goes at once; where somebody might, it is cleared in order, and
// nothing shows that the other way was tried.
#include "gc/quiet.h"

#include "gc/mark.h"
#include "tests/unit/gc/world.h"

enum { WORLD_CALM = 20, WORLD_BARE, WORLD_PAIR, WORLD_WILL, WORLD_LOUD };

static World world;
static size_t cleared;           // calm nodes and bare ones

static void calm_visit(OuObject *self, OuVisitor *visitor)
{
    cleared += visitor->is_clearing;
    node_visit(self, visitor);
}

static void bare_visit(OuObject *self, OuVisitor *visitor)
{
    cleared += visitor->is_clearing;
    tuple_visit(self, visitor);
}

static const OuLayout calm_layout = {
    .name = "calm", .visit = calm_visit, .release = world_count_release,
    .may_finalize = OU_FINALIZE_BY_CLASS, .is_quiet = true,
};
static const OuLayout bare_layout = { .name = "bare", .visit = bare_visit, .is_quiet = true };
static const OuLayout pair_layout = { .name = "pair", .visit = box_visit, .is_quiet = true };
static const OuLayout loud_layout = { .name = "loud", .visit = tuple_visit };
static const OuLayout will_layout = { .name = "will", .may_finalize = OU_FINALIZE_ALWAYS };

static void open_world(void)
{
    world_open(&world);
    ou_heap_set_layout(&world.heap, WORLD_CALM, &calm_layout);
    ou_heap_set_layout(&world.heap, WORLD_BARE, &bare_layout);
    ou_heap_set_layout(&world.heap, WORLD_PAIR, &pair_layout);
    ou_heap_set_layout(&world.heap, WORLD_LOUD, &loud_layout);
    ou_heap_set_layout(&world.heap, WORLD_WILL, &will_layout);
    world.heap.has_finalizers = true;
    cleared = 0;
}

static void close_world(void)
{
    world.heap.memory.limit = SIZE_MAX;
    world_close(&world);
}

static Node *make(uint8_t kind, uint32_t id, uint32_t count)
{
    Node *node = node_try(&world, kind, id, count);
    ck_assert_ptr_nonnull(node);
    return node;
}

static Node *make_leaf(uint8_t kind, uint32_t id)
{
    Node *leaf = ou_heap_new_leaf(&world.heap, kind, sizeof *leaf);
    ck_assert_ptr_nonnull(leaf);
    leaf->id = id;
    leaf->count = 0;
    return leaf;
}

// A ring of two calm nodes, ten slots each, of which nine are free; both are the caller's.
static void make_ring(Node **first, Node **second)
{
    *first = make(WORLD_CALM, 1, 10);
    *second = make(WORLD_CALM, 2, 10);
    node_set(*first, 0, *second);
    node_set(*second, 0, *first);
}

// One that is older than the ring, as the collection of the young finds it.
static Node *make_old(uint32_t id)
{
    Node *old = make(WORLD_NODE, id, 1);
    ou_collector_collect(&world.heap, 0);
    return old;
}

static size_t collect_young(Node *first, Node *second)
{
    drop(first);
    drop(second);
    return ou_collector_collect(&world.heap, 0);
}

// ---- In one go ----------------------------------------------------------------------------------

START_TEST(a_ring_goes_without_being_cleared)
{
    Node *old = make_old(9), *first, *second;
    make_ring(&first, &second);
    node_set(first, 1, old);
    node_set(second, 1, old);
    node_set(second, 2, old);
    ck_assert_uint_eq(old->base.refs, 4);
    ck_assert_uint_eq(collect_young(first, second), 2);
    ck_assert_uint_eq(cleared, 0);
    ck_assert_uint_eq(world.released, 2);
    ck_assert_uint_eq(old->base.refs, 1);
    ck_assert_uint_eq(world_live(&world), 1);
    drop(old);
}
END_TEST

START_TEST(leaves_go_with_it_and_the_immortal_stay)
{
    Node *text = make_leaf(WORLD_TEXT, 3), *shared = make_leaf(WORLD_TEXT, 4);
    Node *forever = make_leaf(WORLD_TEXT, 5), *first, *second;
    forever->base.refs = OU_REFS_IMMORTAL;
    make_ring(&first, &second);
    node_set(first, 1, text);
    node_set(second, 1, text);
    node_set(second, 2, shared);
    node_set(second, 3, forever);
    drop(text);
    ck_assert_uint_eq(collect_young(first, second), 2);
    ck_assert_uint_eq(cleared, 0);
    ck_assert_uint_eq(world.released, 3);
    ck_assert_uint_eq(shared->base.refs, 1);
    ck_assert_uint_eq(forever->base.refs & OU_REFS_IMMORTAL, OU_REFS_IMMORTAL);
    drop(shared);
    forever->base.refs = 1;
    drop(forever);
}
END_TEST

START_TEST(pointers_and_spans_from_behind_are_let_go_too)
{
    Node *old = make_old(9), *ring = make(WORLD_BARE, 1, 3);
    Box *pair = ou_heap_new(&world.heap, WORLD_PAIR, sizeof *pair);
    ck_assert_ptr_nonnull(pair);
    pair->first = &old->base;
    pair->second = NULL;
    ou_object_ref(&old->base);
    node_set(ring, 0, ring);
    node_set(ring, 1, old);
    node_set(ring, 2, pair);
    drop(pair);
    drop(ring);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 0), 2);
    ck_assert_uint_eq(old->base.refs, 1);
    ck_assert_uint_eq(world_live(&world), 1);
    drop(old);
}
END_TEST

// What a finalizer allocates counts; each object that dies takes one off again.
START_TEST(the_dead_are_taken_off_the_count)
{
    for (uint32_t more = 0; more < 2; more++) {
        Node *first, *second;
        make_ring(&first, &second);
        drop(first);
        drop(second);
        uint32_t before = world.heap.counts[0] = 100;
        OuRound round = { .heap = &world.heap, .is_quiet = true };
        OuObject *items[2] = { &first->base, &second->base };
        for (int i = 0; i < 2; i++) items[i]->gc |= OU_GC_DOOMED;
        world.heap.counts[0] = before = more ? 7 : 2;
        round.garbage = (OuSet){ .heap = &world.heap, .items = items, .count = 2 };
        ck_assert(ou_quiet_end(&round));
        ck_assert_uint_eq(world.heap.counts[0], before - 2);
    }
}
END_TEST

// ---- In order -----------------------------------------------------------------------------------

START_TEST(it_is_cleared_if_an_old_one_dies_with_it)
{
    Node *stays = make_old(8), *dies = make_old(9), *first, *second;
    Node *text = make_leaf(WORLD_TEXT, 3);
    Box *pair = box_try(&world, NULL, stays);
    make_ring(&first, &second);
    dies->base.aux = NODE_FINALIZES;
    node_set(dies, 0, stays);
    node_set(first, 1, stays);
    node_set(first, 2, text);
    node_set(first, 3, pair);
    node_set(second, 1, stays);
    node_set(second, 2, dies);
    node_set(second, 3, stays);
    drop(text);
    drop(pair);
    drop(dies);
    ck_assert_uint_eq(collect_young(first, second), 3);
    ck_assert_uint_ge(cleared, 1);
    ck_assert_str_eq(world.trace, "f9 ");
    ck_assert_uint_eq(stays->base.refs, 1);
    ck_assert_uint_eq(world_live(&world), 1);
    drop(stays);
}
END_TEST

// All is tried up to the last slot, and put back: pointers, spans from behind, what is immortal.
START_TEST(what_was_let_go_comes_back)
{
    Node *stays = make_old(8), *dies = make_old(9), *forever = make_leaf(WORLD_TEXT, 5);
    Node *ring = make(WORLD_BARE, 1, 4), *text = make_leaf(WORLD_TEXT, 3);
    Box *pair = ou_heap_new(&world.heap, WORLD_PAIR, sizeof *pair);
    ck_assert_ptr_nonnull(pair);
    pair->first = &stays->base;
    pair->second = NULL;
    ou_object_ref(&stays->base);
    forever->base.refs = OU_REFS_IMMORTAL;
    dies->base.aux = NODE_FINALIZES | NODE_RESURRECTS;
    Node *last = make(WORLD_CALM, 2, 6);
    node_set(ring, 0, pair);
    node_set(ring, 1, text);
    node_set(ring, 2, last);
    node_set(ring, 3, forever);
    node_set(last, 0, ring);
    node_set(last, 1, dies);
    node_set(last, 2, stays);
    node_set(last, 3, forever);
    drop(text);
    drop(pair);
    drop(dies);
    drop(last);
    drop(ring);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 0), 3);
    ck_assert_uint_eq(cleared, 1);
    ck_assert_str_eq(world.trace, "f9 ");
    ck_assert_uint_eq(world.saved_count, 1);
    ck_assert_uint_eq(dies->base.refs, 1);
    ck_assert_uint_eq(stays->base.refs, 1);
    forever->base.refs = 1;
    drop(forever);
    drop(stays);
}
END_TEST

// A leaf may have a finalizer, or be the target of a weak reference.
START_TEST(it_is_cleared_if_the_end_of_a_leaf_shows)
{
    Node *will = make_leaf(WORLD_WILL, 3), *first, *second;
    will->base.aux = NODE_FINALIZES;
    make_ring(&first, &second);
    node_set(first, 1, will);
    drop(will);
    ck_assert_uint_eq(collect_young(first, second), 2);
    ck_assert_str_eq(world.trace, "f3 ");

    Node *text = make_leaf(WORLD_TEXT, 4);
    make_ring(&first, &second);
    node_set(first, 1, text);
    drop(text);
    Weak *weak = weak_make(&world, 5, text, true);
    ck_assert_uint_eq(collect_young(first, second), 2);
    ck_assert_str_eq(world.trace, "f3 w5 ");
    ck_assert_uint_ge(cleared, 2);
    drop(weak);
}
END_TEST

START_TEST(it_is_cleared_if_there_is_no_room_for_the_leaves)
{
    Node *first, *second;
    make_ring(&first, &second);
    for (uint32_t i = 1; i < 10; i++) {
        Node *text = make_leaf(WORLD_TEXT, i);
        node_set(second, i, text);
        drop(text);
    }
    drop(first);
    drop(second);
    OuRound round = { .heap = &world.heap, .is_quiet = true };
    OuObject *items[2] = { &first->base, &second->base };
    for (int i = 0; i < 2; i++) items[i]->gc |= OU_GC_DOOMED;
    round.garbage = (OuSet){ .heap = &world.heap, .items = items, .count = 2 };
    ck_assert_uint_eq(world.heap.queue.capacity, 0);
    world.heap.memory.limit = world.heap.memory.used;
    ck_assert(!ou_quiet_end(&round));
    world.heap.memory.limit = SIZE_MAX;
    ck_assert_uint_eq(world_live(&world), 11);
    for (int i = 1; i < 10; i++) {
        ck_assert_uint_eq(ou_pointer_of(second->slots[i])->refs, 1);
    }
    ck_assert(ou_quiet_end(&round));
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

// Others that aren't quiet, weak references, gc.DEBUG_SAVEALL, a walk over pages.
START_TEST(it_is_cleared_if_somebody_looks_at_it)
{
    Node *first, *second, *other = make(WORLD_LOUD, 3, 1);
    make_ring(&first, &second);
    node_set(first, 1, other);
    drop(other);
    ck_assert_uint_eq(collect_young(first, second), 3);
    ck_assert_uint_ge(cleared, 1);

    cleared = 0;
    make_ring(&first, &second);
    Weak *weak = weak_make(&world, 5, first, false);
    ck_assert_uint_eq(collect_young(first, second), 2);
    ck_assert_uint_ge(cleared, 1);
    drop(weak);

    cleared = 0;
    make_ring(&first, &second);
    for (int i = 0; i < OU_GENERATIONS; i++) world.heap.logs[i].lost = true;
    drop(first);
    drop(second);
    world.heap.memory.limit = world.heap.memory.used;
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 0), 2);
    world.heap.memory.limit = SIZE_MAX;
    ck_assert_uint_le(cleared, 2);

    world.heap.debug = OU_GC_DEBUG_SAVEALL;
    make_ring(&first, &second);
    ck_assert_uint_eq(collect_young(first, second), 2);
    ck_assert_uint_eq(world.saved_count, 2);
    world.heap.debug = 0;
}
END_TEST

START_TEST(much_of_it_and_that_of_a_major_cycle_is_cleared)
{
    OuObject *none[1] = { NULL };
    OuRound round = { .heap = &world.heap, .is_quiet = true };
    round.garbage = (OuSet){ .heap = &world.heap, .items = none, .count = OU_QUIET_LONGEST + 1 };
    ck_assert(!ou_quiet_end(&round));
    round.garbage.count = 0;
    ck_assert(ou_quiet_end(&round));
    world.heap.major.is_watching = true;
    ck_assert(!ou_quiet_end(&round));
    world.heap.major.is_watching = false;
    round.garbage.items = NULL;
    ck_assert(!ou_quiet_end(&round));
}
END_TEST

START_TEST(after_finalizers_the_rest_goes_quietly)
{
    Node *first, *second;
    make_ring(&first, &second);
    first->base.aux = NODE_FINALIZES;
    ck_assert_uint_eq(collect_young(first, second), 2);
    ck_assert_str_eq(world.trace, "f1 ");
    ck_assert_uint_eq(cleared, 0);
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("quiet");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, a_ring_goes_without_being_cleared);
    tcase_add_test(tests, leaves_go_with_it_and_the_immortal_stay);
    tcase_add_test(tests, pointers_and_spans_from_behind_are_let_go_too);
    tcase_add_test(tests, the_dead_are_taken_off_the_count);
    tcase_add_test(tests, it_is_cleared_if_an_old_one_dies_with_it);
    tcase_add_test(tests, what_was_let_go_comes_back);
    tcase_add_test(tests, it_is_cleared_if_the_end_of_a_leaf_shows);
    tcase_add_test(tests, it_is_cleared_if_there_is_no_room_for_the_leaves);
    tcase_add_test(tests, it_is_cleared_if_somebody_looks_at_it);
    tcase_add_test(tests, much_of_it_and_that_of_a_major_cycle_is_cleared);
    tcase_add_test(tests, after_finalizers_the_rest_goes_quietly);
    return world_run(tests);
}

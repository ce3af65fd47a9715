// Deaths that are put off: which, when they come about, and who has to wait for them.
#include "tests/unit/gc/world.h"

enum { SLICE = 100, LENGTH = 1000, MANY = 3 * OU_RELEASE_PIECE + 7 };

static World world;

static void open_world(void)
{
    world_open(&world);
    ou_heap_set_release_slice(&world.heap, SLICE);
}

static void close_world(void) { world_close(&world); }

// Nothing of it was allocated since the last collection.
static Node *chain_make(uint32_t length)
{
    Node *chain = NULL;
    for (uint32_t i = 0; i < length; i++) {
        Node *link = node_make(&world, i, 2);
        if (chain) link->slots[0] = ou_pointer_value(chain);
        chain = link;
    }
    world.heap.counts[0] = world.heap.pending = 0;
    return chain;
}

static List *nodes_make(size_t length)
{
    List *list = list_make(&world);
    for (size_t i = 0; i < length; i++) {
        Node *node = node_make(&world, 0, 1);
        ck_assert(list_append(&world, list, ou_pointer_value(node)));
        drop(node);
    }
    world.heap.counts[0] = 0;
    return list;
}

static void poll_all(size_t most)
{
    for (size_t before; world.heap.put_off; most--) {
        ck_assert(world.heap.pending & OU_PENDING_SLICE);
        ck_assert_uint_gt(most, 0);
        before = world.released;
        poll(&world);
        ck_assert_uint_le(world.released - before, 2 * SLICE + OU_RELEASE_DEPTH);
    }
}

START_TEST(a_long_chain_dies_at_several_polls)
{
    drop(chain_make(LENGTH));
    ck_assert_uint_ge(world.released, SLICE);
    ck_assert_uint_le(world.released, SLICE + OU_RELEASE_DEPTH);
    ck_assert(world.heap.put_off);
    poll_all(LENGTH / SLICE);
    ck_assert_uint_eq(world.released, LENGTH);
    ck_assert_uint_eq(world.heap.pauses[OU_PAUSE_RELEASE].count,
                      world.heap.pauses[OU_PAUSE_POLL].count);
    ck_assert_uint_gt(world.heap.pauses[OU_PAUSE_RELEASE].count, LENGTH / SLICE / 2);
}
END_TEST

static Node *tree_make(unsigned depth)
{
    Node *node = node_make(&world, depth, 2);
    for (unsigned i = 0; depth && i < 2; i++) {
        node->slots[i] = ou_pointer_value(tree_make(depth - 1));
    }
    world.heap.counts[0] = 0;
    return node;
}

START_TEST(so_does_a_tree_that_needs_no_worklist)
{
    drop(tree_make(9));
    ck_assert_uint_le(world.released, SLICE + OU_RELEASE_DEPTH);
    poll_all(2 * 1024 / SLICE);
    ck_assert_uint_eq(world.released, 1023);
}
END_TEST

START_TEST(several_may_be_put_off)
{
    Node *a = chain_make(LENGTH), *b = chain_make(LENGTH), *c = chain_make(LENGTH);
    drop(a);
    drop(b);
    drop(c);
    ck_assert_uint_le(world.released, 3 * (SLICE + OU_RELEASE_DEPTH));
    poll_all(3 * LENGTH / SLICE);
    ck_assert_uint_eq(world.released, 3 * LENGTH);
}
END_TEST

// CPython takes every death off the count of allocations, at once.
START_TEST(nothing_is_put_off_before_the_count_is_zero)
{
    Node *chain = chain_make(LENGTH);
    world.heap.counts[0] = 3 * SLICE - 1;
    drop(chain);
    ck_assert_uint_ge(world.released, 3 * SLICE);
    ck_assert_uint_le(world.released, 3 * SLICE + OU_RELEASE_DEPTH);
    ck_assert_uint_eq(world.heap.counts[0], 0);
    drop(node_make(&world, 0, 0));
    Node *kept = node_make(&world, 0, 0);
    poll_all(LENGTH / SLICE);
    ck_assert_uint_eq(world.heap.counts[0], 1);
    drop(kept);
}
END_TEST

static uint32_t nowhere(OuHeap *heap) { return 1; }

static void dies_at_once(void)
{
    size_t released = world.released;
    drop(chain_make(LENGTH));
    ck_assert_uint_eq(world.released - released, LENGTH);
    drop(nodes_make(MANY));
    ck_assert_uint_eq(world.released - released, LENGTH + MANY + 1);
    ck_assert(!world.heap.put_off);
}

START_TEST(nothing_is_put_off_where_somebody_could_tell)
{
    OuHeap *heap = &world.heap;
    heap->has_finalizers = true;
    dies_at_once();
    heap->has_finalizers = false;
    ou_heap_put_loud(heap);
    dies_at_once();
    ou_heap_drop_loud(heap);
    Node *target = node_make(&world, 1, 0);
    Weak *weak = weak_make(&world, 1, target, true);
    dies_at_once();
    drop(weak);
    ck_assert_uint_eq(heap->weak_calls, 0);
    drop(target);
    heap->memory.limit = SIZE_MAX - 1;
    dies_at_once();
    heap->memory.limit = SIZE_MAX;
    ou_heap_fail_at(heap, 1u << 30, false);
    dies_at_once();
    ou_heap_fail_at(heap, 0, false);
    (void)ou_trace_watch(heap);
    dies_at_once();
    ou_trace_unwatch(heap);
    heap->hooks.site = nowhere;
    ou_trace_start(heap, NULL);
    dies_at_once();
    ou_trace_stop(heap);
    heap->phase = OU_PHASE_COLLECT;
    dies_at_once();
    heap->phase = OU_PHASE_IDLE;
    ou_heap_set_release_slice(heap, 0);
    dies_at_once();
}
END_TEST

START_TEST(who_could_tell_settles_first)
{
    Node *target = node_make(&world, 1, 0);
    drop(chain_make(LENGTH));
    Weak *quiet = weak_make(&world, 1, target, false);
    ck_assert(world.heap.put_off);
    Weak *weak = weak_make(&world, 1, target, true);
    ck_assert_uint_eq(world.released, LENGTH);
    ck_assert_uint_eq(world.heap.weak_calls, 1);
    drop(target);
    ck_assert_uint_eq(world.heap.weak_calls, 0);
    drop(weak);
    drop(quiet);
    world.released = 0;
    drop(chain_make(LENGTH));
    ou_heap_put_loud(&world.heap);
    ck_assert_uint_eq(world.released, LENGTH);
    ou_heap_drop_loud(&world.heap);
    drop(chain_make(LENGTH));
    world_audit(&world);
    ck_assert_uint_eq(world.released, 2 * LENGTH);
    drop(chain_make(LENGTH));
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 0), 0);
    ck_assert_uint_eq(world.released, 3 * LENGTH);
    drop(chain_make(LENGTH));
    (void)ou_collector_step(&world.heap, 1);
    ck_assert_uint_eq(world.released, 4 * LENGTH);
}
END_TEST

static bool count_object(OuObject *object, void *context)
{
    ++*(size_t *)context;
    return true;
}

START_TEST(walks_meet_none_that_are_put_off)
{
    size_t count = 0;
    drop(chain_make(LENGTH));
    ou_collector_each(&world.heap, -1, count_object, &count);
    ck_assert_uint_eq(count, 0);
    drop(chain_make(LENGTH));
    ou_collector_freeze(&world.heap);
    ck_assert_uint_eq(ou_collector_frozen_count(&world.heap), 0);
}
END_TEST

START_TEST(memory_is_refused_only_when_all_is_settled)
{
    drop(chain_make(LENGTH));
    world.heap.memory.limit = world.heap.memory.used;
    ck_assert(!ou_heap_new_leaf(&world.heap, WORLD_TEXT, OU_LARGEST_SLOT + 1));
    ck_assert_uint_eq(world.released, LENGTH);
    world.heap.memory.limit = SIZE_MAX;
    void *buffer = ou_heap_buffer_alloc(&world.heap, 1 << 20);
    drop(chain_make(LENGTH));
    world.heap.memory.limit = world.heap.memory.used;
    ck_assert(!ou_heap_buffer_resize(&world.heap, buffer, 1 << 20, 1 << 21));
    ck_assert_uint_eq(world.released, 2 * LENGTH);
    world.heap.memory.limit = SIZE_MAX;
    drop(chain_make(LENGTH));
    world.heap.memory.limit = world.heap.memory.used;
    ck_assert(!ou_heap_buffer_alloc(&world.heap, 1 << 20));
    ck_assert_uint_eq(world.released, 3 * LENGTH);
    world.heap.memory.limit = SIZE_MAX;
    ou_heap_buffer_free(&world.heap, buffer, 1 << 20);
}
END_TEST

static Node *tuple_make(uint32_t length, uint8_t subclass)
{
    Node *tuple = node_try(&world, WORLD_TUPLE | subclass, 0, length);
    for (uint32_t i = 0; i < length; i++) {
        tuple->slots[i] = ou_pointer_value(node_make(&world, i, 0));
    }
    world.heap.counts[0] = 0;
    return tuple;
}

START_TEST(a_release_may_be_long_and_leave_nothing)
{
    drop(tuple_make(SLICE - 1, 0));
    ck_assert_uint_eq(world.released, SLICE);
    ck_assert_uint_eq(world.heap.release_deepest, 0);
    ck_assert(!world.heap.put_off);
    drop(node_make(&world, 0, 0));
    ck_assert_uint_eq(world.released, SLICE + 1);
    ck_assert_uint_eq(world.heap.release_deepest, OU_RELEASE_DEPTH);
    drop(chain_make(SLICE - 1));
    ck_assert_uint_eq(world.released, 2 * SLICE);
    ck_assert(!world.heap.put_off);
}
END_TEST

START_TEST(a_long_list_is_emptied_piece_by_piece)
{
    drop(nodes_make(MANY));
    ck_assert_uint_le(world.released, OU_RELEASE_PIECE);
    ck_assert(world.heap.put_off);
    poll_all(2 * MANY / SLICE);
    ck_assert_uint_eq(world.released, MANY + 1);
}
END_TEST

START_TEST(so_are_lists_of_what_lives_on)
{
    Node *shared = node_make(&world, 1, 0);
    List *list = list_make(&world);
    for (size_t i = 0; i < MANY; i++) {
        ck_assert(list_append(&world, list, ou_pointer_value(shared)));
    }
    world.heap.counts[0] = 0;
    drop(list);
    ck_assert_uint_eq(shared->base.refs, 1 + MANY - OU_RELEASE_PIECE);
    poll_all(4);
    ck_assert_uint_eq(shared->base.refs, 1);
    drop(shared);
}
END_TEST

static const OuLayout bare_layout = {
    .name = "bare", .visit = tuple_visit, .is_quiet = true, .length_at = offsetof(Node, count),
};

START_TEST(so_is_one_that_has_nothing_to_free)
{
    const uint8_t bare = WORLD_BOX + 1;
    ou_heap_set_layout(&world.heap, bare, &bare_layout);
    ou_heap_set_release_slice(&world.heap, 1000);
    Node *node = node_try(&world, bare, 0, MANY);
    world.heap.counts[0] = 0;
    drop(node);
    ck_assert_uint_eq(world_live(&world), 0);
    node = node_try(&world, bare, 0, 4 * MANY);
    world.heap.counts[0] = 0;
    drop(node);
    ck_assert_uint_eq(world_live(&world), 1);
    ck_assert_ptr_eq(world.heap.shed, node);
    poll_all(4);
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

START_TEST(a_deep_one_that_somebody_watches_goes_in_one_go)
{
    Node *chain = chain_make(100);
    Node *last = chain;
    while (ou_is_pointer(last->slots[0])) last = (Node *)ou_pointer_of(last->slots[0]);
    last->slots[1] = ou_pointer_value(nodes_make(MANY));
    world.heap.has_finalizers = true;
    drop(chain);
    ck_assert_uint_eq(world.released, 100 + MANY + 1);
    world.heap.has_finalizers = false;
}
END_TEST

// Only one of them remembers how far it has got.
START_TEST(several_long_ones_get_empty)
{
    List *lists = list_make(&world);
    for (size_t i = 0; i < 3; i++) {
        List *list = nodes_make(MANY);
        ck_assert(list_append(&world, lists, ou_pointer_value(list)));
        drop(list);
    }
    List *other = nodes_make(MANY);
    drop(lists);
    drop(other);
    drop(tuple_make(MANY, 0));
    poll_all(10 * MANY / SLICE);
    ck_assert_uint_eq(world.released, 5 * (MANY + 1) + 1);
}
END_TEST

START_TEST(what_is_long_and_what_is_deep_go_together)
{
    List *list = nodes_make(MANY);
    for (size_t i = 0; i < MANY; i += 500) {
        ou_set_steal(&list->items[i], ou_pointer_value(chain_make(LENGTH)));
    }
    Box *box = box_try(&world, list, NULL);
    drop(list);
    world.heap.counts[0] = 0;
    size_t chains = (MANY + 499) / 500;
    drop(box);
    poll_all(2 * (MANY + chains * LENGTH) / SLICE);
    ck_assert_uint_eq(world.released, MANY + 1 + chains * LENGTH);
}
END_TEST

// What a subclass adds isn't known here.
START_TEST(an_instance_of_a_subclass_goes_in_one_go)
{
    drop(tuple_make(MANY, OU_KIND_SUBCLASS));
    ck_assert(!world.heap.shed);
    poll_all(2 * MANY / SLICE);
    ck_assert_uint_eq(world.released, MANY + 1);
}
END_TEST

// ---- Polls --------------------------------------------------------------------------------------

static void make_garbage(size_t pairs)
{
    for (Node *a, *b; pairs; pairs--) {
        pair_make(&world, 0, &a, &b);
        drop(a);
        drop(b);
    }
}

START_TEST(young_collections_go_on_meanwhile)
{
    drop(chain_make(LENGTH));
    make_garbage(351);
    ck_assert(world.heap.pending & OU_PENDING_COLLECT);
    poll(&world);
    ck_assert_int_eq(world.generations[0], 1);
    ck_assert(world.heap.put_off);
    poll_all(LENGTH / SLICE);
    ck_assert_uint_eq(world.released, LENGTH + 702);
}
END_TEST

START_TEST(older_generations_wait_until_all_is_settled)
{
    drop(chain_make(LENGTH));
    world.heap.counts[1] = 11;
    make_garbage(351);
    poll(&world);
    ck_assert_int_eq(world.generations[1], 1);
    ck_assert(!world.heap.put_off);
    ck_assert_uint_eq(world.heap.long_lived_pending, 0);
}
END_TEST

START_TEST(it_goes_on_without_automatic_collections)
{
    ou_collector_enable(&world.heap, false);
    drop(chain_make(LENGTH));
    poll_all(LENGTH / SLICE);
    ck_assert_uint_eq(world.released, LENGTH);
    uint64_t polls = world.heap.pauses[OU_PAUSE_POLL].count;
    ou_collector_poll(&world.heap);
    ck_assert_uint_eq(world.heap.pauses[OU_PAUSE_POLL].count, polls);
    ou_collector_enable(&world.heap, true);
    ou_collector_set_thresholds(&world.heap, (uint32_t[]){ 0, 10, 10 });
    drop(chain_make(LENGTH));
    poll_all(LENGTH / SLICE);
    ck_assert_uint_eq(world.released, 2 * LENGTH);
}
END_TEST

START_TEST(a_major_cycle_waits)
{
    List *kept = nodes_make(LENGTH);
    ck_assert(!ou_collector_step(&world.heap, 1));
    world.heap.major.debt = 1000;
    drop(chain_make(LENGTH));
    poll(&world);
    ck_assert(world.heap.put_off);
    ck_assert_uint_eq(world.heap.major.debt, 1000);
    poll_all(LENGTH / SLICE);
    ck_assert_uint_eq(world.heap.major.debt, 0);
    drop(kept);
}
END_TEST

// ---- Heirs --------------------------------------------------------------------------------------

static List *heir_of(List *list)
{
    List *heir = ou_heap_new_heir(&world.heap, WORLD_LIST, sizeof *heir, list->count);
    if (!heir) return NULL;
    heir->count = list->count;
    heir->capacity = list->capacity;
    heir->items = list->items;
    list->count = list->capacity = 0;
    list->items = NULL;
    return heir;
}

START_TEST(an_heir_lets_a_list_get_empty_piece_by_piece)
{
    List *list = nodes_make(MANY);
    drop(heir_of(list));
    ck_assert_uint_le(world.released, OU_RELEASE_PIECE);
    ck_assert(world.heap.put_off);
    ck_assert_uint_eq(world.heap.counts[0], 0);
    poll_all(2 * MANY / SLICE);
    ck_assert_uint_eq(world.released, MANY + 1);
    drop(list);
}
END_TEST

START_TEST(an_heir_is_not_counted)
{
    List *list = nodes_make(MANY);
    world.heap.counts[0] = world.heap.trigger = MANY + 7;
    world.heap.pending = 0;
    List *heir = heir_of(list);
    ck_assert(!(world.heap.pending & OU_PENDING_COLLECT));
    drop(heir);
    ck_assert_uint_eq(world.released, MANY + 1);
    ck_assert_uint_eq(world.heap.counts[0], 7);
    drop(list);
}
END_TEST

START_TEST(few_have_no_heir_nor_what_somebody_watches_nor_where_memory_is_refused)
{
    List *few = nodes_make(OU_RELEASE_PIECE), *list = nodes_make(MANY);
    ck_assert_ptr_null(heir_of(few));
    world.heap.has_finalizers = true;
    ck_assert_ptr_null(heir_of(list));
    world.heap.has_finalizers = false;
    Node *nodes[3000];                           // pages have no room left
    size_t count = 0;
    world.heap.memory.limit = 1;
    world.heap.is_settling = true;               // ... so that the limit is no reason
    while (count < 3000 && (nodes[count] = node_try(&world, WORLD_NODE, 0, 2))) count++;
    ck_assert_uint_lt(count, 3000);
    uint32_t before = world.heap.counts[0];
    ck_assert_ptr_null(heir_of(list));
    ck_assert_uint_eq(world.heap.counts[0], before);
    world.heap.is_settling = false;
    world.heap.memory.limit = SIZE_MAX;
    while (count) drop(nodes[--count]);
    drop(few);
    drop(list);
}
END_TEST

// ---- The user wants the program to stop ---------------------------------------------------------

static void interrupt_and_drop(Node *chain, bool has_finalizers)
{
    world.heap.has_finalizers = has_finalizers;
    ou_heap_request(&world.heap, OU_PENDING_INTERRUPT);
    drop(chain);
}

static void stop_interrupting(void) { world.heap.pending &= ~(uint32_t)OU_PENDING_INTERRUPT; }

// A chain whose last node tells of its end.
static Node *telling_make(void)
{
    Node *last = node_make(&world, 7, 2), *chain = chain_make(LENGTH - 1), *end = chain;
    last->base.aux = NODE_FINALIZES;
    while (ou_is_pointer(end->slots[0])) end = (Node *)ou_pointer_of(end->slots[0]);
    end->slots[0] = ou_pointer_value(last);
    return chain;
}

START_TEST(an_interrupt_does_not_wait_for_finalizers)
{
    interrupt_and_drop(telling_make(), true);
    ck_assert_uint_le(world.released, SLICE + OU_RELEASE_DEPTH);
    ck_assert(world.heap.put_off_runs);
    ou_heap_settle(&world.heap);             // may not run finalizers
    ck_assert_uint_le(world.released, SLICE + OU_RELEASE_DEPTH);
    poll(&world);                            // another one has come
    ck_assert_uint_le(world.released, 2 * (SLICE + OU_RELEASE_DEPTH));
    stop_interrupting();
    ck_assert_str_eq(world.trace, "");
    poll(&world);
    ck_assert_str_eq(world.trace, "f7 ");
    ck_assert_uint_eq(world.released, LENGTH);
    ck_assert(!world.heap.put_off_runs);
}
END_TEST

START_TEST(a_collection_that_is_asked_for_ends_them)
{
    interrupt_and_drop(telling_make(), true);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 0), 0);
    ck_assert_uint_eq(world.released, LENGTH);
    interrupt_and_drop(telling_make(), true);
    ck_assert(world.heap.put_off_runs);
    (void)ou_collector_step(&world.heap, 1);
    ck_assert_str_eq(world.trace, "f7 f7 ");
    ck_assert_uint_eq(world.released, 2 * LENGTH);
    stop_interrupting();
}
END_TEST

// Meanwhile nothing else is put off: settling it would have no effect.
START_TEST(nothing_else_is_put_off_meanwhile)
{
    Node *chain = chain_make(LENGTH);
    interrupt_and_drop(telling_make(), true);
    stop_interrupting();
    world.heap.has_finalizers = false;
    size_t released = world.released;
    drop(chain);
    ck_assert_uint_eq(world.released - released, LENGTH);
    poll(&world);
    ck_assert_uint_eq(world.released, 2 * LENGTH);
}
END_TEST

START_TEST(an_interrupt_changes_nothing_where_nobody_polls)
{
    ou_heap_set_release_slice(&world.heap, 0);
    world.heap.release_left = 1;
    interrupt_and_drop(telling_make(), true);
    ck_assert_uint_eq(world.released, LENGTH);
    stop_interrupting();
    ou_heap_set_release_slice(&world.heap, SLICE);
    world.heap.has_finalizers = false;
    world.heap.phase = OU_PHASE_COLLECT;
    interrupt_and_drop(chain_make(LENGTH), false);
    ck_assert_uint_eq(world.released, 2 * LENGTH);
    world.heap.phase = OU_PHASE_IDLE;
    stop_interrupting();
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("release");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, a_long_chain_dies_at_several_polls);
    tcase_add_test(tests, so_does_a_tree_that_needs_no_worklist);
    tcase_add_test(tests, several_may_be_put_off);
    tcase_add_test(tests, nothing_is_put_off_before_the_count_is_zero);
    tcase_add_test(tests, nothing_is_put_off_where_somebody_could_tell);
    tcase_add_test(tests, who_could_tell_settles_first);
    tcase_add_test(tests, walks_meet_none_that_are_put_off);
    tcase_add_test(tests, memory_is_refused_only_when_all_is_settled);
    tcase_add_test(tests, a_release_may_be_long_and_leave_nothing);
    tcase_add_test(tests, a_long_list_is_emptied_piece_by_piece);
    tcase_add_test(tests, so_are_lists_of_what_lives_on);
    tcase_add_test(tests, so_is_one_that_has_nothing_to_free);
    tcase_add_test(tests, a_deep_one_that_somebody_watches_goes_in_one_go);
    tcase_add_test(tests, several_long_ones_get_empty);
    tcase_add_test(tests, what_is_long_and_what_is_deep_go_together);
    tcase_add_test(tests, an_instance_of_a_subclass_goes_in_one_go);
    tcase_add_test(tests, young_collections_go_on_meanwhile);
    tcase_add_test(tests, older_generations_wait_until_all_is_settled);
    tcase_add_test(tests, it_goes_on_without_automatic_collections);
    tcase_add_test(tests, a_major_cycle_waits);
    tcase_add_test(tests, an_heir_lets_a_list_get_empty_piece_by_piece);
    tcase_add_test(tests, an_heir_is_not_counted);
    tcase_add_test(tests, few_have_no_heir_nor_what_somebody_watches_nor_where_memory_is_refused);
    tcase_add_test(tests, an_interrupt_does_not_wait_for_finalizers);
    tcase_add_test(tests, a_collection_that_is_asked_for_ends_them);
    tcase_add_test(tests, nothing_else_is_put_off_meanwhile);
    tcase_add_test(tests, an_interrupt_changes_nothing_where_nobody_polls);
    return world_run(tests);
}

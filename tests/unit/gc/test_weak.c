// Weak links: who learns of a death, and in what order.
#include "tests/unit/gc/world.h"

static World world;

static void open_world(void)  { world_open(&world); }
static void close_world(void) { world_close(&world); }

START_TEST(a_link_knows_its_target_until_it_dies)
{
    Node *node = node_make(&world, 1, 0);
    Weak *weak = weak_make(&world, 1, node, false);
    ck_assert_ptr_eq(ou_weak_target(&weak->link), &node->base);
    ck_assert_uint_eq(node->base.refs, 1);
    drop(node);
    ck_assert_ptr_null(ou_weak_target(&weak->link));
    ck_assert_str_eq(world.trace, "");
    drop(weak);
}
END_TEST

START_TEST(callbacks_run_newest_first)
{
    Node *node = node_make(&world, 1, 0);
    Weak *a = weak_make(&world, 1, node, true), *b = weak_make(&world, 2, node, false),
         *c = weak_make(&world, 3, node, true);
    ck_assert_uint_eq(ou_weak_count(&world.heap, &node->base), 3);
    ck_assert_ptr_eq(ou_weak_first(&world.heap, &node->base), &c->link);
    ck_assert_ptr_eq(ou_weak_next(&c->link), &b->link);
    drop(node);
    ck_assert_str_eq(world.trace, "w3 w1 ");
    drop(a);
    drop(b);
    drop(c);
}
END_TEST

START_TEST(a_finalizer_runs_before_callbacks_in_plain_death)
{
    Node *node = node_make(&world, 1, 0);
    node->base.aux = NODE_FINALIZES;
    Weak *weak = weak_make(&world, 2, node, true);
    drop(node);
    ck_assert_str_eq(world.trace, "f1 w2 ");
    drop(weak);
}
END_TEST

START_TEST(a_link_survives_resurrection_from_plain_death)
{
    Node *node = node_make(&world, 1, 0);
    node->base.aux = NODE_FINALIZES | NODE_RESURRECTS;
    Weak *weak = weak_make(&world, 2, node, true);
    drop(node);
    ck_assert_ptr_eq(ou_weak_target(&weak->link), &node->base);
    ck_assert_str_eq(world.trace, "f1 ");
    ou_clear(&world.saved[--world.saved_count]);
    ck_assert_str_eq(world.trace, "f1 w2 ");
    drop(weak);
}
END_TEST

START_TEST(a_link_that_dies_first_is_forgotten)
{
    Node *node = node_make(&world, 1, 0);
    Weak *a = weak_make(&world, 1, node, true), *b = weak_make(&world, 2, node, true),
         *c = weak_make(&world, 3, node, true);
    drop(b);
    drop(c);
    ck_assert_uint_eq(ou_weak_count(&world.heap, &node->base), 1);
    drop(a);
    ck_assert_uint_eq(ou_weak_count(&world.heap, &node->base), 0);
    ck_assert(!(node->base.gc & OU_GC_HAS_WEAK));
    drop(node);
    ck_assert_str_eq(world.trace, "");
}
END_TEST

START_TEST(leaves_can_be_known_weakly_too)
{
    OuObject *leaf = ou_heap_new_leaf(&world.heap, WORLD_TEXT, 32);
    Weak *weak = weak_make(&world, 1, leaf, true);
    drop(leaf);
    ck_assert_str_eq(world.trace, "w1 ");
    drop(weak);
}
END_TEST

START_TEST(one_that_waits_for_its_release_is_known_no_more)
{
    // Sixty links deep the last ones wait until the first has gone; its finalizer looks at them.
    Node *chain = NULL, *last = NULL;
    for (uint32_t i = 0; i < 60; i++) {
        Node *link = node_make(&world, i, 1);
        if (chain) link->slots[0] = ou_pointer_value(chain);
        else last = link;
        chain = link;
    }
    Weak *weak = weak_make(&world, 99, last, true);
    drop(chain);
    ck_assert_ptr_null(ou_weak_target(&weak->link));
    ck_assert_str_eq(world.trace, "w99 ");
    drop(weak);
}
END_TEST

START_TEST(the_table_holds_many_and_becomes_small_again)
{
    enum { COUNT = 5000 };
    static Node *nodes[COUNT];
    static Weak *weak[COUNT];
    for (uint32_t i = 0; i < COUNT; i++) {
        nodes[i] = node_make(&world, i, 0);
        weak[i] = weak_make(&world, i, nodes[i], false);
    }
    size_t capacity = world.heap.weak_capacity;
    ck_assert_uint_ge(capacity, COUNT * 2);
    for (uint32_t i = 0; i < COUNT; i++) {
        ck_assert_ptr_eq(ou_weak_first(&world.heap, &nodes[i]->base), &weak[i]->link);
    }
    for (uint32_t i = 0; i < COUNT; i += 2) drop(weak[i]);
    for (uint32_t i = 1; i < COUNT; i += 2) {
        ck_assert_ptr_eq(ou_weak_first(&world.heap, &nodes[i]->base), &weak[i]->link);
    }
    for (uint32_t i = 0; i < COUNT; i++) drop(nodes[i]);
    for (uint32_t i = 1; i < COUNT; i += 2) drop(weak[i]);
    ck_assert_uint_eq(world.heap.weak_count, 0);
    ck_assert_uint_lt(world.heap.weak_capacity, capacity);
}
END_TEST

START_TEST(a_link_is_not_attached_without_memory)
{
    Node *node = node_make(&world, 1, 0);
    Weak *weak = ou_heap_new(&world.heap, WORLD_WEAK, sizeof *weak);
    ou_weak_init(&weak->link, &weak->base, true);
    world.heap.memory.limit = 0;
    ck_assert(!ou_weak_attach(&world.heap, &weak->link, &node->base));
    world.heap.memory.limit = SIZE_MAX;
    ck_assert_ptr_null(ou_weak_target(&weak->link));
    drop(node);
    drop(weak);
    ck_assert_str_eq(world.trace, "");
}
END_TEST

START_TEST(a_link_survives_no_cycle_even_if_its_target_does)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    a->base.aux = NODE_FINALIZES | NODE_RESURRECTS;
    Weak *weak = weak_make(&world, 3, b, true);
    drop(a);
    drop(b);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 0);
    ck_assert_ptr_null(ou_weak_target(&weak->link));
    ck_assert_str_eq(world.trace, "w3 f1 ");
    drop(weak);
}
END_TEST

static void drop_owner(OuHeap *heap, OuWeakLink *link)
{
    world_weak_died(heap, link);
    ou_object_unref(link->owner);
}

START_TEST(an_owner_that_its_callback_drops_is_in_the_number)
{
    // As CPython's handle_weakrefs, which adds such references to what collect() returns.
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    weak_make(&world, 3, b, true);
    world.heap.hooks.weak_died = drop_owner;
    drop(a);
    drop(b);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 3);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("weak");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, a_link_knows_its_target_until_it_dies);
    tcase_add_test(tests, callbacks_run_newest_first);
    tcase_add_test(tests, a_finalizer_runs_before_callbacks_in_plain_death);
    tcase_add_test(tests, a_link_survives_resurrection_from_plain_death);
    tcase_add_test(tests, a_link_that_dies_first_is_forgotten);
    tcase_add_test(tests, leaves_can_be_known_weakly_too);
    tcase_add_test(tests, one_that_waits_for_its_release_is_known_no_more);
    tcase_add_test(tests, the_table_holds_many_and_becomes_small_again);
    tcase_add_test(tests, a_link_is_not_attached_without_memory);
    tcase_add_test(tests, a_link_survives_no_cycle_even_if_its_target_does);
    tcase_add_test(tests, an_owner_that_its_callback_drops_is_in_the_number);
    return world_run(tests);
}

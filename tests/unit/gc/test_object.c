// Counting references, and the moment and the order of death.
#include "tests/unit/gc/world.h"

static World world;

static void open_world(void)  { world_open(&world); }
static void close_world(void) { world_close(&world); }

START_TEST(an_object_dies_with_its_last_reference)
{
    Node *node = node_make(&world, 1, 0);
    ou_object_ref(&node->base);
    drop(node);
    ck_assert_uint_eq(world.released, 0);
    drop(node);
    ck_assert_uint_eq(world.released, 1);
}
END_TEST

START_TEST(children_die_in_the_order_of_their_slots)
{
    Node *parent = node_make(&world, 1, 3);
    for (uint32_t i = 0; i < 3; i++) {
        Node *child = node_make(&world, 10 + i, 0);
        child->base.aux = NODE_FINALIZES;
        parent->slots[i] = ou_pointer_value(child);
    }
    drop(parent);
    ck_assert_str_eq(world.trace, "f10 f11 f12 ");
}
END_TEST

START_TEST(a_list_drops_its_last_item_first)
{
    List *list = list_make(&world);
    for (uint32_t i = 0; i < 3; i++) {
        Node *child = node_make(&world, i, 0);
        child->base.aux = NODE_FINALIZES;
        ck_assert(list_append(&world, list, ou_pointer_value(child)));
        drop(child);
    }
    drop(list);
    ck_assert_str_eq(world.trace, "f2 f1 f0 ");
}
END_TEST

START_TEST(an_immortal_object_never_dies)
{
    Node *node = node_make(&world, 1, 0);
    node->base.refs = OU_REFS_IMMORTAL;
    for (int i = 0; i < 1000; i++) drop(node);
    ck_assert_uint_eq(node->base.refs, OU_REFS_IMMORTAL);
    ck_assert_uint_eq(world.released, 0);
    node->base.refs = 1;
    drop(node);
}
END_TEST

START_TEST(a_count_that_overflows_is_immortal)
{
    Node *node = node_make(&world, 1, 0);
    node->base.refs = INT32_MAX;
    ou_object_ref(&node->base);
    ou_object_ref(&node->base);
    drop(node);
    ck_assert_uint_eq(node->base.refs, OU_REFS_IMMORTAL);
    node->base.refs = 1;
    drop(node);
}
END_TEST

START_TEST(a_chain_of_a_million_links_dies_in_constant_stack)
{
    Node *chain = NULL;
    for (uint32_t i = 0; i < 1000000; i++) {
        Node *link = node_make(&world, i, 1);
        if (chain) link->slots[0] = ou_pointer_value(chain);
        chain = link;
    }
    drop(chain);
    ck_assert_uint_eq(world.released, 1000000);
    ck_assert_uint_eq(world_live(&world), 0);
}
END_TEST

START_TEST(a_finalizer_runs_before_the_slots_are_dropped)
{
    Node *parent = node_make(&world, 1, 1), *child = node_make(&world, 2, 0);
    parent->base.aux = child->base.aux = NODE_FINALIZES;
    parent->slots[0] = ou_pointer_value(child);
    drop(parent);
    ck_assert_str_eq(world.trace, "f1 f2 ");
}
END_TEST

START_TEST(a_resurrected_object_is_finalized_only_once)
{
    Node *node = node_make(&world, 1, 0);
    node->base.aux = NODE_FINALIZES | NODE_RESURRECTS;
    drop(node);
    ck_assert_uint_eq(world.saved_count, 1);
    ck_assert_uint_eq(node->base.refs, 1);
    ck_assert(ou_heap_is_tracked(&node->base));
    world_audit(&world);
    ou_clear(&world.saved[--world.saved_count]);
    ck_assert_uint_eq(world.released, 1);
    ck_assert_str_eq(world.trace, "f1 ");
}
END_TEST

START_TEST(a_deep_one_that_waits_can_be_resurrected)
{
    Node *chain = NULL;
    for (uint32_t i = 0; i < 200; i++) {
        Node *link = node_make(&world, i, 1);
        if (i == 50) link->base.aux = NODE_FINALIZES | NODE_RESURRECTS;
        if (chain) link->slots[0] = ou_pointer_value(chain);
        chain = link;
    }
    drop(chain);
    ck_assert_uint_eq(world.saved_count, 1);
    ck_assert_uint_eq(world.released, 149);
    world_audit(&world);
}
END_TEST

START_TEST(a_finalizer_that_collects_meets_nothing_half_dead)
{
    Node *chain = NULL, *a, *b;
    pair_make(&world, 500, &a, &b);
    drop(a);
    drop(b);
    for (uint32_t i = 0; i < 200; i++) {
        Node *link = node_make(&world, i, 1);
        if (i % 40 == 7) link->base.aux = NODE_FINALIZES | NODE_COLLECTS;
        if (chain) link->slots[0] = ou_pointer_value(chain);
        chain = link;
    }
    drop(chain);
    ck_assert_uint_eq(world.released, 202);
    ck_assert_str_eq(world.trace, "f167 f127 f87 f47 f7 ");
}
END_TEST

START_TEST(death_takes_one_off_the_count_of_allocations)
{
    ck_assert_uint_eq(world.heap.counts[0], 0);
    Node *a = node_make(&world, 1, 0), *b = node_make(&world, 2, 0);
    ck_assert_uint_eq(world.heap.counts[0], 2);
    drop(a);
    ck_assert_uint_eq(world.heap.counts[0], 1);
    drop(b);
    ck_assert_uint_eq(world.heap.counts[0], 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("object");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, an_object_dies_with_its_last_reference);
    tcase_add_test(tests, children_die_in_the_order_of_their_slots);
    tcase_add_test(tests, a_list_drops_its_last_item_first);
    tcase_add_test(tests, an_immortal_object_never_dies);
    tcase_add_test(tests, a_count_that_overflows_is_immortal);
    tcase_add_test(tests, a_chain_of_a_million_links_dies_in_constant_stack);
    tcase_add_test(tests, a_finalizer_runs_before_the_slots_are_dropped);
    tcase_add_test(tests, a_resurrected_object_is_finalized_only_once);
    tcase_add_test(tests, a_deep_one_that_waits_can_be_resurrected);
    tcase_add_test(tests, a_finalizer_that_collects_meets_nothing_half_dead);
    tcase_add_test(tests, death_takes_one_off_the_count_of_allocations);
    return world_run(tests);
}

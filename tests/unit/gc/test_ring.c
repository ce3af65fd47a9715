// The rings that hold garbage together. The garbage is doomed by hand, so that nothing dies.
#include "gc/ring.h"

#include "gc/mark.h"
#include "tests/unit/gc/world.h"

enum { MOST = 1000 };

static World world;
static OuObject *doomed[MOST];
static size_t doomed_count;
static size_t rings, lengths[MOST], too_long, most, looked;
static OuRingStep last[OU_RING_LONGEST];

static void open_world(void)
{
    world_open(&world);
    doomed_count = rings = too_long = most = 0;
}

static void close_world(void)
{
    for (size_t i = 0; i < doomed_count; i++) doomed[i]->gc &= (uint8_t)~OU_GC_DOOMED;
    for (size_t i = 0; i < doomed_count; i++) drop(doomed[i]);
    world_close(&world);
}

static void *doom(void *object)
{
    doomed[doomed_count] = object;
    doomed[doomed_count++]->gc |= OU_GC_DOOMED;
    return object;
}

static Node *doomed_node(uint32_t count)
{
    return doom(node_make(&world, (uint32_t)doomed_count, count));
}

static void found(OuRingSearch *search, const OuRingStep *steps, size_t count)
{
    ck_assert_ptr_eq(search->context, &world);
    if (!steps) {
        ck_assert_uint_eq(count, 0);
        too_long++;
        return;
    }
    lengths[rings++] = count;
    memcpy(last, steps, count * sizeof *steps);
    for (size_t i = 0; i < count; i++) {      // each step's slot holds the next object
        OuObject *next = steps[(i + 1) % count].object;
        if (steps[i].object->kind == WORLD_BOX) {
            ck_assert_ptr_eq(*(OuObject *const *)steps[i].slot, next);
        } else {
            ck_assert_uint_eq(*(const OuValue *)steps[i].slot, ou_pointer_value(next));
        }
    }
}

static void search(void)
{
    OuRingSearch search = {
        .heap = &world.heap, .most = most, .found = found, .context = &world,
    };
    OuSet garbage = { .heap = &world.heap, .items = doomed, .count = doomed_count };
    ou_ring_search(&search, &garbage);
    looked = search.looked;
    for (size_t i = 0; i < doomed_count; i++) {
        ck_assert(!ou_mark_bit(ou_page_of(doomed[i]), doomed[i], OU_BITMAP_MARK));
        ck_assert(!ou_mark_bit(ou_page_of(doomed[i]), doomed[i], OU_BITMAP_TRIED));
    }
}

static void make_chain(Node **nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) nodes[i] = doomed_node(2);
    for (size_t i = 1; i < count; i++) node_set(nodes[i - 1], 0, nodes[i]);
}

START_TEST(one_that_holds_itself_is_a_ring_of_one)
{
    Node *node = doomed_node(3);
    node_set(node, 1, node);
    search();
    ck_assert_uint_eq(rings, 1);
    ck_assert_uint_eq(lengths[0], 1);
    ck_assert_ptr_eq(last[0].object, node);
    ck_assert_ptr_eq(last[0].slot, &node->slots[1]);
}
END_TEST

START_TEST(a_ring_begins_where_it_is_closed)
{
    Node *nodes[3];
    make_chain(nodes, 3);
    node_set(nodes[2], 1, nodes[1]);     // 0 -> 1 -> 2 -> 1: the first isn't a part of it
    search();
    ck_assert_uint_eq(rings, 1);
    ck_assert_uint_eq(lengths[0], 2);
    ck_assert_ptr_eq(last[0].object, nodes[1]);
    ck_assert_ptr_eq(last[1].object, nodes[2]);
}
END_TEST

START_TEST(rings_that_share_a_node_are_two)
{
    Node *a = doomed_node(2), *b = doomed_node(2), *c = doomed_node(2);
    node_set(a, 0, b);
    node_set(b, 0, a);
    node_set(a, 1, c);
    node_set(c, 0, a);
    search();
    ck_assert_uint_eq(rings, 2);
    ck_assert_uint_eq(lengths[0], 2);
    ck_assert_uint_eq(lengths[1], 2);
}
END_TEST

START_TEST(what_two_hold_is_looked_at_once)
{
    Node *a = doomed_node(2), *b = doomed_node(2), *c = doomed_node(2);
    node_set(a, 0, b);
    node_set(a, 1, c);      // b waits meanwhile, and is reached through c first
    node_set(c, 0, b);
    node_set(b, 0, b);
    Node *late = doomed_node(1);
    node_set(late, 0, b);   // b was seen by then
    search();
    ck_assert_uint_eq(rings, 1);
}
END_TEST

START_TEST(a_doubly_linked_list_has_a_ring_for_each_neighbour)
{
    Node *nodes[20];
    make_chain(nodes, 20);
    for (size_t i = 1; i < 20; i++) node_set(nodes[i], 1, nodes[i - 1]);
    search();
    ck_assert_uint_eq(rings, 19);
}
END_TEST

START_TEST(pointers_are_steps_too)
{
    Node *node = doomed_node(1);
    Box *box = doom(box_try(&world, node, NULL));
    node_set(node, 0, box);
    List *list = doom(list_make(&world));
    ck_assert(list_append(&world, list, ou_pointer_value(list)));
    ck_assert(list_append(&world, list, OU_NONE));
    search();
    ck_assert_uint_eq(rings, 2);
    ck_assert_uint_eq(lengths[0], 2);
    ck_assert_uint_eq(lengths[1], 1);
}
END_TEST

START_TEST(a_ring_through_what_lives_is_none)
{
    Node *living = node_make(&world, 1, 1), *node = doomed_node(1);
    node_set(living, 0, node);
    node_set(node, 0, living);
    search();
    ck_assert_uint_eq(rings + too_long, 0);
    drop(living);
}
END_TEST

START_TEST(a_ring_of_more_than_64_is_named_without_its_steps)
{
    Node *nodes[OU_RING_LONGEST + 1];
    make_chain(nodes, OU_RING_LONGEST + 1);
    node_set(nodes[OU_RING_LONGEST], 1, nodes[1]);
    search();
    ck_assert_uint_eq(rings, 1);
    ck_assert_uint_eq(lengths[0], OU_RING_LONGEST);
    node_set(nodes[OU_RING_LONGEST], 1, nodes[0]);
    search();
    ck_assert_uint_eq(rings, 1);
    ck_assert_uint_eq(too_long, 1);
}
END_TEST

START_TEST(paths_and_branches_may_become_long)
{
    Node *nodes[600];
    make_chain(nodes, 600);
    node_set(nodes[599], 1, nodes[590]);
    Node *wide = doomed_node(300);
    for (uint32_t i = 0; i < 300; i++) node_set(wide, i, doom(node_make(&world, i, 0)));
    search();
    ck_assert_uint_eq(rings, 1);
    ck_assert_uint_eq(lengths[0], 10);
}
END_TEST

START_TEST(what_has_died_already_is_passed_over)
{
    Node *gone = doomed_node(0), *node = doomed_node(1);
    node_set(node, 0, node);
    drop(gone);      // its slot stays, as in a collection
    ck_assert_uint_eq(gone->base.kind, 0);
    search();
    ck_assert_uint_eq(rings, 1);
    doomed[0] = doomed[--doomed_count];
    gone->base.gc = 0;
    ou_page_put_slot(ou_page_of(&gone->base), &gone->base);
}
END_TEST

// The search ends early, wherever memory is refused, and leaves nothing behind.
START_TEST(a_search_without_memory_is_given_up)
{
    Node *nodes[600];
    make_chain(nodes, 600);
    node_set(nodes[599], 1, nodes[590]);
    Node *wide = doomed_node(300), *parent = doomed_node(1);
    for (uint32_t i = 0; i < 300; i++) node_set(wide, i, doom(node_make(&world, i, 0)));
    node_set(parent, 0, wide);
    OuMemory *memory = &world.heap.memory;
    size_t complete = 0;
    for (size_t room = 0; !complete; room += 1024) {
        size_t before = memory->used;
        rings = 0;
        memory->limit = before + room;
        search();
        memory->limit = SIZE_MAX;
        ck_assert_uint_eq(memory->used, before);
        complete = rings && room > 40000;
        if (room < 10000) ck_assert_uint_eq(rings, 0);
    }
}
END_TEST

// ---- A part of the garbage ----------------------------------------------------------------------

// Pairs, one after the other: a ring for each.
static void make_pairs(size_t count)
{
    for (size_t i = 0; i < count; i += 2) {
        Node *a = doomed_node(1), *b = doomed_node(1);
        node_set(a, 0, b);
        node_set(b, 0, a);
    }
}

START_TEST(all_is_looked_at_if_there_is_no_more)
{
    make_pairs(600);
    most = 600 + 100 * (size_t)_i;
    search();
    ck_assert_uint_eq(looked, 600);
    ck_assert_uint_eq(rings, 300);
}
END_TEST

START_TEST(a_part_is_taken_from_all_over_the_garbage)
{
    make_pairs(1000);
    most = 512;                    // blocks of 256 from 0 and from 500
    search();
    ck_assert_uint_eq(looked, 512);
    ck_assert_uint_eq(rings, 256);
    ck_assert_uint_eq(lengths[0], 2);
    ck_assert_ptr_eq(last[0].object, doomed[500 + 254]);
}
END_TEST

START_TEST(what_a_block_leads_to_is_not_followed_without_end)
{
    Node *nodes[MOST];
    make_chain(nodes, 900);
    for (size_t i = 0; i < 900; i += 2) node_set(nodes[i + 1], 1, nodes[i]);
    most = 400;                    // 256 from the first on, and from the 450th on
    search();
    ck_assert_uint_eq(looked, 512);
    ck_assert_uint_eq(rings, 256);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("ring");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, one_that_holds_itself_is_a_ring_of_one);
    tcase_add_test(tests, a_ring_begins_where_it_is_closed);
    tcase_add_test(tests, rings_that_share_a_node_are_two);
    tcase_add_test(tests, what_two_hold_is_looked_at_once);
    tcase_add_test(tests, a_doubly_linked_list_has_a_ring_for_each_neighbour);
    tcase_add_test(tests, pointers_are_steps_too);
    tcase_add_test(tests, a_ring_through_what_lives_is_none);
    tcase_add_test(tests, a_ring_of_more_than_64_is_named_without_its_steps);
    tcase_add_test(tests, paths_and_branches_may_become_long);
    tcase_add_test(tests, what_has_died_already_is_passed_over);
    tcase_add_test(tests, a_search_without_memory_is_given_up);
    tcase_add_loop_test(tests, all_is_looked_at_if_there_is_no_more, 0, 2);
    tcase_add_test(tests, a_part_is_taken_from_all_over_the_garbage);
    tcase_add_test(tests, what_a_block_leads_to_is_not_followed_without_end);
    return world_run(tests);
}

// Slots, spans, side buffers, limits and failures.
#include "tests/unit/gc/world.h"

static World world;

static void open_world(void)  { world_open(&world); }
static void close_world(void) { world_close(&world); }

START_TEST(a_size_class_is_the_smallest_that_is_large_enough)
{
    for (size_t size = 1; size <= OU_LARGEST_SLOT; size++) {
        unsigned size_class = ou_page_class(size);
        ck_assert_uint_lt(size_class, OU_CLASS_COUNT);
        ck_assert_uint_ge(ou_page_class_size(size_class), size);
        if (size > 16) ck_assert_uint_lt(ou_page_class_size(size_class - 1), size);
    }
}
END_TEST

START_TEST(a_new_object_has_one_reference_and_is_tracked)
{
    OuObject *object = ou_heap_new(&world.heap, WORLD_NODE, sizeof(Node));
    ((Node *)object)->count = 0;
    ck_assert_uint_eq(object->refs, 1);
    ck_assert_uint_eq(object->kind, WORLD_NODE);
    ck_assert_uint_eq(object->aux, 0);
    ck_assert(ou_heap_is_tracked(object));
    ck_assert_ptr_eq(ou_heap_of(object), &world.heap);
    drop(object);
}
END_TEST

START_TEST(a_slot_is_as_large_as_asked_at_least)
{
    static const size_t sizes[] = { 16, 17, 24, 100, 129, 1000, 8192, 8193, 100000, 3000000 };
    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        OuObject *leaf = ou_heap_new_leaf(&world.heap, WORLD_TEXT, sizes[i]);
        ck_assert_ptr_nonnull(leaf);
        ck_assert_uint_ge(ou_heap_slot_size(leaf), sizes[i]);
        memset(leaf + 1, 'x', sizes[i] - sizeof *leaf);
        drop(leaf);
    }
    ck_assert_uint_eq(world.released, sizeof sizes / sizeof *sizes);
}
END_TEST

START_TEST(large_containers_take_part_in_cycles)
{
    Node *a = node_make(&world, 1, 5000), *b = node_make(&world, 2, 100000);
    node_set(a, 4999, b);
    node_set(b, 99999, a);
    drop(a);
    drop(b);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 2);
}
END_TEST

START_TEST(neighbours_do_not_overlap)
{
    enum { COUNT = 3000 };
    static Node *nodes[COUNT];
    for (uint32_t i = 0; i < COUNT; i++) {
        nodes[i] = node_make(&world, i, i % 130);
        for (uint32_t k = 0; k < nodes[i]->count; k++) nodes[i]->slots[k] = ou_int_value(i);
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        ck_assert_uint_eq(nodes[i]->id, i);
        for (uint32_t k = 0; k < nodes[i]->count; k++) {
            ck_assert_uint_eq(nodes[i]->slots[k], ou_int_value(i));
        }
    }
    for (uint32_t i = 0; i < COUNT; i++) drop(nodes[i]);
}
END_TEST

START_TEST(a_leaf_does_not_count_as_an_allocation_of_a_container)
{
    OuObject *leaf = ou_heap_new_leaf(&world.heap, WORLD_TEXT, 32);
    ck_assert_uint_eq(world.heap.counts[0], 0);
    drop(leaf);
    ck_assert_uint_eq(world.heap.counts[0], 0);
}
END_TEST

START_TEST(an_untracked_container_counts)
{
    Node *node = ou_heap_new_untracked(&world.heap, WORLD_NODE, sizeof *node);
    node->count = 0;
    ck_assert_uint_eq(world.heap.counts[0], 1);
    ck_assert(!ou_heap_is_tracked(&node->base));
    ou_heap_track(&node->base);
    ou_heap_track(&node->base);
    ck_assert(ou_heap_is_tracked(&node->base));
    ou_heap_untrack(&node->base);
    ck_assert(!ou_heap_is_tracked(&node->base));
    drop(node);
    ck_assert_uint_eq(world.heap.counts[0], 0);
}
END_TEST

START_TEST(a_buffer_keeps_its_content_when_it_is_resized)
{
    static const size_t sizes[] = { 1, 16, 17, 500, 8192, 8193, 50000, 8000, 100, 8 };
    unsigned char *buffer = NULL;
    size_t size = 0;
    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t common = size < sizes[i] ? size : sizes[i];
        buffer = ou_heap_buffer_resize(&world.heap, buffer, size, sizes[i]);
        ck_assert_ptr_nonnull(buffer);
        for (size_t k = 0; k < common; k++) ck_assert_uint_eq(buffer[k], k % 251);
        size = sizes[i];
        for (size_t k = 0; k < size; k++) buffer[k] = (unsigned char)(k % 251);
    }
    ou_heap_buffer_free(&world.heap, buffer, size);
    ou_heap_buffer_free(&world.heap, NULL, 0);
}
END_TEST

START_TEST(a_buffer_of_no_bytes_is_a_buffer)
{
    void *buffer = ou_heap_buffer_alloc(&world.heap, 0);
    ck_assert_ptr_nonnull(buffer);
    ou_heap_buffer_free(&world.heap, buffer, 0);
}
END_TEST

START_TEST(figures_tell_what_lives)
{
    OuHeapStats stats;
    Node *node = node_make(&world, 1, 2), *large = node_make(&world, 2, 30000);
    OuObject *leaf = ou_heap_new_leaf(&world.heap, WORLD_TEXT, 64);
    void *buffer = ou_heap_buffer_alloc(&world.heap, 100);
    ou_heap_get_stats(&world.heap, &stats);
    ck_assert_uint_eq(stats.containers, 2);
    ck_assert_uint_eq(stats.leaves, 1);
    ck_assert_uint_eq(stats.buffers, 1);
    ck_assert_uint_eq(stats.spans, 1);
    ck_assert_uint_eq(stats.pages, 3);
    ck_assert_uint_ge(stats.bytes, stats.page_bytes);
    ou_heap_buffer_free(&world.heap, buffer, 100);
    drop(leaf);
    drop(large);
    drop(node);
}
END_TEST

// ---- Memory that comes back ---------------------------------------------------------------------

static void fill_and_empty(uint32_t count, uint32_t slots)
{
    static Node *nodes[100000];
    for (uint32_t i = 0; i < count; i++) nodes[i] = node_make(&world, i, slots);
    for (uint32_t i = 0; i < count; i++) drop(nodes[i]);
    ou_collector_collect(&world.heap, 2);
}

START_TEST(empty_pages_go_back_to_the_system)
{
    fill_and_empty(100000, 10);
    ck_assert_uint_gt(world.heap.memory.peak, 9000000);
    ck_assert_uint_lt(world.heap.memory.used, 3000000);
}
END_TEST

START_TEST(empty_pages_serve_other_sizes)
{
    for (uint32_t slots = 1; slots < 40; slots += 3) fill_and_empty(20000, slots);
    ck_assert_uint_lt(world.heap.memory.peak, 12000000);
}
END_TEST

START_TEST(pages_are_reused_without_any_collection)
{
    ou_collector_enable(&world.heap, false);
    static Node *nodes[2000];
    for (int round = 0; round < 100; round++) {
        for (uint32_t i = 0; i < 2000; i++) {
            nodes[i] = node_make(&world, i, (uint32_t)round % 50);
        }
        for (uint32_t i = 0; i < 2000; i++) drop(nodes[i]);
    }
    ck_assert_uint_lt(world.heap.memory.peak, 6000000);
}
END_TEST

START_TEST(large_ones_that_die_do_not_pile_up)
{
    for (uint32_t i = 0; i < 1000; i++) drop(node_make(&world, i, 20000));
    ck_assert_uint_lt(world.heap.memory.peak, 2000000);
}
END_TEST

// ---- Limits and failures ------------------------------------------------------------------------

START_TEST(a_limit_refuses_and_the_program_can_go_on)
{
    static Node *nodes[100000];
    uint32_t count = 0;
    world.heap.memory.limit = 4000000;
    while (count < 100000 && (nodes[count] = node_try(&world, WORLD_NODE, count, 10))) count++;
    ck_assert_uint_gt(count, 30000);
    ck_assert_uint_lt(count, 40000);
    ck_assert_ptr_null(ou_heap_buffer_alloc(&world.heap, 5000000));
    ck_assert_ptr_null(ou_heap_new_leaf(&world.heap, WORLD_TEXT, 5000000));
    while (count) drop(nodes[--count]);
    for (; count < 30000; count++) ck_assert_ptr_nonnull(nodes[count] =
                                        node_try(&world, WORLD_NODE, count, 10));
    while (count) drop(nodes[--count]);
    ck_assert_ptr_nonnull(nodes[0] = node_try(&world, WORLD_NODE, 0, 100000));
    drop(nodes[0]);
}
END_TEST

START_TEST(garbage_is_collected_although_no_memory_is_left)
{
    uint32_t count = 0;
    world.heap.memory.limit = 4000000;
    for (;; count++) {
        Node *node = node_try(&world, WORLD_NODE, count, 10);
        if (!node) break;
        node->slots[0] = ou_pointer_value(node);
    }
    world.heap.memory.limit = 0;
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), count);
    ck_assert_uint_eq(world_live(&world), 0);
    world.heap.memory.limit = SIZE_MAX;
}
END_TEST

static void exercise(bool *refused)
{
    Node *a = node_try(&world, WORLD_NODE, 1, 2), *b = node_try(&world, WORLD_NODE, 2, 2000);
    List *list = list_make(&world);
    OuObject *text = ou_heap_new_leaf(&world.heap, WORLD_TEXT, 40);
    *refused = !a || !b || !list || !text;
    for (int i = 0; i < 20 && list && a; i++) {
        *refused |= !list_append(&world, list, ou_pointer_value(a));
    }
    if (a && list) node_set(a, 0, list);
    if (a && b) node_set(b, 0, a);
    if (a) drop(a);
    if (b) drop(b);
    if (list) drop(list);
    if (text) drop(text);
    ou_collector_collect(&world.heap, 2);
    ck_assert_uint_eq(world_live(&world), 0);
}

START_TEST(each_allocation_may_be_the_one_that_fails)
{
    bool refused = true;
    uint64_t n = 0;
    while (refused) {
        n++;
        ou_heap_fail_at(&world.heap, n, n % 2);
        exercise(&refused);
        world_audit(&world);
        ck_assert_uint_lt(n, 100);
    }
    // Four objects, and four sizes of the list's buffer.
    ck_assert_uint_ge(n, 8);
    ou_heap_fail_at(&world.heap, 0, false);
    exercise(&refused);
    ck_assert(!refused);
}
END_TEST

START_TEST(heaps_do_not_know_each_other)
{
    static World other;
    world_open(&other);
    Node *here = node_make(&world, 1, 1), *there = node_make(&other, 2, 1);
    node_set(here, 0, here);
    node_set(there, 0, there);
    drop(here);
    drop(there);
    ck_assert_uint_eq(ou_collector_collect(&world.heap, 2), 1);
    ck_assert_uint_eq(world_live(&other), 1);
    world_close(&other);
}
END_TEST

START_TEST(a_heap_goes_down_with_what_lives)
{
    static World other;
    world_open(&other);
    List *list = list_make(&other);
    for (int i = 0; i < 5000; i++) ck_assert(list_append(&other, list, OU_NONE));
    Weak *weak = weak_make(&other, 1, list, true);
    ck_assert_ptr_eq(ou_weak_target(&weak->link), &list->base);
    ou_heap_free(&other.heap);
    ck_assert_uint_eq(other.heap.memory.used, 0);
    ck_assert_uint_eq(other.released, 2);
    ck_assert_str_eq(other.trace, "");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("heap");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, a_size_class_is_the_smallest_that_is_large_enough);
    tcase_add_test(tests, a_new_object_has_one_reference_and_is_tracked);
    tcase_add_test(tests, a_slot_is_as_large_as_asked_at_least);
    tcase_add_test(tests, large_containers_take_part_in_cycles);
    tcase_add_test(tests, neighbours_do_not_overlap);
    tcase_add_test(tests, a_leaf_does_not_count_as_an_allocation_of_a_container);
    tcase_add_test(tests, an_untracked_container_counts);
    tcase_add_test(tests, a_buffer_keeps_its_content_when_it_is_resized);
    tcase_add_test(tests, a_buffer_of_no_bytes_is_a_buffer);
    tcase_add_test(tests, figures_tell_what_lives);
    tcase_add_test(tests, empty_pages_go_back_to_the_system);
    tcase_add_test(tests, empty_pages_serve_other_sizes);
    tcase_add_test(tests, pages_are_reused_without_any_collection);
    tcase_add_test(tests, large_ones_that_die_do_not_pile_up);
    tcase_add_test(tests, a_limit_refuses_and_the_program_can_go_on);
    tcase_add_test(tests, garbage_is_collected_although_no_memory_is_left);
    tcase_add_test(tests, each_allocation_may_be_the_one_that_fails);
    tcase_add_test(tests, heaps_do_not_know_each_other);
    tcase_add_test(tests, a_heap_goes_down_with_what_lives);
    return world_run(tests);
}

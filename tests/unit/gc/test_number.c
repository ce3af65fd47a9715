// Objects are numbered page by page, and what some reach is found in little memory.
#include "gc/number.h"

#include "gc/reach.h"
#include "tests/unit/gc/world.h"

enum { MANY = 20000 };

static World world;
static OuNumbering numbering;

static void open_world(void) { world_open(&world); }
static void close_world(void) { world_close(&world); }

static Node *root_node(unsigned root, uint32_t count)
{
    Node *node = node_make(&world, root, count);
    world.roots[root] = ou_pointer_value(node);
    return node;
}

static void *leaf(size_t size)
{
    void *object = ou_heap_new_leaf(&world.heap, WORLD_TEXT, size);
    ck_assert_ptr_nonnull(object);
    return object;
}

// Nodes of many sizes, each with a text in its first slot; every third dies. Spans are among them.
static List *make_crowd(void)
{
    List *list = list_make(&world);
    ck_assert_ptr_nonnull(list);
    world.roots[0] = ou_pointer_value(list);
    for (uint32_t i = 0; i < MANY; i++) {
        Node *node = node_make(&world, i, i % 1000 ? 1 + i % 40 : 2000);
        void *text = leaf(i % 3000 ? 16 + i % 90 : 9000);
        node_set(node, 0, text);
        drop(text);
        ck_assert(list_append(&world, list, ou_pointer_value(node)));
        drop(node);
    }
    for (uint32_t i = 0; i < MANY; i += 3) ou_set(&list->items[i], OU_NONE);
    return list;
}

static bool check_number(OuObject *object, void *context)
{
    uint32_t *expected = context;
    ck_assert_uint_eq(ou_number_of(&numbering, object), *expected);
    if (*expected % 7 == 0) ck_assert_ptr_eq(ou_number_object(&numbering, *expected), object);
    ++*expected;
    return true;
}

START_TEST(numbers_follow_the_walk_over_the_heap)
{
    make_crowd();
    ck_assert(ou_number_all(&numbering, &world.heap));
    ck_assert_uint_eq(numbering.count, world_live(&world));
    uint32_t expected = 0;
    ou_heap_each(&world.heap, check_number, &expected);
    ck_assert_uint_eq(expected, numbering.count);
    expected = 0;
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(&numbering, NULL, &walk)); expected++) {
        ck_assert_uint_eq(ou_number_of(&numbering, object), expected);
    }
    ck_assert_uint_eq(expected, numbering.count);
    ou_number_free(&numbering);
}
END_TEST

// The page of the first ones gets more words in use.
START_TEST(objects_that_are_made_later_change_no_number)
{
    enum { FIRST = 70, LATER = 2000 };
    OuObject *first[FIRST];
    List *list = list_make(&world);
    world.roots[0] = ou_pointer_value(list);
    for (uint32_t i = 0; i < FIRST + LATER; i++) {
        if (i == FIRST) {
            for (uint32_t k = 0; k < 200; k++) drop(leaf(16));
            ck_assert(ou_number_all(&numbering, &world.heap));
        }
        Node *node = node_make(&world, i, 3);
        if (i < FIRST) first[i] = &node->base;
        ck_assert(list_append(&world, list, ou_pointer_value(node)));
        drop(node);
    }
    for (uint32_t i = 0; i < FIRST; i++) {
        uint32_t number = ou_number_of(&numbering, first[i]);
        ck_assert_ptr_eq(ou_number_object(&numbering, number), first[i]);
    }
    OuNumberWalk walk = { 0 };
    uint32_t count = 0;
    while (ou_number_next(&numbering, NULL, &walk)) count++;
    ck_assert_uint_eq(count, numbering.count);
    ou_number_free(&numbering);
}
END_TEST

START_TEST(an_empty_heap_has_no_numbers)
{
    ck_assert(ou_number_all(&numbering, &world.heap));
    ck_assert_uint_eq(numbering.count, 0);
    OuNumberWalk walk = { 0 };
    ck_assert_ptr_null(ou_number_next(&numbering, NULL, &walk));
    ou_number_free(&numbering);
}
END_TEST

// An interrupt has put their ends off, and nobody may settle them yet.
START_TEST(what_waits_for_its_end_has_no_number)
{
    Node *kept = root_node(0, 1), *list = node_make(&world, 0, MANY);
    for (uint32_t i = 0; i < MANY; i++) {
        Node *node = node_make(&world, i, 1);
        node_set(node, 0, kept);
        node_set(list, i, node);
        drop(node);
    }
    ou_heap_set_release_slice(&world.heap, MANY / 2);
    world.heap.has_finalizers = true;
    ou_heap_request(&world.heap, OU_PENDING_INTERRUPT);
    drop(list);
    ck_assert(world.heap.put_off_runs);
    ck_assert_uint_gt(world_live(&world), 1);
    ck_assert(ou_number_all(&numbering, &world.heap));
    ck_assert_uint_eq(numbering.count, 1);
    ck_assert_ptr_eq(ou_number_object(&numbering, 0), kept);
    ou_number_free(&numbering);
    while (ou_heap_has_put_off(&world.heap)) ou_heap_settle_some(&world.heap);
    ck_assert_uint_eq(world_live(&world), 1);
}
END_TEST

START_TEST(an_id_stays_as_long_as_the_object)
{
    static uint64_t ids[MANY];
    List *list = make_crowd();
    for (uint32_t i = 1; i < MANY; i += 3) ids[i] = ou_number_id(ou_pointer_of(list->items[i]));
    for (uint32_t i = 2; i < MANY; i += 3) ou_set(&list->items[i], OU_NONE);
    ou_collector_collect(&world.heap, 2);
    Node *other = root_node(1, 5);
    for (uint32_t i = 1; i < MANY; i += 3) {
        ck_assert_uint_eq(ou_number_id(ou_pointer_of(list->items[i])), ids[i]);
        ck_assert_uint_ge(ids[i], OU_NUMBER_LEAST_ID);
        ck_assert_uint_lt(ids[i], UINT32_MAX);
        ck_assert(ids[i] != ou_number_id(&other->base));
        if (i > 3) ck_assert(ids[i] != ids[i - 3]);
    }
}
END_TEST

static void check_backward(OuObject *object, void *context)
{
    uint32_t *last = context, number = ou_number_of(&numbering, object);
    ck_assert_uint_le(number, *last);
    *last = number;
}

START_TEST(a_set_gives_its_objects_in_the_order_of_their_numbers)
{
    OuNumberSet set;
    List *list = make_crowd();
    ck_assert(ou_number_all(&numbering, &world.heap));
    ck_assert(ou_number_set_make(&numbering, &set));
    size_t put = 0;
    for (uint32_t i = 1; i < MANY; i += 300, put++) {
        OuObject *object = ou_pointer_of(list->items[i]);
        ck_assert(!ou_number_set_has(&numbering, &set, object));
        ck_assert(!ou_number_set_put(&numbering, &set, object));
        ck_assert(ou_number_set_put(&numbering, &set, object));
        ck_assert(ou_number_set_has(&numbering, &set, object));
    }
    ou_number_set_drop(&numbering, &set, ou_pointer_of(list->items[1]));
    size_t met = 1;
    uint32_t last = 0;
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(&numbering, &set, &walk)); met++) {
        uint32_t number = ou_number_of(&numbering, object);
        ck_assert(met == 1 || number > last);
        last = number;
    }
    ck_assert_uint_eq(met, put);
    ou_number_each_backward(&numbering, &set, check_backward, &last);
    ck_assert_uint_eq(last, ou_number_of(&numbering, ou_number_next(&numbering, &set,
                                                                     &(OuNumberWalk){ 0 })));
    ou_number_set_free(&numbering, &set);
    ou_number_free(&numbering);
}
END_TEST

static size_t count_reached(const OuReach *reach)
{
    size_t count = 0;
    OuNumberWalk walk = { 0 };
    while (ou_number_next(&numbering, &reach->reached, &walk)) count++;
    return count;
}

// More children than the stack has room for, and children of theirs that lie before and behind.
START_TEST(what_many_hold_is_reached_although_the_stack_is_small)
{
    static OuReach reach;
    List *list = make_crowd();
    Node *shared = root_node(1, 1), *alone = root_node(2, 1);
    for (uint32_t i = 1; i < MANY; i += 3) {
        Node *node = (Node *)ou_pointer_of(list->items[i]);
        if (node->count > 1) node_set(node, 1, i % 2 ? &shared->base : &list->base);
    }
    node_set(shared, 0, list);
    ck_assert(ou_number_all(&numbering, &world.heap));
    ck_assert(ou_reach_init(&reach, &numbering, NULL));
    ck_assert(!ou_reach_put(&reach, &list->base));
    ck_assert(ou_reach_put(&reach, &list->base));
    ou_reach_close(&reach);
    ck_assert_uint_eq(count_reached(&reach), numbering.count - 1);
    ck_assert(!ou_number_set_has(&numbering, &reach.reached, &alone->base));
    ck_assert_uint_eq(reach.waiting_count, 0);
    ou_reach_clear(&reach);
    ck_assert_uint_eq(count_reached(&reach), 0);
    ou_reach_put(&reach, &alone->base);
    ou_reach_close(&reach);
    ck_assert_uint_eq(count_reached(&reach), 1);
    ou_reach_free(&reach);
    ou_number_free(&numbering);
    node_set(shared, 0, NULL);
}
END_TEST

START_TEST(roots_and_pointers_are_reached_by_the_visitor)
{
    static OuReach reach;
    Node *node = root_node(0, 1);
    Box *box = box_try(&world, node, NULL);
    ck_assert_ptr_nonnull(box);
    world.roots[1] = ou_pointer_value(box);
    ck_assert(ou_number_all(&numbering, &world.heap));
    ck_assert(ou_reach_init(&reach, &numbering, NULL));
    world.heap.hooks.visit_roots(&world.heap, &reach.visitor);
    ou_reach_close(&reach);
    ck_assert_uint_eq(count_reached(&reach), 2);
    ou_reach_free(&reach);
    ou_number_free(&numbering);
}
END_TEST

START_TEST(refused_memory_leaves_nothing_behind)
{
    static OuReach reach;
    make_crowd();
    OuMemory *memory = &world.heap.memory;
    size_t before = memory->used;
    for (uint64_t n = 1; n <= 4; n++) {
        memory->fail_at = memory->requests + n;
        ck_assert(!ou_number_all(&numbering, &world.heap));
        ck_assert_uint_eq(memory->used, before);
    }
    memory->fail_at = 0;
    ck_assert(ou_number_all(&numbering, &world.heap));
    size_t numbered = memory->used;
    ck_assert_uint_le(numbered - before, world.heap.page_bytes / 50);
    for (uint64_t n = 1; n <= 2; n++) {
        memory->fail_at = memory->requests + n;
        ck_assert(!ou_reach_init(&reach, &numbering, NULL));
        ck_assert_uint_eq(memory->used, numbered);
    }
    memory->fail_at = 0;
    ou_number_free(&numbering);
    ck_assert_uint_eq(memory->used, before);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("number");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, numbers_follow_the_walk_over_the_heap);
    tcase_add_test(tests, objects_that_are_made_later_change_no_number);
    tcase_add_test(tests, an_empty_heap_has_no_numbers);
    tcase_add_test(tests, what_waits_for_its_end_has_no_number);
    tcase_add_test(tests, an_id_stays_as_long_as_the_object);
    tcase_add_test(tests, a_set_gives_its_objects_in_the_order_of_their_numbers);
    tcase_add_test(tests, what_many_hold_is_reached_although_the_stack_is_small);
    tcase_add_test(tests, roots_and_pointers_are_reached_by_the_visitor);
    tcase_add_test(tests, refused_memory_leaves_nothing_behind);
    return world_run(tests);
}

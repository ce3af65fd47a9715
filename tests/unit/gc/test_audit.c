// The audit: that it finds what is wrong, and changes nothing.
#include "tests/unit/gc/world.h"

static World world;
static OuMemory memory;
static OuBuffer report;

static void open_world(void)
{
    world_open(&world);
    ou_memory_init(&memory);
    ou_buffer_init(&report, &memory);
}

static void close_world(void)
{
    ou_buffer_free(&report);
    world_close(&world);
}

static const char *audit(bool strict)
{
    report.length = 0;
    bool ok = strict ? ou_audit_check_strict(&world.heap, &report)
                     : ou_audit_check(&world.heap, &report);
    ck_assert_int_eq(ok, report.length == 0);
    return ok ? "" : report.bytes;
}

START_TEST(a_sound_heap_passes)
{
    Node *a, *b;
    pair_make(&world, 1, &a, &b);
    world.roots[0] = ou_pointer_value(a);
    world.roots[1] = ou_pointer_value(b);
    ck_assert_str_eq(audit(true), "");
    ck_assert_uint_eq(a->base.refs, 2);
}
END_TEST

START_TEST(a_missing_count_is_reported)
{
    Node *a = node_make(&world, 1, 1), *b = node_make(&world, 2, 0);
    world.roots[0] = ou_pointer_value(a);
    world.roots[1] = ou_pointer_value(b);
    a->slots[0] = ou_pointer_value(b);
    ck_assert_ptr_nonnull(strstr(audit(false), "node at "));
    ck_assert_ptr_nonnull(strstr(audit(false), "1 references are not counted"));
    ou_object_ref(&b->base);
    ck_assert_str_eq(audit(false), "");
}
END_TEST

START_TEST(a_count_too_many_is_a_leak_to_the_strict)
{
    Node *node = node_make(&world, 1, 0);
    ck_assert_str_eq(audit(false), "");
    ck_assert_ptr_nonnull(strstr(audit(true), "1 references are held by nobody"));
    drop(node);
}
END_TEST

START_TEST(a_reference_to_a_dead_object_is_reported)
{
    Node *node = node_make(&world, 1, 1), *dead = node_make(&world, 2, 1),
         *neighbour = node_make(&world, 3, 1);
    world.roots[0] = ou_pointer_value(node);
    world.roots[1] = ou_pointer_value(neighbour);
    node->slots[0] = ou_pointer_value(dead);
    drop(dead);
    ck_assert_ptr_nonnull(strstr(audit(false), "where nothing lives"));
    node->slots[0] = OU_NONE;
    ck_assert_str_eq(audit(true), "");
}
END_TEST

START_TEST(immortals_are_not_counted)
{
    Node *node = node_make(&world, 1, 0);
    node->base.refs = OU_REFS_IMMORTAL;
    ck_assert_str_eq(audit(true), "");
    node->base.refs = 1;
    drop(node);
}
END_TEST

START_TEST(a_page_with_wrong_books_is_reported)
{
    Node *node = node_make(&world, 1, 0);
    world.roots[0] = ou_pointer_value(node);
    ou_page_of(node)->countdown++;
    ck_assert_ptr_nonnull(strstr(audit(true), "slots"));
    ou_page_of(node)->countdown--;
    ck_assert_str_eq(audit(true), "");
}
END_TEST

START_TEST(an_object_that_its_log_lacks_is_reported)
{
    Node *node = node_make(&world, 1, 0);
    world.roots[0] = ou_pointer_value(node);
    world.heap.logs[0].next--;
    ck_assert_ptr_nonnull(strstr(audit(true), "generation 0 has 1 objects, its log 0"));
    world.heap.logs[0].next++;
    ck_assert_str_eq(audit(true), "");
}
END_TEST

START_TEST(many_faults_are_summed_up)
{
    static Node *nodes[300];
    for (uint32_t i = 0; i < 300; i++) nodes[i] = node_make(&world, i, 0);
    ck_assert_ptr_nonnull(strstr(audit(true), "... 300 faults in all"));
    for (uint32_t i = 0; i < 300; i++) drop(nodes[i]);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("audit");
    tcase_add_checked_fixture(tests, open_world, close_world);
    tcase_add_test(tests, a_sound_heap_passes);
    tcase_add_test(tests, a_missing_count_is_reported);
    tcase_add_test(tests, a_count_too_many_is_a_leak_to_the_strict);
    tcase_add_test(tests, a_reference_to_a_dead_object_is_reported);
    tcase_add_test(tests, immortals_are_not_counted);
    tcase_add_test(tests, a_page_with_wrong_books_is_reported);
    tcase_add_test(tests, an_object_that_its_log_lacks_is_reported);
    tcase_add_test(tests, many_faults_are_summed_up);
    return world_run(tests);
}

// What was entered at the prompt is found by the name of its code, and doesn't grow without end.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/str.h"
#include "tests/unit/suite.h"
#include "vm/ouro.h"
#include "vm/prompt_blocks.h"

static OuVM *vm;
static OuMemory memory;
static OuBlocks blocks;

static void setup(void)
{
    vm = ouro_new(NULL);
    ck_assert_ptr_nonnull(vm);
    ou_memory_init(&memory);
    ou_blocks_init(&blocks, &memory);
}

static void teardown(void)
{
    ou_blocks_free(&blocks);
    ck_assert_uint_eq(memory.used, 0);
    ck_assert_int_eq(ouro_free(vm, 0), 0);
}

// The name, owned: whose code lives as long as somebody has it.
static OuString *add(const char *text)
{
    OuValue name = ou_str_make_text(vm, "<stdin>");
    ck_assert(name != OU_ERROR);
    ou_blocks_add(&blocks, ou_str_of(name), text, strlen(text));
    return ou_str_of(name);
}

static void add_dead(const char *text)
{
    ou_object_unref(&add(text)->header);
    ou_blocks_settle(&blocks);
}

START_TEST(a_block_is_found_by_its_own_name_only)
{
    OuString *one = add("one"), *other = add("other");
    ou_blocks_settle(&blocks);
    ck_assert_str_eq(ou_blocks_find(&blocks, one)->text, "one");
    ck_assert_str_eq(ou_blocks_find(&blocks, other)->text, "other");
    ou_object_unref(&one->header);
    ou_blocks_settle(&blocks);
    ck_assert_ptr_null(blocks.items[0].file);
    ck_assert_str_eq(blocks.items[0].text, "one");
    ck_assert_uint_eq(other->header.refs, 2);
    ou_object_unref(&other->header);
}
END_TEST

START_TEST(many_blocks_keep_those_whose_code_lives)
{
    OuString *kept = add("kept");
    for (unsigned i = 0; i < 20000; i++) {
        add_dead("gone");
        ck_assert_uint_le(blocks.count, 2000);
    }
    ck_assert_str_eq(ou_blocks_find(&blocks, kept)->text, "kept");
    ck_assert_str_eq(blocks.items[blocks.count - 1].text, "gone");
    ou_object_unref(&kept->header);
}
END_TEST

START_TEST(large_blocks_are_dropped_with_their_bytes)
{
    size_t size = 1 << 20;
    char *text = malloc(size + 1);
    memset(text, 'x', size);
    text[size] = '\0';
    OuString *oldest = add(text);
    for (unsigned i = 0; i < 100; i++) {
        add_dead(text);
        ck_assert_uint_le(memory.used, (size_t)18 << 20);
    }
    ck_assert_ptr_null(ou_blocks_find(&blocks, oldest));
    ck_assert_uint_eq(oldest->header.refs, 1);
    ou_object_unref(&oldest->header);
    free(text);
}
END_TEST

START_TEST(without_memory_nothing_is_remembered)
{
    memory.limit = 0;
    OuString *name = add("text");
    ck_assert_ptr_null(ou_blocks_find(&blocks, name));
    ck_assert_uint_eq(name->header.refs, 1);
    ou_object_unref(&name->header);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("prompt_blocks");
    TCase *tests = tcase_create("blocks");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_block_is_found_by_its_own_name_only);
    tcase_add_test(tests, many_blocks_keep_those_whose_code_lives);
    tcase_add_test(tests, large_blocks_are_dropped_with_their_bytes);
    tcase_add_test(tests, without_memory_nothing_is_remembered);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

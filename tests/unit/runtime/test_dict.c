// Keys in order, found whatever happens while they are compared.
#include "tests/unit/runtime/machine.h"

static OuDict *dict;

static void begin(void)
{
    machine_open();
    dict = ou_dict_new(vm);
    ck_assert_ptr_nonnull(dict);
}

static void end(void)
{
    if (dict) ou_object_unref(&dict->header);
    machine_close();
}

static void store(OuValue key, OuValue value)
{
    ck_assert(ou_dict_set(vm, dict, key, value));
    ou_unref(key);
    ou_unref(value);
}

static void expect(OuValue key, OuValue value)
{
    OuValue found = ou_dict_get(vm, dict, key);
    ck_assert(found == value);
    ou_unref(found);
    ou_unref(key);
}

static bool drop_key(OuValue key)
{
    bool found;
    ck_assert(ou_dict_delete(vm, dict, key, &found));
    ou_unref(key);
    return found;
}

START_TEST(keys_of_equal_numbers_are_one_key)
{
    store(number(1), number(10));
    store(OU_TRUE, number(20));
    store(ou_float_value(1.0), number(30));
    ck_assert_uint_eq(dict->used, 1);
    expect(number(1), number(30));
    expect(ou_float_value(-0.0), OU_UNBOUND);
    store(number(0), number(40));
    expect(ou_float_value(-0.0), number(40));
    check_repr(ou_ref(ou_pointer_value(dict)), "{1: 30, 0: 40}");
}
END_TEST

START_TEST(strings_are_found_by_content)
{
    for (int i = 0; i < 100; i++) {
        char name[16];
        snprintf(name, sizeof name, "name%d", i);
        store(text(name), number(i));
    }
    for (int i = 0; i < 100; i++) {
        char name[16];
        snprintf(name, sizeof name, "name%d", i);
        expect(text(name), number(i));
    }
    expect(text("name100"), OU_UNBOUND);
    expect(number(5), OU_UNBOUND);
    ck_assert(dict->only_strings);
    store(number(5), number(6));
    ck_assert(!dict->only_strings);
    expect(number(5), number(6));
    expect(text("name99"), number(99));
}
END_TEST

START_TEST(names_are_found_without_asking)
{
    store(text("alpha"), number(1));
    OuString *name = ou_str_intern_text(vm, "alpha", 5);
    ck_assert(ou_dict_get_name_peek(dict, name) == number(1));
    ck_assert_int_eq(ou_dict_find_name(dict, name), 0);
    bool found;
    ck_assert(ou_dict_delete_name(vm, dict, name, &found) && found);
    ck_assert(ou_dict_get_name_peek(dict, name) == OU_UNBOUND);
    ck_assert(ou_dict_set_name(vm, dict, name, number(2)));
    expect(text("alpha"), number(2));
    ou_object_unref(&name->header);
}
END_TEST

// A plain array of what should be there.
typedef struct Model { int64_t keys[2000], values[2000]; size_t count; } Model;

static void model_set(Model *model, int64_t key, int64_t value)
{
    size_t i = 0;
    while (i < model->count && model->keys[i] != key) i++;
    if (i == model->count) model->count++;
    model->keys[i] = key;
    model->values[i] = value;
}

static bool model_delete(Model *model, int64_t key)
{
    for (size_t i = 0; i < model->count; i++) {
        if (model->keys[i] != key) continue;
        size_t rest = --model->count - i;
        memmove(model->keys + i, model->keys + i + 1, rest * sizeof *model->keys);
        memmove(model->values + i, model->values + i + 1, rest * sizeof *model->values);
        return true;
    }
    return false;
}

static OuValue mixed_key(int64_t key)       // strings, small ints, floats, big ints
{
    char name[32];
    snprintf(name, sizeof name, "%d", (int)key);
    switch (key % 4) {
    case 0:  return number(key);
    case 1:  return text(name);
    case 2:  return ou_float_value((double)key + 0.5);
    default: return number(key << 40);
    }
}

static void compare_with(const Model *model)
{
    uint32_t position = 0;
    OuValue key, value;
    ck_assert_uint_eq(dict->used, model->count);
    for (size_t i = 0; i < model->count; i++) {
        ck_assert(ou_dict_walk(dict, &position, &key, &value));
        ck_assert(value == number(model->values[i]));
        expect(mixed_key(model->keys[i]), value);
    }
    ck_assert(!ou_dict_walk(dict, &position, &key, &value));
}

START_TEST(order_survives_any_mixture_of_operations)
{
    static Model model;
    for (unsigned seed = 1; seed <= 6; seed++) {
        srand(seed);
        model.count = 0;
        int spread = 8 << (seed * 2 % 8);
        for (int step = 0; step < 4000; step++) {
            int64_t key = rand() % spread;
            if (rand() % 3) {
                store(mixed_key(key), number(step));
                model_set(&model, key, step);
            } else if (rand() % 8) {
                ck_assert(drop_key(mixed_key(key)) == model_delete(&model, key));
            } else if (model.count) {
                OuValue last_key, value;
                ck_assert(ou_dict_take_last(dict, &last_key, &value));
                ck_assert(value == number(model.values[--model.count]));
                ou_unref(last_key);
            }
            if (step % 101 == 0) compare_with(&model);
        }
        compare_with(&model);
        ou_dict_clear(vm, dict);
    }
}
END_TEST

START_TEST(ints_of_equal_low_bits_dont_pile_up)
{
    for (int64_t i = 0; i < 4000; i++) store(number(i << 32), number(i));
    uint32_t longest = 0, run = 0;
    for (uint32_t slot = 0; slot <= dict->index_mask; slot++) {
        run = ((const uint16_t *)dict->index)[slot] == UINT16_MAX ? 0 : run + 1;
        if (run > longest) longest = run;
    }
    ck_assert_uint_lt(longest, 400);
    for (int64_t i = 0; i < 4000; i++) expect(number(i << 32), number(i));
}
END_TEST

static void empty_the_dict(Actor *self)
{
    self->on_compare = NULL;
    ou_dict_clear(vm, dict);
}

static void fill_the_dict(Actor *self)
{
    self->on_compare = NULL;
    for (int i = 0; i < 100; i++) store(number(i), number(i));
}

START_TEST(a_comparison_may_empty_the_dict)
{
    store(actor_make(1), number(1));
    OuValue key = actor_make(2);
    actor_of(key)->on_compare = empty_the_dict;
    expect(key, OU_UNBOUND);
    ck_assert_uint_eq(dict->used, 0);
}
END_TEST

START_TEST(a_comparison_may_make_the_dict_grow)
{
    store(actor_make(1), number(1));
    OuValue key = actor_make(2);
    actor_of(key)->on_compare = fill_the_dict;
    store(key, number(2));
    ck_assert_uint_eq(dict->used, 102);
    key = actor_make(1);
    expect(key, number(1));
}
END_TEST

START_TEST(keys_and_values_die_in_order)
{
    for (int i = 0; i < 3; i++) store(number(i), actor_make(i));
    store(actor_make(3), actor_make(4));
    ou_object_unref(&dict->header);
    dict = NULL;
    ck_assert_str_eq(trace, "0 1 2 3 4 ");
}
END_TEST

START_TEST(the_old_value_dies_after_the_new_one_is_stored)
{
    store(number(1), actor_make(1));
    store(number(1), actor_make(2));
    ck_assert_str_eq(trace, "1 ");
    ck_assert(drop_key(number(1)));
    ck_assert_str_eq(trace, "1 2 ");
}
END_TEST

START_TEST(a_dict_of_atoms_is_not_tracked)
{
    store(number(1), text("one"));
    ck_assert(!ou_heap_is_tracked(&dict->header));
    store(number(2), ou_list_make(vm, NULL, 0));
    ck_assert(ou_heap_is_tracked(&dict->header));
}
END_TEST

START_TEST(a_copy_is_equal_and_independent)
{
    for (int i = 0; i < 50; i++) store(mixed_key(i), number(i));
    for (int i = 0; i < 45; i += 2) drop_key(mixed_key(i));
    OuValue copy = ou_dict_copy(vm, dict);
    bool equal;
    ck_assert(ou_dict_equal(vm, dict, ou_dict_of(copy), &equal) && equal);
    drop_key(mixed_key(1));
    ck_assert(ou_dict_equal(vm, dict, ou_dict_of(copy), &equal) && !equal);
    ou_unref(copy);
}
END_TEST

START_TEST(a_table_has_cpythons_size)
{
    struct { int keys; int64_t size; } rows[] = {
        { 0, 48 }, { 1, 208 }, { 5, 208 }, { 6, 336 }, { 10, 336 }, { 11, 616 }, { 21, 616 },
        { 22, 1152 }, { 43, 2248 }, { 86, 4672 }, { 200, 9288 },
    };
    int keys = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        while (keys < rows[i].keys) store(number(keys), number(keys)), keys++;
        OuValue size = call(ou_pointer_value(dict), "__sizeof__", OU_UNBOUND, OU_UNBOUND);
        ck_assert_int_eq(ou_int_of(size), rows[i].size);
    }
}
END_TEST

START_TEST(iterating_notices_changes)
{
    for (int i = 0; i < 3; i++) store(number(i), number(i));
    OuValue iterator = ou_iterate(vm, ou_pointer_value(dict));
    ck_assert(ou_next(vm, iterator) == number(0));
    store(number(3), number(3));
    ck_assert(ou_next(vm, iterator) == OU_ERROR);
    check_raised(OU_TYPE_RUNTIME_ERROR);
    drop_key(number(3));
    ck_assert(ou_next(vm, iterator) == OU_ERROR);
    check_raised(OU_TYPE_RUNTIME_ERROR);
    ou_unref(iterator);
}
END_TEST

START_TEST(every_refused_request_is_a_memory_error)
{
    OuMemory *memory = &vm->heap.memory;
    for (int round = 0, refused = 1; refused && round < 200; round++) {
        OuDict *other = ou_dict_new(vm);
        ck_assert_ptr_nonnull(other);
        memory->fail_at = memory->requests + 1 + (uint64_t)round;
        refused = 0;
        for (int i = 0; i < 60 && !refused; i++) {
            refused = !ou_dict_set(vm, other, number(i), number(i));
        }
        OuValue copy = refused ? OU_UNBOUND : ou_dict_copy(vm, other);
        refused = refused || copy == OU_ERROR;
        memory->fail_at = 0;
        if (refused) check_raised(OU_TYPE_MEMORY_ERROR);
        ou_unref(copy);
        ou_object_unref(&other->header);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("dict");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, keys_of_equal_numbers_are_one_key);
    tcase_add_test(tests, strings_are_found_by_content);
    tcase_add_test(tests, names_are_found_without_asking);
    tcase_add_test(tests, order_survives_any_mixture_of_operations);
    tcase_add_test(tests, ints_of_equal_low_bits_dont_pile_up);
    tcase_add_test(tests, a_comparison_may_empty_the_dict);
    tcase_add_test(tests, a_comparison_may_make_the_dict_grow);
    tcase_add_test(tests, keys_and_values_die_in_order);
    tcase_add_test(tests, the_old_value_dies_after_the_new_one_is_stored);
    tcase_add_test(tests, a_dict_of_atoms_is_not_tracked);
    tcase_add_test(tests, a_copy_is_equal_and_independent);
    tcase_add_test(tests, a_table_has_cpythons_size);
    tcase_add_test(tests, iterating_notices_changes);
    tcase_add_test(tests, every_refused_request_is_a_memory_error);
    return run_suite("dict", tests);
}

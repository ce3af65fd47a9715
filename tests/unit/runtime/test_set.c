// Sets: CPython's order, algebra against a model, keys that interfere.
#include "tests/unit/runtime/machine.h"

#include "runtime/set.h"

static OuSet *set;

static void begin(void)
{
    machine_open();
    set = ou_set_of(ou_set_make(vm, OU_TYPE_SET));
}

static void end(void)
{
    ou_object_unref(&set->header);
    machine_close();
}

static void add(OuValue key)
{
    ck_assert(ou_set_add(vm, set, key));
    ou_unref(key);
}

START_TEST(small_ints_come_in_cpythons_order)
{
    for (int i = 0; i < 20; i++) add(number(i * 7 % 50));
    check_repr(ou_ref(ou_pointer_value(set)),
               "{0, 5, 6, 7, 12, 13, 14, 19, 20, 21, 26, 27, 28, 33, 34, 35, 41, 42, 48, 49}");
    ou_set_clear(vm, set);
    static const int mixed[] = { 100, 3, 77, 12, 8, 0 };
    for (int i = 0; i < 6; i++) add(number(mixed[i]));
    check_repr(ou_ref(ou_pointer_value(set)), "{0, 3, 100, 8, 12, 77}");
}
END_TEST

START_TEST(frozensets_have_cpythons_hashes)
{
    OuValue items[] = { number(1), number(2), number(3) };
    OuValue list = ou_list_make(vm, items, 3);
    OuValue full = ou_set_make_of(vm, vm->types[OU_TYPE_FROZENSET], list);
    OuValue empty = ou_set_make(vm, OU_TYPE_FROZENSET);
    int64_t hash;
    ck_assert(ou_hash(vm, full, &hash));
    ck_assert_int_eq(hash, -272375401224217160);
    ck_assert(ou_hash(vm, empty, &hash));
    ck_assert_int_eq(hash, 133146708735736);
    ou_unref(list);
    ou_unref(full);
    ou_unref(empty);
}
END_TEST

static void random_set(OuSet *target, bool *model, int range)
{
    for (int i = rand() % 200; i > 0; i--) {
        int key = rand() % range;
        bool found;
        if (rand() % 4) ck_assert(ou_set_add(vm, target, number(key)));
        else ck_assert(ou_set_discard(vm, target, number(key), &found));
        if (rand() % 50 == 0) ck_assert(ou_set_shrink(vm, target));
    }
    for (int key = 0; key < range; key++) {
        ck_assert(ou_set_contains(vm, target, number(key), &model[key]));
    }
}

static void check_members(OuValue result, const bool *model, int range)
{
    size_t count = 0;
    for (int key = 0; key < range; key++) {
        bool found;
        ck_assert(ou_set_contains(vm, ou_set_of(result), number(key), &found));
        ck_assert(found == model[key]);
        count += found;
    }
    ck_assert_uint_eq(ou_set_of(result)->used, count);
    ou_unref(result);
}

START_TEST(algebra_agrees_with_a_model)
{
    enum { RANGE = 120 };
    for (unsigned seed = 0; seed < 60; seed++) {
        srand(seed);
        OuValue a = ou_set_make(vm, OU_TYPE_SET), b = ou_set_make(vm, OU_TYPE_FROZENSET);
        bool in_a[RANGE], in_b[RANGE], both[RANGE], only_a[RANGE], one[RANGE], any[RANGE];
        int range = 8 + rand() % (RANGE - 8);
        random_set(ou_set_of(a), in_a, range);
        random_set(ou_set_of(b), in_b, range / 2 + 1);
        for (int i = 0; i < range; i++) {
            if (i > range / 2) in_b[i] = false;
            both[i] = in_a[i] && in_b[i];
            any[i] = in_a[i] || in_b[i];
            only_a[i] = in_a[i] && !in_b[i];
            one[i] = in_a[i] != in_b[i];
        }
        check_members(ou_binary(vm, OU_BINARY_AND, a, b), both, range);
        check_members(ou_binary(vm, OU_BINARY_OR, a, b), any, range);
        check_members(ou_binary(vm, OU_BINARY_SUBTRACT, a, b), only_a, range);
        check_members(ou_binary(vm, OU_BINARY_XOR, a, b), one, range);
        check_members(ou_inplace(vm, OU_BINARY_SUBTRACT, a, b), only_a, range);
        check_members(ou_inplace(vm, OU_BINARY_OR, a, b), any, range);
        check_members(ou_inplace(vm, OU_BINARY_AND, a, b), in_b, range);
        ou_unref(a);
        ou_unref(b);
    }
}
END_TEST

static void empty_the_set(Actor *self)
{
    self->on_compare = NULL;
    ou_set_clear(vm, set);
}

static void fill_the_set(Actor *self)
{
    self->on_compare = NULL;
    for (int i = 0; i < 100; i++) add(number(i));
}

START_TEST(a_comparison_may_change_the_set)
{
    bool found;
    add(actor_make(1));
    OuValue key = actor_make(2);
    actor_of(key)->on_compare = fill_the_set;
    add(key);
    ck_assert_uint_eq(set->used, 102);
    key = actor_make(3);
    actor_of(key)->on_compare = empty_the_set;
    ck_assert(ou_set_contains(vm, set, key, &found) && !found);
    ck_assert_uint_eq(set->used, 0);
    ou_unref(key);
}
END_TEST

START_TEST(a_set_is_found_as_its_frozen_twin)
{
    OuValue inner = ou_set_make(vm, OU_TYPE_SET);
    ck_assert(ou_set_add(vm, ou_set_of(inner), number(1)));
    add(ou_set_make_of(vm, vm->types[OU_TYPE_FROZENSET], inner));
    bool found;
    ck_assert(ou_contains(vm, ou_pointer_value(set), inner, &found) && found);
    ck_assert(!ou_set_add(vm, set, inner));
    check_raised(OU_TYPE_TYPE_ERROR);
    ou_unref(inner);
}
END_TEST

START_TEST(pop_takes_every_key_once)
{
    int64_t sum = 0;
    for (int i = 0; i < 100; i++) add(number(i));
    for (int i = 0; i < 100; i++) sum += ou_int_of(ou_set_take(set));
    ck_assert_int_eq(sum, 4950);
    ck_assert(ou_set_take(set) == OU_UNBOUND);
}
END_TEST

START_TEST(every_refused_request_is_a_memory_error)
{
    OuMemory *memory = &vm->heap.memory;
    for (int round = 0, refused = 1; refused && round < 100; round++) {
        memory->fail_at = memory->requests + 1 + (uint64_t)round;
        refused = 0;
        for (int i = 0; i < 60 && !refused; i++) refused = !ou_set_add(vm, set, number(i));
        OuValue copy = refused ? OU_UNBOUND : ou_set_copy(vm, set);
        refused = refused || copy == OU_ERROR;
        memory->fail_at = 0;
        if (refused) check_raised(OU_TYPE_MEMORY_ERROR);
        ou_unref(copy);
        ou_set_clear(vm, set);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("set");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, small_ints_come_in_cpythons_order);
    tcase_add_test(tests, frozensets_have_cpythons_hashes);
    tcase_add_test(tests, algebra_agrees_with_a_model);
    tcase_add_test(tests, a_comparison_may_change_the_set);
    tcase_add_test(tests, a_set_is_found_as_its_frozen_twin);
    tcase_add_test(tests, pop_takes_every_key_once);
    tcase_add_test(tests, every_refused_request_is_a_memory_error);
    return run_suite("set", tests);
}

// Lists and tuples: growth, slices, sorting, and items that interfere.
#include "tests/unit/runtime/machine.h"

#include "runtime/slice.h"

static OuList *list;

static void begin(void)
{
    machine_open();
    OuValue value = ou_list_make(vm, NULL, 0);
    ck_assert(value != OU_ERROR);
    list = ou_list_of(value);
}

static void end(void)
{
    if (list) ou_object_unref(&list->header);
    machine_close();
}

static void put(OuValue value)
{
    ck_assert(ou_list_append_steal(vm, list, value));
}

static void fill(int64_t count)
{
    for (int64_t i = 0; i < count; i++) put(number(i));
}

static OuValue slice(OuValue start, OuValue stop, OuValue step)
{
    OuValue value = ou_slice_make(vm, start, stop, step);
    ck_assert(value != OU_ERROR);
    return value;
}

static void check_list(const char *expected)
{
    check_repr(ou_ref(ou_pointer_value(list)), expected);
}

START_TEST(capacity_grows_as_in_cpython)
{
    static const size_t capacities[] = { 4, 8, 16, 24, 32, 40, 52, 64, 76 };
    size_t seen = 0;
    for (int i = 0; i < 70; i++) {
        size_t before = list->capacity;
        put(number(i));
        if (list->capacity != before) ck_assert_uint_eq(list->capacity, capacities[seen++]);
    }
    ck_assert_uint_eq(seen, 9);
}
END_TEST

START_TEST(slices_select_with_any_step)
{
    fill(10);
    struct { int64_t start, stop, step; const char *expected; } rows[] = {
        { 2, 5, 1, "[2, 3, 4]" }, { -3, 100, 1, "[7, 8, 9]" }, { 8, 2, -2, "[8, 6, 4]" },
        { 5, 2, 1, "[]" }, { -100, 3, 2, "[0, 2]" }, { 100, -100, -4, "[9, 5, 1]" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        OuValue key = slice(number(rows[i].start), number(rows[i].stop), number(rows[i].step));
        check_repr(ou_get_item(vm, ou_pointer_value(list), key), rows[i].expected);
        ou_unref(key);
    }
}
END_TEST

START_TEST(slices_are_replaced_and_deleted)
{
    fill(6);
    OuValue self = ou_pointer_value(list);
    OuValue middle = slice(number(1), number(3), OU_NONE);
    ck_assert(ou_set_item(vm, self, middle, self));
    check_list("[0, 0, 1, 2, 3, 4, 5, 3, 4, 5]");
    OuValue odd = slice(number(1), OU_NONE, number(2));
    ck_assert(ou_delete_item(vm, self, odd));
    check_list("[0, 1, 3, 5, 4]");
    ck_assert(!ou_set_item(vm, self, odd, self));
    check_raised(OU_TYPE_VALUE_ERROR);
    ou_unref(middle);
    ou_unref(odd);
}
END_TEST

START_TEST(items_die_from_the_last_to_the_first)
{
    for (int i = 0; i < 3; i++) put(actor_make(i));
    ou_object_unref(&list->header);
    list = NULL;
    ck_assert_str_eq(trace, "2 1 0 ");
}
END_TEST

static void clear_the_list(Actor *self)
{
    self->on_compare = NULL;
    ou_list_clear(vm, list);
}

START_TEST(searching_survives_a_list_that_is_emptied)
{
    for (int i = 0; i < 5; i++) put(actor_make(i));
    OuValue wanted = actor_make(4);
    actor_of(wanted)->on_compare = clear_the_list;
    bool found;
    ck_assert(ou_contains(vm, ou_pointer_value(list), wanted, &found));
    ck_assert(!found);
    ou_unref(wanted);
}
END_TEST

static void append_to_the_list(Actor *self)
{
    self->on_compare = NULL;
    ck_assert(ou_list_append(vm, list, number(1)));
}

START_TEST(sorting_notices_a_change_and_keeps_the_items)
{
    for (int i = 5; i > 0; i--) put(actor_make(i));
    actor_of(list->items[2])->on_compare = append_to_the_list;
    ck_assert(!ou_list_sort(vm, list, OU_NONE, false));
    check_raised(OU_TYPE_VALUE_ERROR);
    ck_assert_uint_eq(list->length, 5);
}
END_TEST

// Numbers 0..range in the order of `shape`; equal ones are told apart by their hash.
static void fill_with_actors(size_t count, unsigned range, unsigned shape)
{
    ou_list_clear(vm, list);
    for (size_t i = 0; i < count; i++) {
        int64_t value = shape == 0 ? rand() % (int)range
                      : shape == 1 ? (int64_t)i / 7
                      : shape == 2 ? (int64_t)(count - i)
                      : (int64_t)(i % 97) * (i % 2 ? 1 : -1);
        OuValue actor = actor_make(value);
        actor_of(actor)->hash = (int64_t)i;
        put(actor);
    }
}

START_TEST(sorting_is_stable_whatever_the_input)
{
    for (unsigned round = 0; round < 120; round++) {
        srand(round);
        bool reverse = round % 3 == 0;
        fill_with_actors((size_t)rand() % (round < 100 ? 300 : 5000), 1 + (unsigned)rand() % 200,
                         round % 4);
        ck_assert(ou_list_sort(vm, list, OU_NONE, reverse));
        for (size_t i = 1; i < list->length; i++) {
            Actor *a = actor_of(list->items[i - 1]), *b = actor_of(list->items[i]);
            if (a->number == b->number) ck_assert_int_lt(a->hash, b->hash);
            else ck_assert(reverse ? a->number > b->number : a->number < b->number);
        }
    }
    trace_length = 0;
}
END_TEST

START_TEST(runs_that_are_there_cost_no_comparisons)
{
    fill_with_actors(1000, 1, 1);
    ck_assert(ou_list_sort(vm, list, OU_NONE, false));
    ck_assert_uint_eq(comparisons, 999);
    comparisons = 0;
    fill_with_actors(1000, 1, 2);
    ck_assert(ou_list_sort(vm, list, OU_NONE, false));
    ck_assert_uint_eq(comparisons, 999);
    trace_length = 0;
}
END_TEST

START_TEST(atoms_are_sorted_in_place)
{
    put(number(3));
    put(ou_float_value(2.5));
    put(number(-7));
    ck_assert(ou_list_sort(vm, list, OU_NONE, false));
    check_list("[-7, 2.5, 3]");
    ck_assert(ou_list_sort(vm, list, OU_NONE, true));
    check_list("[3, 2.5, -7]");
    ou_list_clear(vm, list);
    put(text("b"));
    put(text("\xC3\xA9"));
    put(text("a"));
    ck_assert(ou_list_sort(vm, list, OU_NONE, false));
    check_list("['a', 'b', '\xC3\xA9']");
    put(number(1));
    ck_assert(!ou_list_sort(vm, list, OU_NONE, false));
    check_raised(OU_TYPE_TYPE_ERROR);
}
END_TEST

START_TEST(a_list_that_contains_itself_can_be_printed)
{
    ck_assert(ou_list_append(vm, list, ou_pointer_value(list)));
    check_list("[[...]]");
    ou_list_clear(vm, list);
}
END_TEST

START_TEST(tuples_have_cpythons_hashes)
{
    struct { size_t length; int64_t hash; } rows[] = {
        { 3, 529344067295497451 }, { 0, 5740354900026072187 }, { 1, -6644214454873602895 },
    };
    OuValue items[] = { number(1), number(2), number(3) };
    for (size_t i = 0; i < 3; i++) {
        OuValue tuple = ou_tuple_make(vm, items, rows[i].length);
        int64_t hash;
        ck_assert(ou_hash(vm, tuple, &hash));
        ck_assert_int_eq(hash, rows[i].hash);
        ou_unref(tuple);
    }
}
END_TEST

START_TEST(tuples_of_atoms_can_be_untracked)
{
    const OuLayout *layout = vm->heap.layouts[OU_KIND_TUPLE];
    OuValue atoms = ou_tuple_pair(vm, number(1), number(2));
    OuValue holder = ou_tuple_pair(vm, number(1), ou_pointer_value(list));
    ck_assert(layout->can_untrack(ou_pointer_of(atoms)));
    ck_assert(!layout->can_untrack(ou_pointer_of(holder)));
    ou_unref(atoms);
    ou_unref(holder);
}
END_TEST

START_TEST(every_refused_request_is_a_memory_error)
{
    OuMemory *memory = &vm->heap.memory;
    for (int round = 0, refused = 1; refused && round < 200; round++) {
        OuValue self = ou_pointer_value(list);
        memory->fail_at = memory->requests + 1 + (uint64_t)round;
        refused = 0;
        for (int64_t i = 40; i > 0 && !refused; i--) refused = !ou_list_append(vm, list, number(i));
        refused = refused || !ou_list_sort(vm, list, OU_NONE, false);
        OuValue part = refused ? OU_UNBOUND : ou_slice_make(vm, number(1), number(9), number(2));
        refused = refused || part == OU_ERROR || !ou_delete_item(vm, self, part);
        memory->fail_at = 0;
        if (refused) check_raised(OU_TYPE_MEMORY_ERROR);
        ou_unref(part);
        ou_list_clear(vm, list);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("list");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, capacity_grows_as_in_cpython);
    tcase_add_test(tests, slices_select_with_any_step);
    tcase_add_test(tests, slices_are_replaced_and_deleted);
    tcase_add_test(tests, items_die_from_the_last_to_the_first);
    tcase_add_test(tests, searching_survives_a_list_that_is_emptied);
    tcase_add_test(tests, sorting_notices_a_change_and_keeps_the_items);
    tcase_add_test(tests, sorting_is_stable_whatever_the_input);
    tcase_add_test(tests, runs_that_are_there_cost_no_comparisons);
    tcase_add_test(tests, atoms_are_sorted_in_place);
    tcase_add_test(tests, a_list_that_contains_itself_can_be_printed);
    tcase_add_test(tests, tuples_have_cpythons_hashes);
    tcase_add_test(tests, tuples_of_atoms_can_be_untracked);
    tcase_add_test(tests, every_refused_request_is_a_memory_error);
    return run_suite("list", tests);
}

// The built-in modules, file objects and weak references, without scripts.
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "machine.h"
#include "runtime/file.h"
#include "runtime/modules/modules.h"
#include "runtime/structseq.h"
#include "runtime/weakref_type.h"

static char path[] = "/tmp/ouro-test-XXXXXX";

static void open_all(void)
{
    machine_open();
    ck_assert(ou_modules_setup(vm));
}

static OuValue builtin(const char *name)
{
    OuString *key = ou_str_intern_text(vm, name, strlen(name));
    OuValue value = ou_dict_get_name_peek(vm->builtins, key);
    ou_object_unref(&key->header);
    ck_assert(value != OU_UNBOUND);
    return value;
}

// Calls a built-in function; both arguments are consumed, OU_UNBOUND ends them.
static OuValue ask(const char *name, OuValue a, OuValue b)
{
    OuValue arguments[2] = { a, b };
    OuValue result = ou_call(vm, builtin(name), arguments,
                             a == OU_UNBOUND ? 0 : b == OU_UNBOUND ? 1 : 2);
    ou_unref(a);
    ou_unref(b);
    return result;
}

static OuValue attribute(const char *module, const char *name)
{
    OuValue value = ou_modules_attribute(vm, module, name);
    ck_assert(value != OU_ERROR);
    return value;
}

static OuValue numbers(int64_t a, int64_t b, int64_t c)
{
    OuValue items[3] = { number(a), number(b), number(c) };
    return ou_list_make(vm, items, 3);
}

// ---- Built-in functions ------------------------------------------------------------------------

START_TEST(functions_on_iterables_give_what_they_promise)
{
    check_repr(ask("sum", numbers(1, 2, 3), OU_UNBOUND), "6");
    check_repr(ask("min", numbers(3, 1, 2), OU_UNBOUND), "1");
    check_repr(ask("max", numbers(3, 1, 2), OU_UNBOUND), "3");
    check_repr(ask("sorted", numbers(3, 1, 2), OU_UNBOUND), "[1, 2, 3]");
    check_repr(ask("all", numbers(1, 0, 1), OU_UNBOUND), "False");
    check_repr(ask("any", numbers(0, 0, 1), OU_UNBOUND), "True");
}
END_TEST

START_TEST(errors_are_raised_and_nothing_leaks)
{
    ck_assert(ask("len", number(1), OU_UNBOUND) == OU_ERROR);
    check_raised(OU_TYPE_TYPE_ERROR);
    ck_assert(ask("chr", number(-1), OU_UNBOUND) == OU_ERROR);
    check_raised(OU_TYPE_VALUE_ERROR);
    ck_assert(ask("min", ou_list_make(vm, NULL, 0), OU_UNBOUND) == OU_ERROR);
    check_raised(OU_TYPE_VALUE_ERROR);
    ck_assert(ask("getattr", number(1), text("no_such")) == OU_ERROR);
    check_raised(OU_TYPE_ATTRIBUTE_ERROR);
}
END_TEST

START_TEST(numbers_and_objects_have_different_identities)
{
    OuValue a = ask("id", number(1), OU_UNBOUND), b = ask("id", number(2), OU_UNBOUND);
    OuValue c = ask("id", OU_NONE, OU_UNBOUND), d = ask("id", OU_TRUE, OU_UNBOUND);
    bool equal;
    ck_assert(ou_equal(vm, a, b, &equal) && !equal);
    ck_assert(ou_equal(vm, c, d, &equal) && !equal);
    ou_unref(a);
    ou_unref(b);
}
END_TEST

// ---- Files -------------------------------------------------------------------------------------

static OuValue open_file(const char *mode)
{
    OuValue file = ask("open", text(path), text(mode));
    ck_assert(file != OU_ERROR);
    return file;
}

START_TEST(a_text_file_gives_back_what_was_written)
{
    OuValue file = open_file("w");
    OuValue written = text("first\nsecond \xE2\x82\xAC\r\nthird");
    ck_assert(ou_file_put(vm, file, ou_str_of(written)));
    ou_unref(call(file, "close", OU_UNBOUND, OU_UNBOUND));
    ou_unref(written);
    ou_unref(file);
    file = open_file("r");
    check_repr(call(file, "readline", OU_UNBOUND, OU_UNBOUND), "'first\\n'");
    check_repr(call(file, "read", number(3), OU_UNBOUND), "'sec'");
    check_repr(call(file, "readlines", OU_UNBOUND, OU_UNBOUND), "['ond \xE2\x82\xAC\\n', 'third']");
    check_repr(call(file, "read", OU_UNBOUND, OU_UNBOUND), "''");
    ou_unref(file);
}
END_TEST

START_TEST(a_dropped_file_writes_out_what_it_holds_back)
{
    OuValue file = open_file("w"), word = text("held");
    ck_assert(ou_file_put(vm, file, ou_str_of(word)));
    ou_unref(word);
    ou_unref(file);
    file = open_file("rb");
    check_repr(call(file, "read", OU_UNBOUND, OU_UNBOUND), "b'held'");
    ou_unref(file);
}
END_TEST

START_TEST(reading_after_writing_sees_what_was_written)
{
    OuValue file = open_file("w+");
    ou_unref(call(file, "write", text("abcdef"), OU_UNBOUND));
    ou_unref(call(file, "seek", number(2), OU_UNBOUND));
    check_repr(call(file, "read", number(2), OU_UNBOUND), "'cd'");
    ou_unref(file);
}
END_TEST

START_TEST(what_a_file_cannot_do_it_says)
{
    OuValue file = open_file("r");
    ck_assert(call(file, "write", text("x"), OU_UNBOUND) == OU_ERROR);
    check_raised(OU_TYPE_OS_ERROR);
    ou_unref(call(file, "close", OU_UNBOUND, OU_UNBOUND));
    ck_assert(call(file, "read", OU_UNBOUND, OU_UNBOUND) == OU_ERROR);
    check_raised(OU_TYPE_VALUE_ERROR);
    ou_unref(file);
    ck_assert(ask("open", text("/no/such/file"), OU_UNBOUND) == OU_ERROR);
    check_raised(OU_TYPE_FILE_NOT_FOUND_ERROR);
}
END_TEST

// ---- Weak references ---------------------------------------------------------------------------

static OuValue make_set(void)
{
    OuValue set = ask("set", OU_UNBOUND, OU_UNBOUND);
    ck_assert(set != OU_ERROR);
    return set;
}

START_TEST(a_weak_reference_is_shared_and_dies_with_its_target)
{
    OuValue set = make_set();
    OuValue a = ou_weakref_make(vm, set, OU_NONE), b = ou_weakref_make(vm, set, OU_NONE);
    OuValue proxy = ou_weakproxy_make(vm, set, OU_NONE);
    ck_assert(a == b && proxy != OU_ERROR);
    ck_assert_ptr_eq(ou_weakref_target_peek(a), ou_pointer_of(set));
    check_repr(ask("len", ou_ref(proxy), OU_UNBOUND), "0");
    ou_unref(set);
    ck_assert_ptr_null(ou_weakref_target_peek(a));
    ck_assert(ask("len", proxy, OU_UNBOUND) == OU_ERROR);
    check_raised(OU_TYPE_REFERENCE_ERROR);
    ou_unref(a);
    ou_unref(b);
}
END_TEST

START_TEST(a_callback_is_called_with_the_dead_reference)
{
    OuValue list = ou_list_make(vm, NULL, 0), set = make_set();
    OuString *name = ou_str_intern_text(vm, "append", 6);
    OuValue append = ou_get_attribute(vm, list, name);
    OuValue reference = ou_weakref_make(vm, set, append);
    ou_unref(set);
    ck_assert_uint_eq(ou_list_of(list)->length, 1);
    ck_assert(ou_list_of(list)->items[0] == reference);
    ou_object_unref(&name->header);
    ou_unref(append);
    ou_unref(reference);
    ou_unref(list);
}
END_TEST

START_TEST(what_knows_no_weak_references_refuses)
{
    ck_assert(ou_weakref_make(vm, number(5), OU_NONE) == OU_ERROR);
    check_raised(OU_TYPE_TYPE_ERROR);
}
END_TEST

// ---- Modules -----------------------------------------------------------------------------------

START_TEST(struct_sequences_are_tuples_with_names)
{
    OuValue version = attribute("sys", "version_info");
    ck_assert(ou_is_tuple(version) && !ou_is_exact_tuple(version));
    ck_assert(ou_structseq_peek(version, 1) == number(11));
    check_repr(version, "sys.version_info(major=3, minor=11, micro=2, releaselevel='final', "
                        "serial=0)");
    OuValue gmtime = attribute("time", "gmtime"), zero = number(0);
    OuValue parts = ou_call(vm, gmtime, &zero, 1);
    ck_assert(ou_structseq_peek(parts, 10) == number(0));
    ou_unref(parts);
    ou_unref(gmtime);
}
END_TEST

START_TEST(the_collector_is_asked_by_module_gc)
{
    OuValue list = ou_list_make(vm, NULL, 0);
    ck_assert(ou_list_append(vm, ou_list_of(list), list));
    OuValue referrers = attribute("gc", "get_referrers"), collect = attribute("gc", "collect");
    OuValue found = ou_call(vm, referrers, &list, 1);
    ck_assert_uint_eq(ou_list_of(found)->length, 1);
    ou_unref(found);
    ou_unref(list);
    check_repr(ou_call(vm, collect, NULL, 0), "1");
    OuValue seven = number(7);
    ck_assert(ou_call(vm, collect, &seven, 1) == OU_ERROR);
    check_raised(OU_TYPE_VALUE_ERROR);
    ou_unref(referrers);
    ou_unref(collect);
}
END_TEST

// Every allocation of a set-up may fail: then it gives up without a crash.
START_TEST(a_setup_without_memory_gives_up)
{
    machine_close();
    for (uint64_t n = 1; n < 4000; n += 7) {
        vm = malloc(sizeof *vm);
        ck_assert(ou_state_init(vm));
        ou_heap_fail_at(&vm->heap, n, true);
        bool is_done = ou_modules_setup(vm);
        ou_heap_fail_at(&vm->heap, 0, false);
        ou_state_free(vm);
        free(vm);
        if (is_done) break;
    }
    machine_open();
}
END_TEST

int main(void)
{
    int fd = mkstemp(path);
    if (fd < 0) return 1;
    close(fd);
    TCase *tests = tcase_create("modules");
    tcase_add_checked_fixture(tests, open_all, machine_close);
    tcase_add_test(tests, functions_on_iterables_give_what_they_promise);
    tcase_add_test(tests, errors_are_raised_and_nothing_leaks);
    tcase_add_test(tests, numbers_and_objects_have_different_identities);
    tcase_add_test(tests, a_text_file_gives_back_what_was_written);
    tcase_add_test(tests, a_dropped_file_writes_out_what_it_holds_back);
    tcase_add_test(tests, reading_after_writing_sees_what_was_written);
    tcase_add_test(tests, what_a_file_cannot_do_it_says);
    tcase_add_test(tests, a_weak_reference_is_shared_and_dies_with_its_target);
    tcase_add_test(tests, a_callback_is_called_with_the_dead_reference);
    tcase_add_test(tests, what_knows_no_weak_references_refuses);
    tcase_add_test(tests, struct_sequences_are_tuples_with_names);
    tcase_add_test(tests, the_collector_is_asked_by_module_gc);
    tcase_add_test(tests, a_setup_without_memory_gives_up);
    int failed = run_suite("modules", tests);
    unlink(path);
    return failed;
}

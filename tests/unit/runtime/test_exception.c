// test_exception.c: exceptions as objects, raising and chaining them, and what is reported. The
// expected texts are CPython 3.11's.
#include "tests/unit/runtime/machine.h"

#include <errno.h>
#include <unistd.h>

// ---- Short words --------------------------------------------------------------------------------

// Calls a built-in exception type; arguments are consumed.
static OuValue make(OuTypeId type, size_t count, const OuValue *arguments)
{
    OuValue made = ou_call(vm, ou_pointer_value(vm->types[type]), arguments, count);
    for (size_t i = 0; i < count; i++) ou_unref(arguments[i]);
    return made;
}
#define MAKE(type, ...)                                                                            \
    make(OU_TYPE_##type, sizeof(OuValue[]){ __VA_ARGS__ } / sizeof(OuValue),                       \
         (OuValue[]){ __VA_ARGS__ })

static void check_text(OuValue made, const char *expected)      // consumes a str
{
    ck_assert(made != OU_ERROR);
    OuBuffer buffer;
    size_t length;
    ou_buffer_init(&buffer, &vm->heap.memory);
    const char *utf8 = ou_str_utf8(vm, ou_str_of(made), &buffer, &length);
    ck_assert_str_eq(utf8, expected);
    ou_buffer_free(&buffer);
    ou_unref(made);
}

static void check_str(OuValue exception, const char *expected)  // consumes the exception
{
    ck_assert(exception != OU_ERROR);
    check_text(ou_str(vm, exception), expected);
    ou_unref(exception);
}

static void check_error(OuValue result, const char *expected)
{
    ck_assert(result == OU_ERROR);
    check_str(ou_error_take(vm), expected);
}

static void check_report(OuValue exception, const char *expected)
{
    check_text(ou_error_format(vm, exception), expected);
    ou_unref(exception);
}

static OuValue pair(OuValue a, OuValue b)                        // a list; consumes both
{
    OuValue items[] = { a, b };
    return ou_list_make_steal(vm, items, b == OU_UNBOUND ? 1 : 2);
}

// ---- Objects ------------------------------------------------------------------------------------

START_TEST(str_and_repr_follow_the_arguments)
{
    check_repr(MAKE(VALUE_ERROR, text("x")), "ValueError('x')");
    check_repr(make(OU_TYPE_VALUE_ERROR, 0, NULL), "ValueError()");
    check_str(MAKE(TYPE_ERROR, number(1), number(2)), "(1, 2)");
    check_str(MAKE(KEY_ERROR, text("a")), "'a'");
}
END_TEST

START_TEST(os_error_chooses_its_subclass)
{
    OuValue error = MAKE(OS_ERROR, number(ENOENT), text("No"), text("f"));
    ck_assert(ou_is_instance_of(vm, error, OU_TYPE_FILE_NOT_FOUND_ERROR));
    check_repr(ou_ref(error), "FileNotFoundError(2, 'No')");
    check_str(error, "[Errno 2] No: 'f'");
    check_str(MAKE(OS_ERROR, number(1), text("x"), text("a"), OU_NONE, text("b")),
              "[Errno 1] x: 'a' -> 'b'");
    OuValue name = text("nowhere");
    ck_assert(ou_raise_errno(vm, ENOENT, name) == OU_ERROR);
    ou_unref(name);
    check_str(ou_error_take(vm), "[Errno 2] No such file or directory: 'nowhere'");
}
END_TEST

START_TEST(syntax_and_unicode_errors_name_their_place)
{
    OuValue items[] = { text("a/b.py"), number(3), number(4), text("x") };
    check_str(MAKE(SYNTAX_ERROR, text("m"), ou_tuple_make_steal(vm, items, 4)), "m (b.py, line 3)");
    check_str(MAKE(UNICODE_ENCODE_ERROR, text("ascii"), text("\xE2\x82\xAC"), number(0), number(1),
                   text("r")),
              "'ascii' codec can't encode character '\\u20ac' in position 0: r");
    check_error(make(OU_TYPE_UNICODE_DECODE_ERROR, 0, NULL),
                "function takes exactly 5 arguments (0 given)");
}
END_TEST

START_TEST(groups_check_what_they_hold)
{
    check_error(MAKE(EXCEPTION_GROUP, text("g"), number(1)),
                "second argument (exceptions) must be a sequence");
    check_error(MAKE(EXCEPTION_GROUP, text("g"), pair(number(1), OU_UNBOUND)),
                "Item 0 of second argument (exceptions) is not an exception");
    check_error(MAKE(EXCEPTION_GROUP, text("g"),
                     pair(make(OU_TYPE_KEYBOARD_INTERRUPT, 0, NULL), OU_UNBOUND)),
                "Cannot nest BaseExceptions in an ExceptionGroup");
    OuValue group = MAKE(BASE_EXCEPTION_GROUP, text("g"),
                         pair(MAKE(VALUE_ERROR, number(1)), MAKE(TYPE_ERROR, number(2))));
    ck_assert(ou_is_instance_of(vm, group, OU_TYPE_EXCEPTION));
    OuValue matching, rest;
    ck_assert(ou_exception_split(vm, group, ou_pointer_value(vm->types[OU_TYPE_VALUE_ERROR]),
                                 &matching, &rest));
    check_repr(matching, "ExceptionGroup('g', [ValueError(1)])");
    check_repr(rest, "ExceptionGroup('g', [TypeError(2)])");
    check_str(group, "g (2 sub-exceptions)");
}
END_TEST

// ---- Raising ------------------------------------------------------------------------------------

START_TEST(what_is_handled_becomes_the_context)
{
    OuValue first = MAKE(VALUE_ERROR, text("first"));
    vm->handled = ou_ref(first);
    ck_assert(ou_raise(vm, OU_TYPE_KEY_ERROR, "%s", "second") == OU_ERROR);
    OuValue second = ou_error_take(vm);
    ck_assert(ou_exception_of(second)->context == first);
    // Raising the first again while the second is handled must not make a ring.
    ou_set(&vm->handled, second);
    ck_assert(ou_raise_object(vm, first) == OU_ERROR);
    ck_assert(ou_exception_of(first)->context == second);
    ck_assert(ou_exception_of(second)->context == OU_NONE);
    ou_error_clear(vm);
    ou_clear(&vm->handled);
    ou_unref(first);
    ou_unref(second);
}
END_TEST

START_TEST(only_exceptions_can_be_raised)
{
    check_error(ou_raise_object(vm, number(3)), "exceptions must derive from BaseException");
    check_error(ou_raise_object(vm, ou_pointer_value(vm->types[OU_TYPE_INT])),
                "exceptions must derive from BaseException");
}
END_TEST

START_TEST(memory_errors_need_no_memory)
{
    ou_heap_fail_at(&vm->heap, 1, true);
    ck_assert(ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s", "x") == OU_ERROR);
    ou_heap_fail_at(&vm->heap, 0, false);
    check_raised(OU_TYPE_MEMORY_ERROR);
}
END_TEST

START_TEST(recursion_has_an_end)
{
    int entered = 0;
    while (ou_recursion_enter(vm, " here")) entered++;
    ck_assert_int_eq(entered, 1000);
    vm->depth = 0;
    check_error(OU_ERROR, "maximum recursion depth exceeded here");
}
END_TEST

// ---- Reports ------------------------------------------------------------------------------------

START_TEST(chains_are_told_from_the_oldest)
{
    OuValue a = MAKE(VALUE_ERROR, text("a")), b = MAKE(KEY_ERROR, text("b"));
    OuValue c = MAKE(TYPE_ERROR, text("c\nd"));
    ou_exception_set_cause(ou_exception_of(b), a);
    ou_set(&ou_exception_of(c)->context, b);
    ou_set(&ou_exception_of(a)->context, c);                     // a ring
    check_report(c, "ValueError: a\n\n"
                    "The above exception was the direct cause of the following exception:\n\n"
                    "KeyError: 'b'\n\n"
                    "During handling of the above exception, another exception occurred:\n\n"
                    "TypeError: c\nd\n");
    ou_set(&ou_exception_of(a)->context, OU_NONE);
    ou_unref(b);
    ou_unref(a);
}
END_TEST

START_TEST(groups_are_drawn_as_trees)
{
    OuValue inner
        = MAKE(EXCEPTION_GROUP, text("in"), pair(MAKE(VALUE_ERROR, number(1)), OU_UNBOUND));
    OuValue outer = MAKE(EXCEPTION_GROUP, text("out"), pair(inner, MAKE(KEY_ERROR, text("k"))));
    ou_unref(call(outer, "add_note", text("one\ntwo"), OU_UNBOUND));
    check_report(outer, "  | ExceptionGroup: out (2 sub-exceptions)\n"
                        "  | one\n"
                        "  | two\n"
                        "  +-+---------------- 1 ----------------\n"
                        "    | ExceptionGroup: in (1 sub-exception)\n"
                        "    +-+---------------- 1 ----------------\n"
                        "      | ValueError: 1\n"
                        "      +------------------------------------\n"
                        "    +---------------- 2 ----------------\n"
                        "    | KeyError: 'k'\n"
                        "    +------------------------------------\n");
}
END_TEST

START_TEST(syntax_errors_show_their_line)
{
    OuValue place[]
        = { text("f.py"), number(3), number(5), text("  abc def\n"), number(3), number(8) };
    check_report(MAKE(SYNTAX_ERROR, text("bad"), ou_tuple_make_steal(vm, place, 6)),
                 "  File \"f.py\", line 3\n    abc def\n      ^^^\nSyntaxError: bad\n");
}
END_TEST

static void push(OuValue exception, OuString *file, OuString *name, uint32_t line, uint32_t column,
                 uint32_t end)
{
    uint32_t position[] = { line, line, column, end };
    ck_assert(ou_traceback_push(vm, ou_exception_of(exception), OU_NONE, file, name, position, 0));
}

START_TEST(tracebacks_mark_what_failed)
{
    char path[] = "/tmp/ouro-test-XXXXXX", expected[512];
    int descriptor = mkstemp(path);
    const char source[] = "def f(a):\r\n\treturn a[1] + \xC3\xA9(a)\r\nf(2)\r\n";
    ck_assert_int_eq(write(descriptor, source, strlen(source)), (ssize_t)strlen(source));
    close(descriptor);
    OuValue error = MAKE(VALUE_ERROR, text("x"));
    OuString *file = ou_str_intern_text(vm, path, strlen(path));
    OuString *f = ou_str_intern_text(vm, "f", 1), *module = ou_str_intern_text(vm, "<module>", 8);
    push(error, file, f, 2, 8, 12);
    push(error, file, f, 2, 8, 20);
    for (int i = 0; i < 5; i++) push(error, file, module, 3, 0, 4);
    ou_object_unref(&f->header);
    ou_object_unref(&module->header);
    ou_object_unref(&file->header);
    snprintf(expected, sizeof expected,
             "Traceback (most recent call last):\n"
             "  File \"%s\", line 3, in <module>\n    f(2)\n"
             "  File \"%s\", line 3, in <module>\n    f(2)\n"
             "  File \"%s\", line 3, in <module>\n    f(2)\n"
             "  [Previous line repeated 2 more times]\n"
             "  File \"%s\", line 2, in f\n    return a[1] + \xC3\xA9(a)\n           ~~~~~^~~~~~\n"
             "  File \"%s\", line 2, in f\n    return a[1] + \xC3\xA9(a)\n           ~^^^\n"
             "ValueError: x\n", path, path, path, path, path);
    check_report(error, expected);
    unlink(path);
}
END_TEST

START_TEST(near_names_are_suggested)
{
    OuValue list = ou_list_make(vm, NULL, 0);
    OuString *name = ou_str_intern_text(vm, "apend", 5);
    ck_assert(ou_get_attribute(vm, list, name) == OU_ERROR);
    ou_object_unref(&name->header);
    ou_unref(list);
    check_report(ou_error_take(vm), "AttributeError: 'list' object has no attribute 'apend'. "
                                    "Did you mean: 'append'?\n");
}
END_TEST

START_TEST(a_long_chain_is_told_without_recursion)
{
    OuValue last = MAKE(VALUE_ERROR, number(0));
    for (int i = 1; i < 20000; i++) {
        OuValue next = MAKE(VALUE_ERROR, number(i));
        ou_set_steal(&ou_exception_of(next)->context, last);
        last = next;
    }
    OuValue report = ou_error_format(vm, last);
    ck_assert(report != OU_ERROR);
    ou_unref(report);
    ou_unref(last);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("exception");
    tcase_add_checked_fixture(tests, machine_open, machine_close);
    tcase_add_test(tests, str_and_repr_follow_the_arguments);
    tcase_add_test(tests, os_error_chooses_its_subclass);
    tcase_add_test(tests, syntax_and_unicode_errors_name_their_place);
    tcase_add_test(tests, groups_check_what_they_hold);
    tcase_add_test(tests, what_is_handled_becomes_the_context);
    tcase_add_test(tests, only_exceptions_can_be_raised);
    tcase_add_test(tests, memory_errors_need_no_memory);
    tcase_add_test(tests, recursion_has_an_end);
    tcase_add_test(tests, chains_are_told_from_the_oldest);
    tcase_add_test(tests, groups_are_drawn_as_trees);
    tcase_add_test(tests, syntax_errors_show_their_line);
    tcase_add_test(tests, tracebacks_mark_what_failed);
    tcase_add_test(tests, near_names_are_suggested);
    tcase_add_test(tests, a_long_chain_is_told_without_recursion);
    return run_suite("exception", tests);
}

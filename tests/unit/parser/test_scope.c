#include "tests/unit/parser/scoping.h"

static const char *const BINDINGS[] = {
    "local", "cell", "free", "explicit", "implicit", "name",
};

static void put(char *text, size_t size, const char *format, const char *a, const char *b)
{
    size_t length = strlen(text);
    snprintf(text + length, size - length, format, a, b);
}

// The symbols of a scope: "x:local y:free", in order of first mention.
static void expect_symbols(const OuScope *scope, const char *expected)
{
    char found[512] = "";
    for (uint32_t i = 0; i < scope->symbols.count; i++) {
        const OuSymbol *symbol = scope->symbols.items[i];
        put(found, sizeof found, i ? " %s:%s" : "%s:%s", symbol->name->text,
            BINDINGS[symbol->binding]);
    }
    ck_assert_str_eq(found, expected);
}

static void expect_list(const OuSymbolList *list, const char *expected)
{
    char found[512] = "";
    for (uint32_t i = 0; i < list->count; i++) {
        put(found, sizeof found, i ? " %s" : "%s", list->items[i]->name->text, "");
    }
    ck_assert_str_eq(found, expected);
}

// The scope that is `depth` steps down, always to the first child.
static OuScope *scope_down(const Scoping *scoping, int depth)
{
    OuScope *scope = scoping_module(scoping);
    while (depth-- > 0) scope = scope->first_child;
    ck_assert_ptr_nonnull(scope);
    return scope;
}

static void begin(Scoping *scoping, const char *text)
{
    bool fine = scoping_begin(scoping, text);
    ck_assert_msg(fine, "%s: %s", text, fine ? "" : scoping->error.message);
}

START_TEST(modules_and_classes_bind_by_name)
{
    Scoping scoping;
    begin(&scoping, "x = print\nclass A:\n y = x\n global z\n z = 1\n");
    expect_symbols(scoping_module(&scoping), "x:name print:name A:name z:explicit");
    expect_symbols(scope_down(&scoping, 1), "y:name x:name z:explicit");
    scoping_end(&scoping);
}
END_TEST

START_TEST(functions_have_parameters_and_locals)
{
    Scoping scoping;
    begin(&scoping, "def f(a, /, b, *c, d=1, **e):\n x = print(a)\n del y\n");
    const OuScope *function = scope_down(&scoping, 1);
    expect_symbols(function, "a:local b:local d:local c:local e:local x:local print:implicit "
                   "y:local");
    expect_list(&function->parameters, "a b d c e");
    expect_list(&function->locals, "x y");
    ck_assert_uint_eq(function->locals.items[0]->index, 5);
    ck_assert_uint_eq(function->parameters.items[3]->index, 3);
    scoping_end(&scoping);
}
END_TEST

START_TEST(names_of_functions_around_are_free)
{
    Scoping scoping;
    begin(&scoping, "def f(a):\n b = 1\n def g():\n  def h():\n   return a, b, c\n");
    expect_symbols(scope_down(&scoping, 1), "a:cell b:cell g:local");
    expect_symbols(scope_down(&scoping, 2), "h:local a:free b:free");
    expect_symbols(scope_down(&scoping, 3), "a:free b:free c:implicit");
    ck_assert_uint_eq(scope_down(&scoping, 1)->cells.items[0]->parameter, 0);
    scoping_end(&scoping);
}
END_TEST

START_TEST(cells_and_free_names_are_sorted)
{
    Scoping scoping;
    begin(&scoping, "def f():\n z = b = ä = a = 1\n def g():\n  return z, ä, a, b\n");
    expect_list(&scope_down(&scoping, 1)->cells, "a b z ä");
    expect_list(&scope_down(&scoping, 2)->frees, "a b z ä");
    ck_assert_uint_eq(scope_down(&scoping, 2)->frees.items[2]->index, 2);
    scoping_end(&scoping);
}
END_TEST

START_TEST(classes_are_not_seen_by_their_functions)
{
    Scoping scoping;
    begin(&scoping, "def f():\n x = 1\n class A:\n  x = 2\n  def g(self):\n   return x\n");
    expect_symbols(scope_down(&scoping, 1), "x:cell A:local");
    expect_symbols(scope_down(&scoping, 2), "x:name g:name");
    expect_symbols(scope_down(&scoping, 3), "self:local x:free");
    expect_list(&scope_down(&scoping, 2)->frees, "x");
    ck_assert(scope_down(&scoping, 2)->symbols.items[0]->is_passed_on);
    scoping_end(&scoping);
}
END_TEST

START_TEST(declarations_send_names_elsewhere)
{
    Scoping scoping;
    begin(&scoping, "def f():\n global a\n b = 1\n def g():\n  nonlocal b\n  a = b = 2\n");
    expect_symbols(scope_down(&scoping, 1), "a:explicit b:cell g:local");
    expect_symbols(scope_down(&scoping, 2), "b:free a:local");
    expect_symbols(scoping_module(&scoping), "f:name a:explicit");
    scoping_end(&scoping);
}
END_TEST

START_TEST(a_global_statement_hides_functions_further_out)
{
    Scoping scoping;
    begin(&scoping, "def f():\n x = 1\n def g():\n  global x\n  def h():\n   return x\n");
    expect_symbols(scope_down(&scoping, 1), "x:local g:local");
    expect_symbols(scope_down(&scoping, 3), "x:implicit");
    scoping_end(&scoping);
}
END_TEST

START_TEST(super_uses_the_class)
{
    Scoping scoping;
    begin(&scoping, "class A:\n def f(self):\n  super().f()\n");
    const OuScope *class = scope_down(&scoping, 1);
    ck_assert(class->needs_class_cell);
    expect_list(&class->cells, "__class__");
    expect_symbols(class, "f:name");
    expect_symbols(scope_down(&scoping, 2), "self:local super:implicit __class__:free");
    scoping_end(&scoping);
}
END_TEST

START_TEST(private_names_are_mangled)
{
    Scoping scoping;
    begin(&scoping, "class __A:\n __x = 1\n def f(self, __y):\n  return __y.__z, __w__\n");
    expect_symbols(scope_down(&scoping, 1), "_A__x:name f:name");
    expect_symbols(scope_down(&scoping, 2), "self:local _A__y:local __w__:implicit");
    OuName *attribute = ou_ast_intern(&scoping.tree.names, "__z", 3);
    OuName *mangled = ou_scope_mangle(scope_down(&scoping, 2), &scoping.tree.names, attribute);
    ck_assert_str_eq(mangled->text, "_A__z");
    mangled = ou_scope_mangle(scoping_module(&scoping), &scoping.tree.names, attribute);
    ck_assert_ptr_eq(mangled, attribute);
    scoping_end(&scoping);
}
END_TEST

START_TEST(comprehensions_are_scopes)
{
    Scoping scoping;
    begin(&scoping, "def f(a, b):\n return [a + i for i in b if i]\n");
    const OuScope *comprehension = scope_down(&scoping, 2);
    expect_symbols(scope_down(&scoping, 1), "a:cell b:local");
    expect_symbols(comprehension, ".0:local i:local a:free");
    ck_assert_int_eq(comprehension->kind, OU_SCOPE_COMPREHENSION);
    ck_assert(!comprehension->is_generator);
    scoping_end(&scoping);
}
END_TEST

START_TEST(generator_expressions_are_generators)
{
    Scoping scoping;
    begin(&scoping, "(x for x in y)\n");
    ck_assert_int_eq(scope_down(&scoping, 1)->kind, OU_SCOPE_GENERATOR);
    ck_assert(scope_down(&scoping, 1)->is_generator);
    scoping_end(&scoping);
}
END_TEST

START_TEST(a_walrus_binds_outside_comprehensions)
{
    Scoping scoping;
    begin(&scoping, "def f():\n [[x := i for i in j] for j in k]\n");
    expect_symbols(scope_down(&scoping, 1), "k:implicit x:cell");
    expect_symbols(scope_down(&scoping, 3), ".0:local i:local x:free");
    scoping_end(&scoping);
    begin(&scoping, "[x := i for i in j]\n");
    expect_symbols(scoping_module(&scoping), "j:name x:explicit");
    expect_symbols(scope_down(&scoping, 1), ".0:local i:local x:explicit");
    scoping_end(&scoping);
}
END_TEST

START_TEST(functions_know_what_kind_they_are)
{
    Scoping scoping;
    begin(&scoping, "async def f():\n yield 1\n return\n");
    const OuScope *function = scope_down(&scoping, 1);
    ck_assert(function->is_async_generator && function->is_generator && function->is_coroutine);
    ck_assert(!function->returns_value && !function->is_nested);
    scoping_end(&scoping);
    begin(&scoping, "def f():\n return lambda: (yield)\n");
    ck_assert(!scope_down(&scoping, 1)->is_generator && scope_down(&scoping, 1)->returns_value);
    ck_assert(scope_down(&scoping, 2)->is_generator && scope_down(&scoping, 2)->is_nested);
    scoping_end(&scoping);
}
END_TEST

START_TEST(names_that_are_not_mentioned_have_a_binding_too)
{
    Scoping scoping;
    begin(&scoping, "def f(): pass\n");
    OuName *name = ou_ast_intern(&scoping.tree.names, "other", 5);
    ck_assert_ptr_null(ou_scope_find(scope_down(&scoping, 1), name));
    ck_assert_int_eq(ou_scope_binding(scope_down(&scoping, 1), name), OU_BINDING_GLOBAL_IMPLICIT);
    ck_assert_int_eq(ou_scope_binding(scoping_module(&scoping), name), OU_BINDING_NAME);
    scoping_end(&scoping);
}
END_TEST

START_TEST(future_annotations_bind_nothing)
{
    Scoping scoping;
    begin(&scoping, "from __future__ import annotations\nx: int\ndef f(a: b) -> c: pass\n");
    ck_assert(scoping_module(&scoping)->future_annotations);
    expect_symbols(scoping_module(&scoping), "annotations:name x:name f:name");
    scoping_end(&scoping);
}
END_TEST

START_TEST(late_declarations_are_errors)
{
    expect_error("def f(x):\n global x", "2,2-2,10 name 'x' is parameter and global");
    expect_error("def f():\n x = 1\n global x",
                 "3,2-3,10 name 'x' is assigned to before global declaration");
    expect_error("def f():\n print(x)\n nonlocal x",
                 "3,2-3,12 name 'x' is used prior to nonlocal declaration");
    expect_error("def f():\n x: int\n global x", "3,2-3,10 annotated name 'x' can't be global");
    expect_error("def f():\n global x\n x: int", "3,2-3,8 annotated name 'x' can't be global");
}
END_TEST

START_TEST(nonlocal_needs_a_function_around)
{
    expect_error("nonlocal x", "1,1-1,11 nonlocal declaration not allowed at module level");
    expect_error("def f():\n nonlocal x", "2,2-2,12 no binding for nonlocal 'x' found");
    expect_error("def f():\n x = 1\n def g():\n  global x\n  nonlocal x",
                 "4,3-4,11 name 'x' is nonlocal and global");
}
END_TEST

START_TEST(parameters_have_different_names)
{
    expect_error("def f(a, b, *, a): pass",
                 "1,16-1,17 duplicate argument 'a' in function definition");
    expect_error("lambda a, a: 1", "1,11-1,12 duplicate argument 'a' in function definition");
}
END_TEST

START_TEST(a_walrus_has_its_limits)
{
    expect_error("[x := 1 for x in y]", "1,2-1,3 assignment expression cannot rebind "
                 "comprehension iteration variable 'x'");
    expect_error("[x for x in (y := z)]", "1,14-1,20 assignment expression cannot be used in a "
                 "comprehension iterable expression");
    expect_error("class A:\n [x := 1 for y in z]", "2,3-2,4 assignment expression within a "
                 "comprehension cannot be used in a class body");
    expect_error("[i for i in a if (j := i) for j in b]", "1,31-1,32 comprehension inner loop "
                 "cannot rebind assignment expression target 'j'");
}
END_TEST

START_TEST(some_things_need_another_scope)
{
    expect_error("def f():\n from a import *", "2,16-2,17 import * only allowed at module level");
    expect_error("def f():\n return [(yield x) for x in y]",
                 "2,11-2,18 'yield' inside list comprehension");
}
END_TEST

START_TEST(future_statements_are_read)
{
    expect_error("from __future__ import braces", "1,1-1,0 not a chance");
    expect_error("from __future__ import a", "1,1-1,0 future feature a is not defined");
    expect_error("x\nfrom __future__ import division",
                 "2,1-2,32 from __future__ imports must occur at the beginning of the file");
    expect_fine("'doc'\nfrom __future__ import division, annotations\n");
}
END_TEST

// Everything is in place or refused; nothing is lost.
START_TEST(every_refused_allocation_is_an_error)
{
    static const char text[] = "class A:\n def f(self, __x):\n  return [super().f(y := __x, z)"
                               " for z in {1: a for a in b}]\n";
    Scoping scoping;
    bool fine = false;
    for (uint64_t n = 1; !fine; n++) {
        scoping = (Scoping){ 0 };
        ou_memory_init(&scoping.memory);
        ou_arena_init(&scoping.arena, &scoping.memory);
        scoping.memory.fail_at = n;
        fine = ou_parser_parse(&scoping.tree, &scoping.arena, OU_PARSER_FILE, OU_SOURCE_TEXT, NULL,
                               "test.py", text, strlen(text), &scoping.error)
            && ou_scope_analyse(&scoping.tree, &scoping.error)
            && ou_check_tree(&scoping.tree, &scoping.error);
        if (!fine) ck_assert_int_eq(scoping.error.kind, OU_SYNTAX_MEMORY_ERROR);
        scoping_end(&scoping);
        ck_assert_uint_lt(n, 1000);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("parser/scope");
    TCase *tests = tcase_create("scope");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, modules_and_classes_bind_by_name);
    tcase_add_test(tests, functions_have_parameters_and_locals);
    tcase_add_test(tests, names_of_functions_around_are_free);
    tcase_add_test(tests, cells_and_free_names_are_sorted);
    tcase_add_test(tests, classes_are_not_seen_by_their_functions);
    tcase_add_test(tests, declarations_send_names_elsewhere);
    tcase_add_test(tests, a_global_statement_hides_functions_further_out);
    tcase_add_test(tests, super_uses_the_class);
    tcase_add_test(tests, private_names_are_mangled);
    tcase_add_test(tests, comprehensions_are_scopes);
    tcase_add_test(tests, generator_expressions_are_generators);
    tcase_add_test(tests, a_walrus_binds_outside_comprehensions);
    tcase_add_test(tests, functions_know_what_kind_they_are);
    tcase_add_test(tests, names_that_are_not_mentioned_have_a_binding_too);
    tcase_add_test(tests, future_annotations_bind_nothing);
    tcase_add_test(tests, late_declarations_are_errors);
    tcase_add_test(tests, nonlocal_needs_a_function_around);
    tcase_add_test(tests, parameters_have_different_names);
    tcase_add_test(tests, a_walrus_has_its_limits);
    tcase_add_test(tests, some_things_need_another_scope);
    tcase_add_test(tests, future_statements_are_read);
    tcase_add_test(tests, every_refused_allocation_is_an_error);
    return suite_run(suite);
}

#include "tests/unit/suite.h"
#include "tests/unit/vm/compiling.h"

#define ck_assert_body(parameters, body, expected) \
    ck_assert_str_eq(body_ops(parameters, body), expected)

// --- expressions ---------------------------------------------------------------------------------

START_TEST(arithmetic_borrows_locals_and_writes_where_it_is_wanted)
{
    ck_assert_body("a, b", "c = a + b", "ADD_L RETURN_NONE");
    ck_assert_body("a", "a = a + 1", "ADD_INT RETURN_NONE");
    ck_assert_body("a", "a += 1", "ADD_INT RETURN_NONE");
    ck_assert_body("a", "b = a + 1", "ADD_INT_L RETURN_NONE");
    ck_assert_body("a", "a //= 2", "FLOOR_CONST RETURN_NONE");
    ck_assert_body("a, b", "return a * b - 0.5", "MULTIPLY SUBTRACT_CONST RETURN");
    ck_assert_body("a, b", "return a ** b", "BINARY RETURN");
}
END_TEST

START_TEST(an_operand_that_is_rebound_later_in_the_expression_is_copied)
{
    ck_assert_body("x, y", "return x + (x := y)", "COPY COPY_L ADD RETURN");
    ck_assert_body("x, y", "return x + y", "ADD RETURN");
    ck_assert_body("a, x, y", "a[x] += (x := y)",
                   "COPY COPY COPY COPY GET_ITEM COPY_L ADD SET_ITEM_T "
                   "RETURN_NONE");
}
END_TEST

START_TEST(constants_are_computed_beforehand)
{
    ck_assert_body("", "return 2 * 3 + 4", "LOAD_INT RETURN");
    ck_assert_body("", "return -5", "LOAD_INT RETURN");
    ck_assert_body("", "return (1, (2, 'a'))", "LOAD_CONST RETURN");
    ck_assert_body("", "return 'abc'[1]", "LOAD_CONST RETURN");
    ck_assert_body("", "return 1 / 0", "LOAD_INT DIVIDE_CONST RETURN");
    ck_assert_body("", "return 'x' * 5000", "LOAD_CONST MULTIPLY_CONST RETURN");
    ck_assert_body("x", "return x in [1, 2]", "LOAD_CONST IN RETURN");
    ck_assert_body("", "return __debug__", "LOAD_VALUE RETURN");
}
END_TEST

START_TEST(equal_constants_are_one_but_types_and_signs_are_kept_apart)
{
    OuCode *code = compile_file("a = 1.0\nb = -0.0\nc = 0.0\nd = 'x y'\ne = 'x y'\nf = 1.0\n"
                                "def g(): return 'x y'\n");
    ck_assert_uint_eq(code->constant_count, 5);
    OuCode *inner = inner_code(code, 1);
    ck_assert(inner->constants[0] == code->constants[3]);
}
END_TEST

START_TEST(conditions_become_jumps)
{
    ck_assert_body("n", "return 1 if n < 2 else n",
                   "JUMP_UNLESS_LT_INT LOAD_INT JUMP COPY RETURN");
    ck_assert_body("a, b", "if a is None or not b: return",
                   "JUMP_IF_NONE JUMP_IF RETURN_NONE RETURN_NONE");
    ck_assert_body("a, b, c", "if a < b < c: return",
                   "JUMP_UNLESS_LT JUMP_UNLESS_LT RETURN_NONE RETURN_NONE");
    ck_assert_body("a, b", "return a and b", "COPY JUMP_UNLESS_KEEP COPY RETURN");
    ck_assert_body("a", "if 0: a()\n    return a", "RETURN_LOCAL");
    ck_assert_body("a, b", "return not a in b", "NOT_IN RETURN");
}
END_TEST

START_TEST(a_call_is_fused_only_if_its_arguments_run_no_code)
{
    ck_assert_body("a", "return len(a)", "COPY CALL_GLOBAL RETURN");
    ck_assert_body("a", "return len(a + 1)", "LOAD_GLOBAL ADD_INT CALL RETURN");
    ck_assert_body("a", "return a.m(1)", "COPY LOAD_INT CALL_METHOD RETURN");
    ck_assert_body("a", "return a.m(a.x)", "COPY LOAD_METHOD GET_ATTR CALL_LOADED RETURN");
    ck_assert_body("a", "return a(k=1)", "COPY LOAD_INT CALL_KEYWORDS RETURN");
    ck_assert_body("a", "return a(*a, **a)",
                   "COPY COPY BUILD_DICT DICT_MERGE CALL_SPREAD RETURN");
}
END_TEST

START_TEST(a_fused_call_keeps_the_place_of_its_callee)
{
    OuCode *code = inner_code(compile_file("def f(a):\n    return a.name(1)\n"), 1);
    uint32_t word = 0;
    while (code->instructions[word].op != OU_OP_CALL_METHOD) word++;
    ck_assert_uint_eq(ou_code_position(code, word)->column, 11);
    ck_assert_uint_eq(ou_code_position(code, word)->end_column, 20);
    ck_assert_uint_eq(ou_code_position(code, word + 1)->end_column, 17);
}
END_TEST

START_TEST(large_displays_are_made_in_batches)
{
    static char program[400000];
    char *end = program + sprintf(program, "x = [");
    for (int i = 0; i < 70000; i++) end += sprintf(end, "a,");
    sprintf(end, "]\n");
    OuCode *code = compile_file(program);
    ck_assert_uint_lt(code->register_count, 100);
    ck_assert_int_eq(count_ops(code, OU_OP_LOAD_GLOBAL), 70000);
}
END_TEST

// --- locals --------------------------------------------------------------------------------------

START_TEST(only_locals_that_may_be_unbound_are_checked)
{
    ck_assert_str_eq(function_ops("def f(a):\n  if a: b = 1\n  else: b = 2\n  return b\n"),
                     "JUMP_UNLESS LOAD_INT_L JUMP LOAD_INT_L RETURN_LOCAL");
    ck_assert_str_eq(function_ops("def f(a):\n  if a: b = 1\n  return b\n"),
                     "JUMP_UNLESS LOAD_INT_L CHECK RETURN_LOCAL");
    ck_assert_str_eq(function_ops("def f(a):\n  del a\n  return a\n"),
                     "DELETE CHECK RETURN_LOCAL");
    ck_assert_str_eq(function_ops("def f():\n  for i in x: i\n  return i\n"),
                     "LOAD_GLOBAL GET_ITER JUMP FOR_ITER_L CHECK RETURN_LOCAL");
}
END_TEST

START_TEST(cells_are_made_first_and_handed_to_inner_functions)
{
    OuCode *code = compile_file("def f(a):\n  b = a\n  def g(): return a + b\n  return g\n");
    OuCode *outer = inner_code(code, 1), *inner = inner_code(code, 2);
    ck_assert_str_eq(ops_of(outer), "MAKE_CELL MAKE_CELL LOAD_CELL STORE_CELL COPY COPY "
                                    "BUILD_TUPLE MAKE_FUNCTION STORE RETURN_LOCAL");
    ck_assert_uint_eq(outer->cell_count, 2);
    ck_assert_uint_eq(inner->free_count, 2);
    ck_assert_str_eq(ops_of(inner), "COPY_FREE LOAD_CELL LOAD_CELL ADD RETURN");
    ck_assert(has_text(inner->qualified_name, "f.<locals>.g"));
}
END_TEST

START_TEST(parameters_stand_in_the_order_of_binding)
{
    OuCode *code = inner_code(compile_file("def f(a, /, b, *c, d, **e): z = 1\n"), 1);
    const char *names[] = { "a", "b", "d", "c", "e", "z" };
    for (int i = 0; i < 6; i++) ck_assert(has_text(code->local_names[i], names[i]));
    ck_assert_uint_eq(code->argument_count, 2);
    ck_assert_uint_eq(code->positional_only_count, 1);
    ck_assert_uint_eq(code->keyword_only_count, 1);
    ck_assert_uint_eq(code->flags & (OU_CODE_REST | OU_CODE_KEYWORDS),
                      OU_CODE_REST | OU_CODE_KEYWORDS);
    ck_assert_int_eq(code->simple_count, -1);
    ck_assert_int_eq(inner_code(compile_file("def f(a, b): pass\n"), 1)->simple_count, 2);
}
END_TEST

START_TEST(seventy_thousand_locals_work_through_scratch_locals)
{
    char *program = malloc(3000000), *end = program + sprintf(program, "def f(p):\n");
    for (int i = 0; i < 70000; i++) end += sprintf(end, " x%d = %d\n", i, i);
    sprintf(end, " x69999 = x69998 + x3\n return x69999\n");
    OuCode *code = inner_code(compile_file(program), 1);
    ck_assert_uint_gt(code->local_count, 70000);
    ck_assert_int_gt(count_ops(code, OU_OP_FAR_STORE), 69000);
    free(program);
}
END_TEST

START_TEST(three_hundred_parameters_leave_room_for_scratch)
{
    static char program[8000];
    char *end = program + sprintf(program, "def f(");
    for (int i = 0; i < 300; i++) end += sprintf(end, "a%d,", i);
    sprintf(end, "): return a250 + a251 + a299 + g(a255)\n");
    OuCode *code = inner_code(compile_file(program), 1);
    ck_assert(has_text(code->local_names[251], "a251"));
    ck_assert(has_text(code->local_names[code->local_count - 5], "a251"));
    ck_assert_int_eq(count_ops(code, OU_OP_FAR_STORE), 5);
}
END_TEST

// --- statements ----------------------------------------------------------------------------------

START_TEST(loops_test_at_the_bottom)
{
    ck_assert_body("n", "while n < 9: n += 1",
                   "JUMP ADD_INT JUMP_IF_LT_INT RETURN_NONE");
    ck_assert_body("n", "while True: n += 1", "ADD_INT JUMP");
    ck_assert_body("s, n", "for i in n: s += i",
                   "GET_ITER JUMP ADD FOR_ITER_L RETURN_NONE");
    ck_assert_body("n", "while not n: pass", "JUMP JUMP_IF JUMP RETURN_NONE");
}
END_TEST

START_TEST(a_swap_makes_no_tuple)
{
    ck_assert_body("a, b", "a, b = b, a", "COPY COPY STORE STORE RETURN_NONE");
    ck_assert_body("a, i, j", "a[i], a[j] = a[j], a[i]",
                   "GET_ITEM GET_ITEM SET_ITEM_T SET_ITEM_T RETURN_NONE");
}
END_TEST

START_TEST(leaving_a_loop_drops_its_iterator)
{
    ck_assert_body("n", "for i in n: return i",
                   "GET_ITER JUMP DROP RETURN_LOCAL FOR_ITER_L RETURN_NONE");
    ck_assert_body("n", "for i in n: break",
                   "GET_ITER JUMP DROP JUMP FOR_ITER_L RETURN_NONE");
}
END_TEST

START_TEST(finally_runs_on_every_way_out)
{
    OuCode *code = inner_code(compile_file("def f(a):\n  for i in a:\n    try:\n"
                                           "      if i: return i\n      if a: break\n"
                                           "    finally:\n      done()\n"), 1);
    ck_assert_int_eq(count_ops(code, OU_OP_CALL_GLOBAL), 4);   // return, break, end, exception
    ck_assert_int_eq(count_ops(code, OU_OP_BEGIN_HANDLER), 1);
}
END_TEST

START_TEST(a_returned_local_is_safe_from_finally)
{
    ck_assert_str_eq(function_ops("def f(a):\n  try: return a\n  finally: a = 1\n"),
                     "COPY LOAD_INT_L RETURN");
}
END_TEST

START_TEST(the_name_of_a_handler_is_unbound_however_it_ends)
{
    OuCode *code = inner_code(compile_file("def f(a):\n  try: a()\n  except E as e: g(e)\n"), 1);
    ck_assert_int_eq(count_ops(code, OU_OP_CLEAR), 2);
    ck_assert_uint_eq(code->handlers[0].start, 0);
    ck_assert_int_eq(code->instructions[code->handlers[0].target].op, OU_OP_BEGIN_HANDLER);
}
END_TEST

START_TEST(generators_begin_with_the_instruction_that_makes_them)
{
    OuCode *code = inner_code(compile_file("def f(a):\n  x = yield a\n  yield from x\n"), 1);
    ck_assert_str_eq(ops_of(code), "GENERATOR COPY YIELD STORE GET_YIELD_ITER LOAD_VALUE SEND "
                                   "YIELD JUMP DROP LOAD_VALUE RETURN_GENERATOR");
    ck_assert_uint_eq(code->flags & OU_CODE_GENERATOR, OU_CODE_GENERATOR);
}
END_TEST

START_TEST(a_yield_in_a_handler_names_the_exception_to_put_aside)
{
    OuCode *code = inner_code(compile_file("def f(a):\n  try: a()\n  except E: yield 1\n"), 1);
    uint32_t word = 0;
    while (code->instructions[word].op != OU_OP_YIELD) {
        word += ou_op_words[code->instructions[word].op];
    }
    uint64_t saved;
    memcpy(&saved, &code->instructions[word + 1], sizeof saved);
    ck_assert_uint_eq(saved, code->local_count);
}
END_TEST

START_TEST(class_bodies_run_in_a_namespace)
{
    OuCode *code = compile_file("class C(B, k=1):\n  'doc'\n  def m(self):\n    self.a = 1\n"
                                "    self.b, self.a = 2, 3\n    return __class__\n");
    OuCode *body = inner_code(code, 1);
    ck_assert_uint_eq(body->flags & OU_CODE_NAMESPACE, OU_CODE_NAMESPACE);
    ck_assert_uint_eq(body->attribute_hint, 2);
    ck_assert_int_eq(body->class_cell, 1);
    ck_assert_str_eq(ops_of(body), "MAKE_CELL LOAD_NAME STORE_NAME LOAD_CONST STORE_NAME "
                                   "LOAD_CONST STORE_NAME COPY BUILD_TUPLE MAKE_FUNCTION "
                                   "STORE_NAME STORE_NAME RETURN_LOCAL");
    ck_assert(has_text(inner_code(code, 2)->qualified_name, "C.m"));
}
END_TEST

START_TEST(modules_use_globals_and_namespaces_names)
{
    ck_assert_str_eq(ops_of(compile_file("x = 1\ny = x\n")),
                     "LOAD_INT STORE_GLOBAL LOAD_GLOBAL STORE_GLOBAL RETURN_NONE");
    ck_assert(compile_program(OU_PARSER_FILE, true, "x = 1\ny = x\n"));
    ck_assert_str_eq(ops_of(module), "LOAD_INT STORE_NAME LOAD_NAME STORE_NAME RETURN_NONE");
    ck_assert(compile_program(OU_PARSER_EXPRESSION, false, "1 + x"));
    ck_assert_str_eq(ops_of(module), "LOAD_GLOBAL ADD_INT RETURN");
    ck_assert(compile_program(OU_PARSER_INTERACTIVE, false, "x\n"));
    ck_assert_str_eq(ops_of(module), "LOAD_GLOBAL PRINT_EXPRESSION RETURN_NONE");
}
END_TEST

START_TEST(annotations_may_be_kept_as_text)
{
    OuCode *code = compile_file("from __future__ import annotations\n"
                                "x: {1: (a, -b ** 2)}[f'{c!r:>{d}}'] | (lambda *q, r=1: not r)\n");
    bool found = false;
    for (uint32_t i = 0; i < code->constant_count; i++) {
        if (!ou_is_str(code->constants[i])) continue;
        found |= has_text(ou_str_of(code->constants[i]),
                          "{1: (a, -b ** 2)}[f'{c!r:>{d}}'] | (lambda *q, r=1: not r)");
    }
    ck_assert(found);
}
END_TEST

// --- failing -------------------------------------------------------------------------------------

START_TEST(a_tree_too_deep_for_the_stack_is_a_recursion_error)
{
    static char program[20000];
    char *end = program + sprintf(program, "x = ");
    for (int i = 0; i < 5000; i++) end += sprintf(end, "-");
    sprintf(end, "a\n");
    vm->c_stack_limit = (char *)__builtin_frame_address(0) - 100 * 1024;
    ck_assert(!compile_program(OU_PARSER_FILE, false, program));
    ck_assert(ou_error_matches(vm, OU_TYPE_RECURSION_ERROR));
    ou_error_clear(vm);
}
END_TEST

START_TEST(every_refused_allocation_is_a_memory_error)
{
    const char *program = "import a.b as c\n@d\nclass C(B):\n  x: int = 2.5\n"
                          "  def m(self, *a, k=()):\n"
                          "    try:\n      return [x for x in a if f'{x}' in {1, 2, 3}]\n"
                          "    except E as e:\n      yield e\n"
                          "    finally:\n      self.q = -2 ** 70\n";
    compile_file("pass\n");
    for (uint64_t n = 1;; n++) {
        ck_assert_uint_lt(n, 5000);
        ou_arena_free(&arena);
        ou_heap_fail_at(&vm->heap, n, false);
        OuSyntaxTree tree;
        OuSyntaxError error;
        bool is_read = ou_parser_parse(&tree, &arena, OU_PARSER_FILE, OU_SOURCE_TEXT, NULL, "test",
                                       program, strlen(program), &error) &&
                       ou_scope_analyse(&tree, &error);
        OuCode *code = is_read ? ou_compile(vm, &tree, module->file, false, 0, false) : NULL;
        ou_heap_fail_at(&vm->heap, 0, false);
        if (!is_read) continue;
        ck_assert(!code == ou_has_error(vm));
        if (code) {
            verify_code(code);
            ou_object_unref(&code->header);
            break;
        }
        ck_assert(ou_error_matches(vm, OU_TYPE_MEMORY_ERROR));
        ou_error_clear(vm);
    }
}
END_TEST

// --- code objects --------------------------------------------------------------------------------

START_TEST(a_copy_forgets_what_was_learnt_at_run_time)
{
    OuCode *code = inner_code(compile_file("def f(a):\n  for i in a: g(i)\n  return a.x\n"), 1);
    OuCode *copy = ou_code_copy(vm, code);
    ck_assert(copy != NULL);
    size_t size = code->word_count * sizeof *code->instructions;
    ck_assert(!memcmp(copy->instructions, code->instructions, size));
    ck_assert(copy->instructions != code->instructions);
    for (uint32_t i = 0; i < copy->word_count; i += ou_op_words[copy->instructions[i].op]) {
        if (copy->instructions[i].op == OU_OP_FOR_ITER_L) {
            copy->instructions[i].op = OU_OP_FOR_LIST_L;
        }
        if (copy->instructions[i].op == OU_OP_GET_ATTR) copy->instructions[i].x = 7;
    }
    OuCode *again = ou_code_copy(vm, copy);
    ck_assert(again && !memcmp(again->instructions, code->instructions, size));
    ou_object_unref(&again->header);
    ou_object_unref(&copy->header);
}
END_TEST

START_TEST(the_verifier_doubts_what_was_changed)
{
    OuCode *code = inner_code(compile_file("def f(a, b):\n  return g(a, b + 1)\n"), 1);
    OuBuffer report;
    uint32_t caught = 0, changes = 0;
    for (uint32_t i = 0; i < code->word_count; i += ou_op_words[code->instructions[i].op]) {
        OuInstruction before = code->instructions[i];
        if (before.op == OU_OP_COPY) code->instructions[i].a++;
        else if (before.op == OU_OP_CALL) code->instructions[i].x++;
        else if (before.op == OU_OP_RETURN) code->instructions[i].op = OU_OP_NOP;
        else continue;
        changes++;
        ou_buffer_init(&report, &vm->heap.memory);
        caught += !ou_verify(code, &report) && report.length;
        ou_buffer_free(&report);
        code->instructions[i] = before;
    }
    ck_assert_uint_eq(changes, 3);
    ck_assert_uint_eq(caught, changes);
}
END_TEST

START_TEST(a_listing_names_registers_constants_and_handlers)
{
    OuCode *code = compile_file("def f(a):\n  try: a.b(2.5)\n  except: pass\n");
    OuBuffer listing;
    ou_buffer_init(&listing, &vm->heap.memory);
    ck_assert(ou_disassemble(vm, code, false, &listing));
    ck_assert_ptr_nonnull(strstr(listing.bytes, "code f: 1 locals"));
    ck_assert_ptr_nonnull(strstr(listing.bytes, "r0:a"));
    ck_assert_ptr_nonnull(strstr(listing.bytes, "2.5"));
    ck_assert_ptr_nonnull(strstr(listing.bytes, "CALL_METHOD          1 t0 t0 .b"));
    ck_assert_ptr_nonnull(strstr(listing.bytes, "in t0\n"));
    ou_buffer_free(&listing);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("compile");
    TCase *tests = tcase_create("compile");
    tcase_add_checked_fixture(tests, compiling_setup, compiling_teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, arithmetic_borrows_locals_and_writes_where_it_is_wanted);
    tcase_add_test(tests, an_operand_that_is_rebound_later_in_the_expression_is_copied);
    tcase_add_test(tests, constants_are_computed_beforehand);
    tcase_add_test(tests, equal_constants_are_one_but_types_and_signs_are_kept_apart);
    tcase_add_test(tests, conditions_become_jumps);
    tcase_add_test(tests, a_call_is_fused_only_if_its_arguments_run_no_code);
    tcase_add_test(tests, a_fused_call_keeps_the_place_of_its_callee);
    tcase_add_test(tests, large_displays_are_made_in_batches);
    tcase_add_test(tests, only_locals_that_may_be_unbound_are_checked);
    tcase_add_test(tests, cells_are_made_first_and_handed_to_inner_functions);
    tcase_add_test(tests, parameters_stand_in_the_order_of_binding);
    tcase_add_test(tests, seventy_thousand_locals_work_through_scratch_locals);
    tcase_add_test(tests, three_hundred_parameters_leave_room_for_scratch);
    tcase_add_test(tests, loops_test_at_the_bottom);
    tcase_add_test(tests, a_swap_makes_no_tuple);
    tcase_add_test(tests, leaving_a_loop_drops_its_iterator);
    tcase_add_test(tests, finally_runs_on_every_way_out);
    tcase_add_test(tests, a_returned_local_is_safe_from_finally);
    tcase_add_test(tests, the_name_of_a_handler_is_unbound_however_it_ends);
    tcase_add_test(tests, generators_begin_with_the_instruction_that_makes_them);
    tcase_add_test(tests, a_yield_in_a_handler_names_the_exception_to_put_aside);
    tcase_add_test(tests, class_bodies_run_in_a_namespace);
    tcase_add_test(tests, modules_use_globals_and_namespaces_names);
    tcase_add_test(tests, annotations_may_be_kept_as_text);
    tcase_add_test(tests, a_tree_too_deep_for_the_stack_is_a_recursion_error);
    tcase_add_test(tests, every_refused_allocation_is_a_memory_error);
    tcase_add_test(tests, a_copy_forgets_what_was_learnt_at_run_time);
    tcase_add_test(tests, the_verifier_doubts_what_was_changed);
    tcase_add_test(tests, a_listing_names_registers_constants_and_handlers);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

// Texts become the trees that they should, or errors, and never a crash.
#include "reading.h"

static void has_tree(OuParserMode mode, const char *text, const char *dump)
{
    Reading reading;
    reading_start(&reading, mode, text);
    ck_assert_msg(reading.accepted, "%s: %s", text, reading.error.message);
    ck_assert_str_eq(reading_dump(&reading), dump);
    reading_end(&reading);
}

static void is_refused(const char *text)
{
    Reading reading;
    reading_start(&reading, OU_PARSER_FILE, text);
    ck_assert_msg(!reading.accepted, "%s", text);
    reading_end(&reading);
}

static void is_accepted(const char *text)
{
    Reading reading;
    reading_start(&reading, OU_PARSER_FILE, text);
    ck_assert_msg(reading.accepted, "%.200s: %s", text, reading.error.message);
    reading_end(&reading);
}

START_TEST(an_empty_file_is_an_empty_module)
{
    has_tree(OU_PARSER_FILE, "", "Module(body=[],type_ignores=[])");
    has_tree(OU_PARSER_FILE, "\n# nothing\n", "Module(body=[],type_ignores=[])");
}
END_TEST

START_TEST(a_block_has_any_number_of_statements)
{
    has_tree(OU_PARSER_BLOCK, "# nothing\n", "Interactive(body=[Pass()])");
    has_tree(OU_PARSER_BLOCK, "a\nif b:\n  c\nd",
             "Interactive(body=[Expr(value=Name(id='a',ctx=Load())),"
             "If(test=Name(id='b',ctx=Load()),"
             "body=[Expr(value=Name(id='c',ctx=Load()))],orelse=[]),"
             "Expr(value=Name(id='d',ctx=Load()))])");
}
END_TEST

START_TEST(an_expression_needs_no_module)
{
    has_tree(OU_PARSER_EXPRESSION, "a + 1",
             "Expression(body=BinOp(left=Name(id='a',ctx=Load()),op=Add(),"
             "right=Constant(value=1)))");
}
END_TEST

START_TEST(precedence_is_pythons)
{
    has_tree(OU_PARSER_EXPRESSION, "-a ** -b",
             "Expression(body=UnaryOp(op=USub(),operand=BinOp(left=Name(id='a',ctx=Load()),"
             "op=Pow(),right=UnaryOp(op=USub(),operand=Name(id='b',ctx=Load())))))");
    has_tree(OU_PARSER_EXPRESSION, "not a in b",
             "Expression(body=UnaryOp(op=Not(),operand=Compare(left=Name(id='a',ctx=Load()),"
             "ops=[In()],comparators=[Name(id='b',ctx=Load())])))");
}
END_TEST

START_TEST(chains_are_one_node_unless_parenthesised)
{
    has_tree(OU_PARSER_EXPRESSION, "1 or 2 or 3",
             "Expression(body=BoolOp(op=Or(),values=[Constant(value=1),Constant(value=2),"
             "Constant(value=3)]))");
    has_tree(OU_PARSER_EXPRESSION, "(1 < 2) < 3",
             "Expression(body=Compare(left=Compare(left=Constant(value=1),ops=[Lt()],"
             "comparators=[Constant(value=2)]),ops=[Lt()],comparators=[Constant(value=3)]))");
}
END_TEST

START_TEST(parentheses_after_with_hold_items)
{
    has_tree(OU_PARSER_FILE, "with (a as b, c): pass",
             "Module(body=[With(items=[withitem(context_expr=Name(id='a',ctx=Load()),"
             "optional_vars=Name(id='b',ctx=Store())),withitem(context_expr=Name(id='c',"
             "ctx=Load()))],body=[Pass()])],type_ignores=[])");
    has_tree(OU_PARSER_FILE, "with (a, b) as c: pass",
             "Module(body=[With(items=[withitem(context_expr=Tuple(elts=[Name(id='a',ctx=Load()),"
             "Name(id='b',ctx=Load())],ctx=Load()),optional_vars=Name(id='c',ctx=Store()))],"
             "body=[Pass()])],type_ignores=[])");
    is_refused("(a as b)");
    is_refused("with (a as b) as c: pass");
    is_refused("with ((a as b)): pass");
    is_refused("with (a as b)(c): pass");
    is_refused("with x: (a as b)");
    is_refused("with [a as b]: pass");
}
END_TEST

START_TEST(match_and_case_are_names_elsewhere)
{
    is_accepted("match = case = _ = 1\nmatch(x)\nmatch[x]\nmatch.case\nprint(match, case)\n");
    is_accepted("match match:\n    case case: match\n    case _: case\n");
    is_accepted("match (x):\n case 1: pass\nmatch -x:\n case 1: pass\nmatch -x\n");
}
END_TEST

START_TEST(adjacent_strings_are_one)
{
    has_tree(OU_PARSER_EXPRESSION, "'a' f'b{c}' 'd'",
             "Expression(body=JoinedStr(values=[Constant(value='ab'),FormattedValue(value="
             "Name(id='c',ctx=Load()),conversion=-1),Constant(value='d')]))");
    has_tree(OU_PARSER_EXPRESSION, "f'{a = }'",
             "Expression(body=JoinedStr(values=[Constant(value='a = '),FormattedValue(value="
             "Name(id='a',ctx=Load()),conversion=114)]))");
    is_refused("'a' b'b'");
}
END_TEST

START_TEST(equal_names_are_the_same_object)
{
    Reading reading;
    reading_start(&reading, OU_PARSER_FILE, "\xc2\xaa = a\n");      // ª is another way to write a
    ck_assert(reading.accepted);
    OuNode *statement = OU_AS(Module, reading.tree.root)->body.items[0];
    OuNode *target = OU_AS(Assign, statement)->targets.items[0];
    OuNode *value = OU_AS(Assign, statement)->value;
    ck_assert_ptr_eq(OU_AS(Name, target)->id, OU_AS(Name, value)->id);
    reading_end(&reading);
}
END_TEST

START_TEST(positions_are_those_of_the_text)
{
    Reading reading;
    reading_start(&reading, OU_PARSER_FILE, "x = (a.b)\n");
    ck_assert(reading.accepted);
    OuNode *statement = OU_AS(Module, reading.tree.root)->body.items[0];
    OuNode *value = OU_AS(Assign, statement)->value;
    ck_assert_uint_eq(statement->start, 0);
    ck_assert_uint_eq(statement->end, 9);
    ck_assert_uint_eq(value->start, 5);
    ck_assert_uint_eq(value->end, 8);
    ck_assert(value->flags & OU_NODE_PARENTHESISED);
    reading_end(&reading);
}
END_TEST

static char *repeated(const char *piece, int count, const char *tail)
{
    size_t length = strlen(piece);
    char *text = malloc(length * (size_t)count + strlen(tail) + 1);
    for (int i = 0; i < count; i++)
        memcpy(text + length * (size_t)i, piece, length);
    strcpy(text + length * (size_t)count, tail);
    return text;
}

static void check_repeated(const char *piece, int count, const char *tail, int kind)
{
    Reading reading;
    char *text = repeated(piece, count, tail);
    reading_start(&reading, OU_PARSER_FILE, text);
    ck_assert_int_eq(reading.accepted ? -1 : (int)reading.error.kind, kind);
    reading_end(&reading);
    free(text);
}

START_TEST(depth_is_bounded)
{
    enum { ACCEPTED = -1 };
    check_repeated("1 + ", 5000, "1", ACCEPTED);
    check_repeated("1 + ", 100000, "1", OU_SYNTAX_RECURSION_ERROR);
    check_repeated("-", 5000, "1", ACCEPTED);
    check_repeated("-", 100000, "1", OU_SYNTAX_MEMORY_ERROR);
    check_repeated("2 ** ", 100000, "1", OU_SYNTAX_MEMORY_ERROR);
    check_repeated("lambda: ", 100000, "1", OU_SYNTAX_MEMORY_ERROR);
    check_repeated("a.", 100000, "b", OU_SYNTAX_RECURSION_ERROR);
    check_repeated("(", 20000, "", OU_SYNTAX_ERROR);
    check_repeated("a and ", 100000, "a", ACCEPTED);
    check_repeated("a < ", 100000, "a", ACCEPTED);
    check_repeated("a = ", 100000, "a", ACCEPTED);
    check_repeated("a, ", 100000, "a", ACCEPTED);
    check_repeated("'a' ", 100000, "", ACCEPTED);
    check_repeated("if a: pass\nel", 20000, "if b: pass", OU_SYNTAX_MEMORY_ERROR);
}
END_TEST

START_TEST(the_prompt_asks_for_more_when_it_should)
{
    static const struct { const char *text; char verdict; } lines[] = {
        { "x\n", 'c' },                     { "x = (\n", 'i' },
        { "x = (1,\n2)\n", 'c' },           { "if x:\n", 'i' },
        { "if x:\n  y\n", 'i' },            { "if x:\n  y\n\n", 'c' },
        { "if x:\n  y\n  \n", 'c' },        { "if x: y\n", 'i' },
        { "if x: y\n\n", 'c' },             { "'''abc\n", 'i' },
        { "x = 1 +\n", 'e' },               { "x = 1 + \\\n", 'i' },
        { "try:\n  a\n", 'i' },             { "try:\n  a\nexcept E:\n  b\n\n", 'c' },
        { "@d\n", 'i' },                    { "class A:\n  x = 1\n\n", 'c' },
        { ")\n", 'e' },                     { "x = )\n", 'e' },
        { "1 2\n", 'e' },                   { "while 1:\n  if x:\n    y\n", 'i' },
        { "from a import (b,\n", 'i' },     { "a; b\n", 'c' },
        { "match x:\n", 'i' },              { "match x:\n  case 1:\n    y\n\n", 'c' },
        { "\n", 'c' },                      { "# nothing\n", 'c' },
        { "x = 1\ny = 2\n", 'e' },          { "def f():\n", 'i' },
        { "f(a b\n", 'e' },                 { "for x in\n", 'e' },
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        Reading reading;
        reading_start(&reading, OU_PARSER_INTERACTIVE, lines[i].text);
        char verdict = reading.tree.incomplete ? 'i' : reading.accepted ? 'c' : 'e';
        ck_assert_msg(verdict == lines[i].verdict, "%s: %c", lines[i].text, verdict);
        reading_end(&reading);
    }
}
END_TEST

// Fails the n-th allocation for every n, until one run needs no more than that.
static void survive(const char *text, OuParserMode mode)
{
    for (uint64_t n = 1;; n++) {
        Reading reading;
        ou_memory_init(&reading.memory);
        ou_buffer_init(&reading.dump, &reading.memory);
        reading.memory.fail_at = n;
        reading.memory.fail_on = true;
        reading_parse(&reading, mode, text);
        bool done = reading.memory.requests < n;
        if (!done) {
            ck_assert(!reading.accepted);
            ck_assert_int_eq(reading.error.kind, OU_SYNTAX_MEMORY_ERROR);
        }
        reading_end(&reading);
        if (done)
            return;
    }
}

START_TEST(running_out_of_memory_is_an_error)
{
    char *long_text = repeated("def f(a, b=1, *c): return [f'{a!r:>{b}}' for d in {1: 2}, 3.5j]\n",
                               300, "import a.b.c as d; x.y = z = 'q' \"\\x41\"\n");
    char *wrong_text = repeated("x = {'a': (b, c, f'{d}'), **e}\n", 300, "f(1, 2 3)\n");
    survive(long_text, OU_PARSER_FILE);
    survive(wrong_text, OU_PARSER_FILE);
    survive("'abc' + (1 2)", OU_PARSER_EXPRESSION);
    free(long_text);
    free(wrong_text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("parser");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, an_empty_file_is_an_empty_module);
    tcase_add_test(tests, a_block_has_any_number_of_statements);
    tcase_add_test(tests, an_expression_needs_no_module);
    tcase_add_test(tests, precedence_is_pythons);
    tcase_add_test(tests, chains_are_one_node_unless_parenthesised);
    tcase_add_test(tests, parentheses_after_with_hold_items);
    tcase_add_test(tests, match_and_case_are_names_elsewhere);
    tcase_add_test(tests, adjacent_strings_are_one);
    tcase_add_test(tests, equal_names_are_the_same_object);
    tcase_add_test(tests, positions_are_those_of_the_text);
    tcase_add_test(tests, depth_is_bounded);
    tcase_add_test(tests, the_prompt_asks_for_more_when_it_should);
    tcase_add_test(tests, running_out_of_memory_is_an_error);
    tcase_set_timeout(tests, 60);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

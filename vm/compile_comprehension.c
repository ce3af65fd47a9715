// Comprehensions and generator expressions: functions of their own, called at once with the first
// iterator.
#include "vm/compile_unit.h"

enum { HEADER = 3 };

typedef struct Comprehension {
    OuNode     *node;
    const OuNodeList *generators;
    const char *name;
    OuOp        build;                  // NOP: a generator expression
    uint32_t    container;              // its temporary
} Comprehension;

static Comprehension comprehension_of(OuNode *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_LIST_COMP:
        return (Comprehension){ node, &OU_AS(ListComp, node)->generators, "<listcomp>",
                                OU_OP_BUILD_LIST, 0 };
    case OU_NODE_SET_COMP:
        return (Comprehension){ node, &OU_AS(SetComp, node)->generators, "<setcomp>",
                                OU_OP_BUILD_SET, 0 };
    case OU_NODE_DICT_COMP:
        return (Comprehension){ node, &OU_AS(DictComp, node)->generators, "<dictcomp>",
                                OU_OP_BUILD_DICT, 0 };
    default:
        return (Comprehension){ node, &OU_AS(GeneratorExp, node)->generators, "<genexpr>",
                                OU_OP_NOP, 0 };
    }
}

static void comprehension_yield(OuCompiler *compiler, OuNode *element)
{
    OuRegister value = ou_compile_expression(compiler, element, OU_WANT_PUSH);
    ou_compile_yield_register(compiler, value);
    ou_compile_drop(compiler, value);
}

static void comprehension_element(OuCompiler *compiler, Comprehension *comprehension)
{
    uint32_t base = compiler->unit->depth;
    OuNode *node = comprehension->node;
    OuRegister container = ou_temporary(comprehension->container);
    if (node->kind == OU_NODE_DICT_COMP) {
        OuDictCompNode *dict = OU_AS(DictComp, node);
        OuRegister key = ou_compile_operand(compiler, dict->key, dict->value);
        OuRegister value = ou_compile_expression(compiler, dict->value, OU_WANT_ANY);
        ou_draft_emit(compiler, OU_OP_DICT_SET, container, key, value, 0);
    } else if (node->kind == OU_NODE_GENERATOR_EXP) {
        comprehension_yield(compiler, OU_AS(GeneratorExp, node)->elt);
    } else {
        bool is_list = node->kind == OU_NODE_LIST_COMP;
        OuNode *element = is_list ? OU_AS(ListComp, node)->elt : OU_AS(SetComp, node)->elt;
        OuRegister value = ou_compile_expression(compiler, element, OU_WANT_ANY);
        ou_draft_emit(compiler, is_list ? OU_OP_LIST_APPEND : OU_OP_SET_ADD, container, value,
                      0, 0);
    }
    ou_draft_pop(compiler, base);
}

// The iterator of clause `i` goes to a new temporary; the first one is the parameter `.0`.
static OuRegister clause_iterator(OuCompiler *compiler, OuComprehensionNode *clause, uint32_t i)
{
    OuRegister iterator = ou_temporary(compiler->unit->depth);
    if (i == 0) {
        ou_draft_emit(compiler, OU_OP_COPY, iterator, 0, 0, 0);
        return iterator;
    }
    uint32_t base = compiler->unit->depth;
    OuRegister iterable = ou_compile_expression(compiler, clause->iter, OU_WANT_ANY);
    ou_draft_pop(compiler, base);
    ou_draft_push(compiler);
    OuOp op = clause->is_async ? OU_OP_GET_ASYNC_ITER : OU_OP_GET_ITER;
    ou_draft_emit(compiler, op, iterator, iterable, 0, 0);
    return iterator;
}

static void comprehension_clause(OuCompiler *compiler, Comprehension *comprehension, uint32_t i);

// What is done for one item; those that a condition refuses go on at `next`.
static void clause_body(OuCompiler *compiler, Comprehension *comprehension, uint32_t i,
                        uint32_t next)
{
    OuComprehensionNode *clause = OU_AS(Comprehension, comprehension->generators->items[i]);
    for (uint32_t k = 0; k < clause->ifs.count; k++) {
        ou_compile_jump(compiler, clause->ifs.items[k], false, next);
    }
    comprehension_clause(compiler, comprehension, i + 1);
}

static void comprehension_clause(OuCompiler *compiler, Comprehension *comprehension, uint32_t i)
{
    if (i == comprehension->generators->count) {
        comprehension_element(compiler, comprehension);
        return;
    }
    OuComprehensionNode *clause = OU_AS(Comprehension, comprehension->generators->items[i]);
    uint32_t base = compiler->unit->depth;
    OuRegister iterator = clause_iterator(compiler, clause, i);
    if (clause->is_async) {
        OuAsyncLoop loop;
        ou_async_loop_begin(compiler, &loop, clause->target, iterator);
        clause_body(compiler, comprehension, i, loop.next);
        ou_async_loop_end(compiler, &loop);
    } else {
        OuLoop loop;
        ou_loop_begin(compiler, &loop, clause->target, iterator);
        clause_body(compiler, comprehension, i, loop.next);
        ou_loop_end(compiler, &loop);
    }
    ou_draft_pop(compiler, base);
}

static OuCode *comprehension_code(OuCompiler *compiler, Comprehension *comprehension)
{
    OuUnit unit;
    OuNode *node = comprehension->node;
    if (!ou_unit_begin(compiler, &unit, ou_scope_of(node), node, comprehension->name, NULL)) {
        return NULL;
    }
    unit.argument_count = 1;
    ou_unit_prologue(compiler);
    comprehension->container = unit.depth;
    OuRegister container = ou_temporary(unit.depth);
    if (comprehension->build != OU_OP_NOP) {
        ou_draft_emit(compiler, comprehension->build, container, 0, 0, (int32_t)container);
    }
    comprehension_clause(compiler, comprehension, 0);
    if (comprehension->build == OU_OP_NOP) ou_compile_return_none(compiler);
    else ou_compile_return_register(compiler, container);
    return ou_unit_end(compiler);
}

OuRegister ou_compile_comprehension(OuCompiler *compiler, OuNode *node, OuWant want)
{
    Comprehension comprehension = comprehension_of(node);
    uint32_t window = compiler->unit->depth;
    OuRegister callee = ou_temporary(window);
    OuCode *code = comprehension_code(compiler, &comprehension);
    ou_compile_closure_steal(compiler, code, ou_scope_of(node), window, 0);
    ou_draft_push(compiler);
    ou_draft_push(compiler);
    OuComprehensionNode *first = OU_AS(Comprehension, comprehension.generators->items[0]);
    OuRegister iterable = ou_compile_expression(compiler, first->iter, OU_WANT_ANY);
    ou_draft_pop(compiler, window + HEADER);
    OuRegister argument = ou_draft_push(compiler);
    OuOp op = first->is_async ? OU_OP_GET_ASYNC_ITER : OU_OP_GET_ITER;
    ou_draft_emit(compiler, op, argument, iterable, 0, 0);
    ou_draft_pop(compiler, window);
    ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_CALL, 1, 0, callee, (int32_t)callee);
    bool is_awaited = ou_scope_of(node)->is_coroutine && comprehension.build != OU_OP_NOP;
    if (is_awaited) ou_compile_await_register(compiler, callee, OU_AWAITED_ANY);
    return ou_compile_settle(compiler, want, callee);
}

#include "parser/check.h"

#include <stdarg.h>
#include <stdio.h>

#include "parser/check_walk.h"
#include "parser/complaint.h"

enum {
    TASK_ENTER = OU_TODO_OWN,    // the scope of a node
    TASK_LEAVE,
    TASK_LOOP,                   // a block begins that `node` opens
    TASK_GROUP_HANDLER,
    TASK_OTHER,
    TASK_END,                    // the innermost block ends
    TASK_UNWIND_RETURN,          // the value of a return has been walked
    TASK_CASE,                   // a clause of a match statement
    TASK_LAST_CASE,
    TASK_HANDLERS,               // the handlers of a try statement begin
};

void ou_check_fail_memory(OuCheck *check)
{
    if (!check->failed) ou_complaint_memory(check->error);
    check->failed = true;
}

void ou_check_fail(OuCheck *check, const OuNode *at, const char *format, ...)
{
    if (check->failed) return;
    va_list arguments;
    va_start(arguments, format);
    ou_complaint_list(check->tree, check->error, at->start, at->end, format, arguments);
    va_end(arguments);
    check->failed = true;
}

// ---- what is around -----------------------------------------------------------------------------

static void enter(OuCheck *check, OuNode *node)
{
    OuCheckFrame *frame = OU_ARENA_NEW(check->arena, OuCheckFrame);
    if (!frame) { ou_check_fail_memory(check); return; }
    frame->around = check->frame;
    frame->scope = ou_scope_of(node);
    check->frame = frame;
}

static void begin_block(OuCheck *check, OuCheckBlock block, const OuNode *at)
{
    OuCheckFrame *frame = check->frame;
    if (frame->block_count == OU_CHECK_MAX_BLOCKS) {
        ou_check_fail(check, at, "too many statically nested blocks");
    } else {
        frame->blocks[frame->block_count++] = (uint8_t)block;
    }
}

static bool is_in_function(const OuCheck *check)
{
    return ou_is_scope_function(check->frame->scope);
}

static bool is_in_async_function(const OuCheck *check)
{
    return check->frame->scope->node->kind == OU_NODE_ASYNC_FUNCTION_DEF;
}

static bool is_in_comprehension(const OuCheck *check)
{
    OuScopeKind kind = check->frame->scope->kind;
    return kind == OU_SCOPE_COMPREHENSION || kind == OU_SCOPE_GENERATOR;
}

// True when `target` blocks are reached from inside out without leaving an `except*`.
static bool unwind(OuCheck *check, bool to_loop, const OuNode *at)
{
    const OuCheckFrame *frame = check->frame;
    for (uint32_t i = frame->block_count; i > 0; i--) {
        if (to_loop && frame->blocks[i - 1] == OU_CHECK_LOOP) return true;
        if (frame->blocks[i - 1] != OU_CHECK_GROUP_HANDLER) continue;
        ou_check_fail(check, at, "'break', 'continue' and 'return' cannot appear in an except* "
                      "block");
        return true;
    }
    return !to_loop;
}

// ---- blocks -------------------------------------------------------------------------------------

static void push_block(OuCheck *check, uint32_t task, OuNode *node, const OuNodeList *body)
{
    ou_todo_push(&check->todo, TASK_END, node);
    ou_todo_list(&check->todo, body, 0);
    ou_todo_push(&check->todo, task, node);
}

static void visit_for(OuCheck *check, OuNode *node)
{
    const OuForNode *loop = OU_AS(For, node);                 // AsyncFor has the same fields
    if (node->kind == OU_NODE_ASYNC_FOR && !is_in_async_function(check)) {
        ou_check_fail(check, node, "'async for' outside async function");
    }
    ou_todo_list(&check->todo, &loop->orelse, 0);
    ou_todo_push(&check->todo, TASK_END, node);
    ou_todo_list(&check->todo, &loop->body, 0);
    ou_todo_visit(&check->todo, loop->target);
    ou_todo_visit(&check->todo, loop->iter);
    ou_todo_push(&check->todo, TASK_LOOP, node);
}

static void visit_while(OuCheck *check, OuNode *node)
{
    const OuWhileNode *loop = OU_AS(While, node);
    ou_todo_list(&check->todo, &loop->orelse, 0);
    push_block(check, TASK_LOOP, node, &loop->body);
    ou_todo_visit(&check->todo, loop->test);
}

// Each item is a block of its own around the next.
static void visit_with(OuCheck *check, OuNode *node)
{
    const OuWithNode *with = OU_AS(With, node);               // AsyncWith has the same fields
    if (node->kind == OU_NODE_ASYNC_WITH && !is_in_async_function(check)) {
        ou_check_fail(check, node, "'async with' outside async function");
    }
    for (uint32_t i = 0; i < with->items.count; i++) {
        ou_todo_push(&check->todo, TASK_END, node);
    }
    ou_todo_list(&check->todo, &with->body, 0);
    for (uint32_t i = with->items.count; i > 0; i--) {
        const OuWithItemNode *item = OU_AS(WithItem, with->items.items[i - 1]);
        ou_todo_visit(&check->todo, item->optional_vars);
        ou_todo_push(&check->todo, TASK_OTHER, node);
        ou_todo_visit(&check->todo, item->context_expr);
    }
}

static void check_handlers(OuCheck *check, const OuNode *node)
{
    const OuNodeList *handlers = &OU_AS(Try, node)->handlers;
    for (uint32_t i = 0; i + 1 < handlers->count; i++) {
        if (OU_AS(ExceptHandler, handlers->items[i])->type) continue;
        ou_check_fail(check, handlers->items[i], "default 'except:' must be last");
    }
}

static void visit_try(OuCheck *check, OuNode *node)
{
    const OuTryNode *try = OU_AS(Try, node);                  // TryStar has the same fields
    bool has_finally = try->finalbody.count > 0;
    if (has_finally) {
        push_block(check, TASK_OTHER, node, &try->finalbody);
        ou_todo_push(&check->todo, TASK_END, node);
    }
    if (try->handlers.count > 0) {
        bool is_group = node->kind == OU_NODE_TRY_STAR;
        push_block(check, is_group ? TASK_GROUP_HANDLER : TASK_OTHER, node, &try->handlers);
        ou_todo_push(&check->todo, TASK_HANDLERS, node);
        ou_todo_list(&check->todo, &try->orelse, 0);
        push_block(check, TASK_OTHER, node, &try->body);
    } else {
        ou_todo_list(&check->todo, &try->body, 0);
    }
    if (has_finally) ou_todo_push(&check->todo, TASK_OTHER, node);
}

static void visit_handler(OuCheck *check, OuNode *node)
{
    const OuExceptHandlerNode *handler = OU_AS(ExceptHandler, node);
    ou_check_binding(check, handler->name, node);
    push_block(check, TASK_OTHER, node, &handler->body);
    ou_todo_visit(&check->todo, handler->type);
}

static void visit_match(OuCheck *check, const OuNode *node)
{
    const OuMatchNode *match = OU_AS(Match, node);
    for (uint32_t i = match->cases.count; i > 0; i--) {
        bool is_last = i == match->cases.count;
        ou_todo_push(&check->todo, is_last ? TASK_LAST_CASE : TASK_CASE, match->cases.items[i - 1]);
    }
    ou_todo_visit(&check->todo, match->subject);
}

// What matches everything may stand last, or behind a guard.
static void check_case(OuCheck *check, const OuNode *node, bool is_last)
{
    const OuMatchCaseNode *clause = OU_AS(MatchCase, node);
    ou_check_pattern(check, clause->pattern, is_last || clause->guard);
    ou_todo_list(&check->todo, &clause->body, 0);
    ou_todo_visit(&check->todo, clause->guard);
}

// ---- leaving ------------------------------------------------------------------------------------

static void visit_break(OuCheck *check, const OuNode *node)
{
    if (unwind(check, true, node)) return;
    ou_check_fail(check, node, node->kind == OU_NODE_BREAK ? "'break' outside loop"
                                                           : "'continue' not properly in loop");
}

static void visit_return(OuCheck *check, OuNode *node)
{
    const OuReturnNode *statement = OU_AS(Return, node);
    if (check->frame->scope->kind != OU_SCOPE_FUNCTION) {
        ou_check_fail(check, node, "'return' outside function");
    } else if (statement->value && check->frame->scope->is_async_generator) {
        ou_check_fail(check, node, "'return' with value in async generator");
    }
    ou_todo_push(&check->todo, TASK_UNWIND_RETURN, node);
    ou_todo_visit(&check->todo, statement->value);
}

static void unwind_return(OuCheck *check, const OuNode *node)
{
    const OuNode *value = OU_AS(Return, node)->value;
    unwind(check, false, value && value->kind == OU_NODE_CONSTANT ? value : node);
}

static void visit_yield(OuCheck *check, OuNode *node)
{
    if (!is_in_function(check)) {
        ou_check_fail(check, node, "'yield' outside function");
    } else if (node->kind == OU_NODE_YIELD_FROM && is_in_async_function(check)) {
        ou_check_fail(check, node, "'yield from' inside async function");
    }
    ou_todo_fields(&check->todo, node);
}

static void visit_await(OuCheck *check, OuNode *node)
{
    if (!is_in_function(check)) {
        ou_check_fail(check, node, "'await' outside function");
    } else if (!is_in_async_function(check) && !is_in_comprehension(check)) {
        ou_check_fail(check, node, "'await' outside async function");
    }
    ou_todo_fields(&check->todo, node);
}

// ---- scopes -------------------------------------------------------------------------------------

// Items that may be starred: `f(*a)`, `[*a]`, `class C(*a)`.
static void push_items(OuCheck *check, const OuNodeList *list)
{
    for (uint32_t i = list->count; i > 0; i--) {
        OuNode *item = list->items[i - 1];
        ou_todo_visit(&check->todo, item->kind == OU_NODE_STARRED ? OU_AS(Starred, item)->value
                                                                  : item);
    }
}

static void push_annotation(OuCheck *check, OuNode *annotation)
{
    if (!annotation || check->future.annotations) return;
    bool starred = annotation->kind == OU_NODE_STARRED;       // def f(*args: *Ts)
    ou_todo_visit(&check->todo, starred ? OU_AS(Starred, annotation)->value : annotation);
}

static void push_parameter(OuCheck *check, const OuNode *parameter)
{
    if (parameter) push_annotation(check, OU_AS(Arg, parameter)->annotation);
}

static void push_parameters(OuCheck *check, const OuNodeList *parameters)
{
    for (uint32_t i = parameters->count; i > 0; i--) {
        push_parameter(check, parameters->items[i - 1]);
    }
}

static void push_arguments(OuCheck *check, const OuNode *node)
{
    const OuArgumentsNode *arguments = OU_AS(Arguments, node);
    push_parameter(check, arguments->kwarg);
    push_parameters(check, &arguments->kwonlyargs);
    push_parameter(check, arguments->vararg);
    push_parameters(check, &arguments->args);
    push_parameters(check, &arguments->posonlyargs);
    ou_todo_list(&check->todo, &arguments->kw_defaults, 0);
    ou_todo_list(&check->todo, &arguments->defaults, 0);
}

static void push_scope(OuCheck *check, OuNode *node, const OuNodeList *body)
{
    ou_todo_push(&check->todo, TASK_LEAVE, node);
    ou_todo_list(&check->todo, body, 0);
    ou_todo_push(&check->todo, TASK_ENTER, node);
}

static void visit_function(OuCheck *check, OuNode *node)
{
    const OuFunctionDefNode *function = OU_AS(FunctionDef, node);
    ou_check_parameters(check, function->args, node);
    ou_check_binding(check, function->name, node);
    push_scope(check, node, &function->body);
    push_annotation(check, function->returns);
    push_arguments(check, function->args);
    ou_todo_list(&check->todo, &function->decorator_list, 0);
}

static void visit_lambda(OuCheck *check, OuNode *node)
{
    const OuLambdaNode *lambda = OU_AS(Lambda, node);
    ou_check_parameters(check, lambda->args, node);
    ou_todo_push(&check->todo, TASK_LEAVE, node);
    ou_todo_visit(&check->todo, lambda->body);
    ou_todo_push(&check->todo, TASK_ENTER, node);
    push_arguments(check, lambda->args);
}

static void visit_class(OuCheck *check, OuNode *node)
{
    const OuClassDefNode *class = OU_AS(ClassDef, node);
    ou_check_binding(check, class->name, node);
    ou_check_keywords(check, &class->keywords, node);
    ou_todo_list(&check->todo, &class->keywords, 0);
    push_items(check, &class->bases);
    push_scope(check, node, &class->body);
    ou_todo_list(&check->todo, &class->decorator_list, 0);
}

static void push_elements(OuCheck *check, const OuNode *node)
{
    if (node->kind == OU_NODE_DICT_COMP) {
        ou_todo_visit(&check->todo, OU_AS(DictComp, node)->value);
        ou_todo_visit(&check->todo, OU_AS(DictComp, node)->key);
    } else {
        ou_todo_visit(&check->todo, OU_AS(ListComp, node)->elt);  // the others have the same fields
    }
}

static void visit_comprehension(OuCheck *check, OuNode *node)
{
    const OuScope *scope = ou_scope_of(node);
    const OuNodeList *generators = node->kind == OU_NODE_DICT_COMP
                                 ? &OU_AS(DictComp, node)->generators
                                 : &OU_AS(ListComp, node)->generators;
    const OuComprehensionNode *first = OU_AS(Comprehension, generators->items[0]);
    bool fits = is_in_async_function(check) || is_in_comprehension(check);
    if (scope->is_coroutine && scope->kind == OU_SCOPE_COMPREHENSION && !fits) {
        ou_check_fail(check, node, "asynchronous comprehension outside of an asynchronous "
                      "function");
    }
    ou_todo_push(&check->todo, TASK_LEAVE, node);
    push_elements(check, node);
    ou_todo_list(&check->todo, generators, 1);
    ou_todo_list(&check->todo, &first->ifs, 0);
    ou_todo_visit(&check->todo, first->target);
    ou_todo_push(&check->todo, TASK_ENTER, node);
    ou_todo_visit(&check->todo, first->iter);
}

// ---- other statements and expressions -----------------------------------------------------------

// Annotations of variables are evaluated in modules and classes only.
static void visit_annotated(OuCheck *check, const OuNode *node)
{
    const OuAnnAssignNode *assign = OU_AS(AnnAssign, node);
    OuNode *target = assign->target;
    if (!is_in_function(check)) push_annotation(check, assign->annotation);
    if (assign->value) {
        ou_todo_visit(&check->todo, target);
        ou_todo_visit(&check->todo, assign->value);
    } else if (target->kind == OU_NODE_NAME) {
        ou_check_binding(check, OU_AS(Name, target)->id, node);
    } else {
        if (target->kind == OU_NODE_ATTRIBUTE) {
            ou_check_binding(check, OU_AS(Attribute, target)->attr, node);
        }
        ou_todo_fields(&check->todo, target);
    }
}

static void visit_augmented(OuCheck *check, const OuNode *node)
{
    const OuAugAssignNode *assign = OU_AS(AugAssign, node);
    if (assign->target->kind == OU_NODE_NAME) ou_check_target(check, assign->target);
    ou_todo_visit(&check->todo, assign->value);
    ou_todo_fields(&check->todo, assign->target);
}

static void visit_import(OuCheck *check, const OuNode *node)
{
    bool is_from = node->kind == OU_NODE_IMPORT_FROM;
    const OuNodeList *names = is_from ? &OU_AS(ImportFrom, node)->names
                                      : &OU_AS(Import, node)->names;
    if (ou_is_check_future(node)) {
        uint32_t line = ou_source_locate(&check->tree->source, node->start).line;
        if (line > check->future.last_line) {
            ou_check_fail(check, node, "from __future__ imports must occur at the beginning of the "
                          "file");
        }
    }
    for (uint32_t i = 0; i < names->count; i++) ou_check_alias(check, names->items[i], node);
}

static void visit_call(OuCheck *check, const OuNode *node)
{
    const OuCallNode *call = OU_AS(Call, node);
    ou_check_warn_call(check, node);
    ou_check_keywords(check, &call->keywords, node);
    ou_todo_list(&check->todo, &call->keywords, 0);
    push_items(check, &call->args);
    ou_todo_visit(&check->todo, call->func);
}

static void visit_items(OuCheck *check, const OuNode *node)
{
    ou_check_target(check, node);
    push_items(check, node->kind == OU_NODE_SET ? &OU_AS(Set, node)->elts
                                                : &OU_AS(Tuple, node)->elts);  // List: the same
}

static void visit_star(OuCheck *check, const OuNode *node)
{
    ou_check_fail(check, node, node->context == OU_CONTEXT_STORE
                  ? "starred assignment target must be in a list or tuple"
                  : "can't use starred expression here");
}

static void visit_and_go_on(OuCheck *check, OuNode *node,
                            void (*examine)(OuCheck *check, const OuNode *node))
{
    examine(check, node);
    ou_todo_fields(&check->todo, node);
}

static void visit_expression(OuCheck *check, OuNode *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_LAMBDA:       visit_lambda(check, node); break;
    case OU_NODE_LIST_COMP: case OU_NODE_SET_COMP: case OU_NODE_DICT_COMP:
    case OU_NODE_GENERATOR_EXP: visit_comprehension(check, node); break;
    case OU_NODE_YIELD: case OU_NODE_YIELD_FROM: visit_yield(check, node); break;
    case OU_NODE_AWAIT:        visit_await(check, node); break;
    case OU_NODE_CALL:         visit_call(check, node); break;
    case OU_NODE_TUPLE: case OU_NODE_LIST: case OU_NODE_SET: visit_items(check, node); break;
    case OU_NODE_STARRED:      visit_star(check, node); break;
    case OU_NODE_NAME:
        if (node->context != OU_CONTEXT_LOAD) ou_check_target(check, node);
        break;
    case OU_NODE_ATTRIBUTE:    visit_and_go_on(check, node, ou_check_target); break;
    case OU_NODE_COMPARE:      visit_and_go_on(check, node, ou_check_warn_compare); break;
    case OU_NODE_SUBSCRIPT:    visit_and_go_on(check, node, ou_check_warn_subscript); break;
    default:                   ou_todo_fields(&check->todo, node); break;
    }
}

static void visit(OuCheck *check, OuNode *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_FUNCTION_DEF: case OU_NODE_ASYNC_FUNCTION_DEF: visit_function(check, node); break;
    case OU_NODE_CLASS_DEF:    visit_class(check, node); break;
    case OU_NODE_RETURN:       visit_return(check, node); break;
    case OU_NODE_BREAK: case OU_NODE_CONTINUE: visit_break(check, node); break;
    case OU_NODE_FOR: case OU_NODE_ASYNC_FOR: visit_for(check, node); break;
    case OU_NODE_WHILE:        visit_while(check, node); break;
    case OU_NODE_WITH: case OU_NODE_ASYNC_WITH: visit_with(check, node); break;
    case OU_NODE_TRY: case OU_NODE_TRY_STAR: visit_try(check, node); break;
    case OU_NODE_EXCEPT_HANDLER: visit_handler(check, node); break;
    case OU_NODE_MATCH:        visit_match(check, node); break;
    case OU_NODE_ANN_ASSIGN:   visit_annotated(check, node); break;
    case OU_NODE_AUG_ASSIGN:   visit_augmented(check, node); break;
    case OU_NODE_IMPORT: case OU_NODE_IMPORT_FROM: visit_import(check, node); break;
    case OU_NODE_ASSERT:       visit_and_go_on(check, node, ou_check_warn_assert); break;
    default:                   visit_expression(check, node); break;
    }
}

// ---- the walk -----------------------------------------------------------------------------------

static void perform(OuCheck *check, OuTodo todo)
{
    OuNode *node = todo.of.node;
    switch (todo.task) {
    case OU_TODO_VISIT:      visit(check, node); break;
    case TASK_ENTER:         enter(check, node); break;
    case TASK_LEAVE:         check->frame = check->frame->around; break;
    case TASK_LOOP:          begin_block(check, OU_CHECK_LOOP, node); break;
    case TASK_GROUP_HANDLER: begin_block(check, OU_CHECK_GROUP_HANDLER, node); break;
    case TASK_OTHER:         begin_block(check, OU_CHECK_OTHER, node); break;
    case TASK_END:           check->frame->block_count--; break;
    case TASK_UNWIND_RETURN: unwind_return(check, node); break;
    case TASK_HANDLERS:      check_handlers(check, node); break;
    case TASK_CASE:          check_case(check, node, false); break;
    case TASK_LAST_CASE:     check_case(check, node, true); break;
    }
}

bool ou_check_tree(OuSyntaxTree *tree, OuSyntaxError *error)
{
    OuCheck check = { .tree = tree, .arena = tree->source.arena, .error = error };
    OuTodo todo;
    if (!ou_check_future(tree, &check.future, error)) return false;
    check.debug = ou_ast_intern(&tree->names, "__debug__", 9);
    if (!check.debug) return ou_complaint_memory(error);
    ou_todo_init(&check.todo, check.arena);
    ou_todo_fields(&check.todo, tree->root);
    enter(&check, tree->root);
    while (!check.failed && ou_todo_next(&check.todo, &todo)) perform(&check, todo);
    if (check.todo.failed) ou_check_fail_memory(&check);
    ou_todo_free(&check.todo);
    return !check.failed;
}

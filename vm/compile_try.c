// try and with. Of each the layout, with e the temporary that holds the exception, and then, once
// BEGIN_HANDLER has run, the exception that was being handled before:
//
//     try:                          body                      exceptions go to `handlers`
//                                   else, JUMP end
//     handlers: BEGIN_HANDLER e     tests and handlers        exceptions go to `cleanup`
//                                   END_HANDLER e, JUMP end   (each handler)
//                                   RERAISE                   (none matched)
//     cleanup:  END_HANDLER e       RERAISE
//     end:
#include "vm/compile_unit.h"

// --- handlers ------------------------------------------------------------------------------------

typedef struct Handling {
    OuBlock    block;
    OuRegister saved;              // the exception handled before
    OuRegister raised;             // where exceptions raised in the handler go
    uint32_t   cleanup;            // the handler that catches those
    OuPlace    place;
} Handling;

// An artificial instruction: it stands nowhere in the source.
static OuPlace place_nowhere(OuCompiler *compiler)
{
    OuPlace place = { compiler->unit->start, compiler->unit->end };
    ou_unit_return(compiler, (OuPlace){ 0, 0 });
    return place;
}

// Enters the code that handles what `handler` catches; false: nothing can raise to it.
static bool handling_begin(OuCompiler *compiler, Handling *handling, uint32_t handler,
                           uint32_t base)
{
    OuUnit *unit = compiler->unit;
    if (!ou_draft_place_handler(compiler, handler)) return false;
    ou_draft_pop(compiler, base);
    OuPlace place = place_nowhere(compiler);
    *handling = (Handling){ .saved = ou_draft_push(compiler), .place = place };
    ou_draft_emit(compiler, OU_OP_BEGIN_HANDLER, handling->saved, 0, 0, 0);
    ou_unit_return(compiler, place);
    handling->raised = ou_temporary(unit->depth);
    handling->block = (OuBlock){ .kind = OU_BLOCK_HANDLER, .temporary = handling->saved };
    handling->cleanup = ou_draft_handler(compiler, handling->raised);
    ou_block_push(compiler, &handling->block);
    unit->handler = handling->cleanup;
    return true;
}

// The exception goes on: from the end of a handler that didn't want it, which is seen to end at
// node `last`; NULL: where the exception came from.
static void handling_pass_on(OuCompiler *compiler, Handling *handling, const OuNode *last)
{
    OuUnit *unit = compiler->unit;
    OuPlace place = place_nowhere(compiler);
    ou_draft_emit(compiler, OU_OP_LOAD_HANDLED, handling->raised, 0, 0, 0);
    unit->handler = handling->block.handler;
    ou_draft_emit(compiler, OU_OP_END_HANDLER, handling->saved, 0, 0, 0);
    if (last) ou_unit_go(compiler, last);
    ou_draft_emit(compiler, OU_OP_RERAISE, handling->raised, 0, 0, !last);
    unit->handler = handling->cleanup;
    ou_unit_return(compiler, place);
}

// Behind a handler's first instruction, which can't raise, its exception counts as live.
static void handling_receive(OuCompiler *compiler, const Handling *handling)
{
    ou_draft_emit(compiler, OU_OP_NOP, 0, 0, 0, 0);
    ou_draft_set_live(compiler, handling->raised, true);
}

// Leaves the handler's code and writes what catches exceptions raised in it.
static void handling_end(OuCompiler *compiler, Handling *handling)
{
    ou_block_pop(compiler, &handling->block);
    if (!ou_draft_place_handler(compiler, handling->cleanup)) return;
    OuPlace place = place_nowhere(compiler);
    handling_receive(compiler, handling);
    ou_draft_emit(compiler, OU_OP_END_HANDLER, handling->saved, 0, 0, 0);
    ou_draft_emit(compiler, OU_OP_RERAISE, handling->raised, 0, 0, 1);
    ou_unit_return(compiler, place);
}

// The handler is done: the exception is forgotten, and what follows runs outside.
static void handling_finish(OuCompiler *compiler, Handling *handling, OuName *name)
{
    compiler->unit->handler = handling->block.handler;
    ou_draft_emit(compiler, OU_OP_END_HANDLER, handling->saved, 0, 0, 0);
    if (name) ou_compile_forget_name(compiler, name);
}

// --- except --------------------------------------------------------------------------------------

static void handler_test(OuCompiler *compiler, OuExceptHandlerNode *handler, uint32_t next)
{
    if (!handler->type) return;
    uint32_t base = compiler->unit->depth;
    OuRegister class = ou_compile_expression(compiler, handler->type, OU_WANT_ANY);
    ou_draft_pop(compiler, base);
    ou_draft_jump(compiler, OU_OP_JUMP_UNLESS_MATCH, class, 0, next);
}

// The body of `except E as name`: the name is unbound however the body ends.
static void handler_named_body(OuCompiler *compiler, Handling *handling,
                               OuExceptHandlerNode *handler, uint32_t end)
{
    OuUnit *unit = compiler->unit;
    uint32_t base = unit->depth;
    OuRegister exception = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_LOAD_HANDLED, exception, 0, 0, 0);
    ou_compile_store_name(compiler, handler->name, exception);
    ou_draft_pop(compiler, base);
    uint32_t failed = ou_draft_handler(compiler, handling->raised);
    handling->block.name = handler->name;
    unit->handler = failed;
    ou_compile_body(compiler, &handler->body);
    handling->block.name = NULL;
    handling_finish(compiler, handling, handler->name);
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, end);
    unit->handler = handling->cleanup;
    if (!ou_draft_place_handler(compiler, failed)) return;
    OuPlace place = place_nowhere(compiler);
    ou_draft_push(compiler);
    handling_receive(compiler, handling);
    ou_compile_forget_name(compiler, handler->name);
    ou_draft_emit(compiler, OU_OP_RERAISE, handling->raised, 0, 0, 1);
    ou_unit_return(compiler, place);
    ou_draft_pop(compiler, base);
}

static void handler_body(OuCompiler *compiler, Handling *handling, OuExceptHandlerNode *handler,
                         uint32_t end)
{
    if (handler->name) {
        handler_named_body(compiler, handling, handler, end);
        return;
    }
    ou_compile_body(compiler, &handler->body);
    handling_finish(compiler, handling, NULL);
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, end);
    compiler->unit->handler = handling->cleanup;
}

static void compile_handlers(OuCompiler *compiler, OuTryNode *statement, Handling *handling,
                             uint32_t end)
{
    const OuNode *last_test = NULL;
    for (uint32_t i = 0; i < statement->handlers.count; i++) {
        OuExceptHandlerNode *handler = OU_AS(ExceptHandler, statement->handlers.items[i]);
        OuPlace place = ou_unit_go(compiler, &handler->head);
        uint32_t next = ou_draft_label(compiler);
        handler_test(compiler, handler, next);
        handler_body(compiler, handling, handler, end);
        ou_draft_place(compiler, next);
        last_test = handler->type;
        ou_unit_return(compiler, place);
    }
    if (last_test) handling_pass_on(compiler, handling, last_test);
}

// --- except* -------------------------------------------------------------------------------------
// In the handlers' code: the original exception, the list of what the clauses leave, and the rest
// that no clause has taken yet.
//
//     each clause:    MATCH_GROUP, UNPACK        match, rest
//                     JUMP_IF_NONE next
//                     body                       exceptions go to `failed`
//                     JUMP next
//     failed:         LIST_APPEND list
//     next: ...
//     behind all:     LIST_APPEND list, rest
//                     PREPARE_RERAISE            END_HANDLER, and RERAISE unless it is None

typedef struct Star { OuRegister original, list, rest; } Star;

static OuRegister star_load(OuCompiler *compiler)
{
    OuRegister to = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_LOAD_HANDLED, to, 0, 0, 0);
    return to;
}

static Star star_begin(OuCompiler *compiler)
{
    OuPlace place = place_nowhere(compiler);
    Star star = { .original = star_load(compiler) };
    star.list = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_BUILD_LIST, star.list, 0, 0, (int32_t)star.list);
    star.rest = star_load(compiler);
    ou_unit_return(compiler, place);
    return star;
}

// Splits the rest; the part that matches stands in the register that is returned.
static OuRegister star_test(OuCompiler *compiler, const Star *star, OuExceptHandlerNode *handler,
                            uint32_t next)
{
    uint32_t base = compiler->unit->depth;
    OuRegister class = ou_compile_expression(compiler, handler->type, OU_WANT_ANY);
    ou_draft_emit(compiler, OU_OP_MATCH_GROUP, star->rest, star->rest, class, 0);
    ou_draft_pop(compiler, base);
    OuRegister match = ou_draft_push(compiler), rest = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_UNPACK, star->rest, 2, 0, (int32_t)match);
    ou_draft_emit(compiler, OU_OP_MOVE, star->rest, rest, 0, 0);
    ou_draft_emit(compiler, OU_OP_COPY, rest, match, 0, 0);
    uint32_t matched = ou_draft_label(compiler);
    ou_draft_jump(compiler, OU_OP_JUMP_UNLESS_NONE, rest, 0, matched);
    ou_draft_emit(compiler, OU_OP_DROP, match, 0, 0, 0);
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, next);
    ou_draft_place(compiler, matched);
    ou_draft_pop(compiler, base + 1);
    return match;
}

static void star_body(OuCompiler *compiler, Handling *handling, const Star *star,
                      OuExceptHandlerNode *handler, uint32_t next)
{
    OuUnit *unit = compiler->unit;
    uint32_t base = unit->depth;
    OuRegister raised = ou_temporary(base);
    uint32_t failed = ou_draft_handler(compiler, raised);
    unit->handler = failed;
    ou_compile_body(compiler, &handler->body);
    unit->handler = handling->cleanup;
    if (handler->name) ou_compile_forget_name(compiler, handler->name);
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, next);
    if (!ou_draft_place_handler(compiler, failed)) return;
    OuPlace place = place_nowhere(compiler);
    ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_NOP, 0, 0, 0, 0);
    ou_draft_set_live(compiler, raised, true);
    if (handler->name) ou_compile_forget_name(compiler, handler->name);
    ou_draft_emit(compiler, OU_OP_LIST_APPEND, star->list, raised, 1, 0);
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, next);
    ou_unit_return(compiler, place);
    ou_draft_pop(compiler, base);
}

static void star_clause(OuCompiler *compiler, Handling *handling, const Star *star,
                        OuExceptHandlerNode *handler)
{
    uint32_t base = compiler->unit->depth, next = ou_draft_label(compiler);
    OuRegister match = star_test(compiler, star, handler, next);
    if (handler->name) ou_compile_store_name(compiler, handler->name, match);
    else ou_draft_emit(compiler, OU_OP_DROP, match, 0, 0, 0);
    ou_draft_pop(compiler, base);
    star_body(compiler, handling, star, handler, next);
    ou_draft_place(compiler, next);
}

// What is left goes on.
static void star_end(OuCompiler *compiler, Handling *handling, const Star *star, uint32_t end)
{
    OuUnit *unit = compiler->unit;
    OuPlace place = place_nowhere(compiler);
    OuRegister left = star->original, copy = star->list;
    uint32_t raise = ou_draft_label(compiler);
    ou_draft_emit(compiler, OU_OP_LIST_APPEND, star->list, star->rest, 1, 0);
    ou_draft_emit(compiler, OU_OP_PREPARE_RERAISE, left, star->original, star->list, 0);
    unit->handler = handling->block.handler;
    ou_draft_emit(compiler, OU_OP_COPY, copy, left, 0, 0);
    ou_draft_jump(compiler, OU_OP_JUMP_UNLESS_NONE, copy, 0, raise);
    ou_draft_emit(compiler, OU_OP_DROP, left, 0, 0, 0);
    ou_draft_emit(compiler, OU_OP_END_HANDLER, handling->saved, 0, 0, 0);
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, end);
    ou_draft_place(compiler, raise);
    ou_draft_emit(compiler, OU_OP_END_HANDLER, handling->saved, 0, 0, 0);
    ou_draft_emit(compiler, OU_OP_RERAISE, left, 0, 0, 0);
    unit->handler = handling->cleanup;
    ou_unit_return(compiler, place);
}

static void compile_star_handlers(OuCompiler *compiler, OuTryNode *statement, Handling *handling,
                                  uint32_t end)
{
    uint32_t base = compiler->unit->depth;
    Star star = star_begin(compiler);
    for (uint32_t i = 0; i < statement->handlers.count; i++) {
        OuExceptHandlerNode *handler = OU_AS(ExceptHandler, statement->handlers.items[i]);
        OuPlace place = ou_unit_go(compiler, &handler->head);
        star_clause(compiler, handling, &star, handler);
        ou_unit_return(compiler, place);
    }
    star_end(compiler, handling, &star, end);
    ou_draft_pop(compiler, base);
}

// --- try, except ---------------------------------------------------------------------------------

static void compile_try_except(OuCompiler *compiler, OuTryNode *statement)
{
    OuUnit *unit = compiler->unit;
    uint32_t base = unit->depth, end = ou_draft_label(compiler), outer = unit->handler;
    uint32_t handlers = ou_draft_handler(compiler, ou_temporary(base));
    unit->handler = handlers;
    ou_compile_body(compiler, &statement->body);
    unit->handler = outer;
    ou_compile_body(compiler, &statement->orelse);
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, end);
    Handling handling;
    if (handling_begin(compiler, &handling, handlers, base)) {
        bool is_star = statement->head.kind == OU_NODE_TRY_STAR;
        if (is_star) compile_star_handlers(compiler, statement, &handling, end);
        else compile_handlers(compiler, statement, &handling, end);
        handling_end(compiler, &handling);
    }
    ou_draft_pop(compiler, base);
    ou_draft_place(compiler, end);
}

// --- finally -------------------------------------------------------------------------------------

static void compile_try_finally(OuCompiler *compiler, OuTryNode *statement)
{
    OuUnit *unit = compiler->unit;
    uint32_t base = unit->depth, end = ou_draft_label(compiler);
    uint32_t failed = ou_draft_handler(compiler, ou_temporary(base));
    OuBlock block = { .kind = OU_BLOCK_FINALLY, .body = &statement->finalbody };
    ou_block_push(compiler, &block);
    unit->handler = failed;
    if (statement->handlers.count) compile_try_except(compiler, statement);
    else ou_compile_body(compiler, &statement->body);
    ou_block_pop(compiler, &block);
    ou_compile_body(compiler, &statement->finalbody);
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, end);
    Handling handling;
    if (handling_begin(compiler, &handling, failed, base)) {
        ou_compile_body(compiler, &statement->finalbody);
        const OuNodeList *body = &statement->finalbody;
        handling_pass_on(compiler, &handling, body->items[body->count - 1]);
        handling_end(compiler, &handling);
    }
    ou_draft_pop(compiler, base);
    ou_draft_place(compiler, end);
}

void ou_compile_try(OuCompiler *compiler, OuNode *node)
{
    OuTryNode *statement = (OuTryNode *)node;         // TryStar has the same fields
    if (statement->finalbody.count) compile_try_finally(compiler, statement);
    else compile_try_except(compiler, statement);
}

// --- with, async with ----------------------------------------------------------------------------
// The bound __exit__ stands in a temporary all the while.

static void with_item(OuCompiler *compiler, OuWithNode *statement, uint32_t i);

void ou_compile_async_exit(OuCompiler *compiler, OuRegister exit)
{
    uint32_t base = compiler->unit->depth;
    OuRegister answer = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_EXIT_ASYNC_WITH, answer, exit, 0, 0);
    ou_compile_await_register(compiler, answer, OU_AWAITED_EXIT);
    ou_draft_emit(compiler, OU_OP_DROP, answer, 0, 0, 0);
    ou_draft_pop(compiler, base);
}

// An exception in the body: __exit__ is told, and may swallow it.
static void with_failed(OuCompiler *compiler, uint32_t handler, const OuBlock *block,
                        uint32_t base, uint32_t end)
{
    OuRegister exit = block->temporary;
    Handling handling;
    if (!handling_begin(compiler, &handling, handler, base)) return;
    uint32_t depth = compiler->unit->depth, swallowed = ou_draft_label(compiler);
    OuRegister answer = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_EXIT_WITH_ERROR, answer, exit, 0, 0);
    if (block->kind == OU_BLOCK_ASYNC_WITH) {
        ou_compile_await_register(compiler, answer, OU_AWAITED_EXIT);
    }
    ou_draft_pop(compiler, depth);
    ou_draft_jump(compiler, OU_OP_JUMP_IF, answer, 0, swallowed);
    handling_pass_on(compiler, &handling, NULL);
    ou_draft_place(compiler, swallowed);
    handling_finish(compiler, &handling, NULL);
    ou_draft_emit(compiler, OU_OP_DROP, exit, 0, 0, 0);
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, end);
    handling_end(compiler, &handling);
}

static void with_enter(OuCompiler *compiler, OuWithItemNode *item, OuRegister exit,
                       OuRegister result, bool is_async)
{
    ou_draft_push(compiler);
    ou_draft_push(compiler);
    OuRegister manager = ou_compile_expression(compiler, item->context_expr, OU_WANT_ANY);
    OuOp enter = is_async ? OU_OP_ENTER_ASYNC_WITH : OU_OP_ENTER_WITH;
    ou_draft_emit(compiler, enter, exit, manager, result, 0);
    ou_draft_pop(compiler, (result & ~OU_TEMPORARY) + 1);
    if (is_async) ou_compile_await_register(compiler, result, OU_AWAITED_ENTER);
}

static void with_body(OuCompiler *compiler, OuWithNode *statement, uint32_t i, OuRegister result)
{
    OuWithItemNode *item = OU_AS(WithItem, statement->items.items[i]);
    uint32_t base = result & ~OU_TEMPORARY;
    if (item->optional_vars) ou_compile_store(compiler, item->optional_vars, result);
    else ou_draft_emit(compiler, OU_OP_DROP, result, 0, 0, 0);
    ou_draft_pop(compiler, base);
    with_item(compiler, statement, i + 1);
}

static void with_item(OuCompiler *compiler, OuWithNode *statement, uint32_t i)
{
    if (i == statement->items.count) {
        ou_compile_body(compiler, &statement->body);
        return;
    }
    if (!ou_unit_can_recurse(compiler)) return;
    OuUnit *unit = compiler->unit;
    uint32_t base = unit->depth, end = ou_draft_label(compiler);
    OuRegister exit = ou_temporary(base), result = ou_temporary(base + 1);
    bool is_async = statement->head.kind == OU_NODE_ASYNC_WITH;
    with_enter(compiler, OU_AS(WithItem, statement->items.items[i]), exit, result, is_async);
    // The handler leaves the temporary of __exit__ alone, but not the result of __enter__.
    ou_draft_set_live(compiler, result, false);
    uint32_t failed = ou_draft_handler(compiler, result);
    ou_draft_set_live(compiler, result, true);
    OuBlock block = { .kind = is_async ? OU_BLOCK_ASYNC_WITH : OU_BLOCK_WITH, .temporary = exit,
                      .place = { unit->start, unit->end } };
    ou_block_push(compiler, &block);
    unit->handler = failed;
    with_body(compiler, statement, i, result);
    ou_block_pop(compiler, &block);
    if (is_async) ou_compile_async_exit(compiler, exit);
    else ou_draft_emit(compiler, OU_OP_EXIT_WITH, exit, 0, 0, 0);
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, end);
    with_failed(compiler, failed, &block, base + 1, end);
    ou_draft_place(compiler, end);
    ou_draft_pop(compiler, base);
}

void ou_compile_with(OuCompiler *compiler, OuNode *node)
{
    with_item(compiler, OU_AS(With, node), 0);
}

// await, async for. (async with stands with `with`, in compile_try.c.)
//
// An `async for` of an iterator in a temporary:
//
//     next:  GET_ASYNC_NEXT, await         exceptions go to `ended`
//            store the item, body, JUMP next
//     ended: END_ASYNC_FOR                 StopAsyncIteration: the loop is over
//            DROP iterator
#include "vm/compile_unit.h"

// --- await ---------------------------------------------------------------------------------------

void ou_compile_await_register(OuCompiler *compiler, OuRegister value, OuAwaited origin)
{
    OuRegister iterator = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_GET_AWAITABLE, iterator, value, 0, (int32_t)origin);
    ou_compile_delegate(compiler, iterator, value);
}

OuRegister ou_compile_await(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuNode *operand = OU_AS(Await, node)->value;
    OuRegister value = ou_compile_expression(compiler, operand, OU_WANT_PUSH);
    ou_compile_await_register(compiler, value, OU_AWAITED_ANY);
    return ou_compile_settle(compiler, want, value);
}

// --- async for -----------------------------------------------------------------------------------

void ou_async_loop_begin(OuCompiler *compiler, OuAsyncLoop *loop, OuNode *target,
                         OuRegister iterator)
{
    OuUnit *unit = compiler->unit;
    uint32_t base = unit->depth, outer = unit->handler;
    OuAssigned before = unit->assigned;
    *loop = (OuAsyncLoop){ .iterator = iterator, .next = ou_draft_label(compiler) };
    ou_draft_place_backward(compiler, loop->next, unit->is_reachable);
    unit->assigned = before;
    OuRegister item = ou_temporary(base);
    loop->ended = ou_draft_handler(compiler, item);
    ou_draft_push(compiler);
    unit->handler = loop->ended;
    OuRegister awaited = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_GET_ASYNC_NEXT, awaited, iterator, 0, 0);
    ou_compile_delegate(compiler, awaited, item);
    unit->handler = outer;
    ou_compile_store(compiler, target, item);
    ou_draft_pop(compiler, base);
}

void ou_async_loop_end(OuCompiler *compiler, OuAsyncLoop *loop)
{
    uint32_t base = (loop->iterator & ~OU_TEMPORARY) + 1;
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, loop->next);
    if (!ou_draft_place_handler(compiler, loop->ended)) return;
    ou_draft_pop(compiler, base);
    OuRegister exception = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_NOP, 0, 0, 0, 0);
    ou_draft_set_live(compiler, exception, true);
    ou_draft_emit(compiler, OU_OP_END_ASYNC_FOR, exception, 0, 0, 0);
    ou_draft_pop(compiler, base);
    ou_draft_emit(compiler, OU_OP_DROP, loop->iterator, 0, 0, 0);
}

void ou_compile_async_for(OuCompiler *compiler, OuNode *node)
{
    OuForNode *statement = OU_AS(For, node);           // AsyncFor has the same fields
    uint32_t base = compiler->unit->depth;
    OuRegister iterable = ou_compile_expression(compiler, statement->iter, OU_WANT_ANY);
    ou_draft_pop(compiler, base);
    OuRegister iterator = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_GET_ASYNC_ITER, iterator, iterable, 0, 0);
    OuAsyncLoop loop;
    ou_async_loop_begin(compiler, &loop, statement->target, iterator);
    OuBlock block = { .kind = OU_BLOCK_FOR, .temporary = iterator, .continue_label = loop.next,
                      .break_label = ou_draft_label(compiler) };
    ou_block_push(compiler, &block);
    ou_compile_body(compiler, &statement->body);
    ou_block_pop(compiler, &block);
    ou_async_loop_end(compiler, &loop);
    ou_draft_pop(compiler, base);
    ou_compile_body(compiler, &statement->orelse);
    ou_draft_place(compiler, block.break_label);
}

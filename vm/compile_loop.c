// Loops. The test stands at the bottom, so that one jump a round is enough.
#include "vm/compile_unit.h"

void ou_loop_begin(OuCompiler *compiler, OuLoop *loop, OuNode *target, OuRegister iterator)
{
    OuUnit *unit = compiler->unit;
    bool is_reachable = unit->is_reachable;
    *loop = (OuLoop){ .iterator = iterator, .item = OU_NO_REGISTER, .depth = unit->depth,
                      .body = ou_draft_label(compiler), .next = ou_draft_label(compiler) };
    if (target->kind == OU_NODE_NAME) {
        loop->item = ou_compile_plain_local(compiler, OU_AS(Name, target)->id);
    }
    OuAssigned before = unit->assigned;
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, loop->next);
    ou_draft_place_backward(compiler, loop->body, is_reachable);
    if (is_reachable) unit->assigned = before;
    if (loop->item != OU_NO_REGISTER) {
        ou_draft_set_assigned(unit, loop->item);
        return;
    }
    loop->item = ou_draft_push(compiler);
    ou_draft_set_live(compiler, loop->item, true);
    ou_compile_store(compiler, target, loop->item);
    ou_draft_pop(compiler, loop->depth);
}

void ou_loop_end(OuCompiler *compiler, OuLoop *loop)
{
    bool is_local = !ou_is_temporary(loop->item);
    ou_draft_place(compiler, loop->next);
    ou_draft_pop(compiler, loop->depth);
    if (!is_local) ou_draft_push(compiler);
    ou_draft_jump(compiler, is_local ? OU_OP_FOR_ITER_L : OU_OP_FOR_ITER, loop->iterator,
                  loop->item, loop->body);
    ou_draft_pop(compiler, loop->depth);
}

void ou_compile_for(OuCompiler *compiler, OuNode *node)
{
    OuForNode *statement = OU_AS(For, node);
    uint32_t base = compiler->unit->depth;
    OuValue constant = ou_constant_display(compiler, statement->iter);
    OuRegister iterable =
        constant != OU_UNBOUND ? ou_constant_load_steal(compiler, constant, OU_WANT_PUSH)
                               : ou_compile_expression(compiler, statement->iter, OU_WANT_ANY);
    ou_draft_pop(compiler, base);
    OuRegister iterator = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_GET_ITER, iterator, iterable, 0, 0);
    OuLoop loop;
    ou_loop_begin(compiler, &loop, statement->target, iterator);
    OuBlock block = { .kind = OU_BLOCK_FOR, .temporary = iterator, .continue_label = loop.next,
                      .break_label = ou_draft_label(compiler) };
    ou_block_push(compiler, &block);
    ou_compile_body(compiler, &statement->body);
    ou_block_pop(compiler, &block);
    ou_loop_end(compiler, &loop);
    ou_draft_pop(compiler, base);
    ou_compile_body(compiler, &statement->orelse);
    ou_draft_place(compiler, block.break_label);
}

void ou_compile_while(OuCompiler *compiler, OuNode *node)
{
    OuWhileNode *statement = OU_AS(While, node);
    bool truth = false, is_constant = ou_constant_truth(compiler, statement->test, &truth);
    if (is_constant && !truth) {
        ou_compile_body(compiler, &statement->orelse);
        return;
    }
    OuUnit *unit = compiler->unit;
    uint32_t body = ou_draft_label(compiler);
    OuBlock block = { .kind = OU_BLOCK_LOOP, .continue_label = ou_draft_label(compiler),
                      .break_label = ou_draft_label(compiler) };
    bool is_reachable = unit->is_reachable;
    OuAssigned before = unit->assigned;
    if (!is_constant) ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, block.continue_label);
    ou_draft_place_backward(compiler, body, is_reachable);
    unit->assigned = before;
    ou_block_push(compiler, &block);
    ou_compile_body(compiler, &statement->body);
    ou_block_pop(compiler, &block);
    ou_draft_place(compiler, block.continue_label);
    if (is_constant) ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, body);
    else ou_compile_jump(compiler, statement->test, true, body);
    ou_compile_body(compiler, &statement->orelse);
    ou_draft_place(compiler, block.break_label);
}

// --- leaving blocks ------------------------------------------------------------------------------

void ou_block_push(OuCompiler *compiler, OuBlock *block)
{
    block->outer = compiler->unit->block;
    block->handler = compiler->unit->handler;
    compiler->unit->block = block;
}

void ou_block_pop(OuCompiler *compiler, OuBlock *block)
{
    compiler->unit->block = block->outer;
    compiler->unit->handler = block->handler;
}

static void block_leave(OuCompiler *compiler, OuBlock *block)
{
    switch (block->kind) {
    case OU_BLOCK_LOOP:
        break;
    case OU_BLOCK_FOR: case OU_BLOCK_VALUE:
        ou_draft_emit(compiler, OU_OP_DROP, block->temporary, 0, 0, 0);
        break;
    case OU_BLOCK_FINALLY:
        ou_compile_body(compiler, block->body);
        break;
    case OU_BLOCK_HANDLER:
        ou_draft_emit(compiler, OU_OP_END_HANDLER, block->temporary, 0, 0, 0);
        if (block->name) ou_compile_forget_name(compiler, block->name);
        break;
    case OU_BLOCK_WITH: case OU_BLOCK_ASYNC_WITH: {
        OuPlace place = { compiler->unit->start, compiler->unit->end };
        ou_unit_return(compiler, block->place);
        if (block->kind == OU_BLOCK_ASYNC_WITH) ou_compile_async_exit(compiler, block->temporary);
        else ou_draft_emit(compiler, OU_OP_EXIT_WITH, block->temporary, 0, 0, 0);
        ou_unit_return(compiler, place);
        break;
    }
    }
}

// Leaves all blocks inside `until`; what is emitted next runs outside of them. The caller then sets
// block and handler back. `pending`, or NULL, is a value that waits meanwhile: a `break` or
// `return` in a `finally` on the way drops it.
static void block_leave_all(OuCompiler *compiler, OuBlock *until, OuBlock *pending)
{
    OuUnit *unit = compiler->unit;
    while (unit->block != until) {
        OuBlock *block = unit->block;
        unit->block = block->outer;
        unit->handler = block->handler;
        if (pending) {
            pending->outer = block->outer;
            pending->handler = block->handler;
            unit->block = pending;
        }
        block_leave(compiler, block);
        unit->block = block->outer;
    }
}

void ou_compile_break(OuCompiler *compiler, bool is_continue)
{
    OuUnit *unit = compiler->unit;
    OuBlock *block = unit->block, *loop = block;
    uint32_t handler = unit->handler;
    while (loop && loop->kind != OU_BLOCK_LOOP && loop->kind != OU_BLOCK_FOR) loop = loop->outer;
    if (!loop) return;                     // the parser has refused it
    block_leave_all(compiler, loop, NULL);
    if (!is_continue) {
        unit->handler = loop->handler;
        block_leave(compiler, loop);
    }
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0,
                  is_continue ? loop->continue_label : loop->break_label);
    unit->block = block;
    unit->handler = handler;
}

// --- return --------------------------------------------------------------------------------------

void ou_compile_return_register(OuCompiler *compiler, OuRegister value)
{
    bool is_generator = compiler->unit->flags & OU_CODE_RESUMABLE;
    bool is_temporary = ou_is_temporary(value);
    OuOp op = is_generator ? is_temporary ? OU_OP_RETURN_GENERATOR : OU_OP_RETURN_GENERATOR_LOCAL
                           : is_temporary ? OU_OP_RETURN : OU_OP_RETURN_LOCAL;
    ou_draft_emit(compiler, op, value, 0, 0, 0);
}

void ou_compile_return_none(OuCompiler *compiler)
{
    if (!(compiler->unit->flags & OU_CODE_RESUMABLE)) {
        ou_draft_emit(compiler, OU_OP_RETURN_NONE, 0, 0, 0, 0);
        return;
    }
    uint32_t base = compiler->unit->depth;
    OuRegister value = ou_constant_load_steal(compiler, OU_NONE, OU_WANT_PUSH);
    ou_compile_return_register(compiler, value);
    ou_draft_pop(compiler, base);
}

// Does leaving the blocks run code that might rebind a local, or unbind it?
static bool is_return_watched(const OuUnit *unit)
{
    for (const OuBlock *block = unit->block; block; block = block->outer) {
        if (block->kind == OU_BLOCK_FINALLY || block->kind == OU_BLOCK_HANDLER) return true;
    }
    return false;
}

void ou_compile_return(OuCompiler *compiler, OuNode *node)
{
    OuUnit *unit = compiler->unit;
    OuReturnNode *statement = OU_AS(Return, node);
    OuBlock *block = unit->block;
    uint32_t base = unit->depth, handler = unit->handler;
    OuValue constant = statement->value ? ou_constant_fold(compiler, statement->value) : OU_NONE;
    bool is_none = constant == OU_NONE;
    ou_unref(constant);
    OuRegister value = 0;
    if (!is_none) {
        OuWant want = is_return_watched(unit) ? OU_WANT_PUSH : OU_WANT_ANY;
        value = ou_compile_expression(compiler, statement->value, want);
    }
    OuBlock pending = { .kind = OU_BLOCK_VALUE, .temporary = value };
    block_leave_all(compiler, NULL, !is_none && ou_is_temporary(value) ? &pending : NULL);
    if (is_none) ou_compile_return_none(compiler);
    else ou_compile_return_register(compiler, value);
    unit->block = block;
    unit->handler = handler;
    ou_draft_pop(compiler, base);
}

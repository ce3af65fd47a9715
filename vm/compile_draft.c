#include "vm/compile_unit.h"

#include <string.h>

// --- live temporaries ----------------------------------------------------------------------------

void ou_draft_set_live(OuCompiler *compiler, OuRegister temporary, bool is_live)
{
    OuUnit *unit = compiler->unit;
    if (!ou_is_temporary(temporary) || !unit->is_reachable) return;
    uint32_t index = temporary & ~OU_TEMPORARY, word = index / 64;
    while (word >= unit->live_capacity) {
        uint32_t old = unit->live_capacity;
        if (!ou_unit_grow(compiler, &unit->arena, &unit->live, old, &unit->live_capacity, 8)) {
            return;
        }
    }
    uint64_t bit = 1ull << index % 64;
    if (!!(unit->live[word] & bit) == is_live) return;
    unit->live[word] ^= bit;
    unit->live_snapshot = OU_NOWHERE;
}

static void draft_set_range(OuCompiler *compiler, uint32_t first, uint32_t count, bool is_live)
{
    for (uint32_t i = 0; i < count; i++) ou_draft_set_live(compiler, first + i, is_live);
}

static uint32_t draft_snapshot(OuCompiler *compiler)
{
    OuUnit *unit = compiler->unit;
    if (unit->live_snapshot != OU_NOWHERE) return unit->live_snapshot;
    uint32_t count = unit->live_capacity;
    while (count && !unit->live[count - 1]) count--;
    OuSnapshot snapshot = { ou_arena_alloc(&unit->arena, count * 8 + 8), count };
    if (!snapshot.words || !ou_unit_grow(compiler, &unit->arena, &unit->snapshots,
                                         unit->snapshot_count, &unit->snapshot_capacity,
                                         sizeof snapshot)) {
        ou_unit_fail(compiler);
        return 0;
    }
    if (count) memcpy(snapshot.words, unit->live, count * 8);
    unit->snapshots[unit->snapshot_count] = snapshot;
    return unit->live_snapshot = unit->snapshot_count++;
}

static void draft_restore_live(OuCompiler *compiler, uint32_t snapshot_index)
{
    OuUnit *unit = compiler->unit;
    if (compiler->failed) return;
    const OuSnapshot *snapshot = &unit->snapshots[snapshot_index];
    if (unit->live_capacity) memset(unit->live, 0, unit->live_capacity * 8);
    if (snapshot->count) memcpy(unit->live, snapshot->words, snapshot->count * 8);
    unit->live_snapshot = snapshot_index;
}

uint32_t ou_draft_live(OuCompiler *compiler)
{
    return draft_snapshot(compiler);
}

OuRegister ou_draft_push(OuCompiler *compiler)
{
    OuUnit *unit = compiler->unit;
    uint32_t index = unit->depth++;
    if (unit->depth > unit->max_depth) unit->max_depth = unit->depth;
    return ou_temporary(index);
}

void ou_draft_pop(OuCompiler *compiler, uint32_t depth)
{
    compiler->unit->depth = depth;
}

// --- definite assignment -------------------------------------------------------------------------

static const OuAssigned everything = { { ~0ull, ~0ull, ~0ull, ~0ull } };

bool ou_is_draft_assigned(const OuUnit *unit, OuRegister local)
{
    return local < 256 && unit->assigned.bits[local / 64] >> local % 64 & 1;
}

void ou_draft_set_assigned(OuUnit *unit, OuRegister local)
{
    if (local >= 256 || unit->volatiles.bits[local / 64] >> local % 64 & 1) return;
    unit->assigned.bits[local / 64] |= 1ull << local % 64;
}

static void draft_intersect(OuAssigned *assigned, const OuAssigned *other)
{
    for (int i = 0; i < 4; i++) assigned->bits[i] &= other->bits[i];
}

void ou_draft_unreachable(OuCompiler *compiler)
{
    compiler->unit->is_reachable = false;
    compiler->unit->assigned = everything;
}

// --- what instructions take and leave ------------------------------------------------------------

// The temporaries that an instruction takes from, or leaves in, the window that starts at x.
static void draft_apply_window(OuCompiler *compiler, const OuDraft *draft)
{
    uint32_t x = (uint32_t)draft->x, n = draft->b + 256 * draft->c;
    switch (draft->op) {
    case OU_OP_BUILD_TUPLE: case OU_OP_BUILD_LIST: case OU_OP_BUILD_SET: case OU_OP_BUILD_STRING:
    case OU_OP_LIST_PUSH: case OU_OP_SET_PUSH:
        draft_set_range(compiler, x, n, false);
        break;
    case OU_OP_BUILD_DICT: case OU_OP_DICT_PUSH:
        draft_set_range(compiler, x, 2 * n, false);
        break;
    case OU_OP_BUILD_SLICE: case OU_OP_FORMAT_VALUE:
        if (draft->x != -1) ou_draft_set_live(compiler, x, false);
        break;
    case OU_OP_CALL: case OU_OP_CALL_KEYWORDS:
        ou_draft_set_live(compiler, x, false);
        draft_set_range(compiler, x + 3, draft->a, false);
        break;
    case OU_OP_CALL_GLOBAL:
        draft_set_range(compiler, x + 3, draft->a, false);
        break;
    case OU_OP_CALL_METHOD:
        draft_set_range(compiler, x + 3, draft->a + 1, false);
        break;
    case OU_OP_LOAD_METHOD:
        ou_draft_set_live(compiler, x, true);
        break;
    case OU_OP_CALL_LOADED: case OU_OP_CALL_LOADED_KEYWORDS:
        ou_draft_set_live(compiler, x, false);
        draft_set_range(compiler, x + 3, draft->a + 1, false);
        break;
    case OU_OP_CALL_SPREAD:
        ou_draft_set_live(compiler, x, false);
        draft_set_range(compiler, x + 3, draft->a + 1, false);
        break;
    case OU_OP_UNPACK:
        draft_set_range(compiler, x, n, true);
        break;
    case OU_OP_UNPACK_STAR:
        n = (uint32_t)draft->word + (uint32_t)(draft->word >> 32) + 1;
        draft_set_range(compiler, x, n, true);
        break;
    case OU_OP_MAKE_FUNCTION:
        draft_set_range(compiler, draft->b, (uint32_t)__builtin_popcount(draft->c), false);
        break;
    default:
        break;
    }
}

static OuRegister draft_operand(const OuDraft *draft, int position)
{
    return position == 0 ? draft->a : position == 1 ? draft->b : draft->c;
}

static void draft_apply(OuCompiler *compiler, const OuDraft *draft)
{
    const char *roles = ou_op_roles[draft->op];
    for (int i = 0; i < 3; i++) {
        OuRegister operand = draft_operand(draft, i);
        if (roles[i] == 'u' || roles[i] == 'm') ou_draft_set_live(compiler, operand, false);
    }
    draft_apply_window(compiler, draft);
    for (int i = 0; i < 3; i++) {
        if (roles[i] == 't') ou_draft_set_live(compiler, draft_operand(draft, i), true);
    }
    switch (draft->op) {
    case OU_OP_BEGIN_HANDLER:
        ou_draft_set_live(compiler, draft->a, true);
        break;
    case OU_OP_FOR_ITER: case OU_OP_FOR_ITER_L:
        ou_draft_set_live(compiler, draft->a, false);
        ou_draft_set_live(compiler, draft->b, false);
        break;
    default:
        break;
    }
}

// Appends a draft; NULL where nothing is to be written.
static OuDraft *draft_append(OuCompiler *compiler, OuOp op)
{
    OuUnit *unit = compiler->unit;
    if (compiler->failed || !unit->is_reachable) return NULL;
    if (!ou_unit_grow(compiler, &unit->arena, &unit->drafts, unit->draft_count,
                      &unit->draft_capacity, sizeof *unit->drafts)) {
        return NULL;
    }
    uint32_t live = draft_snapshot(compiler);
    OuDraft *draft = &unit->drafts[unit->draft_count++];
    *draft = (OuDraft){ .op = op, .start = unit->start, .end = unit->end,
                        .handler = unit->handler, .live = live };
    if (unit->handler != OU_NOWHERE && ou_op_can_raise[op]) {
        unit->handlers[unit->handler].is_used = true;
    }
    return draft;
}

// Keeps the depth above every temporary that is written, reachable or not.
static void draft_follow_depth(OuUnit *unit, OuOp op, const OuRegister operands[3])
{
    for (int i = 0; i < 3; i++) {
        if (ou_op_roles[op][i] != 't' || !ou_is_temporary(operands[i])) continue;
        uint32_t end = (operands[i] & ~OU_TEMPORARY) + 1;
        if (end > unit->depth) unit->depth = end;
        if (end > unit->max_depth) unit->max_depth = end;
    }
}

void ou_draft_emit_word(OuCompiler *compiler, OuOp op, OuRegister a, OuRegister b, OuRegister c,
                        int32_t x, uint64_t word)
{
    OuUnit *unit = compiler->unit;
    OuDraft *draft = draft_append(compiler, op);
    if (draft) {
        draft->a = a;
        draft->b = b;
        draft->c = c;
        draft->x = x;
        draft->word = word;
        OuDraft copy = *draft;
        draft_apply(compiler, &copy);
    }
    draft_follow_depth(unit, op, (OuRegister[]){ a, b, c });
    if (ou_op_roles[op][0] == 'l' || (ou_op_roles[op][0] == 't' && !ou_is_temporary(a))) {
        ou_draft_set_assigned(unit, a);
    }
    if (ou_is_op_final(op)) ou_draft_unreachable(compiler);
}

void ou_draft_emit(OuCompiler *compiler, OuOp op, OuRegister a, OuRegister b, OuRegister c,
                   int32_t x)
{
    ou_draft_emit_word(compiler, op, a, b, c, x, 0);
}

void ou_draft_set_callee(OuCompiler *compiler, OuPlace callee)
{
    OuUnit *unit = compiler->unit;
    if (compiler->failed || !unit->is_reachable) return;
    unit->drafts[unit->draft_count - 1].callee_start = callee.start;
    unit->drafts[unit->draft_count - 1].callee_end = callee.end;
}

// --- labels --------------------------------------------------------------------------------------

uint32_t ou_draft_label(OuCompiler *compiler)
{
    OuUnit *unit = compiler->unit;
    if (!ou_unit_grow(compiler, &unit->arena, &unit->labels, unit->label_count,
                      &unit->label_capacity, sizeof *unit->labels)) {
        return 0;
    }
    unit->labels[unit->label_count] = (OuLabel){ OU_NOWHERE, OU_NOWHERE, everything };
    return unit->label_count++;
}

static bool is_draft_placed(const OuCompiler *compiler, uint32_t label)
{
    return !compiler->failed && compiler->unit->labels[label].draft != OU_NOWHERE;
}

static void draft_note_jump(OuCompiler *compiler, uint32_t label_index)
{
    OuUnit *unit = compiler->unit;
    if (compiler->failed || !unit->is_reachable) return;
    uint32_t live = draft_snapshot(compiler);
    OuLabel *label = &unit->labels[label_index];
    if (label->live == OU_NOWHERE) label->live = live;
    draft_intersect(&label->assigned, &unit->assigned);
}

static void draft_jump_as_it_is(OuCompiler *compiler, OuOp op, OuRegister a, OuRegister b,
                                OuRegister c, uint32_t label)
{
    bool keeps = op == OU_OP_JUMP_IF_KEEP || op == OU_OP_JUMP_UNLESS_KEEP;
    OuUnit *unit = compiler->unit;
    OuDraft *draft = draft_append(compiler, op);
    if (draft) {
        draft->a = a;
        draft->b = b;
        draft->c = c;
        draft->x = (int32_t)label;
        OuDraft copy = *draft;
        if (keeps) draft_note_jump(compiler, label);
        draft_apply(compiler, &copy);
        if (op == OU_OP_SEND) ou_draft_set_live(compiler, a, false);
        if (!keeps && !is_draft_placed(compiler, label)) draft_note_jump(compiler, label);
        if (op == OU_OP_SEND) ou_draft_set_live(compiler, a, true);
        if (op == OU_OP_SEND || op == OU_OP_FOR_ITER || op == OU_OP_FOR_ITER_L) {
            if (!compiler->failed) {
                unit->drafts[unit->draft_count - 1].word = ou_temporary(unit->depth);
            }
        }
    }
    if (op == OU_OP_JUMP) ou_draft_unreachable(compiler);
}

static void draft_jump(OuCompiler *compiler, OuOp op, OuRegister a, OuRegister b, OuRegister c,
                       uint32_t label)
{
    if (!is_draft_placed(compiler, label) || ou_is_op_polling(op)) {
        draft_jump_as_it_is(compiler, op, a, b, c, label);
        return;
    }
    uint32_t skip = ou_draft_label(compiler);
    draft_jump_as_it_is(compiler, ou_op_inverse(op), a, b, c, skip);
    draft_jump_as_it_is(compiler, OU_OP_JUMP, 0, 0, 0, label);
    ou_draft_place(compiler, skip);
}

void ou_draft_jump(OuCompiler *compiler, OuOp op, OuRegister a, OuRegister b, uint32_t label)
{
    draft_jump(compiler, op, a, b, 0, label);
}

void ou_draft_jump_int(OuCompiler *compiler, OuOp op, OuRegister a, int16_t number, uint32_t label)
{
    draft_jump(compiler, op, a, (uint16_t)number & 0xFF, (uint16_t)number >> 8, label);
}

// A jump to what comes next anyway is taken back, unless another label stands behind it already.
static void draft_drop_idle_jump(OuUnit *unit, uint32_t label_index)
{
    if (!unit->draft_count || unit->last_label == unit->draft_count) return;
    const OuDraft *last = &unit->drafts[unit->draft_count - 1];
    if (last->op == OU_OP_JUMP && (uint32_t)last->x == label_index) unit->draft_count--;
}

static void draft_put_label(OuUnit *unit, uint32_t label_index)
{
    unit->labels[label_index].draft = unit->draft_count;
    unit->last_label = unit->draft_count;
}

void ou_draft_place(OuCompiler *compiler, uint32_t label_index)
{
    OuUnit *unit = compiler->unit;
    if (compiler->failed) return;
    if (!unit->is_reachable) draft_drop_idle_jump(unit, label_index);
    draft_put_label(unit, label_index);
    OuLabel *label = &unit->labels[label_index];
    if (label->live == OU_NOWHERE) return;
    if (unit->is_reachable) {
        draft_intersect(&unit->assigned, &label->assigned);
        return;
    }
    unit->is_reachable = true;
    unit->assigned = label->assigned;
    draft_restore_live(compiler, label->live);
}

void ou_draft_place_backward(OuCompiler *compiler, uint32_t label, bool is_reachable)
{
    OuUnit *unit = compiler->unit;
    if (compiler->failed) return;
    draft_put_label(unit, label);
    unit->is_reachable = is_reachable;
}

// --- handlers ------------------------------------------------------------------------------------

uint32_t ou_draft_handler(OuCompiler *compiler, OuRegister exception)
{
    OuUnit *unit = compiler->unit;
    uint32_t label = ou_draft_label(compiler);
    uint32_t live = draft_snapshot(compiler);
    if (!ou_unit_grow(compiler, &unit->arena, &unit->handlers, unit->handler_count,
                      &unit->handler_capacity, sizeof *unit->handlers)) {
        return 0;
    }
    unit->handlers[unit->handler_count] =
        (OuDraftHandler){ label, exception, live, unit->assigned, false };
    return unit->handler_count++;
}

bool ou_draft_place_handler(OuCompiler *compiler, uint32_t handler_index)
{
    OuUnit *unit = compiler->unit;
    if (compiler->failed) return false;
    const OuDraftHandler *handler = &unit->handlers[handler_index];
    uint32_t end = (handler->exception & ~OU_TEMPORARY) + 1;
    if (end > unit->max_depth) unit->max_depth = end;
    draft_put_label(unit, handler->label);
    unit->is_reachable = handler->is_used;
    if (!handler->is_used) {
        ou_draft_unreachable(compiler);
        return false;
    }
    unit->assigned = handler->assigned;
    draft_restore_live(compiler, handler->live);
    return true;
}

// Displays of lists, sets, tuples and dicts; f-strings. Large ones are made in batches, so that the
// number of registers stays small.
#include "vm/compile_unit.h"

#include "runtime/list.h"

enum { BATCH_ITEMS = 32, BATCH_PAIRS = 16, BATCH_STRINGS = 64, CONSTANT_ITEMS = 3 };

typedef struct DisplayOps { OuOp build, push, extend; } DisplayOps;

static void display_emit(OuCompiler *compiler, OuOp op, OuRegister to, uint32_t count,
                         uint32_t first)
{
    ou_draft_emit(compiler, op, to, count & 0xFF, count >> 8, (int32_t)ou_temporary(first));
}

static bool has_star(const OuNodeList *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        if (items->items[i]->kind == OU_NODE_STARRED) return true;
    }
    return false;
}

static OuRegister display_small(OuCompiler *compiler, OuOp build, const OuNodeList *items,
                                OuWant want)
{
    uint32_t base = compiler->unit->depth;
    for (uint32_t i = 0; i < items->count; i++) ou_compile_push(compiler, items->items[i]);
    ou_draft_pop(compiler, base);
    OuRegister to = ou_draft_push(compiler);
    display_emit(compiler, build, to, items->count, base);
    return ou_compile_settle(compiler, want, to);
}

// Puts the items that were evaluated since the last batch into the container at `base`.
static void display_flush(OuCompiler *compiler, const DisplayOps *ops, uint32_t base)
{
    uint32_t count = compiler->unit->depth - base - 1;
    if (count) display_emit(compiler, ops->push, ou_temporary(base), count, base + 1);
    ou_draft_pop(compiler, base + 1);
}

static void display_extend(OuCompiler *compiler, const DisplayOps *ops, uint32_t base,
                           OuNode *value)
{
    display_flush(compiler, ops, base);
    OuRegister operand = ou_compile_expression(compiler, value, OU_WANT_ANY);
    ou_draft_emit(compiler, ops->extend, ou_temporary(base), operand, 0, 0);
    ou_draft_pop(compiler, base + 1);
}

// The container goes to a new temporary.
static void display_large(OuCompiler *compiler, const DisplayOps *ops, const OuNodeList *items)
{
    OuRegister container = ou_draft_push(compiler);
    uint32_t base = container & ~OU_TEMPORARY;
    display_emit(compiler, ops->build, container, 0, base);
    for (uint32_t i = 0; i < items->count; i++) {
        OuNode *item = items->items[i];
        if (item->kind == OU_NODE_STARRED) {
            display_extend(compiler, ops, base, OU_AS(Starred, item)->value);
            continue;
        }
        ou_compile_push(compiler, item);
        if (compiler->unit->depth - base > BATCH_ITEMS) display_flush(compiler, ops, base);
    }
    display_flush(compiler, ops, base);
}

static const DisplayOps list_ops = { OU_OP_BUILD_LIST, OU_OP_LIST_PUSH, OU_OP_LIST_EXTEND };
static const DisplayOps set_ops = { OU_OP_BUILD_SET, OU_OP_SET_PUSH, OU_OP_SET_UPDATE };

// Three constants and more are copied from one.
static bool display_of_constants(OuCompiler *compiler, const DisplayOps *ops, OuNode *node,
                                 uint32_t count)
{
    OuValue constant = count < CONSTANT_ITEMS ? OU_UNBOUND : ou_constant_display(compiler, node);
    if (constant == OU_UNBOUND) return false;
    OuRegister container = ou_draft_push(compiler);
    display_emit(compiler, ops->build, container, 0, container & ~OU_TEMPORARY);
    OuRegister items = ou_constant_load_steal(compiler, constant, OU_WANT_PUSH);
    ou_draft_emit(compiler, ops->extend, container, items, 0, 0);
    ou_draft_pop(compiler, items & ~OU_TEMPORARY);
    return true;
}

OuRegister ou_compile_tuple(OuCompiler *compiler, const OuNodeList *items, OuWant want)
{
    if (items->count <= BATCH_ITEMS && !has_star(items)) {
        return display_small(compiler, OU_OP_BUILD_TUPLE, items, want);
    }
    OuRegister list = ou_temporary(compiler->unit->depth);
    display_large(compiler, &list_ops, items);
    ou_draft_emit(compiler, OU_OP_LIST_TO_TUPLE, list, list, 0, 0);
    return ou_compile_settle(compiler, want, list);
}

OuRegister ou_compile_display(OuCompiler *compiler, OuNode *node, OuWant want)
{
    if (node->kind == OU_NODE_TUPLE) {
        return ou_compile_tuple(compiler, &OU_AS(Tuple, node)->elts, want);
    }
    bool is_list = node->kind == OU_NODE_LIST;
    const DisplayOps *ops = is_list ? &list_ops : &set_ops;
    const OuNodeList *items = is_list ? &OU_AS(List, node)->elts : &OU_AS(Set, node)->elts;
    OuRegister to = ou_temporary(compiler->unit->depth);
    if (!display_of_constants(compiler, ops, node, items->count)) {
        if (items->count <= BATCH_ITEMS && !has_star(items)) {
            return display_small(compiler, ops->build, items, want);
        }
        display_large(compiler, ops, items);
    }
    return ou_compile_settle(compiler, want, to);
}

// --- dicts ---------------------------------------------------------------------------------------

static void dict_flush(OuCompiler *compiler, uint32_t base)
{
    uint32_t count = (compiler->unit->depth - base - 1) / 2;
    if (count) display_emit(compiler, OU_OP_DICT_PUSH, ou_temporary(base), count, base + 1);
    ou_draft_pop(compiler, base + 1);
}

static bool is_dict_small(const OuDictNode *dict)
{
    for (uint32_t i = 0; i < dict->keys.count; i++) {
        if (!dict->keys.items[i]) return false;
    }
    return dict->keys.count <= BATCH_PAIRS;
}

static void dict_push_pair(OuCompiler *compiler, const OuDictNode *dict, uint32_t i)
{
    ou_compile_push(compiler, dict->keys.items[i]);
    ou_compile_push(compiler, dict->values.items[i]);
}

OuRegister ou_compile_dict(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuDictNode *dict = OU_AS(Dict, node);
    uint32_t base = compiler->unit->depth, count = dict->keys.count;
    OuRegister to = ou_temporary(base);
    if (is_dict_small(dict)) {
        for (uint32_t i = 0; i < count; i++) dict_push_pair(compiler, dict, i);
        ou_draft_pop(compiler, base);
        ou_draft_push(compiler);
        display_emit(compiler, OU_OP_BUILD_DICT, to, count, base);
        return ou_compile_settle(compiler, want, to);
    }
    ou_draft_push(compiler);
    display_emit(compiler, OU_OP_BUILD_DICT, to, 0, base);
    for (uint32_t i = 0; i < count; i++) {
        if (dict->keys.items[i]) {
            dict_push_pair(compiler, dict, i);
            if (compiler->unit->depth - base > 2 * BATCH_PAIRS) dict_flush(compiler, base);
            continue;
        }
        dict_flush(compiler, base);
        OuRegister operand = ou_compile_expression(compiler, dict->values.items[i], OU_WANT_ANY);
        ou_draft_emit(compiler, OU_OP_DICT_UPDATE, to, operand, 0, 0);
        ou_draft_pop(compiler, base + 1);
    }
    dict_flush(compiler, base);
    return ou_compile_settle(compiler, want, to);
}

// --- f-strings -----------------------------------------------------------------------------------

OuRegister ou_compile_formatted(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuFormattedValueNode *formatted = OU_AS(FormattedValue, node);
    uint32_t base = compiler->unit->depth;
    OuNode *spec_node = formatted->format_spec;
    OuRegister value = ou_compile_operand(compiler, formatted->value, spec_node);
    OuRegister spec = (OuRegister)-1;
    if (spec_node) spec = ou_compile_expression(compiler, spec_node, OU_WANT_PUSH);
    int32_t conversion = formatted->conversion;
    uint32_t number = conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;
    ou_draft_pop(compiler, base);
    return ou_compile_result(compiler, want, OU_OP_FORMAT_VALUE, OU_OP_NOP, value, number,
                             (int32_t)spec);
}

// Joins parts [first, first + count) into a new temporary; in levels when there are many.
static void joined_build(OuCompiler *compiler, const OuNodeList *parts, uint32_t first,
                         uint32_t count)
{
    uint32_t base = compiler->unit->depth, pieces = 0, step = 1;
    while (count / step > BATCH_STRINGS) step *= BATCH_STRINGS;
    for (uint32_t i = 0; i < count; i += step, pieces++) {
        uint32_t rest = count - i < step ? count - i : step;
        if (step == 1) ou_compile_push(compiler, parts->items[first + i]);
        else joined_build(compiler, parts, first + i, rest);
    }
    ou_draft_pop(compiler, base);
    OuRegister to = ou_draft_push(compiler);
    display_emit(compiler, OU_OP_BUILD_STRING, to, pieces, base);
}

OuRegister ou_compile_joined(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuJoinedStrNode *joined = OU_AS(JoinedStr, node);
    if (joined->values.count == 1) {
        return ou_compile_expression(compiler, joined->values.items[0], want);
    }
    OuRegister to = ou_temporary(compiler->unit->depth);
    joined_build(compiler, &joined->values, 0, joined->values.count);
    return ou_compile_settle(compiler, want, to);
}

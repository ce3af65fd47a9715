#include "parser/fields.h"
#include "vm/compile_unit.h"

#include <string.h>

#include "runtime/int.h"

// --- where results go ----------------------------------------------------------------------------

OuRegister ou_compile_settle(OuCompiler *compiler, OuWant want, OuRegister result)
{
    if (want == OU_WANT_ANY || want == result) return result;
    if (want == OU_WANT_PUSH) {
        if (ou_is_temporary(result)) return result;
        OuRegister copy = ou_draft_push(compiler);
        ou_draft_emit(compiler, OU_OP_COPY, copy, result, 0, 0);
        return copy;
    }
    if (ou_is_temporary(result)) {
        ou_draft_emit(compiler, OU_OP_STORE, want, result, 0, 0);
        ou_draft_pop(compiler, result & ~OU_TEMPORARY);
    } else {
        ou_draft_emit(compiler, OU_OP_COPY_L, want, result, 0, 0);
    }
    return want;
}

// Arithmetic may write over a local that is its operand: the quick ways only take immediates, which
// need no dropping, and the others look.
static bool is_overwriting(OuOp op, OuRegister local, OuRegister b, OuRegister c)
{
    bool is_plain = op >= OU_OP_ADD && op <= OU_OP_XOR;
    bool has_constant = op >= OU_OP_ADD_CONST && op <= OU_OP_SHIFT_RIGHT_CONST;
    return (is_plain && (b == local || c == local)) || (has_constant && b == local);
}

OuRegister ou_compile_result_word(OuCompiler *compiler, OuWant want, OuOp op, OuOp op_local,
                                  OuRegister b, OuRegister c, int32_t x, uint64_t word)
{
    if (ou_is_want_local(want) && is_overwriting(op, want, b, c)) {
        ou_draft_emit_word(compiler, op, want, b, c, x, word);
        return want;
    }
    if (ou_is_want_local(want) && op_local != OU_OP_NOP) {
        ou_draft_emit_word(compiler, op_local, want, b, c, x, word);
        return want;
    }
    OuRegister to = ou_draft_push(compiler);
    ou_draft_emit_word(compiler, op, to, b, c, x, word);
    return ou_compile_settle(compiler, want, to);
}

OuRegister ou_compile_result(OuCompiler *compiler, OuWant want, OuOp op, OuOp op_local,
                             OuRegister b, OuRegister c, int32_t x)
{
    return ou_compile_result_word(compiler, want, op, op_local, b, c, x, 0);
}

void ou_compile_drop(OuCompiler *compiler, OuRegister r)
{
    if (ou_is_temporary(r)) ou_draft_emit(compiler, OU_OP_DROP, r, 0, 0, 0);
}

void ou_compile_push(OuCompiler *compiler, OuNode *node)
{
    ou_compile_expression(compiler, node, OU_WANT_PUSH);
}

static bool list_holds_walrus(const OuNodeList *list);

// In a tree that a script has made: there is no text to look at. The tree has been walked before,
// so its depth is known to be small enough.
static bool holds_walrus(const OuNode *node)
{
    const OuNodeInfo *info = ou_fields_of((OuNodeKind)node->kind);
    if (node->kind == OU_NODE_NAMED_EXPR) return true;
    for (uint32_t i = 0; i < info->count; i++) {
        const void *member = (const char *)node + info->fields[i].offset;
        OuFieldSort sort = (OuFieldSort)info->fields[i].sort;
        if (sort == OU_FIELD_SORT_NODE || sort == OU_FIELD_SORT_OPTIONAL) {
            const OuNode *child = *(OuNode *const *)member;
            if (child && holds_walrus(child)) return true;
        } else if (sort == OU_FIELD_SORT_NODES || sort == OU_FIELD_SORT_OPTIONALS) {
            if (list_holds_walrus(member)) return true;
        }
    }
    return false;
}

static bool list_holds_walrus(const OuNodeList *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i] && holds_walrus(list->items[i])) return true;
    }
    return false;
}

// Only `:=` binds, and it can't hide from the text.
bool ou_is_compile_rebinding(const OuCompiler *compiler, const OuNode *node)
{
    if (!compiler->has_walrus || !node) return false;
    if (compiler->tree->without_text) return holds_walrus(node);
    return ou_unit_has_walrus(compiler->tree->source.text + node->start, node->end - node->start);
}

OuRegister ou_compile_operand(OuCompiler *compiler, OuNode *node, const OuNode *next)
{
    OuWant want = ou_is_compile_rebinding(compiler, next) ? OU_WANT_PUSH : OU_WANT_ANY;
    return ou_compile_expression(compiler, node, want);
}

// --- arithmetic ----------------------------------------------------------------------------------

typedef struct ArithmeticForm { OuOp op, op_local, with_constant; } ArithmeticForm;

static ArithmeticForm arithmetic_form(OuOperator op)
{
    static const ArithmeticForm forms[] = {
        [OU_OPERATOR_ADD] = { OU_OP_ADD, OU_OP_ADD_L, OU_OP_ADD_CONST },
        [OU_OPERATOR_SUB] = { OU_OP_SUBTRACT, OU_OP_SUBTRACT_L, OU_OP_SUBTRACT_CONST },
        [OU_OPERATOR_MULT] = { OU_OP_MULTIPLY, OU_OP_MULTIPLY_L, OU_OP_MULTIPLY_CONST },
        [OU_OPERATOR_DIV] = { OU_OP_TRUE_DIVIDE, OU_OP_NOP, OU_OP_DIVIDE_CONST },
        [OU_OPERATOR_MOD] = { OU_OP_REMAINDER, OU_OP_NOP, OU_OP_REMAINDER_CONST },
        [OU_OPERATOR_LEFT_SHIFT] = { OU_OP_LEFT_SHIFT, OU_OP_NOP, OU_OP_SHIFT_LEFT_CONST },
        [OU_OPERATOR_RIGHT_SHIFT] = { OU_OP_RIGHT_SHIFT, OU_OP_NOP, OU_OP_SHIFT_RIGHT_CONST },
        [OU_OPERATOR_BIT_OR] = { OU_OP_OR, OU_OP_NOP, OU_OP_NOP },
        [OU_OPERATOR_BIT_XOR] = { OU_OP_XOR, OU_OP_NOP, OU_OP_NOP },
        [OU_OPERATOR_BIT_AND] = { OU_OP_AND, OU_OP_NOP, OU_OP_AND_CONST },
        [OU_OPERATOR_FLOOR_DIV] = { OU_OP_FLOOR_DIVIDE, OU_OP_NOP, OU_OP_FLOOR_CONST },
    };
    return forms[op];
}

// Forms with a number in the instruction. `manner`: 1 in place, 2 the number is the left operand.
// False: the number is none that fits.
static bool arithmetic_with_constant(OuCompiler *compiler, OuWant want, OuOperator op,
                                     OuRegister left, OuValue right, uint32_t base, uint32_t manner,
                                     OuRegister *result)
{
    if (!ou_is_int(right) && !ou_is_float(right)) return false;
    OuOp with_constant = arithmetic_form(op).with_constant;
    int64_t number = ou_is_int(right) ? ou_int_of(right) : INT64_MAX;
    bool is_sum = op == OU_OPERATOR_ADD || op == OU_OPERATOR_SUB;
    if (is_sum && number >= INT32_MIN && number <= INT32_MAX) {
        bool adds = op == OU_OPERATOR_ADD;
        OuOp plain = adds ? OU_OP_ADD_INT : OU_OP_SUBTRACT_INT;
        OuOp local = adds ? OU_OP_ADD_INT_L : OU_OP_SUBTRACT_INT_L;
        ou_draft_pop(compiler, base);
        *result = ou_compile_result(compiler, want, plain, left == want ? plain : local, left,
                                    manner, (int32_t)number);
        return true;
    }
    if (with_constant == OU_OP_NOP) return false;
    uint32_t index = ou_unit_constant_steal(compiler, right);
    ou_draft_pop(compiler, base);
    *result = ou_compile_result_word(compiler, want, with_constant, OU_OP_NOP, left, manner,
                                     (int32_t)index, right);
    return true;
}

OuRegister ou_compile_arithmetic(OuCompiler *compiler, OuWant want, OuOperator op, OuRegister left,
                                 OuNode *right, uint32_t base, bool in_place)
{
    OuRegister result;
    OuValue constant = ou_constant_fold(compiler, right);
    if (constant != OU_UNBOUND) {
        if (op != OU_OPERATOR_POW && op != OU_OPERATOR_MAT_MULT &&
            arithmetic_with_constant(compiler, want, op, left, constant, base, in_place,
                                     &result)) {
            return result;
        }
        ou_unref(constant);
    }
    OuRegister operand = ou_compile_expression(compiler, right, OU_WANT_ANY);
    ou_draft_pop(compiler, base);
    if (op == OU_OPERATOR_POW || op == OU_OPERATOR_MAT_MULT) {
        OuBinary number = op == OU_OPERATOR_POW ? OU_BINARY_POWER : OU_BINARY_MATRIX_MULTIPLY;
        return ou_compile_result(compiler, want, in_place ? OU_OP_INPLACE : OU_OP_BINARY,
                                 OU_OP_NOP, left, operand, number);
    }
    ArithmeticForm form = arithmetic_form(op);
    return ou_compile_result(compiler, want, form.op, form.op_local, left, operand, in_place);
}

OuRegister ou_compile_binary(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuBinOpNode *binary = OU_AS(BinOp, node);
    uint32_t base = compiler->unit->depth;
    // `2.0 * x`: the quick ways of sums and products don't mind which operand is the number.
    OuValue number = binary->op == OU_OPERATOR_ADD || binary->op == OU_OPERATOR_MULT
                     ? ou_constant_fold(compiler, binary->left) : OU_UNBOUND;
    if (ou_is_int(number) || ou_is_float(number)) {
        OuRegister right = ou_compile_expression(compiler, binary->right, OU_WANT_ANY), result;
        (void)arithmetic_with_constant(compiler, want, binary->op, right, number, base, 2, &result);
        return result;
    }
    ou_unref(number);
    OuRegister left = ou_compile_operand(compiler, binary->left, binary->right);
    return ou_compile_arithmetic(compiler, want, binary->op, left, binary->right, base, false);
}

OuRegister ou_compile_unary(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuUnaryOpNode *unary = OU_AS(UnaryOp, node);
    if (unary->op == OU_OPERATOR_NOT) return ou_compile_not(compiler, unary->operand, want);
    uint32_t base = compiler->unit->depth;
    OuRegister operand = ou_compile_expression(compiler, unary->operand, OU_WANT_ANY);
    ou_draft_pop(compiler, base);
    OuOp op = unary->op == OU_OPERATOR_USUB     ? OU_OP_NEGATIVE
              : unary->op == OU_OPERATOR_UADD   ? OU_OP_POSITIVE
                                                : OU_OP_INVERT;
    return ou_compile_result(compiler, want, op, OU_OP_NOP, operand, 0, 0);
}

// --- attributes and items ------------------------------------------------------------------------

OuRegister ou_compile_attribute(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuAttributeNode *attribute = OU_AS(Attribute, node);
    uint32_t base = compiler->unit->depth;
    OuRegister object = ou_compile_expression(compiler, attribute->value, OU_WANT_ANY);
    ou_draft_pop(compiler, base);
    OuName *name = ou_unit_mangle(compiler, attribute->attr);
    uint32_t index = ou_unit_name(compiler, name);
    OuPlace place = ou_unit_go_attribute(compiler, node);
    OuOp op = ou_is_temporary(object) ? OU_OP_GET_ATTR_T : OU_OP_GET_ATTR;
    OuOp local = ou_is_temporary(object) ? OU_OP_NOP : OU_OP_GET_ATTR_L;
    OuRegister result = ou_compile_result_word(compiler, want, op, local, object, 0, 0, index);
    ou_unit_return(compiler, place);
    return result;
}

OuRegister ou_compile_slice(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuSliceNode *slice = OU_AS(Slice, node);
    uint32_t base = compiler->unit->depth;
    OuNode *parts[] = { slice->lower, slice->upper, slice->step };
    OuRegister registers[3] = { 0, 0, (OuRegister)-1 };
    for (int i = 0; i < 3; i++) {
        if (parts[i]) registers[i] = ou_compile_expression(compiler, parts[i], OU_WANT_PUSH);
        else if (i < 2) registers[i] = ou_constant_load_steal(compiler, OU_NONE, OU_WANT_PUSH);
    }
    ou_draft_pop(compiler, base);
    return ou_compile_result(compiler, want, OU_OP_BUILD_SLICE, OU_OP_NOP, registers[0],
                             registers[1], (int32_t)registers[2]);
}

OuRegister ou_compile_subscript(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuSubscriptNode *subscript = OU_AS(Subscript, node);
    uint32_t base = compiler->unit->depth;
    OuRegister object = ou_compile_operand(compiler, subscript->value, subscript->slice);
    OuRegister index = ou_compile_expression(compiler, subscript->slice, OU_WANT_ANY);
    ou_draft_pop(compiler, base);
    return ou_compile_result(compiler, want, OU_OP_GET_ITEM, OU_OP_GET_ITEM_L, object, index, 0);
}

// --- the rest ------------------------------------------------------------------------------------

static OuRegister compile_named(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuNamedExprNode *named = OU_AS(NamedExpr, node);
    OuName *name = OU_AS(Name, named->target)->id;
    OuRegister local = ou_compile_plain_local(compiler, name);
    if (local != OU_NO_REGISTER) {
        ou_compile_expression(compiler, named->value, local);
        return ou_compile_settle(compiler, want, local);
    }
    OuRegister value = ou_compile_expression(compiler, named->value, OU_WANT_PUSH);
    OuRegister copy = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_COPY, copy, value, 0, 0);
    ou_compile_store_name(compiler, name, copy);
    ou_draft_pop(compiler, (value & ~OU_TEMPORARY) + 1);
    return ou_compile_settle(compiler, want, value);
}

// The saved exception of the outermost handler that runs, for a frame that is left for a while.
static uint64_t yield_saved_exception(const OuUnit *unit)
{
    uint64_t saved = UINT64_MAX;
    for (const OuBlock *block = unit->block; block; block = block->outer) {
        if (block->kind == OU_BLOCK_HANDLER) saved = block->temporary;
    }
    return saved;
}

void ou_compile_yield_register(OuCompiler *compiler, OuRegister value)
{
    bool is_async = compiler->unit->flags & OU_CODE_ASYNC_GENERATOR;
    ou_draft_emit_word(compiler, OU_OP_YIELD, value, value, 0, is_async ? 2 : 0,
                       yield_saved_exception(compiler->unit));
}

OuRegister ou_compile_yield(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuYieldNode *yield = OU_AS(Yield, node);
    OuRegister value;
    if (yield->value) value = ou_compile_expression(compiler, yield->value, OU_WANT_PUSH);
    else value = ou_constant_load_steal(compiler, OU_NONE, OU_WANT_PUSH);
    ou_compile_yield_register(compiler, value);
    return ou_compile_settle(compiler, want, value);
}

OuRegister ou_compile_yield_from(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuRegister value = ou_draft_push(compiler);
    OuRegister iterator = ou_draft_push(compiler);
    ou_draft_pop(compiler, iterator & ~OU_TEMPORARY);
    OuRegister operand = ou_compile_expression(compiler, OU_AS(YieldFrom, node)->value,
                                               OU_WANT_ANY);
    ou_draft_pop(compiler, iterator & ~OU_TEMPORARY);
    iterator = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_GET_YIELD_ITER, iterator, operand, 0, 0);
    ou_compile_delegate(compiler, iterator, value);
    return ou_compile_settle(compiler, want, value);
}

// SEND hands on what was sent; YIELD, on behalf of the iterator, is always followed by the jump
// back to SEND, so that whoever resumes it can find the way out.
void ou_compile_delegate(OuCompiler *compiler, OuRegister iterator, OuRegister value)
{
    ou_draft_emit(compiler, OU_OP_LOAD_VALUE, value, 0, 0, (int32_t)(OU_NONE - OU_TAG_IMMEDIATE));
    uint32_t again = ou_draft_label(compiler), done = ou_draft_label(compiler);
    ou_draft_place_backward(compiler, again, compiler->unit->is_reachable);
    ou_draft_jump(compiler, OU_OP_SEND, iterator, value, done);
    ou_draft_emit_word(compiler, OU_OP_YIELD, value, value, iterator, 1,
                       yield_saved_exception(compiler->unit));
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, again);
    ou_draft_place(compiler, done);
    ou_draft_pop(compiler, iterator & ~OU_TEMPORARY);
}

static OuRegister compile_unsupported(OuCompiler *compiler, OuNode *node, const char *what)
{
    ou_unit_unsupported(compiler, node, what);
    return ou_draft_push(compiler);
}

static OuRegister expression_dispatch(OuCompiler *compiler, OuNode *node, OuWant want)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_NAME: return ou_compile_load_name(compiler, OU_AS(Name, node)->id, want);
    case OU_NODE_BIN_OP: return ou_compile_binary(compiler, node, want);
    case OU_NODE_UNARY_OP: return ou_compile_unary(compiler, node, want);
    case OU_NODE_BOOL_OP: return ou_compile_bool(compiler, node, want);
    case OU_NODE_COMPARE: return ou_compile_compare(compiler, node, want);
    case OU_NODE_CALL: return ou_compile_call(compiler, node, want);
    case OU_NODE_ATTRIBUTE: return ou_compile_attribute(compiler, node, want);
    case OU_NODE_SUBSCRIPT: return ou_compile_subscript(compiler, node, want);
    case OU_NODE_SLICE: return ou_compile_slice(compiler, node, want);
    case OU_NODE_NAMED_EXPR: return compile_named(compiler, node, want);
    case OU_NODE_IF_EXP: return ou_compile_conditional(compiler, node, want);
    case OU_NODE_LAMBDA: return ou_compile_lambda(compiler, node, want);
    case OU_NODE_DICT: return ou_compile_dict(compiler, node, want);
    case OU_NODE_LIST: case OU_NODE_SET: case OU_NODE_TUPLE:
        return ou_compile_display(compiler, node, want);
    case OU_NODE_LIST_COMP: case OU_NODE_SET_COMP: case OU_NODE_DICT_COMP:
    case OU_NODE_GENERATOR_EXP:
        return ou_compile_comprehension(compiler, node, want);
    case OU_NODE_YIELD: return ou_compile_yield(compiler, node, want);
    case OU_NODE_YIELD_FROM: return ou_compile_yield_from(compiler, node, want);
    case OU_NODE_JOINED_STR: return ou_compile_joined(compiler, node, want);
    case OU_NODE_FORMATTED_VALUE: return ou_compile_formatted(compiler, node, want);
    case OU_NODE_AWAIT: return ou_compile_await(compiler, node, want);
    default: return compile_unsupported(compiler, node, "this expression");
    }
}

OuRegister ou_compile_expression(OuCompiler *compiler, OuNode *node, OuWant want)
{
    if (!ou_unit_can_recurse(compiler)) {
        return ou_is_want_local(want) ? want : ou_draft_push(compiler);
    }
    OuPlace place = ou_unit_go(compiler, node);
    OuValue constant = ou_constant_fold(compiler, node);
    OuRegister result = constant != OU_UNBOUND
                            ? ou_constant_load_steal(compiler, constant, want)
                            : expression_dispatch(compiler, node, want);
    if (compiler->assertion) ou_assertion_note(compiler, node, result);
    ou_unit_return(compiler, place);
    return result;
}

// Comparisons, boolean operators, and the jumps that are made of them.
#include "vm/compile_unit.h"

static OuOp compare_value_op(OuOperator op)
{
    switch (op) {
    case OU_OPERATOR_LESS: return OU_OP_COMPARE_LT;
    case OU_OPERATOR_LESS_EQ: return OU_OP_COMPARE_LE;
    case OU_OPERATOR_EQ: return OU_OP_COMPARE_EQ;
    case OU_OPERATOR_NOT_EQ: return OU_OP_COMPARE_NE;
    case OU_OPERATOR_GREATER: return OU_OP_COMPARE_GT;
    case OU_OPERATOR_GREATER_EQ: return OU_OP_COMPARE_GE;
    case OU_OPERATOR_IS: return OU_OP_IS;
    case OU_OPERATOR_IS_NOT: return OU_OP_IS_NOT;
    case OU_OPERATOR_IN: return OU_OP_IN;
    default: return OU_OP_NOT_IN;
    }
}

static OuOperator compare_opposite(OuOperator op)
{
    switch (op) {
    case OU_OPERATOR_IS: return OU_OPERATOR_IS_NOT;
    case OU_OPERATOR_IS_NOT: return OU_OPERATOR_IS;
    case OU_OPERATOR_IN: return OU_OPERATOR_NOT_IN;
    case OU_OPERATOR_NOT_IN: return OU_OPERATOR_IN;
    default: return op;
    }
}

static bool is_compare_order(OuOperator op)
{
    OuOp value_op = compare_value_op(op);
    return value_op >= OU_OP_COMPARE_LT && value_op <= OU_OP_COMPARE_GE;
}

// The right operand of a comparison: a display of constants after `in` is one constant.
static OuRegister compare_right(OuCompiler *compiler, OuOperator op, OuNode *node,
                                const OuNode *next)
{
    if (op == OU_OPERATOR_IN || op == OU_OPERATOR_NOT_IN) {
        OuPlace place = ou_unit_go(compiler, node);
        OuValue constant = ou_constant_display(compiler, node);
        OuRegister result = OU_NO_REGISTER;
        if (constant != OU_UNBOUND) {
            result = ou_constant_load_steal(compiler, constant, OU_WANT_PUSH);
        }
        ou_unit_return(compiler, place);
        if (result != OU_NO_REGISTER) return result;
    }
    return ou_compile_operand(compiler, node, next);
}

// --- chains: `a < b < c` -------------------------------------------------------------------------
// Temporaries of a chain: base + 1 the left operand, base + 2 the one in the middle, base + 3 a
// copy of it; locals need none of them. base is left for the answer.

typedef struct CompareChain {
    OuCompareNode *node;
    uint32_t       base;
    OuRegister     left;
} CompareChain;

static CompareChain chain_begin(OuCompiler *compiler, OuCompareNode *node)
{
    CompareChain chain = { node, compiler->unit->depth, 0 };
    ou_draft_push(compiler);
    chain.left = ou_compile_operand(compiler, node->left, node->comparators.items[0]);
    return chain;
}

// Evaluates the next operand; it is the middle of the chain, so what is compared is a copy.
static OuRegister chain_middle(OuCompiler *compiler, CompareChain *chain, uint32_t i,
                               OuRegister *middle)
{
    OuCompareNode *node = chain->node;
    ou_draft_pop(compiler, chain->base + 2);
    *middle = compare_right(compiler, node->ops.items[i], node->comparators.items[i],
                            node->comparators.items[i + 1]);
    if (!ou_is_temporary(*middle)) return *middle;
    OuRegister copy = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_COPY, copy, *middle, 0, 0);
    return copy;
}

// The middle becomes the left operand of the next comparison.
static void chain_shift(OuCompiler *compiler, CompareChain *chain, OuRegister middle)
{
    chain->left = middle;
    if (!ou_is_temporary(middle)) return;
    chain->left = ou_temporary(chain->base + 1);
    ou_draft_emit(compiler, OU_OP_MOVE, chain->left, middle, 0, 0);
    ou_draft_pop(compiler, chain->base + 2);
}

static void chain_last_value(OuCompiler *compiler, CompareChain *chain, OuRegister answer)
{
    uint32_t last = chain->node->ops.count - 1;
    OuOperator op = chain->node->ops.items[last];
    ou_draft_pop(compiler, chain->base + 2);
    OuRegister right = compare_right(compiler, op, chain->node->comparators.items[last], NULL);
    ou_draft_emit(compiler, compare_value_op(op), answer, chain->left, right, 0);
}

static OuRegister chain_value(OuCompiler *compiler, OuCompareNode *node, OuWant want)
{
    CompareChain chain = chain_begin(compiler, node);
    OuRegister answer = ou_temporary(chain.base);
    uint32_t drop = ou_draft_label(compiler), end = ou_draft_label(compiler);
    for (uint32_t i = 0; i + 1 < node->ops.count; i++) {
        OuRegister middle, compared = chain_middle(compiler, &chain, i, &middle);
        ou_draft_emit(compiler, compare_value_op(node->ops.items[i]), answer, chain.left,
                      compared, 0);
        chain_shift(compiler, &chain, middle);
        ou_draft_jump(compiler, OU_OP_JUMP_UNLESS_KEEP, answer, 0,
                      ou_is_temporary(middle) ? drop : end);
    }
    chain_last_value(compiler, &chain, answer);
    uint32_t done = ou_draft_label(compiler);
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, done);
    ou_draft_place(compiler, drop);
    ou_draft_emit(compiler, OU_OP_DROP, ou_temporary(chain.base + 1), 0, 0, 0);
    ou_draft_place(compiler, end);
    ou_draft_place(compiler, done);
    ou_draft_pop(compiler, chain.base + 1);
    return ou_compile_settle(compiler, want, answer);
}

// --- fused comparisons ---------------------------------------------------------------------------

static bool is_none(const OuNode *node)
{
    return node->kind == OU_NODE_CONSTANT &&
           ((const OuConstantNode *)node)->value.kind == OU_CONSTANT_NONE;
}

static OuOp compare_jump_op(OuOperator op, bool when, OuOp first_if, OuOp first_unless)
{
    int order = compare_value_op(op) - OU_OP_COMPARE_LT;
    return (OuOp)((when ? first_if : first_unless) + order);
}

static bool compare_small_int(OuCompiler *compiler, OuNode *node, int16_t *number)
{
    OuValue value = ou_constant_fold(compiler, node);
    if (value == OU_UNBOUND) return false;
    bool fits = ou_is_int(value) && ou_int_of(value) >= INT16_MIN &&
                ou_int_of(value) <= INT16_MAX;
    if (fits) *number = (int16_t)ou_int_of(value);
    ou_unref(value);
    return fits;
}

// Jumps when `left op right` is `when`; both operands are consumed.
static void compare_jump(OuCompiler *compiler, OuOperator op, OuRegister left, OuRegister right,
                         bool when, uint32_t label)
{
    if (is_compare_order(op)) {
        OuOp jump = compare_jump_op(op, when, OU_OP_JUMP_IF_LT, OU_OP_JUMP_UNLESS_LT);
        ou_draft_jump(compiler, jump, left, right, label);
        return;
    }
    uint32_t depth = compiler->unit->depth;
    OuRegister answer = ou_draft_push(compiler);
    ou_draft_emit(compiler, compare_value_op(op), answer, left, right, 0);
    ou_draft_pop(compiler, depth);
    ou_draft_jump(compiler, when ? OU_OP_JUMP_IF : OU_OP_JUMP_UNLESS, answer, 0, label);
}

static void compare_single_jump(OuCompiler *compiler, OuCompareNode *node, bool when,
                                uint32_t label)
{
    OuOperator op = node->ops.items[0];
    OuNode *right_node = node->comparators.items[0];
    uint32_t base = compiler->unit->depth;
    int16_t number;
    OuRegister left = ou_compile_operand(compiler, node->left, right_node);
    if ((op == OU_OPERATOR_IS || op == OU_OPERATOR_IS_NOT) && is_none(right_node)) {
        OuOp jump = (op == OU_OPERATOR_IS) == when ? OU_OP_JUMP_IF_NONE : OU_OP_JUMP_UNLESS_NONE;
        ou_draft_pop(compiler, base);
        ou_draft_jump(compiler, jump, left, 0, label);
        return;
    }
    if (is_compare_order(op) && compare_small_int(compiler, right_node, &number)) {
        OuOp jump = compare_jump_op(op, when, OU_OP_JUMP_IF_LT_INT, OU_OP_JUMP_UNLESS_LT_INT);
        ou_draft_pop(compiler, base);
        ou_draft_jump_int(compiler, jump, left, number, label);
        return;
    }
    OuRegister right = compare_right(compiler, op, right_node, NULL);
    ou_draft_pop(compiler, base);
    compare_jump(compiler, op, left, right, when, label);
}

// Jumps to `out` as soon as one of the comparisons but the last fails; a middle that must be
// dropped first leads to `drop`. True if there is such a one: it stands in base + 2 there.
static bool chain_jump_middles(OuCompiler *compiler, CompareChain *chain, uint32_t out,
                               uint32_t drop)
{
    bool drops = false;
    for (uint32_t i = 0; i + 1 < chain->node->ops.count; i++) {
        OuRegister middle, compared = chain_middle(compiler, chain, i, &middle);
        bool is_dropped = ou_is_temporary(middle);
        compare_jump(compiler, chain->node->ops.items[i], chain->left, compared, false,
                     is_dropped ? drop : out);
        chain_shift(compiler, chain, middle);
        drops |= is_dropped;
    }
    return drops;
}

static void compare_chain_jump(OuCompiler *compiler, OuCompareNode *node, bool when,
                               uint32_t label)
{
    CompareChain chain = chain_begin(compiler, node);
    uint32_t drop = ou_draft_label(compiler), end = ou_draft_label(compiler);
    uint32_t failed = when ? end : label, last = node->ops.count - 1;
    bool drops = chain_jump_middles(compiler, &chain, failed, drop);
    ou_draft_pop(compiler, chain.base + 2);
    OuRegister right = compare_right(compiler, node->ops.items[last],
                                     node->comparators.items[last], NULL);
    ou_draft_pop(compiler, chain.base);
    compare_jump(compiler, node->ops.items[last], chain.left, right, when, label);
    if (drops) {
        ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, end);
        ou_draft_place(compiler, drop);
        ou_draft_emit(compiler, OU_OP_DROP, ou_temporary(chain.base + 2), 0, 0, 0);
        if (!when) ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, label);
    }
    ou_draft_place(compiler, end);
}

OuRegister ou_compile_compare(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuCompareNode *compare = OU_AS(Compare, node);
    if (compare->ops.count > 1) return chain_value(compiler, compare, want);
    uint32_t base = compiler->unit->depth;
    OuOperator op = compare->ops.items[0];
    OuNode *right_node = compare->comparators.items[0];
    OuRegister left = ou_compile_operand(compiler, compare->left, right_node);
    OuRegister right = compare_right(compiler, op, right_node, NULL);
    ou_draft_pop(compiler, base);
    return ou_compile_result(compiler, want, compare_value_op(op), OU_OP_NOP, left, right, 0);
}

// --- and, or, if-else ----------------------------------------------------------------------------

OuRegister ou_compile_bool(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuBoolOpNode *bool_op = OU_AS(BoolOp, node);
    OuOp keep = bool_op->op == OU_OPERATOR_AND ? OU_OP_JUMP_UNLESS_KEEP : OU_OP_JUMP_IF_KEEP;
    uint32_t base = compiler->unit->depth, last = bool_op->values.count - 1;
    uint32_t end = ou_draft_label(compiler);
    for (uint32_t i = 0; i <= last; i++) {
        bool truth;
        OuNode *value = bool_op->values.items[i];
        bool is_known = ou_constant_truth(compiler, value, &truth);
        bool decides = is_known && truth == (bool_op->op == OU_OPERATOR_OR);
        if (is_known && !decides && i < last) continue;
        ou_compile_push(compiler, value);
        if (decides || i == last) break;
        ou_draft_jump(compiler, keep, ou_temporary(base), 0, end);
        ou_draft_pop(compiler, base);
    }
    ou_draft_place(compiler, end);
    return ou_compile_settle(compiler, want, ou_temporary(base));
}

OuRegister ou_compile_conditional(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuIfExpNode *conditional = OU_AS(IfExp, node);
    uint32_t base = compiler->unit->depth;
    uint32_t otherwise = ou_draft_label(compiler), end = ou_draft_label(compiler);
    OuWant place = ou_is_want_local(want) ? want : OU_WANT_PUSH;
    ou_compile_jump(compiler, conditional->test, false, otherwise);
    ou_compile_expression(compiler, conditional->body, place);
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, end);
    ou_draft_place(compiler, otherwise);
    ou_draft_pop(compiler, base);
    OuRegister result = ou_compile_expression(compiler, conditional->orelse, place);
    ou_draft_place(compiler, end);
    return result;
}

// --- jumps on conditions -------------------------------------------------------------------------

static void bool_jump(OuCompiler *compiler, OuBoolOpNode *node, bool when, uint32_t label)
{
    uint32_t last = node->values.count - 1;
    bool is_short = (node->op == OU_OPERATOR_OR) == when;    // each of the values may jump
    uint32_t skip = is_short ? label : ou_draft_label(compiler);
    for (uint32_t i = 0; i < last; i++) {
        ou_compile_jump(compiler, node->values.items[i], is_short ? when : !when, skip);
    }
    ou_compile_jump(compiler, node->values.items[last], when, label);
    if (!is_short) ou_draft_place(compiler, skip);
}

static void conditional_jump(OuCompiler *compiler, OuIfExpNode *node, bool when, uint32_t label)
{
    uint32_t otherwise = ou_draft_label(compiler), end = ou_draft_label(compiler);
    ou_compile_jump(compiler, node->test, false, otherwise);
    ou_compile_jump(compiler, node->body, when, label);
    ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, end);
    ou_draft_place(compiler, otherwise);
    ou_compile_jump(compiler, node->orelse, when, label);
    ou_draft_place(compiler, end);
}

static void value_jump(OuCompiler *compiler, OuNode *node, bool when, uint32_t label)
{
    uint32_t base = compiler->unit->depth;
    OuRegister value = ou_compile_expression(compiler, node, OU_WANT_ANY);
    ou_draft_pop(compiler, base);
    ou_draft_jump(compiler, when ? OU_OP_JUMP_IF : OU_OP_JUMP_UNLESS, value, 0, label);
}

// `not a is b` and `not a in b` are one comparison.
static bool is_negated_compare(const OuNode *node)
{
    if (node->kind != OU_NODE_COMPARE) return false;
    const OuCompareNode *compare = (const OuCompareNode *)node;
    OuOperator op = compare->ops.items[0];
    return compare->ops.count == 1 && compare_opposite(op) != op;
}

void ou_compile_jump(OuCompiler *compiler, OuNode *node, bool when, uint32_t label)
{
    bool truth;
    if (!ou_unit_can_recurse(compiler)) return;
    if (ou_constant_truth(compiler, node, &truth)) {
        if (truth == when) ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, label);
        return;
    }
    if (compiler->assertion) ou_assertion_reach(compiler, node);
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_UNARY_OP:
        if (OU_AS(UnaryOp, node)->op != OU_OPERATOR_NOT) break;
        ou_compile_jump(compiler, OU_AS(UnaryOp, node)->operand, !when, label);
        return;
    case OU_NODE_BOOL_OP:
        bool_jump(compiler, OU_AS(BoolOp, node), when, label);
        return;
    case OU_NODE_IF_EXP:
        conditional_jump(compiler, OU_AS(IfExp, node), when, label);
        return;
    case OU_NODE_COMPARE: {
        OuPlace place = ou_unit_go(compiler, node);
        OuCompareNode *compare = OU_AS(Compare, node);
        if (compare->ops.count > 1) compare_chain_jump(compiler, compare, when, label);
        else compare_single_jump(compiler, compare, when, label);
        ou_unit_return(compiler, place);
        return;
    }
    default:
        break;
    }
    value_jump(compiler, node, when, label);
}

OuRegister ou_compile_not(OuCompiler *compiler, OuNode *operand, OuWant want)
{
    uint32_t base = compiler->unit->depth;
    if (is_negated_compare(operand)) {
        OuCompareNode opposite = *OU_AS(Compare, operand);
        uint8_t op = (uint8_t)compare_opposite(opposite.ops.items[0]);
        opposite.ops.items = &op;
        return ou_compile_compare(compiler, &opposite.head, want);
    }
    OuRegister value = ou_compile_expression(compiler, operand, OU_WANT_ANY);
    ou_draft_pop(compiler, base);
    return ou_compile_result(compiler, want, OU_OP_NOT, OU_OP_NOP, value, 0, 0);
}

// Instructions with registers beyond 255: the operands are brought to scratch locals, the result is
// taken from one. Operand a uses the first scratch local, b the second, c the third.
#include "vm/compile_lower.h"

static const char *far_roles(const OuDraft *draft)
{
    return ou_op_roles[draft->op];
}

static OuRegister far_operand(const OuDraft *draft, int i)
{
    return i == 0 ? draft->a : i == 1 ? draft->b : draft->c;
}

static bool is_far(const OuLowering *lowering, OuRegister r)
{
    return ou_lower_register(lowering, r) >= OU_NEAR_LIMIT;
}

bool ou_is_far_draft(const OuLowering *lowering, const OuDraft *draft)
{
    if (!lowering->is_far) return false;
    for (int i = 0; i < 3; i++) {
        bool is_register = ou_is_op_register_role(far_roles(draft)[i]);
        if (is_register && is_far(lowering, far_operand(draft, i))) return true;
    }
    return draft->op == OU_OP_MAKE_FUNCTION && draft->c && is_far(lowering, draft->b);
}

// --- moving to and from scratch ------------------------------------------------------------------

static void far_copy(OuLowering *lowering, uint32_t scratch, OuRegister from)
{
    ou_lower_put(lowering, OU_OP_FAR_COPY, scratch, 0, 0,
                 (int32_t)ou_lower_register(lowering, from), 0);
}

static void far_take(OuLowering *lowering, uint32_t scratch, OuRegister from)
{
    ou_lower_put(lowering, OU_OP_FAR_TAKE, scratch, 0, 0,
                 (int32_t)ou_lower_register(lowering, from), 0);
    ou_lower_hide(lowering, from);
}

static void far_put(OuLowering *lowering, OuRegister to, uint32_t scratch)
{
    OuOp op = ou_is_temporary(to) ? OU_OP_FAR_PUT : OU_OP_FAR_STORE;
    ou_lower_put(lowering, op, scratch, 0, 0, (int32_t)ou_lower_register(lowering, to), 0);
    ou_lower_show(lowering, to);
}

static void far_clear(OuLowering *lowering, uint32_t scratch)
{
    ou_lower_put(lowering, OU_OP_CLEAR, scratch, 0, 0, 0, 0);
}

// A scratch local whose value was moved away: its bits are forgotten, not dropped.
static void far_reset(OuLowering *lowering, uint32_t scratch)
{
    ou_lower_put(lowering, OU_OP_LOAD_VALUE, scratch, 0, 0, 0, 0);
}

// What is live where a conditional jump leads.
static uint32_t far_target_live(const OuLowering *lowering, const OuDraft *draft)
{
    const OuUnit *unit = lowering->unit;
    uint32_t target = unit->labels[draft->x].draft;
    return target < unit->draft_count ? unit->drafts[target].live : OU_NOWHERE;
}

static void far_go_on(OuLowering *lowering)
{
    uint32_t next = lowering->draft + 1;
    bool is_last = next >= lowering->unit->draft_count;
    ou_lower_set_live(lowering, is_last ? OU_NOWHERE : lowering->unit->drafts[next].live);
}

// --- any instruction -----------------------------------------------------------------------------

typedef struct FarOperand {
    OuRegister home;
    uint32_t   near;
    char       role;
    bool       is_scratch;
} FarOperand;

// The form for a local of an operation that moves a temporary: the scratch local stays whole.
static OuOp far_borrowing_form(OuOp op)
{
    switch (op) {
    case OU_OP_GET_ATTR_T: return OU_OP_GET_ATTR;
    case OU_OP_SET_ATTR_T: return OU_OP_SET_ATTR;
    case OU_OP_SET_ITEM_T: return OU_OP_SET_ITEM;
    case OU_OP_RETURN: return OU_OP_RETURN_LOCAL;
    case OU_OP_RETURN_GENERATOR: return OU_OP_RETURN_GENERATOR_LOCAL;
    default: return op;
    }
}

static FarOperand far_bring(OuLowering *lowering, const OuDraft *draft, int i)
{
    FarOperand operand = { far_operand(draft, i), 0, far_roles(draft)[i], false };
    operand.near = operand.home;
    if (!ou_is_op_register_role(operand.role)) return operand;
    operand.near = ou_lower_register(lowering, operand.home);
    if (!is_far(lowering, operand.home)) return operand;
    operand.near = lowering->scratch + (uint32_t)i;
    operand.is_scratch = true;
    bool is_read = operand.role != 't' && operand.role != 'l';
    bool takes = ou_is_temporary(operand.home) && operand.role != 'r';
    if (is_read && takes) far_take(lowering, operand.near, operand.home);
    else if (is_read) far_copy(lowering, operand.near, operand.home);
    return operand;
}

static void far_finish(OuLowering *lowering, const FarOperand operands[3], OuOp op)
{
    for (int i = 0; i < 3; i++) {
        char role = operands[i].role;
        if (operands[i].is_scratch && (role == 't' || role == 'l')) {
            ou_lower_hide(lowering, operands[i].home);
        }
    }
    for (int i = 0; i < 3; i++) {
        const FarOperand *operand = &operands[i];
        if (!operand->is_scratch) continue;
        if (operand->role == 't' || operand->role == 'l') {
            far_put(lowering, operand->home, operand->near);
        } else if (ou_op_roles[op][i] == 'm') {
            far_reset(lowering, operand->near);
        } else {
            far_clear(lowering, operand->near);
        }
    }
}

static void far_plain(OuLowering *lowering, const OuDraft *draft)
{
    FarOperand operands[3];
    for (int i = 0; i < 3; i++) operands[i] = far_bring(lowering, draft, i);
    OuOp op = draft->op;
    bool is_brought = false;
    for (int i = 0; i < 3; i++) is_brought |= operands[i].role == 'm' && operands[i].is_scratch;
    if (is_brought) op = far_borrowing_form(op);
    uint64_t word = ou_lower_word(lowering, draft);
    uint32_t a = operands[0].near, b = operands[1].near, c = operands[2].near;
    if (ou_is_op_jump(op)) {
        uint32_t at = lowering->word_count;
        ou_lower_put_jump(lowering, op, a, b, c, OU_NOWHERE, word);
        far_go_on(lowering);
        far_finish(lowering, operands, op);
        uint32_t skip = lowering->word_count;
        ou_lower_put_jump(lowering, OU_OP_JUMP, 0, 0, 0, OU_NOWHERE, 0);
        ou_lower_land(lowering, at);
        ou_lower_set_live(lowering, far_target_live(lowering, draft));
        far_finish(lowering, operands, op);
        ou_lower_put_jump(lowering, OU_OP_JUMP, 0, 0, 0, (uint32_t)draft->x, 0);
        ou_lower_land(lowering, skip);
        return;
    }
    ou_lower_put(lowering, op, a, b, c, ou_lower_x(lowering, draft), word);
    if (op == OU_OP_RETURN_LOCAL || op == OU_OP_RETURN_GENERATOR_LOCAL || op == OU_OP_RERAISE ||
        op == OU_OP_RAISE || op == OU_OP_RAISE_FROM) {
        return;
    }
    far_go_on(lowering);
    far_finish(lowering, operands, op);
}

// --- instructions that change what they read -----------------------------------------------------

// COPY, MOVE, STORE and their like: through one scratch local.
static void far_move(OuLowering *lowering, const OuDraft *draft)
{
    uint32_t scratch = lowering->scratch;
    if (draft->op == OU_OP_MOVE || draft->op == OU_OP_STORE) far_take(lowering, scratch, draft->b);
    else far_copy(lowering, scratch, draft->b);
    far_put(lowering, draft->a, scratch);
}

static void far_single(OuLowering *lowering, OuOp op, const OuDraft *draft)
{
    ou_lower_put(lowering, op, 0, 0, 0, (int32_t)ou_lower_register(lowering, draft->a), 0);
}

// The operand is changed in place.
static void far_change(OuLowering *lowering, const OuDraft *draft)
{
    far_take(lowering, lowering->scratch, draft->a);
    ou_lower_put(lowering, draft->op, lowering->scratch, 0, 0, 0, 0);
    far_put(lowering, draft->a, lowering->scratch);
}

static void far_keep_jump(OuLowering *lowering, const OuDraft *draft)
{
    uint32_t scratch = lowering->scratch;
    far_take(lowering, scratch, draft->a);
    uint32_t at = lowering->word_count;
    ou_lower_put_jump(lowering, draft->op, scratch, 0, 0, OU_NOWHERE, 0);
    far_go_on(lowering);
    far_reset(lowering, scratch);
    uint32_t skip = lowering->word_count;
    ou_lower_put_jump(lowering, OU_OP_JUMP, 0, 0, 0, OU_NOWHERE, 0);
    ou_lower_land(lowering, at);
    ou_lower_set_live(lowering, far_target_live(lowering, draft));
    ou_lower_hide(lowering, draft->a);
    far_put(lowering, draft->a, scratch);
    ou_lower_put_jump(lowering, OU_OP_JUMP, 0, 0, 0, (uint32_t)draft->x, 0);
    ou_lower_land(lowering, skip);
}

// FOR_ITER: the iterator goes back to its place when there is an item.
static void far_for(OuLowering *lowering, const OuDraft *draft)
{
    bool far_a = is_far(lowering, draft->a), far_b = is_far(lowering, draft->b);
    uint32_t a = far_a ? lowering->scratch : ou_lower_register(lowering, draft->a);
    uint32_t b = far_b ? lowering->scratch + 1 : ou_lower_register(lowering, draft->b);
    if (far_a) far_take(lowering, a, draft->a);
    uint32_t at = lowering->word_count;
    ou_lower_put_jump(lowering, draft->op, a, b, 0, OU_NOWHERE, ou_lower_word(lowering, draft));
    far_go_on(lowering);
    if (far_a) far_reset(lowering, a);
    uint32_t skip = lowering->word_count;
    ou_lower_put_jump(lowering, OU_OP_JUMP, 0, 0, 0, OU_NOWHERE, 0);
    ou_lower_land(lowering, at);
    ou_lower_set_live(lowering, far_target_live(lowering, draft));
    if (far_a) ou_lower_hide(lowering, draft->a);
    if (far_b) ou_lower_hide(lowering, draft->b);
    if (far_a) far_put(lowering, draft->a, a);
    if (far_b) far_put(lowering, draft->b, b);
    ou_lower_put_jump(lowering, OU_OP_JUMP, 0, 0, 0, (uint32_t)draft->x, 0);
    ou_lower_land(lowering, skip);
}

static void far_send(OuLowering *lowering, const OuDraft *draft)
{
    uint32_t iterator = lowering->scratch, value = lowering->scratch + 1;
    far_take(lowering, iterator, draft->a);
    far_take(lowering, value, draft->b);
    uint32_t at = lowering->word_count;
    ou_lower_put_jump(lowering, OU_OP_SEND, iterator, value, 0, OU_NOWHERE,
                      ou_lower_word(lowering, draft));
    far_put(lowering, draft->a, iterator);
    far_put(lowering, draft->b, value);
    uint32_t skip = lowering->word_count;
    ou_lower_put_jump(lowering, OU_OP_JUMP, 0, 0, 0, OU_NOWHERE, 0);
    ou_lower_land(lowering, at);
    ou_lower_set_live(lowering, far_target_live(lowering, draft));
    ou_lower_hide(lowering, draft->b);
    far_reset(lowering, iterator);
    far_put(lowering, draft->b, value);
    ou_lower_put_jump(lowering, OU_OP_JUMP, 0, 0, 0, (uint32_t)draft->x, 0);
    ou_lower_land(lowering, skip);
}

// The value leaves and enters through one scratch local: while the frame rests it holds nothing.
static void far_yield(OuLowering *lowering, const OuDraft *draft)
{
    uint32_t value = lowering->scratch, iterator = draft->c;
    far_take(lowering, value, draft->b);
    bool delegates = draft->x == 1;
    if (delegates) {
        iterator = lowering->scratch + 1;
        far_copy(lowering, iterator, draft->c);
    }
    ou_lower_put(lowering, OU_OP_YIELD, value, value, iterator, draft->x,
                 ou_lower_word(lowering, draft));
    far_go_on(lowering);
    ou_lower_hide(lowering, draft->a);
    far_put(lowering, draft->a, value);
    if (delegates) far_clear(lowering, iterator);
}

static void far_make_function(OuLowering *lowering, const OuDraft *draft)
{
    uint32_t count = (uint32_t)__builtin_popcount(draft->c), scratch = lowering->scratch;
    uint32_t to = scratch + OU_SCRATCH_COUNT - 1;
    for (uint32_t i = 0; i < count; i++) far_take(lowering, scratch + i, draft->b + i);
    ou_lower_put(lowering, OU_OP_MAKE_FUNCTION, to, scratch, draft->c, draft->x, 0);
    far_go_on(lowering);
    ou_lower_hide(lowering, draft->a);
    for (uint32_t i = 0; i < count; i++) far_reset(lowering, scratch + i);
    far_put(lowering, draft->a, to);
}

void ou_far_lower(OuLowering *lowering, const OuDraft *draft)
{
    switch (draft->op) {
    case OU_OP_COPY: case OU_OP_COPY_L: case OU_OP_MOVE: case OU_OP_STORE:
        far_move(lowering, draft);
        break;
    case OU_OP_CHECK: far_single(lowering, OU_OP_FAR_CHECK, draft); break;
    case OU_OP_DELETE: far_single(lowering, OU_OP_FAR_DELETE, draft); break;
    case OU_OP_CLEAR: far_single(lowering, OU_OP_FAR_CLEAR, draft); break;
    case OU_OP_DROP: far_single(lowering, OU_OP_FAR_DROP, draft); break;
    case OU_OP_MAKE_CELL: case OU_OP_BEGIN_HANDLER: far_change(lowering, draft); break;
    case OU_OP_JUMP_IF_KEEP: case OU_OP_JUMP_UNLESS_KEEP: far_keep_jump(lowering, draft); break;
    case OU_OP_FOR_ITER: case OU_OP_FOR_ITER_L: far_for(lowering, draft); break;
    case OU_OP_SEND: far_send(lowering, draft); break;
    case OU_OP_YIELD: far_yield(lowering, draft); break;
    case OU_OP_MAKE_FUNCTION: far_make_function(lowering, draft); break;
    default: far_plain(lowering, draft); break;
    }
}

void ou_far_move_home(OuLowering *lowering)
{
    uint32_t count = lowering->unit->parameter_count;
    if (!lowering->homes) return;
    for (uint32_t i = OU_SCRATCH_LIMIT; i < OU_NEAR_LIMIT && i < count; i++) {
        ou_lower_put(lowering, OU_OP_FAR_STORE, i, 0, 0, (int32_t)ou_lower_register(lowering, i),
                     0);
    }
}

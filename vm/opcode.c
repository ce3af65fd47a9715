#include "vm/opcode.h"

const uint8_t ou_op_words[OU_OP_COUNT] = {
#define OU_OP(name, words, a, b, c, x, can_raise, meaning) words,
#include "vm/opcodes.def"
#undef OU_OP
};

const char *const ou_op_names[OU_OP_COUNT] = {
#define OU_OP(name, words, a, b, c, x, can_raise, meaning) #name,
#include "vm/opcodes.def"
#undef OU_OP
};

const char ou_op_roles[OU_OP_COUNT][5] = {
#define OU_OP(name, words, a, b, c, x, can_raise, meaning) #a #b #c #x,
#include "vm/opcodes.def"
#undef OU_OP
};

const char *const ou_op_meanings[OU_OP_COUNT] = {
#define OU_OP(name, words, a, b, c, x, can_raise, meaning) meaning,
#include "vm/opcodes.def"
#undef OU_OP
};

const bool ou_op_can_raise[OU_OP_COUNT] = {
#define OU_OP(name, words, a, b, c, x, can_raise, meaning) can_raise,
#include "vm/opcodes.def"
#undef OU_OP
};

OuOp ou_op_plain(OuOp op)
{
    switch (op) {
    case OU_OP_LOAD_BUILTIN: case OU_OP_CALL_GLOBAL_INT: return OU_OP_LOAD_GLOBAL;
    case OU_OP_CALL_BUILTIN: return OU_OP_CALL_GLOBAL;
    case OU_OP_FOR_RANGE: case OU_OP_FOR_LIST: return OU_OP_FOR_ITER;
    case OU_OP_FOR_RANGE_L: case OU_OP_FOR_LIST_L: return OU_OP_FOR_ITER_L;
    default: return op;
    }
}

bool ou_is_op_polling(OuOp op)
{
    return op == OU_OP_JUMP || op == OU_OP_JUMP_IF || op == OU_OP_FOR_ITER ||
           op == OU_OP_FOR_ITER_L || (op >= OU_OP_JUMP_IF_LT && op <= OU_OP_JUMP_IF_GE) ||
           (op >= OU_OP_JUMP_IF_LT_INT && op <= OU_OP_JUMP_IF_GE_INT);
}

bool ou_is_op_final(OuOp op)
{
    switch (op) {
    case OU_OP_JUMP: case OU_OP_RETURN: case OU_OP_RETURN_LOCAL: case OU_OP_RETURN_NONE:
    case OU_OP_RETURN_GENERATOR: case OU_OP_RETURN_GENERATOR_LOCAL: case OU_OP_RAISE:
    case OU_OP_RAISE_FROM: case OU_OP_RAISE_AGAIN: case OU_OP_RERAISE:
        return true;
    default:
        return false;
    }
}

OuOp ou_op_inverse(OuOp op)
{
    switch (op) {
    case OU_OP_JUMP_IF: return OU_OP_JUMP_UNLESS;
    case OU_OP_JUMP_UNLESS: return OU_OP_JUMP_IF;
    case OU_OP_JUMP_IF_NONE: return OU_OP_JUMP_UNLESS_NONE;
    case OU_OP_JUMP_UNLESS_NONE: return OU_OP_JUMP_IF_NONE;
    default: break;
    }
    int distance = OU_OP_JUMP_UNLESS_LT - OU_OP_JUMP_IF_LT;
    if (op >= OU_OP_JUMP_IF_LT && op <= OU_OP_JUMP_IF_GE) return op + distance;
    if (op >= OU_OP_JUMP_UNLESS_LT && op <= OU_OP_JUMP_UNLESS_GE) return op - distance;
    if (op >= OU_OP_JUMP_IF_LT_INT && op <= OU_OP_JUMP_IF_GE_INT) return op + distance;
    if (op >= OU_OP_JUMP_UNLESS_LT_INT && op <= OU_OP_JUMP_UNLESS_GE_INT) return op - distance;
    __builtin_unreachable();
}

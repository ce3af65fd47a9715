// opcode.h: what opcodes.def says of each instruction, for those that walk over code.
#ifndef OU_VM_OPCODE_H
#define OU_VM_OPCODE_H

#include "vm/code.h"

// The roles of the operands a, b, c and x, one letter each: see the head of opcodes.def.
extern const char ou_op_roles[OU_OP_COUNT][5];
extern const char *const ou_op_meanings[OU_OP_COUNT];
extern const bool ou_op_can_raise[OU_OP_COUNT];

// The instruction as the compiler made it: forms that are made at run time go back to their origin.
OuOp ou_op_plain(OuOp op);

// True for jumps that look for pending signals and collections when they are taken.
bool ou_is_op_polling(OuOp op);

// The jump on the opposite condition: JUMP_IF_LT for JUMP_UNLESS_LT and so on.
OuOp ou_op_inverse(OuOp op);

// True for instructions that never go on to the next one.
bool ou_is_op_final(OuOp op);

static inline bool ou_is_op_register_role(char role)
{
    return role == 't' || role == 'l' || role == 'u' || role == 'm' || role == 'r';
}

static inline bool ou_is_op_jump(OuOp op)
{
    return ou_op_roles[op][3] == 'j';
}

#endif

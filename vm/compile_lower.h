// compile_lower.h: from drafts to words. Most drafts become one instruction; those with a register
// beyond 255 go through five scratch locals that lie below (compile_far.c).
//
//     local_count <= 251:   locals | scratch | temporaries
//     otherwise:            locals 0 .. 250 | scratch | locals 256 .. | homes | frees | temporaries
//
// There 251 .. 255 have their homes behind the other locals, and free cells, which must lie side by
// side, all move behind those if one of them would be a scratch local.
#ifndef OU_VM_COMPILE_LOWER_H
#define OU_VM_COMPILE_LOWER_H

#include "vm/compile_unit.h"

// Tests compile with fewer near registers, so that ordinary programs need far ones.
#ifndef OU_NEAR_REGISTERS
#define OU_NEAR_REGISTERS 256
#endif
enum {
    OU_NEAR_LIMIT = OU_NEAR_REGISTERS,
    OU_SCRATCH_COUNT = 5,
    OU_SCRATCH_LIMIT = OU_NEAR_LIMIT - OU_SCRATCH_COUNT,
};
_Static_assert(OU_NEAR_LIMIT > OU_SCRATCH_COUNT && OU_NEAR_LIMIT <= 256, "operands are bytes");

typedef struct OuJumpFix { uint32_t word, label; } OuJumpFix;

typedef struct OuLowering {
    OuCompiler *compiler;
    OuUnit     *unit;
    uint64_t   *words;
    uint32_t    word_count, word_capacity;
    uint32_t   *draft_words;         // the word that each draft starts at
    OuJumpFix  *jumps;
    uint32_t    jump_count, jump_capacity;
    OuCodePosition *positions;
    uint32_t    position_count, position_capacity;
    uint32_t   *live_starts;
    OuSnapshot *live_rows;
    uint32_t    live_count, live_starts_capacity, live_rows_capacity;
    OuHandler  *handlers;
    uint32_t    handler_count, handler_capacity;
    uint32_t    local_count;         // scratch and homes included
    uint32_t    scratch;             // the first scratch local
    uint32_t    homes, frees;        // where those begin; 0: there are none
    bool        is_far;
    uint32_t    draft;               // the one being lowered
    // Temporaries that are not live at the words to come though the snapshot has them.
    uint32_t    live;                // snapshot, or OU_NOWHERE: none
    uint32_t    hidden[8];
    uint32_t    hidden_count;
} OuLowering;

// The final number of a register.
uint32_t ou_lower_register(const OuLowering *lowering, OuRegister r);

// Appends an instruction with operands in their final form; the words behind it are zero.
void ou_lower_put(OuLowering *lowering, OuOp op, uint32_t a, uint32_t b, uint32_t c, int32_t x,
                  uint64_t word);
// The same for a jump to a label.
void ou_lower_put_jump(OuLowering *lowering, OuOp op, uint32_t a, uint32_t b, uint32_t c,
                       uint32_t label, uint64_t word);
// Makes the jump at this word lead to the next one to come.
void ou_lower_land(OuLowering *lowering, uint32_t word);
void ou_lower_set_live(OuLowering *lowering, uint32_t snapshot);
void ou_lower_hide(OuLowering *lowering, OuRegister temporary);
void ou_lower_show(OuLowering *lowering, OuRegister temporary);
// x and the word of a draft, registers in their final form.
int32_t  ou_lower_x(const OuLowering *lowering, const OuDraft *draft);
uint64_t ou_lower_word(const OuLowering *lowering, const OuDraft *draft);

// --- compile_far.c -------------------------------------------------------------------------------
bool ou_is_far_draft(const OuLowering *lowering, const OuDraft *draft);
void ou_far_lower(OuLowering *lowering, const OuDraft *draft);
// Moves the parameters that arrive in scratch registers to their homes.
void ou_far_move_home(OuLowering *lowering);

#endif

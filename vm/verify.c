#include "vm/verify.h"

#include <string.h>

#include "vm/opcode.h"

typedef struct Verification {
    const OuCode *code;
    OuBuffer     *report;
    uint8_t      *starts;        // by word: an instruction starts here
    uint64_t     *live;          // what is live while an instruction is followed
    uint32_t      word;          // the instruction that is looked at
    bool          ok;
} Verification;

static const OuInstruction *verify_here(const Verification *verification)
{
    return &verification->code->instructions[verification->word];
}

static void verify_complain(Verification *verification, const char *what, uint32_t number)
{
    if (!verification->ok) return;
    verification->ok = false;
    ou_buffer_put_format(verification->report, "word %u (%s): %s %u", verification->word,
                         ou_op_names[verify_here(verification)->op], what, number);
}

static void verify_that(Verification *verification, bool condition, const char *what,
                        uint32_t number)
{
    if (!condition) verify_complain(verification, what, number);
}

static uint64_t verify_word(const Verification *verification, uint32_t offset)
{
    uint64_t word;
    memcpy(&word, verify_here(verification) + offset, sizeof word);
    return word;
}

// --- form ----------------------------------------------------------------------------------------

static void verify_find_starts(Verification *verification)
{
    const OuCode *code = verification->code;
    OuOp last = OU_OP_NOP;
    for (verification->word = 0; verification->word < code->word_count;) {
        OuOp op = verify_here(verification)->op;
        if (op >= OU_OP_COUNT || verification->word + ou_op_words[op] > code->word_count) {
            verification->ok = false;
            ou_buffer_put_format(verification->report, "word %u: no instruction (%u)",
                                 verification->word, op);
            return;
        }
        verification->starts[verification->word] = 1;
        verification->word += ou_op_words[op];
        last = op;
    }
    verification->word = 0;
    verify_that(verification, code->word_count > 0 && ou_is_op_final(last),
                "the code runs on after its end, word", code->word_count);
}

static void verify_register(Verification *verification, char role, uint32_t r)
{
    const OuCode *code = verification->code;
    verify_that(verification, r < code->register_count, "there is no register", r);
    if (role == 'l') verify_that(verification, r < code->local_count, "not a local: register", r);
}

static void verify_x(Verification *verification, char role)
{
    const OuCode *code = verification->code;
    const OuInstruction *instruction = verify_here(verification);
    uint32_t x = (uint32_t)instruction->x;
    int64_t target = (int64_t)verification->word + ou_op_words[instruction->op] + instruction->x;
    switch (role) {
    case 'j':
        verify_that(verification, target >= 0 && target < code->word_count &&
                    verification->starts[target], "the jump doesn't lead to an instruction: word",
                    (uint32_t)target);
        break;
    case 'k':
        verify_that(verification, x < code->constant_count, "there is no constant", x);
        break;
    case 's':
        verify_that(verification, x < code->name_count, "there is no name", x);
        break;
    case 'w':
        if (instruction->x != -1) verify_register(verification, 'w', x);
        break;
    default:
        break;
    }
}

static void verify_words(Verification *verification)
{
    const OuCode *code = verification->code;
    const OuInstruction *instruction = verify_here(verification);
    uint64_t word = ou_op_words[instruction->op] > 1 ? verify_word(verification, 1) : 0;
    switch (ou_op_plain(instruction->op)) {
    case OU_OP_LOAD_CONST: case OU_OP_LOAD_CONST_L: case OU_OP_ADD_CONST:
    case OU_OP_SUBTRACT_CONST: case OU_OP_MULTIPLY_CONST: case OU_OP_DIVIDE_CONST:
    case OU_OP_FLOOR_CONST: case OU_OP_REMAINDER_CONST: case OU_OP_AND_CONST:
    case OU_OP_SHIFT_LEFT_CONST: case OU_OP_SHIFT_RIGHT_CONST:
        verify_that(verification, (uint32_t)instruction->x < code->constant_count &&
                    code->constants[instruction->x] == word, "word 1 isn't constant",
                    (uint32_t)instruction->x);
        break;
    case OU_OP_LOAD_GLOBAL: case OU_OP_STORE_GLOBAL:
    case OU_OP_GET_ATTR: case OU_OP_GET_ATTR_L: case OU_OP_GET_ATTR_T:
    case OU_OP_SET_ATTR: case OU_OP_SET_ATTR_T: case OU_OP_CALL_GLOBAL: case OU_OP_CALL_METHOD:
    case OU_OP_LOAD_METHOD:
        verify_that(verification, (uint32_t)word < code->name_count, "there is no name",
                    (uint32_t)word);
        break;
    case OU_OP_FOR_ITER: case OU_OP_FOR_ITER_L: case OU_OP_SEND:
        verify_register(verification, 'w', (uint32_t)word + 3);
        break;
    default:
        break;
    }
}

static void verify_form(Verification *verification)
{
    const OuInstruction *instruction = verify_here(verification);
    const char *roles = ou_op_roles[instruction->op];
    const uint8_t operands[] = { instruction->a, instruction->b, instruction->c };
    for (int i = 0; i < 3; i++) {
        if (ou_is_op_register_role(roles[i])) verify_register(verification, roles[i], operands[i]);
    }
    verify_x(verification, roles[3]);
    verify_words(verification);
}

// --- live temporaries ----------------------------------------------------------------------------

static bool is_live(const Verification *verification, uint32_t index)
{
    return index / 64 < verification->code->live_words &&
           verification->live[index / 64] >> index % 64 & 1;
}

static void live_set(Verification *verification, uint32_t r, bool live)
{
    const OuCode *code = verification->code;
    if (r < code->local_count) return;
    uint32_t index = r - code->local_count;
    if (index / 64 >= code->live_words) {
        verify_that(verification, !live, "written, but never live: temporary", index);
        return;
    }
    uint64_t bit = 1ull << index % 64;
    verification->live[index / 64] = (verification->live[index / 64] & ~bit) | (live ? bit : 0);
}

// A temporary that is taken must be there.
static void live_take(Verification *verification, uint32_t r)
{
    if (r < verification->code->local_count) return;
    uint32_t index = r - verification->code->local_count;
    verify_that(verification, is_live(verification, index), "taken, but not live: temporary",
                index);
    live_set(verification, r, false);
}

static void live_take_range(Verification *verification, uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) live_take(verification, first + i);
}

static void live_write(Verification *verification, uint32_t r)
{
    if (r < verification->code->local_count) return;
    uint32_t index = r - verification->code->local_count;
    verify_that(verification, !is_live(verification, index), "written over, but live: temporary",
                index);
    live_set(verification, r, true);
}

static void live_write_range(Verification *verification, uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) live_write(verification, first + i);
}

static void live_apply_window(Verification *verification, const OuInstruction *instruction)
{
    uint32_t x = (uint32_t)instruction->x, a = instruction->a;
    uint32_t n = instruction->b + 256u * instruction->c;
    switch (instruction->op) {
    case OU_OP_BUILD_TUPLE: case OU_OP_BUILD_LIST: case OU_OP_BUILD_SET: case OU_OP_BUILD_STRING:
    case OU_OP_LIST_PUSH: case OU_OP_SET_PUSH:
        live_take_range(verification, x, n);
        break;
    case OU_OP_BUILD_DICT: case OU_OP_DICT_PUSH:
        live_take_range(verification, x, 2 * n);
        break;
    case OU_OP_BUILD_SLICE: case OU_OP_FORMAT_VALUE:
        if (instruction->x != -1) live_take(verification, x);
        break;
    case OU_OP_CALL: case OU_OP_CALL_KEYWORDS:
        live_take(verification, x);
        live_take_range(verification, x + 3, a);
        break;
    case OU_OP_CALL_GLOBAL:
        live_take_range(verification, x + 3, a);
        break;
    case OU_OP_CALL_METHOD:
        live_take_range(verification, x + 3, a + 1);
        break;
    case OU_OP_LOAD_METHOD:
        live_take(verification, x + 3);
        live_write(verification, x + 3);
        live_write(verification, x);
        break;
    case OU_OP_CALL_LOADED: case OU_OP_CALL_LOADED_KEYWORDS: case OU_OP_CALL_SPREAD:
        live_take(verification, x);
        live_take_range(verification, x + 3, a + 1);
        break;
    case OU_OP_UNPACK:
        live_write_range(verification, x, n);
        break;
    case OU_OP_UNPACK_STAR: {
        uint64_t word = verify_word(verification, 1);
        live_write_range(verification, x, (uint32_t)word + (uint32_t)(word >> 32) + 1);
        break;
    }
    case OU_OP_MAKE_FUNCTION:
        live_take_range(verification, instruction->b,
                        (uint32_t)__builtin_popcount(instruction->c));
        break;
    case OU_OP_FAR_TAKE: case OU_OP_FAR_DROP:
        live_take(verification, x);
        break;
    case OU_OP_FAR_PUT:
        live_write(verification, x);
        break;
    default:
        break;
    }
}

// What the instruction takes and leaves when it goes on to the next one.
static void live_apply(Verification *verification)
{
    const OuInstruction *instruction = verify_here(verification);
    const char *roles = ou_op_roles[instruction->op];
    const uint8_t operands[] = { instruction->a, instruction->b, instruction->c };
    for (int i = 0; i < 3; i++) {
        if (roles[i] == 'u' || roles[i] == 'm') live_take(verification, operands[i]);
    }
    live_apply_window(verification, instruction);
    for (int i = 0; i < 3; i++) {
        if (roles[i] == 't') live_write(verification, operands[i]);
    }
}

static void live_arrive(Verification *verification, uint32_t target, const char *what)
{
    const OuCode *code = verification->code;
    const uint64_t *row = ou_code_live(code, target);
    bool same = row && !memcmp(row, verification->live, code->live_words * 8);
    verify_that(verification, same, what, target);
}

// The exception is there from a handler's first instruction on, though its row doesn't say so.
static void live_receive(Verification *verification)
{
    const OuCode *code = verification->code;
    for (uint32_t i = 0; i < code->handler_count; i++) {
        const OuHandler *handler = &code->handlers[i];
        if (handler->target != verification->word) continue;
        uint32_t index = handler->exception_register - code->local_count;
        verify_that(verification, handler->exception_register >= code->local_count &&
                    !is_live(verification, index), "a handler's exception isn't free: temporary",
                    index);
        live_set(verification, handler->exception_register, true);
        return;
    }
}

// Where an instruction may jump, other temporaries may be live than where it goes on.
static void live_jump(Verification *verification, uint32_t next)
{
    const OuInstruction *instruction = verify_here(verification);
    uint32_t target = next + (uint32_t)instruction->x;
    const char *at_target = "other temporaries are live where it jumps to: word";
    switch (ou_op_plain(instruction->op)) {
    case OU_OP_JUMP_IF_KEEP: case OU_OP_JUMP_UNLESS_KEEP:
        live_set(verification, instruction->a, true);
        live_arrive(verification, target, at_target);
        live_set(verification, instruction->a, false);
        break;
    case OU_OP_FOR_ITER: case OU_OP_FOR_ITER_L:
        live_arrive(verification, target, at_target);
        live_set(verification, instruction->a, false);
        live_set(verification, instruction->b, false);
        break;
    case OU_OP_SEND:
        live_set(verification, instruction->a, false);
        live_arrive(verification, target, at_target);
        live_set(verification, instruction->a, true);
        break;
    default:
        live_arrive(verification, target, at_target);
        break;
    }
}

static void verify_raising(Verification *verification)
{
    const OuCode *code = verification->code;
    const OuHandler *handler = ou_code_handler(code, verification->word);
    if (!handler || !ou_op_can_raise[verify_here(verification)->op]) return;
    const uint64_t *row = ou_code_live(code, handler->target);
    for (uint32_t i = 0; i < code->live_words; i++) {
        verify_that(verification, !(row[i] & ~verification->live[i]),
                    "its handler keeps temporaries that aren't live: word", handler->target);
    }
}

static void verify_live(Verification *verification)
{
    const OuCode *code = verification->code;
    const OuInstruction *instruction = verify_here(verification);
    const uint64_t *row = ou_code_live(code, verification->word);
    uint32_t next = verification->word + ou_op_words[instruction->op];
    if (!row) {
        verify_complain(verification, "no live row covers word", verification->word);
        return;
    }
    memcpy(verification->live, row, code->live_words * 8);
    verify_raising(verification);
    live_receive(verification);
    live_apply(verification);
    if (ou_is_op_jump(instruction->op)) live_jump(verification, next);
    if (!ou_is_op_final(instruction->op)) {
        live_arrive(verification, next, "other temporaries are live behind it: word");
    }
}

// --- tables --------------------------------------------------------------------------------------

static void verify_handlers(Verification *verification)
{
    const OuCode *code = verification->code;
    uint32_t end = 0;
    for (uint32_t i = 0; i < code->handler_count && verification->ok; i++) {
        const OuHandler *handler = &code->handlers[i];
        bool is_sound = handler->start >= end && handler->start < handler->end &&
                        handler->end <= code->word_count && handler->target < code->word_count &&
                        verification->starts[handler->start] &&
                        verification->starts[handler->target] &&
                        handler->exception_register < code->register_count;
        verification->word = 0;
        verify_that(verification, is_sound, "the exception table is wrong in row", i);
        end = handler->end;
    }
}

static void verify_order(Verification *verification)
{
    const OuCode *code = verification->code;
    verification->word = 0;
    for (uint32_t i = 1; i < code->position_count; i++) {
        verify_that(verification, code->positions[i - 1].start < code->positions[i].start,
                    "the positions aren't in order: row", i);
    }
    for (uint32_t i = 1; i < code->live.count; i++) {
        verify_that(verification, code->live.starts[i - 1] < code->live.starts[i],
                    "the live table isn't in order: row", i);
    }
}

static void verify_all(Verification *verification)
{
    const OuCode *code = verification->code;
    verify_find_starts(verification);
    if (verification->ok) verify_handlers(verification);
    if (verification->ok) verify_order(verification);
    for (uint32_t word = 0; verification->ok && word < code->word_count;) {
        verification->word = word;
        verify_form(verification);
        if (verification->ok) verify_live(verification);
        word += ou_op_words[code->instructions[word].op];
    }
}

bool ou_verify(const OuCode *code, OuBuffer *report)
{
    OuMemory *memory = report->memory;
    Verification verification = { .code = code, .report = report, .ok = true };
    size_t live_size = (size_t)code->live_words * 8;
    verification.starts = ou_memory_alloc_zeroed(memory, code->word_count);
    verification.live = ou_memory_alloc_zeroed(memory, live_size);
    bool ok = verification.starts && verification.live;
    if (ok) {
        verify_all(&verification);
        ok = verification.ok;
    }
    if (verification.starts) ou_memory_free(memory, verification.starts, code->word_count);
    if (verification.live) ou_memory_free(memory, verification.live, live_size);
    return ok;
}

#include "vm/disassemble.h"

#include <string.h>

#include "runtime/error.h"
#include "runtime/protocol.h"
#include "vm/opcode.h"

typedef struct Listing {
    OuVM         *vm;
    OuBuffer     *out;
    const OuCode *code;
    bool          shows_live;
} Listing;

static bool list_str(Listing *listing, const OuString *string)
{
    OuBuffer scratch;
    size_t length;
    ou_buffer_init(&scratch, listing->out->memory);
    const char *text = ou_str_utf8(listing->vm, string, &scratch, &length);
    if (text) ou_buffer_put(listing->out, text, length);
    ou_buffer_free(&scratch);
    return text != NULL;
}

static bool list_value(Listing *listing, OuValue value)
{
    if (ou_is_code(value)) {
        ou_buffer_put_text(listing->out, "<code ");
        bool ok = list_str(listing, ou_code_of(value)->qualified_name);
        ou_buffer_put_text(listing->out, ">");
        return ok;
    }
    OU_OWNED OuValue text = ou_repr(listing->vm, value);
    return text != OU_ERROR && list_str(listing, ou_str_of(text));
}

static bool list_register(Listing *listing, uint32_t r)
{
    const OuCode *code = listing->code;
    if (r >= code->local_count) {
        ou_buffer_put_format(listing->out, " t%u", r - code->local_count);
        return true;
    }
    ou_buffer_put_format(listing->out, " r%u:", r);
    return list_str(listing, code->local_names[r]);
}

static bool list_operand(Listing *listing, char role, uint32_t operand)
{
    switch (role) {
    case '_': return true;
    case 'n': case 'g':
        ou_buffer_put_format(listing->out, " %u", operand);
        return true;
    default: return list_register(listing, operand);
    }
}

static bool list_name(Listing *listing, uint64_t index)
{
    ou_buffer_put_text(listing->out, " .");
    return list_str(listing, listing->code->names[index]);
}

static bool list_x(Listing *listing, const OuInstruction *instruction, uint32_t next)
{
    const OuCode *code = listing->code;
    int32_t x = instruction->x;
    switch (ou_op_roles[instruction->op][3]) {
    case 'j':
        ou_buffer_put_format(listing->out, " -> %u", (uint32_t)((int64_t)next + x));
        return true;
    case 'i': case 'g':
        ou_buffer_put_format(listing->out, " #%d", x);
        return true;
    case 'k':
        ou_buffer_put_text(listing->out, " ");
        return list_value(listing, code->constants[x]);
    case 's': return list_name(listing, (uint32_t)x);
    case 'w': return x < 0 || list_register(listing, (uint32_t)x);
    default: return true;
    }
}

// What stands in the words behind the instruction.
static bool list_word(Listing *listing, const OuInstruction *instruction)
{
    uint64_t word;
    if (ou_op_words[instruction->op] < 2) return true;
    memcpy(&word, instruction + 1, sizeof word);
    switch (ou_op_plain(instruction->op)) {
    case OU_OP_LOAD_GLOBAL: case OU_OP_STORE_GLOBAL:
    case OU_OP_GET_ATTR: case OU_OP_GET_ATTR_L: case OU_OP_GET_ATTR_T:
    case OU_OP_SET_ATTR: case OU_OP_SET_ATTR_T: case OU_OP_CALL_GLOBAL: case OU_OP_CALL_METHOD:
    case OU_OP_LOAD_METHOD:
        return list_name(listing, (uint32_t)word);
    case OU_OP_CALL_KEYWORDS: case OU_OP_CALL_LOADED_KEYWORDS: case OU_OP_MATCH_CLASS:
        ou_buffer_put_text(listing->out, " ");
        return list_value(listing, word);
    case OU_OP_UNPACK_STAR:
        ou_buffer_put_format(listing->out, " %u * %u", (uint32_t)word, (uint32_t)(word >> 32));
        return true;
    case OU_OP_FOR_ITER: case OU_OP_FOR_ITER_L: case OU_OP_SEND:
        ou_buffer_put_text(listing->out, " frame");
        return list_register(listing, (uint32_t)word);
    case OU_OP_YIELD:
        if (word == UINT64_MAX) return true;
        ou_buffer_put_text(listing->out, " saved");
        return list_register(listing, (uint32_t)word);
    default:
        return true;
    }
}

static bool list_numbers(Listing *listing, const OuInstruction *instruction)
{
    int16_t number = (int16_t)(instruction->b | instruction->c << 8);
    ou_buffer_put_format(listing->out, " #%d", number);
    return true;
}

static bool is_compare_int(OuOp op)
{
    return op >= OU_OP_JUMP_IF_LT_INT && op <= OU_OP_JUMP_UNLESS_GE_INT;
}

static bool list_operands(Listing *listing, const OuInstruction *instruction)
{
    const char *roles = ou_op_roles[instruction->op];
    if (!list_operand(listing, roles[0], instruction->a)) return false;
    if (is_compare_int(instruction->op)) return list_numbers(listing, instruction);
    if (instruction->op == OU_OP_MAKE_FUNCTION) {
        return list_register(listing, instruction->b) &&
               list_operand(listing, 'g', instruction->c);
    }
    return list_operand(listing, roles[1], instruction->b) &&
           list_operand(listing, roles[2], instruction->c);
}

static void list_live(Listing *listing, uint32_t word)
{
    const OuCode *code = listing->code;
    const uint64_t *mask = ou_code_live(code, word);
    ou_buffer_put_text(listing->out, "  {");
    for (uint32_t i = 0; mask && i < code->live_words * 64; i++) {
        if (mask[i / 64] >> i % 64 & 1) ou_buffer_put_format(listing->out, " t%u", i);
    }
    ou_buffer_put_text(listing->out, " }");
}

static bool list_instruction(Listing *listing, uint32_t word)
{
    const OuInstruction *instruction = &listing->code->instructions[word];
    uint32_t next = word + ou_op_words[instruction->op];
    const OuCodePosition *position = ou_code_position(listing->code, word);
    bool starts_line = position && (!word || position != ou_code_position(listing->code, word - 1));
    if (starts_line && position->line) ou_buffer_put_format(listing->out, "%5u", position->line);
    else ou_buffer_put_text(listing->out, "     ");
    ou_buffer_put_format(listing->out, " %5u  %-20s", word, ou_op_names[instruction->op]);
    if (!list_operands(listing, instruction) || !list_x(listing, instruction, next) ||
        !list_word(listing, instruction)) {
        return false;
    }
    if (listing->shows_live) list_live(listing, word);
    return ou_buffer_put_text(listing->out, "\n");
}

static void list_handlers(Listing *listing)
{
    const OuCode *code = listing->code;
    for (uint32_t i = 0; i < code->handler_count; i++) {
        const OuHandler *handler = &code->handlers[i];
        ou_buffer_put_format(listing->out, "      [%u, %u) -> %u in t%u\n", handler->start,
                             handler->end, handler->target,
                             handler->exception_register - code->local_count);
    }
}

static bool list_code(Listing *listing)
{
    const OuCode *code = listing->code;
    ou_buffer_put_text(listing->out, "code ");
    if (!list_str(listing, code->qualified_name)) return false;
    ou_buffer_put_format(listing->out, ": %u locals, %u registers\n", code->local_count,
                         code->register_count);
    for (uint32_t i = 0; i < code->word_count; i += ou_op_words[code->instructions[i].op]) {
        if (!list_instruction(listing, i)) return false;
    }
    list_handlers(listing);
    return true;
}

bool ou_disassemble(OuVM *vm, const OuCode *code, bool shows_live, OuBuffer *buffer)
{
    Listing listing = { vm, buffer, code, shows_live };
    if (!ou_recursion_enter(vm, " while listing code")) return false;
    bool ok = list_code(&listing);
    for (uint32_t i = 0; ok && i < code->constant_count; i++) {
        if (!ou_is_code(code->constants[i])) continue;
        ou_buffer_put_text(buffer, "\n");
        ok = ou_disassemble(vm, ou_code_of(code->constants[i]), shows_live, buffer);
    }
    ou_recursion_leave(vm);
    if (ok && buffer->failed) {
        ou_raise_memory_error(vm);
        return false;
    }
    return ok;
}

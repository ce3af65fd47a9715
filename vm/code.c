#include "vm/code.h"

#include <stddef.h>
#include <string.h>

#include "runtime/error.h"
#include "vm/opcode.h"
#include "vm/profile.h"
#include "vm/site.h"

static size_t code_mask_size(const OuCode *code)
{
    return (size_t)code->live.count * code->live_words * 8 + 8;
}

static void code_visit(OuObject *self, OuVisitor *visitor)
{
    OuCode *code = (OuCode *)self;
    ou_visit_span(visitor, code->constants, code->constant_count);
    for (uint32_t i = 0; i < code->name_count; i++) OU_VISIT_POINTER(visitor, &code->names[i]);
    for (uint32_t i = 0; code->local_names && i < code->local_count; i++) {
        OU_VISIT_POINTER(visitor, &code->local_names[i]);
    }
    OU_VISIT_POINTER(visitor, &code->name);
    OU_VISIT_POINTER(visitor, &code->qualified_name);
    OU_VISIT_POINTER(visitor, &code->file);
    OU_VISIT_POINTER(visitor, &code->doc);
    OU_VISIT_POINTER(visitor, &code->globals);
}

static void code_free(OuHeap *heap, void *buffer, size_t size)
{
    if (buffer) ou_heap_buffer_free(heap, buffer, size);
}

static void code_release(OuHeap *heap, OuObject *self)
{
    OuCode *code = (OuCode *)self;
    ou_site_forget_code(heap);
    ou_profile_forget_code(heap);
    code_free(heap, code->instructions, (size_t)code->word_count * 8);
    code_free(heap, code->constants, code->constant_count * sizeof *code->constants);
    code_free(heap, code->names, code->name_count * sizeof *code->names);
    code_free(heap, code->local_names, code->local_count * sizeof *code->local_names);
    code_free(heap, code->cells, code->cell_count * sizeof *code->cells);
    code_free(heap, code->handlers, code->handler_count * sizeof *code->handlers);
    code_free(heap, code->positions, code->position_count * sizeof *code->positions);
    code_free(heap, code->live.starts, code->live.count * sizeof *code->live.starts);
    code_free(heap, code->live.masks, code_mask_size(code));
}

static size_t code_extra_size(const OuObject *self)
{
    const OuCode *code = (const OuCode *)self;
    return (size_t)code->word_count * 8 + code->constant_count * sizeof *code->constants +
           code->name_count * sizeof *code->names +
           code->local_count * sizeof *code->local_names +
           code->cell_count * sizeof *code->cells + code->handler_count * sizeof *code->handlers +
           code->position_count * sizeof *code->positions +
           code->live.count * sizeof *code->live.starts + code_mask_size(code);
}

static const OuSlotName code_slots[] = {
    { offsetof(OuCode, name), ".co_name" }, { offsetof(OuCode, qualified_name), ".co_qualname" },
    { offsetof(OuCode, file), ".co_filename" }, { offsetof(OuCode, doc), ".co_consts[0]" },
    { 0, NULL },
};
const OuLayout ou_code_layout = {
    .name = "code",
    .slot_names = code_slots,
    .visit = code_visit,
    .release = code_release,
    .extra_size = code_extra_size,
    .uncounted = true,
};

OuCode *ou_code_new(OuVM *vm)
{
    OuCode *code = ou_heap_new(&vm->heap, OU_KIND_CODE, sizeof *code);
    if (!code) {
        ou_raise_memory_error(vm);
        return NULL;
    }
    memset((char *)code + sizeof code->header, 0, sizeof *code - sizeof code->header);
    return code;
}

// --- copying -------------------------------------------------------------------------------------

static bool code_copy_buffer(OuVM *vm, void *to_address, const void *from, size_t size)
{
    if (!from) return true;
    void *buffer = ou_heap_buffer_alloc(&vm->heap, size);
    if (!buffer) {
        ou_raise_memory_error(vm);
        return false;
    }
    memcpy(buffer, from, size);
    memcpy(to_address, &buffer, sizeof buffer);
    return true;
}

// Does the instruction keep what it learns: in x, and in the words from the name index on?
static bool has_code_cache(OuOp op, bool *in_x)
{
    switch (op) {
    case OU_OP_LOAD_GLOBAL: case OU_OP_STORE_GLOBAL:
    case OU_OP_GET_ATTR: case OU_OP_GET_ATTR_L: case OU_OP_GET_ATTR_T:
    case OU_OP_SET_ATTR: case OU_OP_SET_ATTR_T:
        *in_x = true;
        return true;
    case OU_OP_CALL_GLOBAL: case OU_OP_CALL_METHOD: case OU_OP_LOAD_METHOD:
        *in_x = false;
        return true;
    default:
        return false;
    }
}

// As the compiler made it: what was learnt at run time belongs to other globals.
void ou_code_reset(OuCode *code)
{
    uint64_t *words = (uint64_t *)(void *)code->instructions;
    for (uint32_t i = 0; i < code->word_count;) {
        OuInstruction *instruction = &code->instructions[i];
        uint32_t count = ou_op_words[instruction->op];
        bool in_x;
        instruction->op = (uint8_t)ou_op_plain(instruction->op);
        if (has_code_cache(instruction->op, &in_x)) {
            if (in_x) instruction->x = 0;
            words[i + 1] &= UINT32_MAX;
            for (uint32_t k = 2; k < count; k++) words[i + k] = 0;
        }
        i += count;
    }
}

// The references of a copy whose buffers are in place.
static void code_ref_all(OuCode *code)
{
    OuString *strings[] = { code->name, code->qualified_name, code->file, code->doc };
    for (uint32_t i = 0; i < code->constant_count; i++) ou_ref(code->constants[i]);
    for (uint32_t i = 0; i < code->name_count; i++) ou_object_ref(&code->names[i]->header);
    for (uint32_t i = 0; i < code->local_count; i++) ou_object_ref(&code->local_names[i]->header);
    for (int i = 0; i < 4; i++) {
        if (strings[i]) ou_object_ref(&strings[i]->header);
    }
}

static bool code_copy_buffers(OuVM *vm, OuCode *to, const OuCode *from)
{
    return code_copy_buffer(vm, &to->instructions, from->instructions,
                            (size_t)from->word_count * 8) &&
           code_copy_buffer(vm, &to->constants, from->constants,
                            from->constant_count * sizeof *from->constants) &&
           code_copy_buffer(vm, &to->names, from->names,
                            from->name_count * sizeof *from->names) &&
           code_copy_buffer(vm, &to->local_names, from->local_names,
                            from->local_count * sizeof *from->local_names) &&
           code_copy_buffer(vm, &to->cells, from->cells,
                            from->cell_count * sizeof *from->cells) &&
           code_copy_buffer(vm, &to->handlers, from->handlers,
                            from->handler_count * sizeof *from->handlers) &&
           code_copy_buffer(vm, &to->positions, from->positions,
                            from->position_count * sizeof *from->positions) &&
           code_copy_buffer(vm, &to->live.starts, from->live.starts,
                            from->live.count * sizeof *from->live.starts) &&
           code_copy_buffer(vm, &to->live.masks, from->live.masks, code_mask_size(from));
}

// Frees the buffers of a copy that owns no references yet, and empties it.
static void code_abandon(OuVM *vm, OuCode *code)
{
    OuObject header = code->header;
    code_release(&vm->heap, &code->header);
    memset(code, 0, sizeof *code);
    code->header = header;
    ou_object_unref(&code->header);
}

OuCode *ou_code_copy(OuVM *vm, OuCode *code)
{
    OuCode *copy = ou_code_new(vm);
    if (!copy) return NULL;
    OuObject header = copy->header;
    *copy = *code;
    copy->header = header;
    copy->globals = NULL;
    copy->instructions = NULL;
    copy->constants = NULL;
    copy->names = copy->local_names = NULL;
    copy->cells = copy->live.starts = NULL;
    copy->handlers = NULL;
    copy->positions = NULL;
    copy->live.masks = NULL;
    if (!code_copy_buffers(vm, copy, code)) {
        code_abandon(vm, copy);
        return NULL;
    }
    code_ref_all(copy);
    ou_code_reset(copy);
    return copy;
}

// --- look-ups ------------------------------------------------------------------------------------

const OuCodePosition *ou_code_position(const OuCode *code, uint32_t word)
{
    uint32_t low = 0, high = code->position_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (code->positions[middle].start <= word) low = middle + 1;
        else high = middle;
    }
    return low ? &code->positions[low - 1] : NULL;
}

// The rows don't overlap, and are sorted by their ranges.
const OuHandler *ou_code_handler(const OuCode *code, uint32_t word)
{
    uint32_t low = 0, high = code->handler_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (code->handlers[middle].start <= word) low = middle + 1;
        else high = middle;
    }
    return low && word < code->handlers[low - 1].end ? &code->handlers[low - 1] : NULL;
}

const uint64_t *ou_code_live(const OuCode *code, uint32_t word)
{
    uint32_t low = 0, high = code->live.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (code->live.starts[middle] <= word) low = middle + 1;
        else high = middle;
    }
    return low ? code->live.masks + (size_t)(low - 1) * code->live_words : NULL;
}

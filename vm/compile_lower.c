#include "vm/compile_lower.h"

#include <string.h>

// --- registers -----------------------------------------------------------------------------------

static void lower_lay_out(OuLowering *lowering)
{
    const OuUnit *unit = lowering->unit;
    lowering->local_count = unit->local_count;
    lowering->is_far = unit->local_count + unit->max_depth > OU_NEAR_LIMIT;
    if (!lowering->is_far) return;
    if (unit->local_count <= OU_SCRATCH_LIMIT) {
        lowering->scratch = unit->local_count;
        lowering->local_count += OU_SCRATCH_COUNT;
        return;
    }
    lowering->scratch = OU_SCRATCH_LIMIT;
    if (lowering->local_count < OU_NEAR_LIMIT) lowering->local_count = OU_NEAR_LIMIT;
    lowering->homes = lowering->local_count;
    lowering->local_count += OU_SCRATCH_COUNT;
    uint32_t free_end = unit->first_free + unit->scope->frees.count;
    if (unit->first_free < OU_NEAR_LIMIT && free_end > OU_SCRATCH_LIMIT) {
        lowering->frees = lowering->local_count;
        lowering->local_count += unit->scope->frees.count;
    }
}

uint32_t ou_lower_register(const OuLowering *lowering, OuRegister r)
{
    const OuUnit *unit = lowering->unit;
    if (ou_is_temporary(r)) return lowering->local_count + (r & ~OU_TEMPORARY);
    if (!lowering->homes) return r;
    bool is_free = r >= unit->first_free && r - unit->first_free < unit->scope->frees.count;
    if (lowering->frees && is_free) return lowering->frees + r - unit->first_free;
    bool is_home = r >= OU_SCRATCH_LIMIT && r < OU_NEAR_LIMIT;
    return is_home ? lowering->homes + r - OU_SCRATCH_LIMIT : r;
}

// --- tables that run along with the words --------------------------------------------------------

static bool is_hidden(const OuLowering *lowering, uint32_t index)
{
    for (uint32_t i = 0; i < lowering->hidden_count; i++) {
        if (lowering->hidden[i] == index) return true;
    }
    return false;
}

void ou_lower_set_live(OuLowering *lowering, uint32_t snapshot)
{
    lowering->live = snapshot;
    lowering->hidden_count = 0;
}

void ou_lower_hide(OuLowering *lowering, OuRegister temporary)
{
    if (!ou_is_temporary(temporary)) return;
    uint32_t index = temporary & ~OU_TEMPORARY;
    if (!is_hidden(lowering, index)) lowering->hidden[lowering->hidden_count++] = index;
}

void ou_lower_show(OuLowering *lowering, OuRegister temporary)
{
    for (uint32_t i = 0; ou_is_temporary(temporary) && i < lowering->hidden_count; i++) {
        if (lowering->hidden[i] != (temporary & ~OU_TEMPORARY)) continue;
        lowering->hidden[i] = lowering->hidden[--lowering->hidden_count];
        return;
    }
}

// The set that is live now: the snapshot itself, or a copy without what is hidden.
static OuSnapshot lower_live_set(OuLowering *lowering)
{
    OuUnit *unit = lowering->unit;
    if (lowering->live == OU_NOWHERE) return (OuSnapshot){ NULL, 0 };
    OuSnapshot set = unit->snapshots[lowering->live];
    if (!lowering->hidden_count || !set.count) return set;
    uint64_t *words = ou_arena_alloc(&unit->arena, set.count * 8);
    if (!words) {
        ou_unit_fail(lowering->compiler);
        return set;
    }
    memcpy(words, set.words, set.count * 8);
    for (uint32_t i = 0; i < lowering->hidden_count; i++) {
        uint32_t index = lowering->hidden[i];
        if (index / 64 < set.count) words[index / 64] &= ~(1ull << index % 64);
    }
    while (set.count && !words[set.count - 1]) set.count--;
    set.words = words;
    return set;
}

static bool is_same_set(const OuSnapshot *a, const OuSnapshot *b)
{
    return a->count == b->count && (a->words == b->words || !a->count ||
                                    !memcmp(a->words, b->words, a->count * 8));
}

static void lower_note_live(OuLowering *lowering)
{
    OuSnapshot set = lower_live_set(lowering);
    uint32_t count = lowering->live_count;
    if (count && is_same_set(&lowering->live_rows[count - 1], &set)) return;
    OuArena *arena = &lowering->unit->arena;
    if (!ou_unit_grow(lowering->compiler, arena, &lowering->live_starts, count,
                      &lowering->live_starts_capacity, sizeof *lowering->live_starts) ||
        !ou_unit_grow(lowering->compiler, arena, &lowering->live_rows, count,
                      &lowering->live_rows_capacity, sizeof *lowering->live_rows)) {
        return;
    }
    lowering->live_starts[count] = lowering->word_count;
    lowering->live_rows[count] = set;
    lowering->live_count++;
}

// Line and column in bytes: by the line table, for ou_source_locate counts the line's characters.
static void lower_locate(OuLowering *lowering, uint32_t offset, uint32_t *line, uint32_t *column)
{
    OuSource *source = &lowering->compiler->tree->source;
    uint32_t low = 0, high = source->line_count;
    if (!source->lines) {
        OuPosition position = ou_source_locate(source, offset);
        *line = position.line;
        *column = position.byte_column;
        return;
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset) low = middle + 1;
        else high = middle;
    }
    *line = low;
    *column = offset - source->lines[low - 1];
}

static void lower_note_position(OuLowering *lowering, uint32_t word, uint32_t start, uint32_t end)
{
    OuCodePosition row = { .start = word };
    uint32_t count = lowering->position_count;
    if (end) {
        lower_locate(lowering, start, &row.line, &row.column);
        lower_locate(lowering, end, &row.end_line, &row.end_column);
    } else {
        row.line = row.end_line = lowering->unit->first_line;
    }
    if (count) {
        OuCodePosition last = lowering->positions[count - 1];
        last.start = word;
        if (!memcmp(&last, &row, sizeof row)) return;
    }
    if (!ou_unit_grow(lowering->compiler, &lowering->unit->arena, &lowering->positions, count,
                      &lowering->position_capacity, sizeof row)) {
        return;
    }
    lowering->positions[lowering->position_count++] = row;
}

// Extends the last row of the exception table, or begins a new one. Targets are drafts for now.
static void lower_note_handler(OuLowering *lowering, uint32_t from, uint32_t handler_index)
{
    const OuUnit *unit = lowering->unit;
    if (handler_index == OU_NOWHERE) return;
    const OuDraftHandler *handler = &unit->handlers[handler_index];
    if (!handler->is_used) return;
    uint32_t target = unit->labels[handler->label].draft, count = lowering->handler_count;
    if (count && lowering->handlers[count - 1].end == from &&
        lowering->handlers[count - 1].target == target) {
        lowering->handlers[count - 1].end = lowering->word_count;
        return;
    }
    if (!ou_unit_grow(lowering->compiler, &lowering->unit->arena, &lowering->handlers, count,
                      &lowering->handler_capacity, sizeof *lowering->handlers)) {
        return;
    }
    lowering->handlers[lowering->handler_count++] =
        (OuHandler){ from, lowering->word_count, target,
                     ou_lower_register(lowering, handler->exception) };
}

// --- words ---------------------------------------------------------------------------------------

static void lower_push_word(OuLowering *lowering, uint64_t word)
{
    if (ou_unit_grow(lowering->compiler, &lowering->unit->arena, &lowering->words,
                     lowering->word_count, &lowering->word_capacity, sizeof word)) {
        lowering->words[lowering->word_count++] = word;
    }
}

void ou_lower_put(OuLowering *lowering, OuOp op, uint32_t a, uint32_t b, uint32_t c, int32_t x,
                  uint64_t word)
{
    OuInstruction instruction = { (uint8_t)op, (uint8_t)a, (uint8_t)b, (uint8_t)c, x };
    uint64_t bits;
    memcpy(&bits, &instruction, sizeof bits);
    lower_note_live(lowering);
    lower_push_word(lowering, bits);
    for (int i = 1; i < ou_op_words[op]; i++) lower_push_word(lowering, i == 1 ? word : 0);
}

void ou_lower_put_jump(OuLowering *lowering, OuOp op, uint32_t a, uint32_t b, uint32_t c,
                       uint32_t label, uint64_t word)
{
    if (label != OU_NOWHERE) {
        if (!ou_unit_grow(lowering->compiler, &lowering->unit->arena, &lowering->jumps,
                          lowering->jump_count, &lowering->jump_capacity,
                          sizeof *lowering->jumps)) {
            return;
        }
        lowering->jumps[lowering->jump_count++] = (OuJumpFix){ lowering->word_count, label };
    }
    ou_lower_put(lowering, op, a, b, c, 0, word);
}

static void lower_aim(OuLowering *lowering, uint32_t word, uint32_t target)
{
    if (lowering->compiler->failed) return;
    OuInstruction instruction;
    memcpy(&instruction, &lowering->words[word], sizeof instruction);
    instruction.x = (int32_t)(target - word - ou_op_words[instruction.op]);
    memcpy(&lowering->words[word], &instruction, sizeof instruction);
}

void ou_lower_land(OuLowering *lowering, uint32_t word)
{
    lower_aim(lowering, word, lowering->word_count);
}

int32_t ou_lower_x(const OuLowering *lowering, const OuDraft *draft)
{
    switch (draft->op) {
    case OU_OP_RETURN: case OU_OP_RETURN_LOCAL: case OU_OP_RETURN_NONE:
    case OU_OP_RETURN_GENERATOR: case OU_OP_RETURN_GENERATOR_LOCAL:
        return (int32_t)lowering->local_count;
    default:
        break;
    }
    bool is_window = ou_op_roles[draft->op][3] == 'w' && draft->x != -1;
    return is_window ? (int32_t)ou_lower_register(lowering, (OuRegister)draft->x) : draft->x;
}

uint64_t ou_lower_word(const OuLowering *lowering, const OuDraft *draft)
{
    switch (draft->op) {
    case OU_OP_FOR_ITER: case OU_OP_FOR_ITER_L: case OU_OP_SEND:
        return ou_lower_register(lowering, (OuRegister)draft->word);
    case OU_OP_YIELD:
        if (draft->word == UINT64_MAX) return UINT64_MAX;
        return ou_lower_register(lowering, (OuRegister)draft->word);
    default:
        return draft->word;
    }
}

static uint32_t lower_operand(const OuLowering *lowering, char role, OuRegister operand)
{
    return ou_is_op_register_role(role) ? ou_lower_register(lowering, operand) : operand;
}

static void lower_near(OuLowering *lowering, const OuDraft *draft)
{
    const char *roles = ou_op_roles[draft->op];
    uint32_t a = lower_operand(lowering, roles[0], draft->a);
    uint32_t b = lower_operand(lowering, roles[1], draft->b);
    uint32_t c = lower_operand(lowering, roles[2], draft->c);
    uint64_t word = ou_lower_word(lowering, draft);
    if (draft->op == OU_OP_MAKE_FUNCTION) b = ou_lower_register(lowering, draft->b);
    if (roles[3] == 'j') {
        ou_lower_put_jump(lowering, draft->op, a, b, c, (uint32_t)draft->x, word);
    } else {
        ou_lower_put(lowering, draft->op, a, b, c, ou_lower_x(lowering, draft), word);
    }
}

static void lower_drafts(OuLowering *lowering)
{
    OuUnit *unit = lowering->unit;
    uint32_t start = 0, end = 0;
    for (uint32_t i = 0; i < unit->draft_count && ou_unit_may_go_on(lowering->compiler); i++) {
        const OuDraft *draft = &unit->drafts[i];
        uint32_t from = lowering->word_count;
        lowering->draft_words[i] = from;
        lowering->draft = i;
        if (i == unit->entry_count) ou_far_move_home(lowering);
        ou_lower_set_live(lowering, draft->live);
        if (draft->end) {                 // otherwise it belongs to what stands before it
            start = draft->start;
            end = draft->end;
        }
        lower_note_position(lowering, from, start, end);
        if (draft->callee_end) {
            lower_note_position(lowering, from + 1, draft->callee_start, draft->callee_end);
        }
        if (ou_is_far_draft(lowering, draft)) ou_far_lower(lowering, draft);
        else lower_near(lowering, draft);
        lower_note_handler(lowering, from, draft->handler);
    }
    lowering->draft_words[unit->draft_count] = lowering->word_count;
}

static void lower_resolve(OuLowering *lowering)
{
    const OuUnit *unit = lowering->unit;
    if (lowering->compiler->failed) return;
    for (uint32_t i = 0; i < lowering->jump_count && ou_unit_may_go_on(lowering->compiler); i++) {
        OuJumpFix *jump = &lowering->jumps[i];
        lower_aim(lowering, jump->word, lowering->draft_words[unit->labels[jump->label].draft]);
    }
    for (uint32_t i = 0; i < lowering->handler_count && ou_unit_may_go_on(lowering->compiler);
         i++) {
        lowering->handlers[i].target = lowering->draft_words[lowering->handlers[i].target];
    }
}

// --- the code object -----------------------------------------------------------------------------

// A copy of an array in a side buffer of the heap. An empty one stays NULL.
static bool lower_copy(OuCompiler *compiler, void *to_address, const void *from, uint32_t count,
                       size_t item_size, uint32_t *count_field)
{
    if (!count) return true;
    OuHeap *heap = &compiler->vm->heap;
    void *buffer = ou_heap_buffer_alloc(heap, count * item_size);
    if (!buffer || !ou_arena_fill(&compiler->arena, buffer, from, count * item_size)) {
        if (buffer) ou_heap_buffer_free(heap, buffer, count * item_size);
        ou_unit_fail(compiler);
        return false;
    }
    memcpy(to_address, &buffer, sizeof buffer);
    *count_field = count;
    return true;
}

static bool lower_fill_live(OuLowering *lowering, OuCode *code)
{
    OuCompiler *compiler = lowering->compiler;
    uint32_t width = 1, rows = lowering->live_count, count = 0;
    for (uint32_t i = 0; i < rows; i++) {
        if (lowering->live_rows[i].count > width) width = lowering->live_rows[i].count;
    }
    uint64_t *masks = ou_heap_buffer_alloc(&compiler->vm->heap, (size_t)rows * width * 8 + 8);
    if (!masks) return false;
    memset(masks, 0, (size_t)rows * width * 8 + 8);
    for (uint32_t i = 0; i < rows && ou_unit_may_go_on(compiler); i++) {
        const OuSnapshot *row = &lowering->live_rows[i];
        if (row->count) memcpy(masks + (size_t)i * width, row->words, row->count * 8);
    }
    code->live_words = width;
    code->live.masks = masks;
    if (compiler->failed ||
        !lower_copy(compiler, &code->live.starts, lowering->live_starts, rows, 4, &count)) {
        ou_heap_buffer_free(&compiler->vm->heap, masks, (size_t)rows * width * 8 + 8);
        code->live.masks = NULL;
        return false;
    }
    code->live.count = count;
    return true;
}

static bool lower_fill_names(OuLowering *lowering, OuCode *code)
{
    OuCompiler *compiler = lowering->compiler;
    OuUnit *unit = lowering->unit;
    OuString *scratch = ou_unit_text_string(compiler, ".scratch", 8);
    OuString *hidden = ou_unit_text_string(compiler, ".namespace", 10);
    OuString **names = ou_arena_alloc(&unit->arena, (lowering->local_count + 1) * sizeof *names);
    if (!scratch || !hidden || !names) return false;
    for (uint32_t i = 0; i < lowering->local_count; i++) names[i] = scratch;
    for (uint32_t i = 0; i < unit->local_count; i++) {
        OuName *name = unit->locals[i];
        OuString *string = name ? ou_unit_string(compiler, name) : hidden;
        if (!string) return false;
        names[ou_lower_register(lowering, i)] = string;
        if (i < unit->parameter_count) names[i] = string;
    }
    uint32_t count = 0;
    if (!lower_copy(compiler, &code->local_names, names, lowering->local_count, sizeof *names,
                    &count)) {
        return false;
    }
    code->local_count = lowering->local_count;
    for (uint32_t i = 0; i < count; i++) ou_object_ref(&names[i]->header);
    if (!lower_copy(compiler, &code->names, unit->names, unit->name_count, sizeof *unit->names,
                    &code->name_count)) {
        return false;
    }
    for (uint32_t i = 0; i < code->name_count; i++) ou_object_ref(&code->names[i]->header);
    return true;
}

static bool lower_fill_cells(OuLowering *lowering, OuCode *code)
{
    OuUnit *unit = lowering->unit;
    const OuSymbolList *cells = &unit->scope->cells;
    uint32_t *registers = ou_arena_alloc(&unit->arena, (cells->count + 1) * sizeof *registers);
    OuName *class_name = ou_unit_intern(lowering->compiler, "__class__");
    if (!registers || !class_name) return false;
    for (uint32_t i = 0; i < cells->count; i++) {
        OuRegister cell = ou_unit_register(unit, cells->items[i]->name);
        registers[i] = ou_lower_register(lowering, cell);
    }
    OuRegister class_cell = ou_unit_register(unit, class_name);
    code->class_cell = -1;
    if (class_cell != OU_NO_REGISTER) {
        code->class_cell = (int32_t)ou_lower_register(lowering, class_cell);
    }
    code->free_count = unit->scope->frees.count;
    code->first_free = ou_lower_register(lowering, unit->first_free);
    return lower_copy(lowering->compiler, &code->cells, registers, cells->count, 4,
                      &code->cell_count);
}

static bool lower_fill_tables(OuLowering *lowering, OuCode *code)
{
    OuCompiler *compiler = lowering->compiler;
    OuUnit *unit = lowering->unit;
    if (!lower_copy(compiler, &code->instructions, lowering->words, lowering->word_count, 8,
                    &code->word_count) ||
        !lower_copy(compiler, &code->constants, unit->constants, unit->constant_count,
                    sizeof *unit->constants, &code->constant_count)) {
        return false;
    }
    for (uint32_t i = 0; i < code->constant_count; i++) ou_ref(code->constants[i]);
    return lower_copy(compiler, &code->handlers, lowering->handlers, lowering->handler_count,
                      sizeof *lowering->handlers, &code->handler_count) &&
           lower_copy(compiler, &code->positions, lowering->positions, lowering->position_count,
                      sizeof *lowering->positions, &code->position_count) &&
           lower_fill_live(lowering, code) && lower_fill_names(lowering, code) &&
           lower_fill_cells(lowering, code);
}

// Instructions whose fast path wants to know it without asking the code: is the container (or the
// value) a temporary, to be dropped? Answered in an operand that they don't use otherwise.
static void lower_mark_temporary(const OuCode *code, OuInstruction *instruction)
{
    switch (instruction->op) {
    case OU_OP_GET_ITEM: case OU_OP_GET_ITEM_L:
        instruction->x = instruction->b >= code->local_count;
        break;
    case OU_OP_SET_ITEM: case OU_OP_SET_ITEM_T:
        instruction->x = instruction->a >= code->local_count;
        break;
    case OU_OP_SET_ATTR: case OU_OP_SET_ATTR_T: case OU_OP_STORE_GLOBAL:
        instruction->c = instruction->a >= code->local_count;
        break;
    case OU_OP_LIST_APPEND: case OU_OP_STORE_CELL:
        instruction->c = instruction->b >= code->local_count;
        break;
    default:
        break;
    }
}

static void lower_mark_temporaries(OuCompiler *compiler, OuCode *code)
{
    for (uint32_t i = 0; i < code->word_count; i += ou_op_words[code->instructions[i].op]) {
        if (!ou_unit_may_go_on(compiler)) return;
        lower_mark_temporary(code, &code->instructions[i]);
    }
}

static OuString *string_ref(OuString *string)
{
    if (string) ou_object_ref(&string->header);
    return string;
}

static void lower_fill_header(OuLowering *lowering, OuCode *code)
{
    OuUnit *unit = lowering->unit;
    uint32_t complex_flags = OU_CODE_REST | OU_CODE_KEYWORDS | OU_CODE_RESUMABLE |
                             OU_CODE_NAMESPACE;
    bool is_simple = !(unit->flags & complex_flags) && !unit->keyword_only_count;
    code->simple_count = is_simple ? (int32_t)unit->argument_count : -1;
    code->direct_count = unit->scope->frees.count ? -1 : code->simple_count;
    code->register_count = lowering->local_count + unit->max_depth + 4;
    code->argument_count = unit->argument_count;
    code->positional_only_count = unit->positional_only_count;
    code->keyword_only_count = unit->keyword_only_count;
    code->flags = unit->flags;
    code->attribute_hint = unit->attribute_hint;
    code->first_line = unit->first_line;
    code->name = string_ref(unit->name);
    code->qualified_name = string_ref(unit->qualified_name);
    code->doc = string_ref(unit->doc);
    code->file = string_ref(lowering->compiler->file);
}

OuCode *ou_lower_unit(OuCompiler *compiler, OuUnit *unit)
{
    OuLowering lowering = { .compiler = compiler, .unit = unit };
    lower_lay_out(&lowering);
    size_t size = ((size_t)unit->draft_count + 1) * sizeof *lowering.draft_words;
    lowering.draft_words = ou_arena_alloc(&unit->arena, size);
    if (!lowering.draft_words) return NULL;
    lower_drafts(&lowering);
    lower_resolve(&lowering);
    OuCode *code = compiler->failed ? NULL : ou_code_new(compiler->vm);
    if (!code) return NULL;
    lower_fill_header(&lowering, code);
    if (!lower_fill_tables(&lowering, code)) ou_unit_fail(compiler);
    lower_mark_temporaries(compiler, code);
    if (!compiler->failed) return code;
    ou_object_unref(&code->header);
    return NULL;
}

#include "vm/local_name.h"

#include <stddef.h>

#include "runtime/list.h"
#include "runtime/str.h"
#include "vm/code_type.h"
#include "vm/generator.h"
#include "vm/interpreter.h"

// Hidden ones begin with a dot.
static OuString *name_of(const OuCode *code, const OuValue *locals, const void *slot)
{
    size_t index = (size_t)((const OuValue *)slot - locals);
    if (index >= code->local_count || !code->local_names) return NULL;
    OuString *name = code->local_names[index];
    return name && name->length && ou_str_at(name, 0) != '.' ? name : NULL;
}

// The variable of the cell that stands in the slot of the function's closure.
static OuString *free_name(const OuFunction *function, const void *slot)
{
    const OuCode *code = function->code;
    if (!function->closure || !code || !code->local_names) return NULL;
    size_t index = (size_t)((const OuValue *)slot - function->closure->items);
    return index < code->free_count ? code->local_names[code->first_free + index] : NULL;
}

OuString *ou_local_name(const OuObject *owner, const void *slot)
{
    if (owner->kind == OU_KIND_FRAME) {
        const OuFrame *frame = (const OuFrame *)owner;
        return frame->locals ? name_of(frame->code, frame->locals, slot) : NULL;
    }
    if (owner->kind == OU_KIND_FUNCTION) return free_name((const OuFunction *)owner, slot);
    const OuGenerator *generator = (const OuGenerator *)owner;
    return generator->saved_count ? name_of(generator->code, generator->saved, slot) : NULL;
}

// The docstring of a function comes before its constants.
const char *ou_code_part(const OuObject *owner, const void *slot, size_t *index)
{
    const OuCode *code = (const OuCode *)owner;
    size_t constant = (size_t)((const OuValue *)slot - code->constants);
    size_t name = (size_t)((OuString *const *)slot - code->names);
    bool is_constant = code->constants && constant < code->constant_count;
    if (!is_constant && (!code->names || name >= code->name_count)) return NULL;
    *index = is_constant ? constant + ou_has_code_docstring(code) : name;
    return is_constant ? ".co_consts" : ".co_names";
}

// ---- Frames and generators ----------------------------------------------------------------------

static void note_code(OuRegister *found, const OuCode *code, uint32_t word)
{
    const OuCodePosition *position = ou_code_position(code, word);
    *found = (OuRegister){ .function = code->qualified_name, .file = code->file,
                           .line = position ? position->line : code->first_line };
}

static const char *noun_of(const OuObject *owner)
{
    switch (owner->kind) {
    case OU_KIND_GENERATOR: return "generator";
    case OU_KIND_COROUTINE: return "coroutine";
    default:                return "async generator";
    }
}

bool ou_find_code(const OuObject *owner, OuRegister *found, const char **noun)
{
    *noun = NULL;
    if (owner->kind == OU_KIND_FUNCTION) {
        *found = (OuRegister){ .function = ((const OuFunction *)owner)->qualified_name };
        return found->function != NULL;
    }
    if (owner->kind == OU_KIND_FRAME) {
        const OuFrame *frame = (const OuFrame *)owner;
        if (frame->code) note_code(found, frame->code, frame->instruction);
        return frame->code != NULL;
    }
    if (!ou_is_resumable(ou_pointer_value(owner))) return false;
    const OuGenerator *generator = (const OuGenerator *)owner;
    if (!generator->code) return false;
    ptrdiff_t word = generator->resume - generator->code->instructions;
    note_code(found, generator->code, word > 0 ? (uint32_t)word : 0);
    *noun = noun_of(owner);
    return true;
}

// ---- Registers ----------------------------------------------------------------------------------

static bool is_in_frame(const OuFrameWalk *walk, const OuValue *slot)
{
    const OuCode *code = ou_frame_code(walk->window);
    return slot >= walk->window - OU_FRAME_HEADER && slot < walk->window + code->register_count;
}

static void note(OuRegister *found, const OuFrameWalk *walk, const OuValue *slot)
{
    const OuCode *code = ou_frame_code(walk->window);
    const OuCodePosition *position = ou_code_position(code, ou_frame_word(walk));
    *found = (OuRegister){
        .local = name_of(code, walk->window, slot), .function = code->qualified_name,
        .file = code->file, .line = position ? position->line : code->first_line,
        .state = { walk->window, walk->instruction, walk->entry },
    };
}

// Windows overlap: a caller's temporaries lie below its callee's header. So the search goes from
// the innermost frame outwards, and takes the first that has the slot.
static bool search(OuVM *vm, OuFrameWalk walk, const OuValue *slot, OuRegister *found)
{
    while (walk.window) {
        if (is_in_frame(&walk, slot)) {
            note(found, &walk, slot);
            return true;
        }
        if (!ou_frame_next(vm, &walk)) break;
    }
    return false;
}

bool ou_find_register(OuVM *vm, const void *slot, OuRegister *found)
{
    if ((const OuValue *)slot < vm->stack || (const OuValue *)slot >= vm->stack_limit) return false;
    if (found->state[0]) {
        OuFrameWalk walk = {
            .window = (OuValue *)(uintptr_t)found->state[0], .instruction = found->state[1],
            .entry = (OuEntry *)(uintptr_t)found->state[2],
        };
        if ((const OuValue *)slot < walk.window + ou_frame_code(walk.window)->register_count
            && search(vm, walk, slot, found)) return true;
    }
    return search(vm, ou_frame_innermost(vm), slot, found);
}

// ---- The call of the native function that runs now ----------------------------------------------

static bool is_library(const OuString *file)
{
    static const char prefix[] = "<library>/";
    if (!file || file->length < sizeof prefix) return false;
    for (size_t i = 0; prefix[i]; i++) {
        if (ou_str_at(file, i) != (uint8_t)prefix[i]) return false;
    }
    return true;
}

// What is called and its arguments; NULL: the instruction is no call.
static const OuValue *outgoing(const OuFrameWalk *walk)
{
    const OuInstruction *instruction = ou_frame_code(walk->window)->instructions
                                     + ou_frame_word(walk);
    switch (instruction->op) {
    case OU_OP_CALL: case OU_OP_CALL_GLOBAL: case OU_OP_CALL_BUILTIN: case OU_OP_CALL_METHOD:
    case OU_OP_CALL_LOADED: case OU_OP_CALL_KEYWORDS: case OU_OP_CALL_LOADED_KEYWORDS:
    case OU_OP_CALL_SPREAD:
        return walk->window + instruction->x;
    default:
        return NULL;
    }
}

const OuValue *ou_call_registers(OuVM *vm)
{
    const OuValue *first = NULL;
    OuFrameWalk walk = ou_frame_innermost(vm);
    while (walk.window && is_library(ou_frame_code(walk.window)->file)) {
        first = walk.window - OU_FRAME_HEADER;
        if (!ou_frame_next(vm, &walk)) return first;
    }
    const OuValue *arguments = walk.window ? outgoing(&walk) : NULL;
    return arguments ? arguments : first;
}

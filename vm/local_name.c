#include "vm/local_name.h"

#include "runtime/str.h"
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

OuString *ou_local_name(const OuObject *owner, const void *slot)
{
    if (owner->kind == OU_KIND_FRAME) {
        const OuFrame *frame = (const OuFrame *)owner;
        return frame->locals ? name_of(frame->code, frame->locals, slot) : NULL;
    }
    const OuGenerator *generator = (const OuGenerator *)owner;
    return generator->saved_count ? name_of(generator->code, generator->saved, slot) : NULL;
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

#include "vm/frame.h"

#include <stddef.h>

#include "runtime/builtin_types.h"
#include "runtime/descriptor.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "vm/builtins.h"
#include "vm/interpreter.h"

static OuFrame *frame_of(OuValue value)
{
    return (OuFrame *)ou_pointer_of(value);
}

static void frame_visit(OuObject *self, OuVisitor *visitor)
{
    OuFrame *frame = (OuFrame *)self;
    if (frame->locals) ou_visit_span(visitor, frame->locals, frame->code->local_count);
    ou_visit_value(visitor, &frame->back);
    OuObject *code = &frame->code->header;
    if (!visitor->is_clearing) visitor->pointer(visitor, &code);
}

// The call or the generator that it describes has no frame object any more.
static void frame_part(OuHeap *heap, OuObject *self)
{
    OuFrame *frame = (OuFrame *)self;
    if (frame->generator) frame->generator->frame = NULL;
    frame->generator = NULL;
    if (!frame->window) return;
    OuFrame **at = &ou_vm_of(heap)->interpreter->live_frames;
    while (*at && *at != frame) at = &(*at)->older;
    if (*at) *at = frame->older;
    uintptr_t back = (uintptr_t)frame->window[-1] & ~(uintptr_t)OU_RETURN_HAS_OBJECT;
    frame->window[-1] = (OuValue)back;
    frame->window = NULL;
}

static void free_room(OuHeap *heap, OuFrame *frame)
{
    ou_heap_buffer_free(heap, frame->room, frame->room_size);
    frame->room = NULL;
    frame->room_size = 0;
}

// The code is dropped by the visit before this: how many locals there were is kept apart.
static void frame_release(OuHeap *heap, OuObject *self)
{
    OuFrame *frame = (OuFrame *)self;
    free_room(heap, frame);
    frame_part(heap, self);
}

static const OuSlotName frame_slots[] = {
    { offsetof(OuFrame, back), ".f_back" }, { 0, NULL },
};
static const OuLayout frame_layout = {
    .name = "frame", .slot_names = frame_slots, .visit = frame_visit, .release = frame_release,
    .part = frame_part,
};

static OuFrame *find_live(OuVM *vm, const OuValue *window)
{
    for (OuFrame *frame = vm->interpreter->live_frames; frame; frame = frame->older) {
        if (frame->window == window) return frame;
    }
    return NULL;
}

// As in CPython the collector learns of it when the frame has ended: until then it is no garbage.
// At that end nobody could be told that there is no room for the locals.
static OuFrame *frame_new(OuVM *vm, OuCode *code, uint32_t word)
{
    size_t size = code->local_count * sizeof(OuValue);
    OuValue *room = size ? ou_heap_buffer_alloc(&vm->heap, size) : NULL;
    OuFrame *frame = room || !size
                   ? ou_heap_new_untracked(&vm->heap, OU_KIND_FRAME, sizeof *frame) : NULL;
    if (!frame) {
        ou_heap_buffer_free(&vm->heap, room, size);
        (void)ou_raise_memory_error(vm);
        return NULL;
    }
    frame->code = code;
    ou_object_ref(&code->header);
    frame->window = NULL;
    frame->generator = NULL;
    frame->room = room;
    frame->room_size = size;
    frame->locals = NULL;
    frame->back = OU_NONE;
    frame->instruction = word;
    frame->older = NULL;
    return frame;
}

static void add_to_live(OuVM *vm, OuFrame *frame, OuValue *window)
{
    frame->window = window;
    frame->older = vm->interpreter->live_frames;
    vm->interpreter->live_frames = frame;
    window[-1] = (OuValue)((uintptr_t)window[-1] | OU_RETURN_HAS_OBJECT);
}

OuValue ou_frame_object(OuVM *vm, const OuFrameWalk *walk)
{
    if ((uintptr_t)walk->window[-1] & OU_RETURN_HAS_OBJECT) {
        return ou_ref(ou_pointer_value(find_live(vm, walk->window)));
    }
    OuFrame *frame = frame_new(vm, ou_frame_code(walk->window), ou_frame_word(walk));
    if (!frame) return OU_ERROR;
    add_to_live(vm, frame, walk->window);
    return ou_pointer_value(frame);
}

static OuFrame *take_from_live(OuVM *vm, OuValue *window)
{
    OuFrame **at = &vm->interpreter->live_frames;
    while (*at && (*at)->window != window) at = &(*at)->older;
    OuFrame *frame = *at;
    if (frame) *at = frame->older;
    window[-1] = (OuValue)((uintptr_t)window[-1] & ~(uintptr_t)OU_RETURN_HAS_OBJECT);
    return frame;
}

// The walk that stands at `window`: it is searched from the innermost frame on.
static bool walk_to(OuVM *vm, const OuValue *window, OuFrameWalk *walk)
{
    *walk = ou_frame_innermost(vm);
    while (walk->window && walk->window != window) {
        if (!ou_frame_next(vm, walk)) return false;
    }
    return walk->window != NULL;
}

static OuValue caller_object(OuVM *vm, OuValue *window)
{
    OuFrameWalk walk;
    if (!walk_to(vm, window, &walk) || !ou_frame_next(vm, &walk)) return OU_NONE;
    return ou_frame_object(vm, &walk);
}

// The locals move from `registers` to the frame object, which has ended.
static void keep_locals(OuVM *vm, OuFrame *frame, OuValue *registers)
{
    // When memory is short the locals die as they would without an object.
    if (ou_memory_is_short(&vm->heap.memory)) free_room(&vm->heap, frame);
    frame->locals = frame->room;
    if (!frame->locals) return;
    for (uint32_t i = 0; i < frame->code->local_count; i++)
        frame->locals[i] = ou_take(&registers[i]);
}

void ou_frame_note(OuVM *vm, const OuValue *window, const OuInstruction *instruction)
{
    OuFrame *frame = find_live(vm, window);
    if (frame) frame->instruction = (uint32_t)(instruction - frame->code->instructions);
}

const OuInstruction *ou_frame_noted(OuVM *vm, const OuValue *window)
{
    OuFrame *frame = find_live(vm, window);
    return frame ? frame->code->instructions + frame->instruction : NULL;
}

void ou_frame_detach(OuVM *vm, OuValue *window, const OuInstruction *instruction)
{
    OuValue pending = ou_error_take(vm);
    bool is_short = ou_memory_is_short(&vm->heap.memory);
    OuValue back = is_short ? OU_NONE : caller_object(vm, window);
    if (back == OU_ERROR) { ou_error_clear(vm); back = OU_NONE; }    // nobody can be told here
    if (pending != OU_UNBOUND) ou_error_set_steal(vm, pending);
    OuFrame *frame = take_from_live(vm, window);
    if (!frame) { ou_unref(back); return; }
    frame->instruction = (uint32_t)(instruction - frame->code->instructions);
    ou_set_steal(&frame->back, back);
    ou_heap_track(&frame->header);
    frame->window = NULL;
    keep_locals(vm, frame, window);
}

// --- of generators -------------------------------------------------------------------------------

static OuValue running_frame(OuVM *vm, const OuGenerator *generator)
{
    OuFrameWalk walk = ou_frame_innermost(vm);
    OuValue self = ou_pointer_value(generator);
    while (walk.window && walk.window[-3] != self) {
        if (!ou_frame_next(vm, &walk)) return OU_NONE;
    }
    return walk.window ? ou_frame_object(vm, &walk) : OU_NONE;
}

OuValue ou_frame_of_generator(OuVM *vm, OuGenerator *generator)
{
    if (generator->state == OU_GENERATOR_FINISHED) return OU_NONE;
    if (generator->state == OU_GENERATOR_RUNNING) return running_frame(vm, generator);
    if (generator->frame) return ou_ref(ou_pointer_value(generator->frame));
    OuCode *code = generator->code;
    OuFrame *frame = frame_new(vm, code, (uint32_t)(generator->resume - code->instructions));
    if (!frame) return OU_ERROR;
    frame->generator = generator;
    generator->frame = frame;
    return ou_pointer_value(frame);
}

void ou_frame_suspend(OuVM *vm, OuValue *window, OuGenerator *generator)
{
    OuFrame *frame = take_from_live(vm, window);
    if (!frame) return;
    frame->instruction = (uint32_t)(generator->resume - frame->code->instructions);
    frame->window = NULL;
    frame->generator = generator;
    generator->frame = frame;
}

void ou_frame_resume(OuVM *vm, OuValue *window, OuGenerator *generator)
{
    OuFrame *frame = generator->frame;
    if (!frame) return;
    generator->frame = NULL;
    frame->generator = NULL;
    add_to_live(vm, frame, window);
}

void ou_frame_outlive(OuVM *vm, OuGenerator *generator)
{
    OuFrame *frame = generator->frame;
    if (!frame) return;
    generator->frame = NULL;
    frame->generator = NULL;
    ou_heap_track(&frame->header);
    if (generator->saved_count) keep_locals(vm, frame, generator->saved);
}

// --- the type ------------------------------------------------------------------------------------

static uint32_t current_word(OuVM *vm, OuFrame *frame)
{
    OuFrameWalk walk;
    if (frame->window && walk_to(vm, frame->window, &walk)) return ou_frame_word(&walk);
    return frame->instruction;
}

static OuValue get_line(OuVM *vm, OuValue self)
{
    OuFrame *frame = frame_of(self);
    const OuCodePosition *position = ou_code_position(frame->code, current_word(vm, frame));
    return ou_int_value(position ? position->line : frame->code->first_line);
}

static OuValue get_last_instruction(OuVM *vm, OuValue self)
{
    return ou_int_value((int64_t)current_word(vm, frame_of(self)) * 8);
}

static OuValue get_code(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(frame_of(self)->code));
}

static OuValue get_globals(OuVM *vm, OuValue self)
{
    OuDict *globals = frame_of(self)->code->globals;
    return globals ? ou_ref(ou_pointer_value(globals)) : OU_NONE;
}

static OuValue get_builtins(OuVM *vm, OuValue self)
{
    OuDict *globals = frame_of(self)->code->globals;
    return ou_ref(ou_pointer_value(globals ? ou_builtins_of(vm, globals) : vm->builtins));
}

static OuValue get_back(OuVM *vm, OuValue self)
{
    OuFrame *frame = frame_of(self);
    return frame->window ? caller_object(vm, frame->window) : ou_ref(frame->back);
}

OuValue ou_frame_locals(OuVM *vm, OuCode *code, const OuValue *registers)
{
    if (code->flags & OU_CODE_NAMESPACE) return ou_ref(registers[0]);
    if (code->flags & OU_CODE_MODULE) return ou_ref(ou_pointer_value(code->globals));
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    for (uint32_t i = 0; registers && i < code->local_count; i++) {
        OuString *name = code->local_names[i];
        if (!name || name->length == 0 || ou_str_at(name, 0) == '.') continue;
        OuValue value = registers[i];
        if (ou_kind_of(value) == OU_KIND_CELL && ou_code_is_cell(code, i))
            value = ou_cell_of(value)->content;
        if (value == OU_UNBOUND) continue;
        if (!ou_dict_set_name(vm, dict, name, value)) {
            ou_object_unref(&dict->header);
            return OU_ERROR;
        }
    }
    return ou_pointer_value(dict);
}

static OuValue get_locals(OuVM *vm, OuValue self)
{
    OuFrame *frame = frame_of(self);
    const OuValue *registers = frame->window ? frame->window : frame->locals;
    if (frame->generator) registers = frame->generator->saved;
    return ou_frame_locals(vm, frame->code, registers);
}

static OuValue frame_repr(OuVM *vm, OuValue self)
{
    OuFrame *frame = frame_of(self);
    const OuCodePosition *position = ou_code_position(frame->code, current_word(vm, frame));
    return ou_str_make_format(
        vm, "<frame at 0x%llx, file %R, line %u, code %S>",
        (unsigned long long)(self - OU_TAG_POINTER), ou_str_value(frame->code->file),
        position ? position->line : frame->code->first_line, frame->code->name);
}

OU_METHOD(frame_clear, "clear(self, /)", "F.clear(): clear most references held by the frame")
{
    OuFrame *frame = frame_of(arguments[0]);
    if (frame->window)
        return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "cannot clear an executing frame");
    if (frame->generator) {
        ou_generator_finalize(vm, ou_pointer_value(frame->generator));
        return OU_NONE;
    }
    for (uint32_t i = 0; frame->locals && i < frame->code->local_count; i++) {
        ou_unref(ou_take(&frame->locals[i]));
    }
    return OU_NONE;
}

static const OuNativeDef *const methods[] = { &frame_clear_native, NULL };

// Only a trace function may jump, and only within a frame that it traces.
static bool set_line(OuVM *vm, OuValue self, OuValue value)
{
    if (value == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "cannot delete attribute");
    } else if (!ou_is_any_int(value)) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "lineno must be an integer");
    } else {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR,
                       "can't jump from the 'call' trace event of a new frame");
    }
    return false;
}

static const OuGetSetDef getset[] = {
    { "f_lineno", get_line, set_line, NULL },
    { "f_lasti", get_last_instruction, ou_readonly_attribute, NULL },
    { "f_code", get_code, NULL, NULL },
    { "f_globals", get_globals, ou_readonly_attribute, NULL },
    { "f_builtins", get_builtins, ou_readonly_attribute, NULL },
    { "f_back", get_back, NULL, NULL },
    { "f_locals", get_locals, NULL, NULL }, { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_frame_type = {
    .name = "frame", .kind = OU_KIND_FRAME, .flags = OU_TYPE_ABSTRACT, .layout = &frame_layout,
    .methods = methods, .getset = getset, .slots = { .repr = frame_repr },
};

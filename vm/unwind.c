// unwind.c: walking frames, ending them, finding handlers.
#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/limit.h"
#include "runtime/protocol.h"
#include "vm/interpreter.h"

// --- walking -------------------------------------------------------------------------------------

OuFrameWalk ou_frame_innermost(OuVM *vm)
{
    return (OuFrameWalk){ vm->window, vm->instruction,
                          vm->interpreter ? vm->interpreter->entries : NULL };
}

// The running generator whose frame this is, or NULL.
static OuGenerator *generator_at(const OuValue *window)
{
    OuCode *code = ou_frame_code(window);
    if (!(code->flags & OU_CODE_RESUMABLE)) return NULL;
    return ou_is_resumable(window[-3]) ? ou_generator_of(window[-3]) : NULL;
}

bool ou_frame_next(OuVM *vm, OuFrameWalk *walk)
{
    if (!walk->window) return false;
    uintptr_t back = (uintptr_t)walk->window[-1];
    if (back & OU_RETURN_TO_C) {
        if (!walk->entry) { walk->window = NULL; return false; }
        walk->window = walk->entry->window;
        walk->instruction = walk->entry->instruction;
        walk->entry = walk->entry->previous;
        return walk->window != NULL;
    }
    OuGenerator *generator = generator_at(walk->window);
    if (generator) {
        walk->window = generator->caller_window;
        walk->instruction = generator->caller_instruction;
        return true;
    }
    walk->instruction = (const OuInstruction *)(back & ~(uintptr_t)OU_RETURN_BITS);
    walk->window -= walk->instruction->x + OU_FRAME_HEADER;
    return true;
}

uint32_t ou_frame_word(const OuFrameWalk *walk)
{
    return (uint32_t)(walk->instruction - ou_frame_code(walk->window)->instructions);
}

// --- ending --------------------------------------------------------------------------------------

void ou_frame_end(OuVM *vm, OuValue *window, const OuInstruction *instruction)
{
    OuCode *code = ou_frame_code(window);
    if ((uintptr_t)window[-1] & OU_RETURN_HAS_OBJECT) ou_frame_detach(vm, window, instruction);
    for (uint32_t i = 0; i < code->local_count; i++) {
        OuValue v = ou_take(&window[i]);
        if (!ou_is_pointer(v)) continue;
        ou_unref(v);
        if ((uintptr_t)window[-1] & OU_RETURN_HAS_OBJECT) ou_frame_detach(vm, window, instruction);
    }
    ou_unref(ou_take(&window[-3]));
}

// Temporaries that are live at `word` and not at the handler, newest first. From `limit` on the
// registers were those of the frame that was called there, which took over what they held.
static void drop_temporaries(OuValue *window, const OuCode *code, uint32_t word,
                             const uint64_t *keep, const OuValue *limit)
{
    const uint64_t *live = ou_code_live(code, word);
    if (!live) return;
    for (uint32_t w = code->live_words; w-- > 0;) {
        uint64_t bits = live[w] & ~(keep ? keep[w] : 0);
        while (bits) {
            unsigned bit = 63u - (unsigned)__builtin_clzll(bits);
            bits &= ~(1ull << bit);
            OuValue *slot = &window[code->local_count + w * 64 + bit];
            if (!limit || slot < limit) ou_unref(ou_take(slot));
        }
    }
}

// --- tracebacks ----------------------------------------------------------------------------------

// The entry says the position of `part`: the instruction's word, or the one behind it for a callee.
// The last sixteenth below a memory limit is left to the handler: tracebacks of deep recursions
// must not use up what it needs to go on.
static bool is_memory_scarce(const OuVM *vm)
{
    const OuMemory *memory = &vm->heap.memory;
    return memory->limit != SIZE_MAX && memory->used > memory->limit - memory->limit / 16;
}

// Modules of the library that are written in C elsewhere say so by a global `__native__`; some name
// the functions that are, in a tuple.
static bool is_hidden(OuVM *vm, const OuCode *code)
{
    if (code->file->length == 0 || ou_str_at(code->file, 0) != '<' || !code->globals) return false;
    OuValue native = ou_dict_get_name_peek(code->globals, OU_NAMED(vm, dunder_native));
    if (!ou_is_tuple(native)) return native != OU_UNBOUND;
    const OuTuple *names = ou_tuple_of(native);
    for (size_t i = 0; i < names->length; i++) {
        OuValue name = names->items[i];
        if (ou_is_str(name) && ou_str_equal(ou_str_of(name), code->qualified_name)) return true;
    }
    return false;
}

static bool put_entry(OuVM *vm, OuValue exception, OuFrameWalk *walk, uint32_t part)
{
    const OuCode *code = ou_frame_code(walk->window);
    const OuCodePosition *position = ou_code_position(code, part);
    uint32_t where[4] = { 0, 0, 0, 0 };
    if (position) {
        where[0] = position->line;
        where[1] = position->end_line;
        where[2] = position->column;
        where[3] = position->end_column;
    }
    OuValue frame = ou_frame_object(vm, walk);
    if (frame == OU_ERROR) return false;
    bool ok = ou_traceback_push(vm, ou_exception_of(exception), frame, code->file, code->name,
                                where, part);
    ou_unref(frame);
    return ok;
}

// An exception without its entry would hold less than scripts may rely on: as in CPython the
// MemoryError takes its place. One that is no error (Ctrl-C, the program's end) does without.
static OuValue refuse_entry_steal(OuVM *vm, OuValue exception)
{
    const OuType *type = ou_exception_of(exception)->type;
    OuValue refusal = ou_error_take(vm);
    bool is_replaced = ou_is_exception(refusal)
                       && ou_is_subtype(type, vm->types[OU_TYPE_EXCEPTION])
                       && !ou_is_subtype(type, vm->types[OU_TYPE_MEMORY_ERROR])
                       && !ou_is_doomed(vm);
    if (!is_replaced) {
        ou_unref(refusal);
        return exception;
    }
    ou_set_steal(&ou_exception_of(refusal)->context, exception);
    return refusal;
}

static void add_traceback(OuVM *vm, OuValue *window, uint32_t word, uint32_t part)
{
    // The room that is left belongs to the handler.
    if (ou_memory_is_short(&vm->heap.memory)) return;
    OuCode *code = ou_frame_code(window);
    if (is_hidden(vm, code)) return;
    OuFrameWalk walk = { window, code->instructions + word, vm->interpreter->entries };
    OuValue exception = ou_error_take(vm);
    if (!put_entry(vm, exception, &walk, part)) {
        exception = refuse_entry_steal(vm, exception);
        if (!put_entry(vm, exception, &walk, part)) ou_error_clear(vm);
    }
    ou_error_set_steal(vm, exception);
}

void ou_traceback_add_position(OuVM *vm)
{
    if (!vm->window) return;
    OuFrameWalk walk = ou_frame_innermost(vm);
    add_traceback(vm, walk.window, ou_frame_word(&walk), ou_frame_word(&walk));
}

// --- unwinding -----------------------------------------------------------------------------------


// A generator must not let StopIteration out: it would end the wrong loop (PEP 479).
static void convert_stop_iteration(OuVM *vm, const OuGenerator *generator)
{
    bool is_stop = ou_error_matches(vm, OU_TYPE_STOP_ITERATION);
    bool is_async_stop = generator->header.kind == OU_KIND_ASYNC_GENERATOR &&
                         ou_error_matches(vm, OU_TYPE_STOP_ASYNC_ITERATION);
    if (!is_stop && !is_async_stop) return;
    OuValue cause = ou_error_take(vm);
    (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "%s raised %s", ou_generator_noun(generator),
                   is_stop ? "StopIteration" : "StopAsyncIteration");
    if (!ou_error_matches(vm, OU_TYPE_RUNTIME_ERROR)) {      // no memory
        ou_unref(cause);
        return;
    }
    OuException *error = (OuException *)ou_pointer_of(vm->exception);
    ou_set(&error->context, cause);
    ou_set_steal(&error->cause, cause);
    error->header.aux |= OU_EXCEPTION_SUPPRESS_CONTEXT;
}

// Does a handler end here that lets the exception go on as if it hadn't been there?
static bool is_passing(const OuInstruction *instruction)
{
    return instruction->op == OU_OP_RERAISE && instruction->x;
}

// Where a frame that has an object is seen to end.
static const OuInstruction *place_of_end(OuVM *vm, const OuValue *window,
                                         const OuInstruction *instruction)
{
    bool has_object = (uintptr_t)window[-1] & OU_RETURN_HAS_OBJECT;
    const OuInstruction *noted = has_object && is_passing(instruction)
                               ? ou_frame_noted(vm, window) : NULL;
    return noted ? noted : instruction;
}

// The frame is left by the exception. true: its caller is a frame of the same chain, now
// vm->window.
static bool leave(OuVM *vm, OuValue *window, const OuInstruction *instruction)
{
    uintptr_t back = (uintptr_t)window[-1];
    OuGenerator *generator = generator_at(window);
    OuValue *caller_window = NULL;
    const OuInstruction *caller = NULL;
    if (generator) {
        convert_stop_iteration(vm, generator);
        generator->state = OU_GENERATOR_FINISHED;
        caller_window = generator->caller_window;
        caller = generator->caller_instruction;
        ou_object_ref(&generator->header);
    } else if (!(back & OU_RETURN_TO_C)) {
        caller = (const OuInstruction *)(back & ~(uintptr_t)OU_RETURN_BITS);
        caller_window = window - caller->x - OU_FRAME_HEADER;
    }
    OuValue pending = ou_error_take(vm);
    ou_frame_end(vm, window, place_of_end(vm, window, instruction));
    if (generator) {                       // ending the frame still had to find its caller
        generator->caller_window = NULL;
        generator->caller_instruction = NULL;
        ou_object_unref(&generator->header);
    }
    vm->depth--;
    ou_error_set_steal(vm, pending);
    if (!caller) return false;
    vm->window = caller_window;
    vm->instruction = caller;
    return true;
}

// Does the exception go on, without an entry of its own for the instruction that lets it?
static bool is_raised_again(OuVM *vm)
{
    uint8_t op = ((const OuInstruction *)vm->instruction)->op;
    return op == OU_OP_RERAISE || op == OU_OP_END_ASYNC_FOR ||
           (op == OU_OP_RAISE_AGAIN && vm->exception == vm->handled);
}

// The limit of memory was reached: whoever wanted to know is told before the MemoryError goes on.
static void call_memory_hook(OuVM *vm)
{
    vm->memory_hook_is_due = false;
    if (!ou_is_pointer(vm->memory_hook)) return;
    OuValue pending = ou_error_take(vm);
    OU_OWNED OuValue hook = ou_ref(vm->memory_hook);
    OuValue result = ou_call(vm, hook, NULL, 0);
    if (result == OU_ERROR) ou_error_unraisable(vm, NULL, hook);
    else ou_unref(result);
    ou_error_set_steal(vm, pending);
}

const OuInstruction *ou_unwind(OuVM *vm, bool in_callee)
{
    if (OU_UNLIKELY(vm->memory_hook_is_due)) call_memory_hook(vm);
    bool again = is_raised_again(vm);
    const OuValue *limit = NULL;           // where the frame began that the exception came from
    for (;;) {
        OuValue *window = vm->window;
        const OuInstruction *instruction = vm->instruction;
        OuCode *code = ou_frame_code(window);
        uint32_t word = (uint32_t)(instruction - code->instructions);
        if (!again && !is_memory_scarce(vm)) add_traceback(vm, window, word, word + in_callee);
        again = in_callee = false;
        OuValue pending = ou_error_take(vm);
        const OuHandler *handler = ou_is_doomed(vm) ? NULL : ou_code_handler(code, word);
        const uint64_t *keep = handler ? ou_code_live(code, handler->target) : NULL;
        drop_temporaries(window, code, word, keep, limit);
        if (handler) {
            bool has_object = (uintptr_t)window[-1] & OU_RETURN_HAS_OBJECT;
            if (has_object && !is_passing(instruction)) ou_frame_note(vm, window, instruction);
            window[handler->exception_register] = pending;
            vm->window = window;
            return code->instructions + handler->target;
        }
        ou_error_set_steal(vm, pending);
        if (!leave(vm, window, instruction)) return NULL;
        limit = window - OU_FRAME_HEADER;
        if (vm->window > limit) limit = NULL;
    }
}

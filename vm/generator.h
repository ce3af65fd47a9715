// generator.h: generators, coroutines and asynchronous generators: frames that can be left and
// entered again.
//
// A generator runs on the register stack like every frame; when it yields, its registers are moved
// into the object (locals, and the temporaries that are live at that point; dead ones become
// unbound), and back when it goes on. That way its calls need no copying of arguments, and frames
// always lie one behind the other.
#ifndef OU_VM_GENERATOR_H
#define OU_VM_GENERATOR_H

#include "vm/frame.h"

typedef enum OuGeneratorState {
    OU_GENERATOR_CREATED, OU_GENERATOR_SUSPENDED, OU_GENERATOR_RUNNING, OU_GENERATOR_FINISHED,
} OuGeneratorState;

typedef struct OuGenerator {
    OuObject   header;
    OuCode    *code;
    OuString  *name, *qualified_name;
    OuValue    handled;          // its own exception being handled, while suspended; or UNBOUND
    OuValue   *caller_window;    // while running
    const OuInstruction *caller_instruction;
    const OuInstruction *resume; // the YIELD it stands at, or its first instruction
    OuFrame   *frame;            // its frame object while it is suspended, borrowed; or NULL
    OuValue    origin;           // coroutine: cr_origin; asynchronous generator: the hook that
                                 // finalizes it; or None
    uint8_t    state;            // OuGeneratorState
    bool       is_asked;         // asynchronous generator: the hooks were asked,
    bool       is_closed;        // it was closed or ran to its end,
    bool       is_awaited;       // an asend() or the like is under way
    uint32_t   saved_count;
    OuValue    saved[];          // code->register_count places
} OuGenerator;

static inline bool ou_is_generator(OuValue v) { return ou_kind_of(v) == OU_KIND_GENERATOR; }
static inline bool ou_is_coroutine(OuValue v) { return ou_kind_of(v) == OU_KIND_COROUTINE; }
static inline bool ou_is_async_generator(OuValue v)
{
    return ou_kind_of(v) == OU_KIND_ASYNC_GENERATOR;
}
// One of the three.
static inline bool ou_is_resumable(OuValue v)
{
    return (uint8_t)(ou_kind_of(v) - OU_KIND_GENERATOR) < 3;
}
// What `yield from` and `await` enter without a call.
static inline bool ou_is_delegate(OuValue v)
{
    return (uint8_t)(ou_kind_of(v) - OU_KIND_GENERATOR) < 2;
}
static inline OuGenerator *ou_generator_of(OuValue v) { return (OuGenerator *)ou_pointer_of(v); }

extern const OuTypeDef ou_generator_type;
extern const OuLayout ou_generator_layout;

// Moves the registers of the frame at `window` into a new generator.
OU_CHECKED OuValue ou_generator_make(OuVM *vm, OuCode *code, OuValue *window);
// Moves the registers at a YIELD into the generator, which is suspended there.
void ou_generator_save(OuGenerator *generator, OuValue *window, const OuInstruction *yield);
// Runs it from C until it yields (the value), ends (OU_STOP; the value goes to *result, if not
// NULL) or raises. `sent` is the value of the yield it stands at.
OU_CHECKED OuValue ou_generator_send(OuVM *vm, OuGenerator *generator, OuValue sent,
                                     OuValue *result);
// Raises the pending exception at the yield.
OU_CHECKED OuValue ou_generator_throw(OuVM *vm, OuGenerator *generator, OuValue *result);
// The same, but what it delegates to is thrown a GeneratorExit, not closed.
OU_CHECKED OuValue ou_generator_throw_exit(OuVM *vm, OuGenerator *generator, OuValue *result);
// Makes the arguments of throw() the pending exception.
OU_CHECKED bool ou_generator_set_thrown(OuVM *vm, OuValue type, OuValue value, OuValue traceback);
// StopIteration with this value (taken over); returns OU_ERROR.
OuValue ou_generator_stop_steal(OuVM *vm, OuValue value);
// RuntimeError and TypeError; return OU_ERROR.
OuValue ou_generator_raise_reused(OuVM *vm);
OuValue ou_generator_raise_early(OuVM *vm, const OuGenerator *generator);
// What it is called in messages: "generator", "coroutine", "async generator".
const char *ou_generator_noun(const OuGenerator *generator);
// Throws the pending exception into what a generator delegates to; `closes`: a GeneratorExit closes
// it. A value, OU_STOP (ended, with *last) or OU_ERROR: that is to be raised in the generator.
OU_CHECKED OuValue ou_generator_throw_at(OuVM *vm, OuValue delegate, bool closes, OuValue *last);
OU_CHECKED bool ou_generator_close(OuVM *vm, OuGenerator *generator);
// Closes it; what goes wrong is reported and ignored.
void ou_generator_finalize(OuVM *vm, OuValue self);
// The iterator that a suspended generator has delegated to by `yield from` (borrowed), or UNBOUND.
OuValue ou_generator_delegate_peek(const OuGenerator *generator);

#endif

// call.h: calls that the dispatch loop doesn't do in line.
#ifndef OU_VM_CALL_H
#define OU_VM_CALL_H

#include "vm/interpreter.h"

typedef enum OuCallOutcome {
    OU_CALL_FAILED,          // an exception is set
    OU_CALL_DONE,            // the result stands in R[c]; callee and arguments are dropped
    OU_CALL_ENTERED,         // vm->window and vm->instruction name a new frame to run
    OU_CALL_ENDED,           // of an iterator: exhausted
    OU_CALL_BOUND,           // of a method look-up: R[x] is a function, self is its first argument
    OU_CALL_UNBOUND,         // R[x] is any callable; R[x + 3] is unbound
} OuCallOutcome;

// In word 2 of a method cache: word 3 is a native method of a built-in type (which never changes).
#define OU_CALL_NATIVE_METHOD (1ull << 32)

// Words of the instructions that can stand in a return address.
extern const uint8_t ou_call_words[OU_OP_COUNT];

// The depth or the stack is used up, or something is pending: looks after it. false: raised. On
// failure depth is as before the call.
bool ou_call_limit(OuVM *vm, OuValue *needed);
// The global that CALL_GLOBAL names (borrowed); fills its cache.
OuValue ou_call_find_global(OuVM *vm, OuValue *R, OuInstruction *I);
// The method of CALL_METHOD and LOAD_METHOD into R[x]; fills the cache.
OuCallOutcome ou_call_method_lookup(OuVM *vm, OuValue *R, OuInstruction *I);
// R[x](count arguments from x + 3 on, the last of them by `names`).
OuCallOutcome ou_call_any(OuVM *vm, OuValue *R, const OuInstruction *I, unsigned count,
                          OuTuple *names);
OuCallOutcome ou_call_keywords(OuVM *vm, OuValue *R, const OuInstruction *I);
OuCallOutcome ou_call_spread(OuVM *vm, OuValue *R, const OuInstruction *I);

// The header of a frame, unbound locals, cells of the closure; the arguments stand in `window`
// already.
void ou_call_fill_frame(OuFunction *function, OuValue *window, OuValue callee, uintptr_t back);
// Counts the call, as ou_call_limit says.
bool ou_call_check_limits(OuVM *vm, const OuFunction *function, OuValue *window);
// As many arguments are moved through the C stack; more through a side buffer.
enum { OU_SMALL_CALL = 32 };
typedef struct OuMoved {
    OuValue  small[OU_SMALL_CALL];
    OuValue *values;
    size_t   count;
} OuMoved;
void ou_call_free_moved(OuVM *vm, OuMoved *moved);

// Generators, from the loop.
OuCallOutcome ou_call_next(OuVM *vm, OuValue *R, const OuInstruction *I);
OuCallOutcome ou_call_send(OuVM *vm, OuValue *R, const OuInstruction *I);
// Its registers go into the object; the exception it handles changes places with the caller's.
void ou_call_suspend(OuVM *vm, OuGenerator *generator, OuValue *R, const OuInstruction *I);
// The frame is gone; drops the reference that it had to the generator.
void ou_call_finish_generator(OuVM *vm, OuGenerator *generator, OuValue *R, const OuInstruction *I);
// For C: keeps the result of a finished generator, gives OU_STOP.
OuValue ou_call_generator_result(OuVM *vm, OuValue result);

OuValue ou_interpreter_run(OuVM *vm, OuValue *R, const OuInstruction *first);

// The table by which the loop finds the code of an instruction, one for all interpreters. In its
// last place, which no opcode has, stands what may stand in any of them instead: it calls
// ou_profile_trap before the instruction.
enum { OU_DISPATCH_TRAP = 255 };
const void **ou_interpreter_labels(void);

#endif

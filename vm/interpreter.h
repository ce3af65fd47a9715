// interpreter.h: running code objects.
#ifndef OU_VM_INTERPRETER_H
#define OU_VM_INTERPRETER_H

#include "vm/frame.h"
#include "vm/generator.h"

typedef struct OuInterpreter {
    OuEntry       *entries;          // calls from C in progress, innermost first
    OuFrame       *live_frames;      // frame objects of running frames
    OuCode       **zombies;          // code objects that died while they ran (see interpreter.c)
    size_t         zombie_count, zombie_capacity;
    OuInstruction  to_c;             // C_RETURN: where frames that C called return to
    OuValue       *stack;            // the register stack
    size_t         stack_size;       // in values
    OuValue        generator_result; // of the generator that ended last, called from C
    OuValue        first_iteration_hook, finalizer_hook;   // sys.set_asyncgen_hooks
    OuValue        hooks_type;       // of what sys.get_asyncgen_hooks gives; or UNBOUND
    struct OuSites *sites;           // while module tracemalloc traces; else NULL
    uint32_t       trace_limit;      // frames of a trace, as start() was last told; 0: never
    struct OuGcTimeline *timeline;   // while --gc-trace writes one; else NULL
    struct OuAllocProfile *allocations;  // while --alloc-profile has the sites to itself; else NULL
    struct OuProfile *profile;       // while --profile looks at the program; else NULL
    struct OuHeapRecord *heap_record;   // of --heap-snapshot; else NULL
    int            origin_depth;     // sys.set_coroutine_origin_tracking_depth
    OuType        *finders[3];       // the classes that sys.meta_path begins with
    struct OuSession *session;       // while there is a prompt; else NULL
    OuVM          *person;           // of the prompt's editor: whose text it edits; else NULL
    bool           has_colours;      // reports go to a terminal: the prompt's
    bool           prompt_follows;   // SystemExit is reported, and the prompt comes (-i)
    bool           skips_first_line; // of a file that is run
    bool           was_interrupted;  // an uncaught KeyboardInterrupt has ended the program
} OuInterpreter;

// Registers the function, code, frame, generator types and hooks. After ou_state_init.
OU_CHECKED bool ou_interpreter_setup(OuVM *vm);
void ou_interpreter_free(OuVM *vm);

// The register stack may be used as far as `vm->stack_limit`: so much of it is booked.
// Books as much as is needed; false: there is no more of it, or memory is refused.
OU_CHECKED bool ou_stack_grow(OuVM *vm, const OuValue *needed);
// Gives back what isn't in use, if it is much.
void ou_stack_poll(OuVM *vm);

// Runs a module's or namespace's code: `namespace` UNBOUND, or the mapping for register 0.
OU_CHECKED OuValue ou_interpreter_run_code(OuVM *vm, OuCode *code, OuDict *globals,
                                           OuValue namespace);
// Runs the function of a class's body with the namespace in register 0.
OU_CHECKED OuValue ou_interpreter_run_body(OuVM *vm, OuFunction *function, OuValue namespace);
// slots.call of functions.
OU_CHECKED OuValue ou_interpreter_call_function(OuVM *vm, OuValue function,
                                                const OuValue *arguments, size_t positional,
                                                OuTuple *names);
// Enters or resumes a generator's frame from C. `throwing`: the pending exception is raised at its
// yield.
OU_CHECKED OuValue ou_interpreter_resume(OuVM *vm, OuGenerator *generator, OuValue sent,
                                         bool throwing);

// For a generator that delegates by `yield from` or `await`: the pending exception is thrown
// into what it delegates to, from its own frame.
OU_CHECKED OuValue ou_interpreter_throw(OuVM *vm, OuGenerator *generator, bool closes);

// Frees code objects that died while they ran and are done now.
void ou_interpreter_bury_zombies(OuVM *vm);

// Binding of arguments (bind.c). `values` are owned and taken over in any case: positional ones,
// then those of `names` (NULL: none). The parameters are stored in `window`; the other locals are
// left alone.
OU_CHECKED bool ou_bind_arguments(OuVM *vm, OuFunction *function, OuValue *window, OuValue *values,
                                  size_t positional, OuTuple *names);

// Exceptions (unwind.c). Finds the handler for the pending exception, from the frame at vm->window
// and vm->instruction outwards, ending frames on the way. NULL: it leaves the chain of calls that C
// began (its frame is gone). Otherwise vm->window is the frame, the result the place to go on.
// `in_callee`: the instruction is a call, and what it calls couldn't be looked up.
const OuInstruction *ou_unwind(OuVM *vm, bool in_callee);
// Puts the running frame into the traceback of the pending exception.
void ou_traceback_add_position(OuVM *vm);
// Ends a frame without a result: locals dropped or moved into its frame object.
void ou_frame_end(OuVM *vm, OuValue *window, const OuInstruction *instruction);

#endif

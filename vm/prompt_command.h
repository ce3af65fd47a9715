// prompt_command.h: what is typed at the prompt and is no Python: `:gc`, `name?`, the word `exit`.
//
// Commands work in the person's interpreter, from C: they make no objects that outlive them.
#ifndef OU_VM_PROMPT_COMMAND_H
#define OU_VM_PROMPT_COMMAND_H

#include "gc/buffer.h"
#include "runtime/native.h"
#include "runtime/state.h"
#include "vm/code.h"
#include "vm/prompt_blocks.h"

// What a session remembers beside the person's heap, in memory of its own.
typedef struct OuSession {
    OuVM    *vm;
    OuMemory memory;
    OuBlocks blocks;             // what was entered
    bool     wants_clear;        // a command asks for an empty screen,
    bool     wants_end;          // ... for the end of the session
    struct OuTraffic *traffic;   // of a run whose allocations are counted
    struct OuHeapNote *note;     // of the heap, as :heap diff compares with; NULL: no memory
} OuSession;

void ou_session_init(OuSession *session, OuVM *vm);
void ou_session_free(OuSession *session);

// Is the block a command? exit, quit, help and clear are, unless the person has given the word a
// meaning.
bool ou_prompt_is_command(OuVM *vm, const char *text, size_t length);
// The commands' words, one after another; NULL: there is none of that number.
const char *ou_prompt_command_word(size_t number, const char **argument);
// Runs it and writes to sys.stdout what it has to tell. False: an exception is set.
OU_CHECKED bool ou_prompt_run_command(OuSession *session, const char *text, size_t length);

// --- between the files that implement commands ---------------------------------------------------

typedef struct OuPromptCall {
    OuSession  *session;
    OuVM       *vm;
    const char *argument;        // without blanks around it
    size_t      length;
    OuBuffer    out;
} OuPromptCall;

// The value of the argument (owned); a dotted name is looked up without running anything.
OU_CHECKED OuValue ou_prompt_evaluate(OuPromptCall *call);
// The code of the argument (owned), an expression; NULL: an exception is set.
OU_CHECKED OuCode *ou_prompt_compile_argument(OuPromptCall *call);
// str(value), or its repr.
OU_CHECKED bool ou_prompt_put_value(OuPromptCall *call, OuValue value, bool as_repr);

// prompt_inspect.c: `name?`, `name??`.
OuValue ou_prompt_unwrap_peek(OuVM *vm, OuValue value, uint32_t *skipped);
const char *ou_prompt_native_signature(const OuNativeDef *native, size_t *length);
OU_CHECKED bool ou_prompt_inspect(OuPromptCall *call, bool with_source);
// prompt_measure.c: :gc, :time, :dis.
OU_CHECKED bool ou_prompt_collect(OuPromptCall *call);
OU_CHECKED bool ou_prompt_time(OuPromptCall *call);
OU_CHECKED bool ou_prompt_disassemble(OuPromptCall *call);
// prompt_memory.c: :why, :refs, :cycles, :heap.
OU_CHECKED bool ou_prompt_why(OuPromptCall *call);
OU_CHECKED bool ou_prompt_refs(OuPromptCall *call);
OU_CHECKED bool ou_prompt_cycles(OuPromptCall *call);
OU_CHECKED bool ou_prompt_heap(OuPromptCall *call);
// What the first :heap diff compares with.
void ou_heap_note_begin(OuSession *session);
void ou_heap_note_free(OuSession *session);

#endif

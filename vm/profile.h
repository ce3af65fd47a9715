// profile.h: --profile: where a program's processor time goes.
//
// A timer of the thread's processor time sends SIGPROF. The handler can't look at frames, which may
// be in the making; it puts the address of a trap into every place of the interpreter's dispatch
// table. So whichever instruction comes next, it is the trap that runs: between two instructions,
// knowing window and instruction. There the frames are walked, the stack is noted with all the
// ticks that have come since the last one, and the table is what it was. So functions that never
// call anything and never loop are seen, too, and time in native code counts for the frame that has
// called it, with the native function's name if the call says it. Without a profile nothing of this
// costs anything.
//
// Stacks are kept as a tree, and what was seen in the order of time as a list of its nodes.
#ifndef OU_VM_PROFILE_H
#define OU_VM_PROFILE_H

#include <signal.h>
#include <time.h>

#include "gc/arena.h"
#include "runtime/out_file.h"
#include "vm/code.h"

enum {
    OU_PROFILE_INTERVAL = 1000,        // microseconds of a tick
    OU_PROFILE_DEEPEST  = 1024,        // frames of a stack; of more the innermost are kept
    OU_PROFILE_NODES    = 1 << 20,     // more of them count for OU_PROFILE_ELSEWHERE
    OU_PROFILE_SAMPLES  = 1 << 20,     // further ones have no place in time
    OU_PROFILE_CODES    = 1024,
};

typedef struct OuProfileFunction {
    const char *name, *file;           // UTF-8, surrogates as three bytes
    uint32_t    line;                  // of its definition; 0: it has none
} OuProfileFunction;

typedef struct OuProfileNode {
    uint32_t parent;                   // 0: none
    uint32_t function;
    uint64_t ticks;                    // seen without a place in time
} OuProfileNode;

typedef struct OuProfileSample {
    uint32_t node, ticks;
} OuProfileSample;

// An array that grows.
typedef struct OuProfileTable {
    void  *items;
    size_t size, count, capacity;      // size of an item
} OuProfileTable;

// By open addressing: numbers above 0 of what is in a table.
typedef struct OuProfileIndex {
    uint32_t *places;
    size_t    capacity;
} OuProfileIndex;

enum { OU_PROFILE_ELSEWHERE = 1, OU_PROFILE_OUTER = 2 };   // functions, and the first one's node

typedef struct OuProfile {
    OuMemory        memory;            // its own: the program's books aren't touched
    OuVM           *vm;
    OuArena         names;
    OuProfileTable  functions, nodes, samples;   // the first of the former two stay unused
    OuProfileIndex  function_index, node_index;
    struct { const OuCode *code; uint32_t function; } codes[OU_PROFILE_CODES];
    uint32_t        stack[OU_PROFILE_DEEPEST];   // functions, the innermost first
    timer_t         timer;
    struct sigaction old_action;
    // What the handler writes and the trap takes.
    volatile uint32_t ticks;
    volatile bool     is_armed;
    const OuInstruction *volatile instruction;   // the last one that was stored, when it was armed
    const OuValue       *volatile window;
    volatile bool     was_native;      // outside of the interpreter's loop
    volatile bool     was_outside;     // no frame was running
    volatile bool     was_collecting;
    uint64_t        total;             // ticks
    OuOutFile       file;
    bool            is_speedscope;     // else folded stacks
    const char     *program;           // its name
} OuProfile;

// Begins; `program` is its name. A path that ends in ".json" gives a speedscope file. False: errno
// says why.
OU_CHECKED bool ou_profile_open(OuVM *vm, const char *path, const char *program);
// Ends and writes; no effect if there is none. False: it couldn't be written, errno says why.
OU_CHECKED bool ou_profile_close(OuVM *vm);

// For the interpreter's loop, which may be that of another interpreter: the table by which it goes
// on.
__attribute__((cold))
const void *const *ou_profile_trap(OuVM *vm, OuValue *window, const OuInstruction *next);
// Code dies: another may come to lie at its address.
void ou_profile_forget_code(OuHeap *heap);

// profile_write.c: what was seen, in one of the two formats.
void ou_profile_write(OuProfile *profile);

static inline const OuProfileFunction *ou_profile_function(const OuProfile *profile, size_t number)
{
    return (const OuProfileFunction *)profile->functions.items + number;
}

static inline OuProfileNode *ou_profile_node(const OuProfile *profile, size_t number)
{
    return (OuProfileNode *)profile->nodes.items + number;
}

#endif

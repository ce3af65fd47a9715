// state.h: one interpreter. Everything hangs off it; there is no global state.
#ifndef OU_RUNTIME_STATE_H
#define OU_RUNTIME_STATE_H

#include <stdio.h>

#include "gc/arena.h"
#include "gc/heap.h"
#include "runtime/kinds.h"
#include "runtime/type.h"

typedef enum OuNameId {
#define OU_DUNDER(word) OU_NAME_dunder_##word,
#define OU_WORD(word)   OU_NAME_##word,
#include "runtime/names.def"
#undef OU_DUNDER
#undef OU_WORD
    OU_NAME_COUNT
} OuNameId;
// The interned string for a name of names.def: OU_NAMED(vm, dunder_init), OU_NAMED(vm, keys).
#define OU_NAMED(vm, word) ((vm)->names[OU_NAME_##word])

typedef struct OuInternTable {       // open addressing; the strings are borrowed: they leave the
    OuString **slots;                // table when they die (str.c)
    size_t     capacity, used, tombstones;
} OuInternTable;

typedef struct OuTypeCacheEntry {    // the last look-ups along MROs
    uint32_t  version;
    OuString *name; // borrowed: an interned name is compared by address and version
    OuValue   value;                 // borrowed: while the version stands, the class keeps it
} OuTypeCacheEntry;
enum { OU_TYPE_CACHE_SIZE = 1024 };

typedef struct OuLimits {             // see limit.h
    double   seconds;
    uint64_t steps, steps_left;
    int64_t  time_was_up;            // when that was raised last: nanoseconds; 0: never yet
    bool     steps_were_up;
    bool     is_unheard;             // KeyboardInterrupt came in gc.collect(): see ou_limit_hear
    int32_t  most_depth;             // sys.setrecursionlimit can't go beyond; 0: it can
} OuLimits;

struct OuRegister;                    // root_name.h

// Upward calls, installed by the floor above.
typedef struct OuHostHooks {
    // The frame that runs now, for error positions and warnings: file name and line. May give NULL.
    OuString *(*current_position)(OuVM *vm, uint32_t *line);
    // The dictionary of globals of the running frame (borrowed), or NULL.
    OuDict   *(*current_globals)(OuVM *vm);
    // Built-in modules of the floor above, ended by NULL.
    const struct OuModuleDef *const *modules;
    // Imports a module for C code: the module object.
    OuValue   (*import)(OuVM *vm, OuString *name);
    // Where a function or another object of that floor keeps its __dict__; NULL if it has none.
    OuDict  **(*dict_slot)(OuObject *object);
    // super() without arguments: the __class__ cell and the first argument of the running frame
    // (borrowed).
    bool      (*super_arguments)(OuVM *vm, OuType **this_class, OuValue *self);
    // Puts a new class into the cell from which its methods' super() takes it; false: it is none.
    bool      (*set_class_cell)(OuVM *vm, OuValue cell, OuType *type);
    // References held outside of heap objects by the floor above: registers.
    void      (*visit_roots)(OuVM *vm, OuVisitor *visitor);
    // The function, file and line of a frame or generator, and what it is called: "generator"; NULL
    // for a frame. Of a function: only its name. False: it is none of these.
    bool      (*find_code)(const OuObject *owner, struct OuRegister *found, const char **noun);
    // The first register that belongs to the call of the native function that runs now, or to
    // frames of the program's own library that have made it; so do all behind it. NULL: none.
    const OuValue *(*call_registers)(OuVM *vm);
    // The file (borrowed) and line of a site of the tracer.
    OuString *(*site_place)(OuVM *vm, uint32_t site, uint32_t *line);
    // Empties the attribute caches of all code.
    void      (*flush_caches)(OuVM *vm);
    // Puts the running frame into the traceback of the pending exception.
    void      (*add_position)(OuVM *vm);
    // References to `target` that registers of running frames hold without being counted.
    size_t    (*uncounted_references)(OuVM *vm, OuObject *target);
    // Whose register is it? `found` is all zeros, or what was found for another register: asking
    // in the order in which visit_roots hands them over is cheap. False: no running frame's.
    bool      (*find_register)(OuVM *vm, const void *slot, struct OuRegister *found);
    // The name of the local of a frame or generator that stands in the slot; NULL: it is none.
    OuString *(*local_name)(const OuObject *owner, const void *slot);
    // The table of a code object in which the slot stands (".co_consts") and its index there; NULL:
    // it is in none.
    const char *(*code_part)(const OuObject *code, const void *slot, size_t *index);
    // Where the object was allocated: file (borrowed) and line of the innermost frame. NULL: that
    // isn't known, because nothing traced it (ou_trace_site_of is 0), or no frame was running.
    OuString *(*allocated_at)(OuVM *vm, const OuObject *object, uint32_t *line);
    // The text of code that stands in no file (the prompt's), by the very str that names it; NULL:
    // it isn't kept. NULL itself: no text is.
    const char *(*typed_text)(OuVM *vm, const OuString *file, size_t *length);
    // Does what OU_INTERRUPT_WISH asks for. Raises nothing, runs no script code, ends no object
    // that isn't dead. Needs to be there only if that bit is ever set.
    void      (*obey_request)(OuVM *vm);
} OuHostHooks;

// sys.flags but the last one, in its order; those that are asked for have names.
enum { OU_FLAG_OPTIMIZE = 3, OU_FLAG_IGNORE_ENVIRONMENT = 7, OU_FLAG_VERBOSE = 8,
       OU_FLAG_BYTES_WARNING = 9, OU_FLAG_DEV_MODE = 13, OU_FLAG_SAFE_PATH = 16,
       OU_FLAG_COUNT = 17 };

// How ids in snapshots are made (snapshot_id.h); all zeros before the first one was written.
typedef struct OuSnapshotIds {
    uint32_t first_epoch;            // it began with the first one
    uint32_t place_bits;             // those of an id that tell the place
} OuSnapshotIds;

struct OuVM {
    OuHeap       heap;               // first: a heap's address is its interpreter's
    // --- the running frame (vm/) -----------------------------------------------------------------
    OuValue     *window;             // registers of the running frame
    const void  *instruction;        // last instruction that may raise or observe
    int32_t      depth;              // script calls and guarded C calls in progress
    int32_t depth_limit; // = recursion_limit, or -1 to make the next call look at `pending`
    OuValue     *stack;              // the register stack
    OuValue     *stack_limit;
    int32_t      recursion_limit;    // sys.setrecursionlimit
    char        *c_stack_limit;      // C recursion stops below this address
    // --- exceptions ---------------------------------------------------------------------------
    OuValue      exception;          // pending; OU_UNBOUND if none
    OuValue      handled;            // being handled (sys.exc_info); OU_UNBOUND if none
    OuValue      memory_error;       // made beforehand
    OuValue      memory_hook;        // of memory.limit(): callable, or None
    bool         memory_hook_is_due; // the limit was reached, the hook wasn't called yet
    uint32_t     unheard_refusals;   // MemoryErrors that nobody could catch (unraisable.c)
    // --- types and names ---------------------------------------------------------------------
    OuType      *types[OU_TYPE_COUNT];
    OuType      *kind_types[128];    // by kind, where the kind decides (strong through types[])
    OuShape    **shapes;             // by id; 0 is never an instance's shape
    uint32_t     shape_capacity;
    uint32_t     free_shape;         // no id from here on was given out since caches were emptied
    uint32_t     vacated_shapes;     // ids of the dead below it
    uint32_t     next_version;       // of types; 0 = used up, caches stay cold
    OuTypeCacheEntry type_cache[OU_TYPE_CACHE_SIZE];
    OuString    *names[OU_NAME_COUNT];
    OuString    *latin1[256];        // one-character strings
    OuString    *empty_string;
    OuTuple     *empty_tuple;
    OuInternTable interned;
    uint64_t     hash_seed[2];       // SipHash key
    OuArena      arena;              // lives as long as the interpreter: parsed signatures
    // --- modules ---------------------------------------------------------------------------------
    OuDict      *constructors;       // natives of constructors, by definition (native.c)
    OuDict      *modules;            // sys.modules
    OuDict      *builtins;           // the namespace of builtins
    OuDict      *sys;                // the namespace of sys
    OuValue      gc_callbacks;       // gc.callbacks, gc.garbage: lists
    OuValue      gc_garbage;
    struct OuCycleReport *cycle_report;  // of gc.cycle_report; NULL before the first cycle
    FILE        *gc_log;             // a line for each collection; NULL: no log
    int          gc_log_error;       // the errno of the first line that couldn't be written, or 0
    uint64_t     gc_started;         // nanoseconds; for the statistics of the running collection
    OuValue      repr_running;       // a list of the containers whose repr is being made
    struct OuListSort *sorts;        // lists being sorted, the innermost first (list.h)
    OuValue      re_engine;          // PCRE2, set up by `import re`; UNBOUND before
    OuHostHooks  host;
    struct OuInterpreter *interpreter;   // the floor above keeps its own things here
    int32_t      int_max_str_digits; // sys.set_int_max_str_digits; 4300 at first, 0 = no limit
    uint8_t      flags[OU_FLAG_COUNT];   // what the command line says: OU_FLAG_...
    bool         unbuffered;         // standard output and error keep nothing back (-u)
    volatile uint32_t interrupted;   // OU_INTERRUPT_... bits, set by signal handlers
    OuLimits     limits;             // of time and steps
    OuSnapshotIds snapshot_ids;
    bool         reader_is_gone;     // standard output is a pipe that nobody reads any more
    bool         finalizing;         // the interpreter is going down
};

static inline OuVM *ou_vm_of(OuHeap *heap)
{
    return (OuVM *)heap;
}

// Sets up the heap, the names, the types, the exceptions; not the modules. false: no memory.
OU_CHECKED bool ou_state_init(OuVM *vm);
// Everything dies, in an order that lets finalizers run; then the heap is given back.
void ou_state_free(OuVM *vm);

#endif

// code.h: code objects: what the compiler makes and the interpreter runs.
#ifndef OU_VM_CODE_H
#define OU_VM_CODE_H

#include "runtime/dict.h"
#include "runtime/list.h"
#include "runtime/state.h"
#include "runtime/str.h"

typedef struct OuInstruction {
    uint8_t op, a, b, c;
    int32_t x;
} OuInstruction;                       // further words are read as uint64_t
_Static_assert(sizeof(OuInstruction) == 8, "one instruction is one word");

typedef enum OuOp {
#define OU_OP(name, words, a, b, c, x, can_raise, meaning) OU_OP_##name,
#include "vm/opcodes.def"
#undef OU_OP
    OU_OP_COUNT
} OuOp;
_Static_assert(OU_OP_COUNT <= 255, "an opcode is one byte, and 255 is the trap of profile.h");

// Numbers of `words` by opcode (opcode.c), for walkers.
extern const uint8_t ou_op_words[OU_OP_COUNT];
extern const char *const ou_op_names[OU_OP_COUNT];

enum {
    OU_CODE_REST        = 1,           // *args
    OU_CODE_KEYWORDS    = 2,           // **kwargs
    OU_CODE_GENERATOR   = 4,
    OU_CODE_COROUTINE   = 8,
    OU_CODE_NAMESPACE   = 16,          // class body, exec: register 0 holds the namespace
    OU_CODE_NESTED      = 32,          // inside a function
    OU_CODE_ASYNC_GENERATOR = 64,
    OU_CODE_MODULE      = 128,
    OU_CODE_FUTURE_ANNOTATIONS = 256,  // from __future__ import annotations
    OU_CODE_ITERABLE_COROUTINE = 256,  // a generator that `await` takes (types.coroutine)
    OU_CODE_RESUMABLE   = OU_CODE_GENERATOR | OU_CODE_COROUTINE | OU_CODE_ASYNC_GENERATOR,
};

// Instructions [start, end) raise to `target`. Of overlapping rows the first in the table counts
// (inner before outer). Temporaries not in the target's live set are dropped, newest first; the
// exception is then put into `exception_register` (a temporary; not in the live set of `target`
// until BEGIN_HANDLER, RERAISE or DROP, which come first there).
typedef struct OuHandler { uint32_t start, end, target; uint32_t exception_register; } OuHandler;

// From instruction word `start` on (until the next row) the temporaries with a bit in the row's
// mask are live *before* the instruction runs: bit i = register local_count + i. `code->live_words`
// words a row.
typedef struct OuLiveTable { uint32_t *starts; uint64_t *masks; uint32_t count; } OuLiveTable;

// Positions: one row a run of words from `start` on; lines 1-based, columns 0-based bytes; line 0:
// none.
typedef struct OuCodePosition {
    uint32_t start, line, end_line;
    uint32_t column, end_column;
} OuCodePosition;

typedef struct OuCode {
    OuObject       header;             // uncounted container
    OuInstruction *instructions;       // side buffer of `word_count` words
    uint32_t       word_count;
    uint32_t local_count; // parameters, locals, cells, free cells: registers 0 .. count-1
    uint32_t       register_count;     // with temporaries and outgoing windows; one spare
    int32_t simple_count; // parameters if all are plain positional ones (no *, **, keyword-
                          // only), and the code isn't a generator, else -1
    int32_t direct_count; // the same if there is no closure to copy either: entered in line
    uint32_t       argument_count;     // positional parameters, positional-only ones included
    uint32_t       positional_only_count;
    uint32_t       keyword_only_count; // registers follow: arguments, keyword-only, *args, **kwargs
    uint32_t       flags;              // OU_CODE_...
    uint32_t       free_count;         // cells taken over from the closure
    uint32_t       first_free;         // their first register
    uint32_t       cell_count;
    uint32_t      *cells;              // registers of locals that are cells of this code
    int32_t        class_cell;         // register of the `__class__` cell (own or free), or -1
    uint32_t       attribute_hint;     // class body: how many different `self.x` its methods set
    OuValue       *constants;          // side buffer, owned; code objects of inner functions too
    uint32_t       constant_count;
    OuString     **names;              // interned: attributes, globals
    uint32_t       name_count;
    OuString     **local_names;        // interned; hidden ones begin with '.'
    OuHandler     *handlers;
    uint32_t       handler_count;
    OuLiveTable    live;
    uint32_t       live_words;
    OuCodePosition    *positions;
    uint32_t       position_count;
    OuString      *name, *qualified_name, *file;
    OuString      *doc;                // or NULL
    uint32_t       first_line;
    OuDict *globals; // bound by MAKE_FUNCTION or when run; NULL before. Code runs with
                     // one dictionary of globals only: for another it is copied
} OuCode;

static inline bool ou_is_code(OuValue v) { return ou_kind_of(v) == OU_KIND_CODE; }
static inline OuCode *ou_code_of(OuValue v) { return (OuCode *)ou_pointer_of(v); }

extern const OuLayout ou_code_layout;
// Everything zero / NULL; refs 1. NULL: MemoryError is set.
OU_CHECKED OuCode *ou_code_new(OuVM *vm);
// A copy with caches reset, for other globals (inner code objects are shared until they are bound).
OU_CHECKED OuCode *ou_code_copy(OuVM *vm, OuCode *code);

// Empties its caches.
void ou_code_reset(OuCode *code);

// The code itself (owned), bound to these globals now, or a copy of it if it is bound to others.
OU_CHECKED OuCode *ou_code_bind(OuVM *vm, OuCode *code, OuDict *globals);

// Is the register a cell: one of its own, or one from the closure?
static inline bool ou_code_is_cell(const OuCode *code, uint32_t index)
{
    if (index >= code->first_free && index < code->first_free + code->free_count) return true;
    for (uint32_t i = 0; i < code->cell_count; i++) if (code->cells[i] == index) return true;
    return false;
}

// The row for an instruction word; NULL if none.
const OuCodePosition *ou_code_position(const OuCode *code, uint32_t word);
const OuHandler  *ou_code_handler(const OuCode *code, uint32_t word);
const uint64_t   *ou_code_live(const OuCode *code, uint32_t word);

#endif

// compile_unit.h: what the files of the compiler share: a code object in the making.
//
// The compiler walks the tree once. It writes drafts: instructions whose registers are 32 bits
// wide, whose jumps name labels, and which carry their place in the source, their handler and the
// set of temporaries that are live before them. compile_lower.c makes a code object of them.
//
//     OuCompiler                  one run: tree, constants shared by all code objects
//       OuUnit (innermost)        one code object: drafts, labels, handlers, names, constants
//         OuUnit                  that of the function around ...
//
// Temporaries are a stack: `depth` is the index of the next one. An operation releases its operands
// by putting the depth back, and writes its result to the first of them.
//
// Memory may be refused anywhere: then `failed` is set, what follows writes nothing, and the one
// check stands at the end (as with OuArena). Likewise code that can't be reached writes nothing.
#ifndef OU_VM_COMPILE_UNIT_H
#define OU_VM_COMPILE_UNIT_H

#include "gc/arena.h"
#include "parser/scope.h"
#include "runtime/error.h"
#include "vm/compile_table.h"
#include "vm/opcode.h"

// A local's number, or a temporary's with the top bit set.
typedef uint32_t OuRegister;
#define OU_TEMPORARY   0x80000000u
#define OU_NO_REGISTER 0xFFFFFFFFu

// Where an expression's value is wanted: in a local (its number), or one of these.
typedef uint32_t OuWant;
#define OU_WANT_ANY  0x7FFFFFFFu    // anywhere: a local is borrowed, others go to a new temporary
#define OU_WANT_PUSH 0x7FFFFFFEu    // in a new temporary

#define OU_NOWHERE   0xFFFFFFFFu

// Locals that surely have a value. Only the first 256 are followed: others are always checked.
typedef struct OuAssigned { uint64_t bits[4]; } OuAssigned;

typedef struct OuPlace { uint32_t start, end; } OuPlace;   // bytes of the source

typedef struct OuDraft {
    uint8_t    op;
    OuRegister a, b, c;      // registers or numbers, as the roles say
    int32_t    x;            // role j: a label; role w: an OuRegister
    uint64_t   word;         // what word 1 starts with; a register where the row says so
    uint32_t   start, end;   // bytes of the source; end 0: none
    uint32_t   callee_start, callee_end;   // of a fused call: the place of its words from 1 on, for
                                           // errors of the look-up
    uint32_t   handler;      // index in unit->handlers, or OU_NOWHERE
    uint32_t   live;         // index in unit->snapshots: before the instruction
} OuDraft;

typedef struct OuLabel {
    uint32_t   draft;        // what it stands before; OU_NOWHERE until it is placed
    uint32_t   live;         // snapshot at its jumps; OU_NOWHERE while there is none
    OuAssigned assigned;     // by every jump to it so far
} OuLabel;

typedef struct OuDraftHandler {
    uint32_t   label;        // where exceptions go
    OuRegister exception;    // in which temporary
    uint32_t   live;         // snapshot: what is left alone
    OuAssigned assigned;
    bool       is_used;      // some instruction lies in its range
} OuDraftHandler;

typedef struct OuSnapshot { uint64_t *words; uint32_t count; } OuSnapshot;

typedef enum OuBlockKind {
    OU_BLOCK_LOOP,
    OU_BLOCK_FOR,            // `temporary` is the iterator
    OU_BLOCK_FINALLY,        // leaving it runs `body`
    OU_BLOCK_HANDLER,        // `temporary` is the exception handled before; `name` is unbound
    OU_BLOCK_WITH,           // `temporary` is the bound __exit__
    OU_BLOCK_ASYNC_WITH,     // `temporary` is the bound __aexit__
    OU_BLOCK_VALUE,          // the value of a `return` that waits for a `finally`
} OuBlockKind;

// What a `return`, `break` or `continue` has to leave, innermost first. Lies on the C stack.
typedef struct OuBlock {
    struct OuBlock *outer;
    OuBlockKind kind;
    OuRegister  temporary;
    uint32_t    handler;     // in force outside
    uint32_t    break_label, continue_label;
    OuNodeList *body;
    OuName     *name;        // or NULL
    OuPlace     place;       // `with`: where it stands
} OuBlock;

typedef struct OuUnit {
    struct OuUnit *outer;
    OuArena    arena;
    OuScope   *scope;
    OuString  *name, *qualified_name, *doc;
    uint32_t   first_line, flags;
    bool       has_namespace;          // register 0 holds it
    uint32_t   argument_count, positional_only_count, keyword_only_count;
    uint32_t   attribute_hint;

    OuDraft   *drafts;
    uint32_t   draft_count, draft_capacity;
    OuLabel   *labels;
    uint32_t   label_count, label_capacity;
    uint32_t   last_label;             // the draft that a label was put before last
    OuDraftHandler *handlers;
    uint32_t   handler_count, handler_capacity;
    OuSnapshot *snapshots;
    uint32_t   snapshot_count, snapshot_capacity;

    OuName   **locals;                 // by register; NULL: hidden
    uint32_t   local_count, local_capacity;
    uint32_t   parameter_count, first_free, first_cell;
    uint32_t   entry_count;            // drafts that must come first (GENERATOR, COPY_FREE)
    OuTable    registers;              // OuName * -> register

    OuValue   *constants;
    uint32_t   constant_count, constant_capacity;
    OuTable    constant_table;         // bits of the value -> index
    OuString **names;
    uint32_t   name_count, name_capacity;
    OuTable    name_table;             // OuString * -> index

    // --- where the walk stands ---
    uint32_t   depth, max_depth;
    uint64_t  *live;                   // the live temporaries
    uint32_t   live_capacity;          // words
    uint32_t   live_snapshot;          // the same as an index, or OU_NOWHERE if it changed since
    OuAssigned assigned;
    OuAssigned volatiles;              // locals that `del` or `except as` may unbind
    bool       is_reachable;
    OuBlock   *block;
    uint32_t   handler;                // in force; OU_NOWHERE: none
    uint32_t   start, end;             // place of the node being compiled
} OuUnit;

typedef struct OuCompiler {
    OuVM         *vm;
    OuSyntaxTree *tree;
    OuString     *file;
    OuArena       arena;
    OuUnit       *unit;
    bool          failed;              // an exception is set
    int           optimize;            // 1: no assertions, 2: and no docstrings
    bool          explains;            // an assertion that fails shows the values of its parts
    struct OuAssertion *assertion;     // whose condition is being compiled, if it explains; or NULL
    bool          has_walrus;          // ":=" stands somewhere in the text
    uint32_t      steps;               // how often it was looked whether the run may go on
    OuValue       pool;                // a list: every constant of the run once, so that equal ones
                                       // are identical; as a list it can die in slices
    uint32_t     *pool_slots;          // a hash table of indices + 1
    uint32_t      pool_slot_count;
    OuValue       strings;             // a list: what OuName.cache points to
} OuCompiler;

// --- compile_unit.c: units and their tables ------------------------------------------------------
// Marks the run as failed; an exception must be set, or is set here if there is none: MemoryError.
void ou_unit_fail(OuCompiler *compiler);
// Room for one more item in an array of the arena; false: failed.
OU_CHECKED bool ou_unit_grow(OuCompiler *compiler, OuArena *arena, void *items_address,
                             uint32_t count, uint32_t *capacity, size_t item_size);
// Looks now and then whether the run is to stop; false: failed.
OU_CHECKED bool ou_unit_may_go_on(OuCompiler *compiler);
// Starts a code object for a scope; the unit lies with the caller. False: failed, no unit.
OU_CHECKED bool ou_unit_begin(OuCompiler *compiler, OuUnit *unit, OuScope *scope,
                              const OuNode *node, const char *fixed_name, OuName *name);
// Writes what a code object starts with: GENERATOR, free cells, own cells.
void ou_unit_prologue(OuCompiler *compiler);
// Finishes the innermost unit and makes its code object: NULL if the run failed.
OU_CHECKED OuCode *ou_unit_end(OuCompiler *compiler);
// Index of a constant, whose reference is taken over. Equal constants share one object.
uint32_t ou_unit_constant_steal(OuCompiler *compiler, OuValue value);
// The shared object for this constant (borrowed from the run's pool), which is taken over.
OuValue ou_unit_pool_steal(OuCompiler *compiler, OuValue value);
// The interned str of a name (borrowed from the run); NULL: failed.
OuString *ou_unit_string(OuCompiler *compiler, OuName *name);
OuString *ou_unit_text_string(OuCompiler *compiler, const char *utf8, size_t length);
// Index of a name in the code object's names.
uint32_t ou_unit_name(OuCompiler *compiler, OuName *name);
uint32_t ou_unit_string_index(OuCompiler *compiler, OuString *string);
// The name as this scope stores it; NULL: failed.
OuName *ou_unit_mangle(OuCompiler *compiler, OuName *name);
OuName *ou_unit_intern(OuCompiler *compiler, const char *text);
// The register that holds a local or a cell; OU_NO_REGISTER if this unit has none of that name.
OuRegister ou_unit_register(const OuUnit *unit, const OuName *mangled);
// "'x' is not supported yet": SyntaxError at the node.
void ou_unit_unsupported(OuCompiler *compiler, const OuNode *node, const char *what);
// Does ":=" stand in this text?
bool ou_unit_has_walrus(const char *text, size_t length);
// False: the C stack or the run is used up; `failed` is set.
OU_CHECKED bool ou_unit_can_recurse(OuCompiler *compiler);
// Sets the place of the drafts to come; give the result back to ou_unit_return.
OuPlace ou_unit_go(OuCompiler *compiler, const OuNode *node);
// The place of an attribute or a method call: it starts at the name where that is on a later line.
OuPlace ou_unit_go_attribute(OuCompiler *compiler, const OuNode *attribute);
void ou_unit_return(OuCompiler *compiler, OuPlace place);

// --- compile_scan.c ------------------------------------------------------------------------------
// Notes the locals of the unit that `del` or `except as` in these statements may unbind.
void ou_scan_volatiles(OuCompiler *compiler, const OuNodeList *body);
// How many different attributes of their first parameter the functions of a class body set.
uint32_t ou_scan_attributes(OuCompiler *compiler, const OuNodeList *body);
bool ou_scan_has_annotations(OuCompiler *compiler, const OuNodeList *body);

// --- compile_draft.c: writing instructions -------------------------------------------------------
void ou_draft_emit(OuCompiler *compiler, OuOp op, OuRegister a, OuRegister b, OuRegister c,
                   int32_t x);
void ou_draft_emit_word(OuCompiler *compiler, OuOp op, OuRegister a, OuRegister b, OuRegister c,
                        int32_t x, uint64_t word);
// Gives the last instruction, a fused call, the place of its callee.
void ou_draft_set_callee(OuCompiler *compiler, OuPlace callee);
uint32_t ou_draft_label(OuCompiler *compiler);
// A jump to a label; backward jumps that would not poll are turned around.
void ou_draft_jump(OuCompiler *compiler, OuOp op, OuRegister a, OuRegister b, uint32_t label);
void ou_draft_jump_int(OuCompiler *compiler, OuOp op, OuRegister a, int16_t number,
                       uint32_t label);
// A label that was jumped to already: what is live and assigned comes from there.
void ou_draft_place(OuCompiler *compiler, uint32_t label);
// A label that will be jumped to from below, from code that is reachable if this is.
void ou_draft_place_backward(OuCompiler *compiler, uint32_t label, bool is_reachable);
// A handler for what comes after the caller has put it into unit->handler; the live temporaries
// of now are left alone by it, the exception goes to `exception`.
uint32_t ou_draft_handler(OuCompiler *compiler, OuRegister exception);
// Its code starts here; false: nothing can raise to it.
bool ou_draft_place_handler(OuCompiler *compiler, uint32_t handler);
void ou_draft_unreachable(OuCompiler *compiler);
void ou_draft_set_live(OuCompiler *compiler, OuRegister temporary, bool is_live);
// What is live now, as an index in unit->snapshots.
uint32_t ou_draft_live(OuCompiler *compiler);
// A new temporary, not live before it is written.
OuRegister ou_draft_push(OuCompiler *compiler);
// Releases all temporaries from `depth` on; they must be dead.
void ou_draft_pop(OuCompiler *compiler, uint32_t depth);
bool ou_is_draft_assigned(const OuUnit *unit, OuRegister local);
void ou_draft_set_assigned(OuUnit *unit, OuRegister local);

static inline bool ou_is_temporary(OuRegister r)
{
    return r & OU_TEMPORARY;
}
static inline OuRegister ou_temporary(uint32_t index)
{
    return OU_TEMPORARY | index;
}
static inline bool ou_is_want_local(OuWant want)
{
    return want < OU_WANT_PUSH;
}

// --- compile_lower.c -----------------------------------------------------------------------------
OU_CHECKED OuCode *ou_lower_unit(OuCompiler *compiler, OuUnit *unit);

// --- compile_constant.c: values known beforehand -------------------------------------------------
// The value of an expression of constants, owned; OU_UNBOUND if it isn't one.
OuValue ou_constant_fold(OuCompiler *compiler, OuNode *node);
// A constant in the register that is wanted; takes the value over.
OuRegister ou_constant_load_steal(OuCompiler *compiler, OuValue value, OuWant want);
// Is the node constant, and then true or false?
bool ou_constant_truth(OuCompiler *compiler, OuNode *node, bool *truth);
// For `in` and `for`: a list or set display of constants as a tuple or frozenset, or OU_UNBOUND.
OuValue ou_constant_display(OuCompiler *compiler, OuNode *node);

// --- compile_name.c ------------------------------------------------------------------------------
OuRegister ou_compile_load_name(OuCompiler *compiler, OuName *name, OuWant want);
// Stores a register (a temporary is consumed) under a name.
void ou_compile_store_name(OuCompiler *compiler, OuName *name, OuRegister value);
void ou_compile_delete_name(OuCompiler *compiler, OuName *name);
// Unbinds the name of an exception handler, whatever it is.
void ou_compile_forget_name(OuCompiler *compiler, OuName *name);
// Is the name found in the globals (or the built-ins) only?
bool ou_is_compile_global(OuCompiler *compiler, OuName *name);
// The local that a store to this name writes; OU_NO_REGISTER if it isn't a plain local.
OuRegister ou_compile_plain_local(OuCompiler *compiler, OuName *name);

// --- compile_expression.c and its neighbours -----------------------------------------------------
OuRegister ou_compile_expression(OuCompiler *compiler, OuNode *node, OuWant want);
void ou_compile_push(OuCompiler *compiler, OuNode *node);
// An operand that is used after `next` has been evaluated (NULL: nothing): copied if that may
// rebind it.
OuRegister ou_compile_operand(OuCompiler *compiler, OuNode *node, const OuNode *next);
// Might the evaluation of this node (or NULL) bind a local?
bool ou_is_compile_rebinding(const OuCompiler *compiler, const OuNode *node);
// Emits an operation whose operands are released already and puts its result where it is wanted.
// `op_local`: its form that writes to a local, or NOP.
OuRegister ou_compile_result(OuCompiler *compiler, OuWant want, OuOp op, OuOp op_local,
                             OuRegister b, OuRegister c, int32_t x);
OuRegister ou_compile_result_word(OuCompiler *compiler, OuWant want, OuOp op, OuOp op_local,
                                  OuRegister b, OuRegister c, int32_t x, uint64_t word);
// The register (a local or the newest temporary) as the want has it.
OuRegister ou_compile_settle(OuCompiler *compiler, OuWant want, OuRegister result);
void ou_compile_drop(OuCompiler *compiler, OuRegister r);
OuRegister ou_compile_binary(OuCompiler *compiler, OuNode *node, OuWant want);
// `target op= value` for operands that are evaluated already.
OuRegister ou_compile_arithmetic(OuCompiler *compiler, OuWant want, OuOperator op, OuRegister left,
                                 OuNode *right, uint32_t base, bool in_place);
OuRegister ou_compile_unary(OuCompiler *compiler, OuNode *node, OuWant want);
OuRegister ou_compile_compare(OuCompiler *compiler, OuNode *node, OuWant want);
OuRegister ou_compile_not(OuCompiler *compiler, OuNode *operand, OuWant want);
OuRegister ou_compile_bool(OuCompiler *compiler, OuNode *node, OuWant want);
OuRegister ou_compile_conditional(OuCompiler *compiler, OuNode *node, OuWant want);
// Jumps to the label when the truth of the expression is `when`, otherwise goes on.
void ou_compile_jump(OuCompiler *compiler, OuNode *node, bool when, uint32_t label);
OuRegister ou_compile_display(OuCompiler *compiler, OuNode *node, OuWant want);
OuRegister ou_compile_dict(OuCompiler *compiler, OuNode *node, OuWant want);
OuRegister ou_compile_tuple(OuCompiler *compiler, const OuNodeList *items, OuWant want);
OuRegister ou_compile_joined(OuCompiler *compiler, OuNode *node, OuWant want);
OuRegister ou_compile_formatted(OuCompiler *compiler, OuNode *node, OuWant want);
OuRegister ou_compile_attribute(OuCompiler *compiler, OuNode *node, OuWant want);
OuRegister ou_compile_subscript(OuCompiler *compiler, OuNode *node, OuWant want);
OuRegister ou_compile_slice(OuCompiler *compiler, OuNode *node, OuWant want);
OuRegister ou_compile_yield(OuCompiler *compiler, OuNode *node, OuWant want);
OuRegister ou_compile_yield_from(OuCompiler *compiler, OuNode *node, OuWant want);
// Yields a temporary, which is then what was sent.
void ou_compile_yield_register(OuCompiler *compiler, OuRegister value);
// Runs the iterator, the newest temporary, to its end; the result is in the one below, `value`.
void ou_compile_delegate(OuCompiler *compiler, OuRegister iterator, OuRegister value);
OuRegister ou_compile_call(OuCompiler *compiler, OuNode *node, OuWant want);
// A call whose callee stands in temporary `window` and whose first `given` arguments follow it.
OuRegister ou_compile_arguments(OuCompiler *compiler, uint32_t window, uint32_t given,
                                const OuNodeList *args, const OuNodeList *keywords, OuWant want);
OuRegister ou_compile_lambda(OuCompiler *compiler, OuNode *node, OuWant want);
OuRegister ou_compile_comprehension(OuCompiler *compiler, OuNode *node, OuWant want);
// MAKE_FUNCTION for a code object, taken over; from `base` on stand the parts that `parts` names,
// the closure is added here.
void ou_compile_closure_steal(OuCompiler *compiler, OuCode *code, OuScope *scope, uint32_t base,
                              uint32_t parts);
bool ou_is_compile_future(const OuCompiler *compiler);   // from __future__ import annotations
void ou_compile_annotation(OuCompiler *compiler, OuNode *annotation);

// --- compile_unparse.c ---------------------------------------------------------------------------
// The expression as text: what `from __future__ import annotations` stores. OU_ERROR: failed.
OU_CHECKED OuValue ou_unparse(OuCompiler *compiler, OuNode *node);

// --- statements ----------------------------------------------------------------------------------
void ou_compile_body(OuCompiler *compiler, const OuNodeList *body);
void ou_compile_statement(OuCompiler *compiler, OuNode *node);
// The docstring of a body, or NULL; borrowed. The statement itself is skipped by ou_compile_rest.
OuNode *ou_compile_docstring(const OuNodeList *body);
void ou_compile_rest(OuCompiler *compiler, const OuNodeList *body, uint32_t first);
void ou_compile_assign(OuCompiler *compiler, OuNode *node);
void ou_compile_augmented(OuCompiler *compiler, OuNode *node);
void ou_compile_annotated(OuCompiler *compiler, OuNode *node);
void ou_compile_delete(OuCompiler *compiler, OuNode *node);
// Stores a register (a temporary is consumed) to a target.
void ou_compile_store(OuCompiler *compiler, OuNode *target, OuRegister value);
void ou_compile_function(OuCompiler *compiler, OuNode *node);
void ou_compile_class(OuCompiler *compiler, OuNode *node);
void ou_compile_while(OuCompiler *compiler, OuNode *node);
void ou_compile_for(OuCompiler *compiler, OuNode *node);
void ou_compile_match(OuCompiler *compiler, OuNode *node);
void ou_compile_try(OuCompiler *compiler, OuNode *node);
void ou_compile_with(OuCompiler *compiler, OuNode *node);         // `async with`, too
// Calls the bound __aexit__ in a temporary, which is consumed, and awaits its result.
void ou_compile_async_exit(OuCompiler *compiler, OuRegister exit);
void ou_compile_import(OuCompiler *compiler, OuNode *node);
void ou_compile_import_from(OuCompiler *compiler, OuNode *node);
void ou_compile_return(OuCompiler *compiler, OuNode *node);
void ou_compile_break(OuCompiler *compiler, bool is_continue);
// Emits RETURN in the form that the value and the kind of code ask for.
void ou_compile_return_register(OuCompiler *compiler, OuRegister value);
void ou_compile_return_none(OuCompiler *compiler);
// A loop over an iterator in a temporary: what stands between begin and end runs for each item.
typedef struct OuLoop {
    OuRegister iterator, item;
    uint32_t   body, next;             // labels; `next`: where `continue` goes
    uint32_t   depth;
} OuLoop;
void ou_loop_begin(OuCompiler *compiler, OuLoop *loop, OuNode *target, OuRegister iterator);
void ou_loop_end(OuCompiler *compiler, OuLoop *loop);

// --- compile_assert.c ----------------------------------------------------------------------------
void ou_compile_assert(OuCompiler *compiler, OuNode *node);
// While compiler->assertion isn't NULL: a part of its condition has been evaluated, to `value`.
void ou_assertion_note(OuCompiler *compiler, const OuNode *node, OuRegister value);
// ... or is about to be, by jumps.
void ou_assertion_reach(OuCompiler *compiler, const OuNode *node);

// --- compile_async.c -----------------------------------------------------------------------------
OuRegister ou_compile_await(OuCompiler *compiler, OuNode *node, OuWant want);
// What the newest temporary, `value`, was awaited for takes its place.
typedef enum OuAwaited { OU_AWAITED_ANY, OU_AWAITED_ENTER, OU_AWAITED_EXIT } OuAwaited;
void ou_compile_await_register(OuCompiler *compiler, OuRegister value, OuAwaited origin);
void ou_compile_async_for(OuCompiler *compiler, OuNode *node);
// As OuLoop, over an asynchronous iterator.
typedef struct OuAsyncLoop {
    OuRegister iterator;
    uint32_t   next, ended;            // a label and a handler
} OuAsyncLoop;
void ou_async_loop_begin(OuCompiler *compiler, OuAsyncLoop *loop, OuNode *target,
                         OuRegister iterator);
// The iterator is dropped.
void ou_async_loop_end(OuCompiler *compiler, OuAsyncLoop *loop);

void ou_block_push(OuCompiler *compiler, OuBlock *block);
void ou_block_pop(OuCompiler *compiler, OuBlock *block);
#endif

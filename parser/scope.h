// scope.h: which names each block of a program binds, and where every other name is found.
//
// As CPython's symtable, in two passes: the first walks the tree and notes in each scope how its
// names are used; the second goes from the outermost scope inwards and settles each name's
// binding. Complaints carry CPython's words and places.
//
//     module               x, f            NAME
//       function f         a LOCAL, b CELL, print GLOBAL_IMPLICIT
//         comprehension    .0, i LOCAL, b FREE
//       class C            m NAME, b FREE    (a class sees the functions around it ...)
//         function m       self LOCAL        (... but isn't seen by the functions in it)
//
// Names in symbols are as they are stored: `__x` in class C is `_C__x`. To look a name of the tree
// up, mangle it first.
#ifndef OU_PARSER_SCOPE_H
#define OU_PARSER_SCOPE_H

#include "parser/parser.h"

typedef enum OuScopeKind {
    OU_SCOPE_MODULE,           // Module, Interactive, Expression
    OU_SCOPE_CLASS,
    OU_SCOPE_FUNCTION,         // FunctionDef, AsyncFunctionDef
    OU_SCOPE_LAMBDA,
    OU_SCOPE_COMPREHENSION,    // ListComp, SetComp, DictComp: given the first iterable, run at once
    OU_SCOPE_GENERATOR,        // GeneratorExp: likewise; the parameter of both is named ".0"
} OuScopeKind;

typedef enum OuBinding {
    OU_BINDING_LOCAL,              // a slot of the function's own
    OU_BINDING_CELL,               // a local that scopes inside use as well
    OU_BINDING_FREE,               // a cell of a function around; in a class the class's own
                                   // namespace is asked first
    OU_BINDING_GLOBAL_EXPLICIT,    // declared `global`
    OU_BINDING_GLOBAL_IMPLICIT,    // in functions: globals, then builtins
    OU_BINDING_NAME,               // in modules and classes: own namespace, globals, builtins
} OuBinding;

enum { OU_SYMBOL_NO_INDEX = 0xFFFFFFFF };

typedef struct OuSymbol {
    struct OuSymbol *chain;        // in its hash bucket
    OuName    *name;               // mangled
    OuBinding  binding;
    uint32_t   parameter;          // position in scope->parameters, or OU_SYMBOL_NO_INDEX
    uint32_t   index;              // LOCAL: its number, parameters first; CELL: position in
                                   // scope->cells; FREE or passed on: position in scope->frees;
                                   // otherwise OU_SYMBOL_NO_INDEX
    uint32_t   place, place_end;   // of its first `global` or `nonlocal`, for messages
    bool is_assigned : 1;          // bound by a statement or a target
    bool is_used : 1;              // read or deleted
    bool is_imported : 1;
    bool is_annotated : 1;         // `x: int` as a statement
    bool is_global : 1;            // declared global here
    bool is_nonlocal : 1;          // declared nonlocal here
    bool is_iteration : 1;         // target of a comprehension's `for`
    bool is_passed_on : 1;         // class only: scopes inside use the name of a function around,
                                   // whatever it means in the class; it is in scope->frees too
} OuSymbol;

typedef struct OuSymbolList {
    OuSymbol **items;
    uint32_t   count;
    uint32_t   capacity;
} OuSymbolList;

typedef struct OuScope {
    OuScopeKind     kind;
    OuNode         *node;          // the node that names this scope in its `scope` field
    struct OuScope *parent;        // NULL: the module
    struct OuScope *first_child, *last_child, *next_sibling;   // in the order of the walk
    OuName         *name;          // of a function or class; NULL
    OuName         *private_name;  // the innermost class around or here, for mangling; or NULL
    OuSymbolList    symbols;       // all, in order of first mention
    OuSymbolList    parameters;    // positional, keyword-only, *args, **kwargs; or only ".0"
    OuSymbolList    locals;        // LOCAL that aren't parameters, in order of first mention
    OuSymbolList    cells;         // sorted by name, as co_cellvars
    OuSymbolList    frees;         // sorted by name, as co_freevars
    OuSymbol      **buckets;
    uint32_t        bucket_count;
    uint32_t        depth;         // scopes around
    bool is_nested : 1;            // some scope around is a function
    bool is_generator : 1;         // a `yield` of its own, or a generator expression
    bool is_coroutine : 1;         // async def; or a comprehension with await or async for
    bool is_async_generator : 1;   // both: an asynchronous generator
    bool returns_value : 1;        // has `return value`
    bool needs_class_cell : 1;     // class: a function inside uses super or __class__. cells[0] is
                                   // then `__class__`, which isn't among `symbols`
    bool has_star_import : 1;
    bool future_annotations : 1;   // module: annotations are kept as text and never evaluated
} OuScope;

// Fills the `scope` field (an OuScope *) of every node that has one, everything in the arena of
// tree->source. Reads the module's future statements first. False fills `error`.
__attribute__((warn_unused_result))
bool ou_scope_analyse(OuSyntaxTree *tree, OuSyntaxError *error);

// The symbol of a mangled name, or NULL when the scope doesn't mention it.
OuSymbol *ou_scope_find(const OuScope *scope, const OuName *mangled);

// GLOBAL_IMPLICIT or NAME when the scope doesn't mention it.
OuBinding ou_scope_binding(const OuScope *scope, const OuName *mangled);

// `name` as it is stored in this scope: `_C__x` for `__x` inside a class C, otherwise itself.
// Attributes and keywords of calls are mangled too. NULL when memory is refused.
__attribute__((warn_unused_result))
OuName *ou_scope_mangle(const OuScope *scope, OuNameTable *names, OuName *name);

static inline OuScope *ou_scope_of(const OuNode *node)
{
    return ((const OuScopedNode *)node)->scope;
}

static inline bool ou_is_scope_function(const OuScope *scope)   // has slots, runs in a frame of
{                                                               // its own
    return scope->kind >= OU_SCOPE_FUNCTION;
}

#endif

// scope_walk.h: the files of the first pass to one another. Nothing else includes it.
//
//     scope_walk.c            the walk, and the nodes that need little care
//     scope_use.c             names and how they are used
//     scope_block.c           functions, classes, annotations
//     scope_comprehension.c   comprehensions, `:=`, yield and await
//
// Everything happens in the order of CPython's symtable.c, because the order decides which of
// several mistakes is told, and in which order locals are numbered.
#ifndef OU_PARSER_SCOPE_WALK_H
#define OU_PARSER_SCOPE_WALK_H

#include "parser/scope_build.h"
#include "parser/todo.h"

typedef enum OuTask {
    OU_TASK_PASS_YIELD = OU_TODO_OWN,   // the value of a yield has been walked
    OU_TASK_CAPTURE,            // the name that a handler or a pattern binds
    OU_TASK_ENTER_FUNCTION,     // a FunctionDef, AsyncFunctionDef or Lambda
    OU_TASK_ENTER_CLASS,
    OU_TASK_ENTER_COMPREHENSION,
    OU_TASK_ENTER_ANNOTATION,
    OU_TASK_LEAVE,
    OU_TASK_LEAVE_COMPREHENSION,
    OU_TASK_BEGIN_ITERABLE,
    OU_TASK_END_ITERABLE,
    OU_TASK_END_TARGET,
} OuTask;

typedef struct OuWalk {
    OuSyntaxTree  *tree;
    OuArena       *arena;
    OuSyntaxError *error;
    OuScopeDraft  *current;
    OuScope       *module;
    OuName        *super, *class_cell, *implicit;   // `super`, `__class__`, `.0`
    OuTodoStack    todo;
    bool           future_annotations;
    bool           failed;
} OuWalk;

typedef enum OuUse {
    OU_USE_READ, OU_USE_ASSIGN, OU_USE_PARAMETER, OU_USE_IMPORT, OU_USE_ANNOTATE,
    OU_USE_GLOBAL, OU_USE_NONLOCAL,
} OuUse;

// scope_walk.c ----------------------------------------------------------------------------------

// The first error is kept; the walk ends after it.
void ou_walk_fail_memory(OuWalk *walk);
void ou_walk_fail(OuWalk *walk, const OuNode *node, const char *format, const char *name);

// scope_use.c -----------------------------------------------------------------------------------

void ou_walk_use(OuWalk *walk, OuName *name, OuUse use, const OuNode *at);
void ou_walk_use_in(OuWalk *walk, OuScopeDraft *draft, OuName *name, OuUse use,
                    const OuNode *at);

// GLOBAL or NONLOCAL, noted with its place.
void ou_walk_declare(OuWalk *walk, OuName *name, OuUse use, const OuNode *at);

// The symbol of a name as it is written, or NULL.
OuSymbol *ou_walk_find(OuWalk *walk, const OuScope *scope, OuName *name);

// scope_block.c ---------------------------------------------------------------------------------

void ou_walk_enter(OuWalk *walk, int kind, OuNode *node, OuName *name);
void ou_walk_leave(OuWalk *walk);
void ou_walk_annotation(OuWalk *walk, OuNode *annotation);
void ou_walk_function(OuWalk *walk, OuNode *node);
void ou_walk_lambda(OuWalk *walk, OuNode *node);
void ou_walk_class(OuWalk *walk, OuNode *node);
void ou_walk_enter_function(OuWalk *walk, OuNode *node);

// scope_comprehension.c -------------------------------------------------------------------------

void ou_walk_comprehension(OuWalk *walk, OuNode *node);
void ou_walk_enter_comprehension(OuWalk *walk, OuNode *node);
void ou_walk_leave_comprehension(OuWalk *walk);
void ou_walk_generator(OuWalk *walk, const OuNode *node);   // a `for` behind the first
void ou_walk_walrus(OuWalk *walk, const OuNode *node);
void ou_walk_yield(OuWalk *walk, OuNode *node);
void ou_walk_pass_yield(OuWalk *walk, const OuNode *node);
void ou_walk_await(OuWalk *walk, OuNode *node);

#endif

// todo.h: a walk over a tree that keeps what is still to be done on a stack of its own, so that a
// deep tree needs no deep C stack.
//
//     ou_todo_visit(&stack, root);
//     while (ou_todo_next(&stack, &todo)) perform(todo);
//
// What is put on last is done first: code that puts several things on reads backwards.
#ifndef OU_PARSER_TODO_H
#define OU_PARSER_TODO_H

#include "parser/ast.h"

enum {
    OU_TODO_VISIT,     // a node
    OU_TODO_FIELDS,    // a node's children, in the order of nodes.def; never handed out
    OU_TODO_LIST,      // the nodes of a list, without the NULLs; never handed out
    OU_TODO_OWN,       // from here on: what the walker likes
};

typedef struct OuTodo {
    uint32_t task;
    uint32_t index;                                           // of the field or item that is next
    union { OuNode *node; const OuNodeList *list; } of;
} OuTodo;

typedef struct OuTodoStack {
    OuArena  *arena;       // that of the tree: its watcher is asked, its memory used
    OuTodo   *items;
    size_t    count, capacity;
    size_t    taken;       // how many things so far
    bool      failed;      // memory was refused, or the walk is to stop
} OuTodoStack;

void ou_todo_init(OuTodoStack *stack, OuArena *arena);
void ou_todo_free(OuTodoStack *stack);

void ou_todo_push(OuTodoStack *stack, uint32_t task, OuNode *node);
void ou_todo_visit(OuTodoStack *stack, OuNode *node);         // nothing if it is NULL
void ou_todo_fields(OuTodoStack *stack, OuNode *node);
void ou_todo_list(OuTodoStack *stack, const OuNodeList *list, uint32_t index);   // from `index` on

// Takes the next thing to do off the stack; false at the end or when that failed.
bool ou_todo_next(OuTodoStack *stack, OuTodo *todo);

#endif

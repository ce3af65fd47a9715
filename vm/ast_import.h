// ast_import.h: what the halves of importing share: the walk, and where the nodes are.
#ifndef OU_VM_AST_IMPORT_H
#define OU_VM_AST_IMPORT_H

#include "vm/ast_module.h"

typedef struct OuAstPlace {
    struct OuAstPlace *next;
    struct OuAstPlace *around;      // of the node that holds this one
    OuNode            *node;
    int32_t            at[4];       // line, column, end line, end column
} OuAstPlace;

typedef struct OuAstImport {
    OuVM         *vm;
    OuArena      *arena;
    OuSyntaxTree *tree;
    OuDict       *classes;
    int32_t       depth;
    size_t        count;            // of nodes so far
    OuAstPlace   *places;           // of all nodes
    OuAstPlace   *around;
} OuAstImport;

// Makes up the source, and gives all nodes their offsets; false: MemoryError, or ValueError for a
// place that can't be.
OU_CHECKED bool ou_ast_place(OuAstImport *import);

// The class of that name, borrowed; OU_UNBOUND if there is none; OU_ERROR: no memory.
OuValue ou_ast_class_named(OuVM *vm, OuDict *classes, const char *text);

#endif

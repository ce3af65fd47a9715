// ast_module.h: syntax trees as objects of scripts: module `_ast`, and what compile() needs of it.
//
// The classes are made by runtime/library/ast.py from the table that `_ast.nodes()` gives out,
// which is parser/nodes.def; they are put into the dictionary of `_ast`, where the two halves look
// them up:
//     ast_export.c     tree -> objects, ast_import.c     objects -> tree
#ifndef OU_VM_AST_MODULE_H
#define OU_VM_AST_MODULE_H

#include "parser/fields.h"
#include "parser/parser.h"
#include "runtime/module.h"

extern const OuModuleDef ou_ast_module;

// The class that what a field holds belongs to: "expr", "stmt", "arg", ...; "" if no nodes.
const char *ou_ast_field_class(OuNodeKind kind, const OuField *field);
// The class above a node's own: "stmt", "expr", "mod", "pattern", "excepthandler"; or "AST".
const char *ou_ast_base_class(OuNodeKind kind);
// Has it lineno, col_offset and so on?
bool ou_ast_has_place(OuNodeKind kind);
// Has it a field `type_comment`, behind all others?
bool ou_ast_has_type_comment(OuNodeKind kind);

// The dictionary of `_ast` with all classes in it (borrowed); NULL: an exception is set.
OU_CHECKED OuDict *ou_ast_classes(OuVM *vm);
// Is the object an instance of ast.AST? False: an exception is set.
OU_CHECKED bool ou_is_ast_object(OuVM *vm, OuValue object, bool *is_one);

// For walks: three times as deep as calls may be, as in CPython, if the C stack allows it. `where`
// completes the message of the RecursionError.
OU_CHECKED bool ou_ast_enter(OuVM *vm, int32_t *depth, const char *where);
OU_CHECKED OuValue ou_ast_export(OuVM *vm, OuSyntaxTree *tree);
// Fills the tree, with nodes that lie in the arena, from an object that belongs to the mode's
// class; false: TypeError or ValueError in CPython's words.
OU_CHECKED bool ou_ast_import(OuVM *vm, OuValue object, OuParserMode mode, OuArena *arena,
                              OuSyntaxTree *tree);
// Is it a tree that the parser could have made? false: ValueError or TypeError.
OU_CHECKED bool ou_ast_validate(OuVM *vm, const OuNode *node);

#endif

// scope_build.h: what the two passes of the scope analysis share. Nothing else includes it.
#ifndef OU_PARSER_SCOPE_BUILD_H
#define OU_PARSER_SCOPE_BUILD_H

#include "parser/scope.h"

// A scope while it is being walked.
typedef struct OuScopeDraft {
    OuScope  scope;              // first: a draft is its scope
    uint32_t iterable_depth;     // inside so many iterables of comprehensions
    bool     in_target;          // inside the target of a comprehension's `for`
} OuScopeDraft;

// What of a scope's kinds the grammar doesn't know: annotations that are never evaluated. Such a
// scope is walked for its errors only, and hangs in no list.
enum { OU_SCOPE_ANNOTATION = OU_SCOPE_GENERATOR + 1 };

// The symbol of a mangled name, made when it is new; NULL when memory is refused.
__attribute__((warn_unused_result))
OuSymbol *ou_scope_add(OuScope *scope, OuArena *arena, OuName *mangled);

__attribute__((warn_unused_result))
bool ou_scope_append(OuSymbolList *list, OuArena *arena, OuSymbol *symbol);

static inline bool ou_is_scope_comprehension(const OuScope *scope)
{
    return scope->kind == OU_SCOPE_COMPREHENSION || scope->kind == OU_SCOPE_GENERATOR;
}

static inline bool ou_is_symbol_bound(const OuSymbol *symbol)
{
    return symbol->is_assigned || symbol->is_imported || symbol->parameter != OU_SYMBOL_NO_INDEX;
}

// First pass (scope_walk.c): every scope with its symbols and how they are used.
__attribute__((warn_unused_result))
bool ou_scope_walk(OuSyntaxTree *tree, bool future_annotations, OuScope **module,
                   OuSyntaxError *error);

// Second pass (scope_bind.c): every symbol's binding, every scope's lists.
__attribute__((warn_unused_result))
bool ou_scope_bind(OuSyntaxTree *tree, OuScope *module, OuSyntaxError *error);

#endif

// check.h: what is wrong with a program that parses: CPython's compiler finds it, so it is told
// only when the whole program has parsed and its scopes are known.
#ifndef OU_PARSER_CHECK_H
#define OU_PARSER_CHECK_H

#include "parser/parser.h"

// What the future statements of a module say (all but `annotations` have long been the rule).
typedef struct OuFuture {
    bool     annotations;
    uint32_t last_line;      // no future statement may stand on a line behind this; 0: on none
} OuFuture;

// Fills `future`. False fills `error`: "future feature x is not defined", ...
__attribute__((warn_unused_result))
bool ou_check_future(OuSyntaxTree *tree, OuFuture *future, OuSyntaxError *error);

// True for `from __future__ import …`.
bool ou_is_check_future(const OuNode *statement);

// After ou_scope_analyse. False fills `error`: "'return' outside function", "'break' outside
// loop", "too many statically nested blocks", ... Adds to tree->warnings what CPython warns about
// ('"is" with a literal. Did you mean "=="?').
__attribute__((warn_unused_result))
bool ou_check_tree(OuSyntaxTree *tree, OuSyntaxError *error);

#endif

// dump.h: a syntax tree as text, the very text that CPython's ast.dump prints.
#ifndef OU_PARSER_DUMP_H
#define OU_PARSER_DUMP_H

#include "gc/buffer.h"
#include "parser/parser.h"

// Appends what `ast.dump(tree, indent=2)` gives, and with `positions` what
// `ast.dump(tree, include_attributes=True, indent=2)` gives. False when memory is refused.
__attribute__((warn_unused_result))
bool ou_dump_tree(OuSyntaxTree *tree, bool positions, OuBuffer *out);

#endif

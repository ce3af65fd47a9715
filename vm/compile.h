// compile.h: from a syntax tree to a code object.
#ifndef OU_VM_COMPILE_H
#define OU_VM_COMPILE_H

#include "parser/parser.h"
#include "vm/code.h"

// The code of a whole tree, whose scopes are known already (ou_scope_analyse). The kind of the root
// decides: a Module runs and returns None, an Interactive shows the values of expression
// statements, an Expression returns its value. With `has_namespace` register 0 holds the namespace
// to run in (exec with locals of its own); otherwise names are globals. NULL: RecursionError,
// MemoryError or SyntaxError is set.
// `optimize` as compile() has it: 1 leaves out assertions, 2 docstrings as well. With `explains` a
// failing assertion shows the values of its parts, by module _ouro_test_assert.
OU_CHECKED OuCode *ou_compile(OuVM *vm, OuSyntaxTree *tree, OuString *file, bool has_namespace,
                              int optimize, bool explains);

// The value of a literal.
OU_CHECKED OuValue ou_compile_constant(OuVM *vm, const OuConstant *constant);

#endif

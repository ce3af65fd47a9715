// code_type.h: code objects as scripts see them.
#ifndef OU_VM_CODE_TYPE_H
#define OU_VM_CODE_TYPE_H

#include "vm/code.h"

extern const OuTypeDef ou_code_type;
// slots.finalize: code that a frame still runs isn't released (setup.c).
void ou_code_finalize(OuVM *vm, OuValue self);

// Which names a register's belongs to.
typedef enum OuCodeLocals { OU_CODE_VARIABLES, OU_CODE_FREE, OU_CODE_CELLS } OuCodeLocals;
bool ou_is_code_local(const OuCode *code, uint32_t index, OuCodeLocals kind);

// Functions and lambdas: co_consts begins with the docstring, or None.
bool ou_has_code_docstring(const OuCode *code);

// replace(): `arguments` in the order of its signature, self first.
OU_CHECKED OuValue ou_code_replace(OuVM *vm, OuValue self, const OuValue *arguments);

#endif

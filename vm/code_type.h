// code_type.h: code objects as scripts see them.
#ifndef OU_VM_CODE_TYPE_H
#define OU_VM_CODE_TYPE_H

#include "vm/code.h"

extern const OuTypeDef ou_code_type;
// slots.finalize: code that a frame still runs isn't released (setup.c).
void ou_code_finalize(OuVM *vm, OuValue self);

#endif

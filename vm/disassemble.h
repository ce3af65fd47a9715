// disassemble.h: code objects as text, for `ouro --dis` and for golden files.
#ifndef OU_VM_DISASSEMBLE_H
#define OU_VM_DISASSEMBLE_H

#include "gc/buffer.h"
#include "vm/code.h"

// Instructions, exception table and, with `shows_live`, the live temporaries; then the same of all
// inner code objects. False: an exception is set.
OU_CHECKED bool ou_disassemble(OuVM *vm, const OuCode *code, bool shows_live, OuBuffer *buffer);

#endif

// verify.h: is a code object one that the interpreter may run? Asked of every one in debug builds.
#ifndef OU_VM_VERIFY_H
#define OU_VM_VERIFY_H

#include "gc/buffer.h"
#include "vm/code.h"

// True if all holds: operands lie in the frame and in the tables, jumps and handlers lead to
// instructions, words agree with constants and names, the live table agrees with what instructions
// take and leave along every path. Otherwise a sentence about the first thing that doesn't is in
// `report`. Inner code objects aren't looked at. (Also false, without a sentence, when `report`
// is refused memory.)
OU_CHECKED bool ou_verify(const OuCode *code, OuBuffer *report);

#endif

// tracemalloc.h: module `_tracemalloc`, the C half of tracemalloc.
#ifndef OU_VM_TRACEMALLOC_H
#define OU_VM_TRACEMALLOC_H

#include "runtime/module.h"

extern const OuModuleDef ou_tracemalloc_module;

#endif

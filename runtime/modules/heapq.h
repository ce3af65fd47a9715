// heapq.h: module _heapq, the quick parts of library/heapq.py.
#ifndef OU_RUNTIME_MODULES_HEAPQ_H
#define OU_RUNTIME_MODULES_HEAPQ_H

#include "runtime/module.h"

extern const OuModuleDef ou_heapq_module;

#endif

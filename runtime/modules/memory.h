// memory.h: module memory: what lives, what holds it, how large it is.
#ifndef OU_RUNTIME_MODULES_MEMORY_H
#define OU_RUNTIME_MODULES_MEMORY_H

#include "runtime/module.h"

extern const OuModuleDef ou_memory_module;
extern const OuNativeDef ou_memory_snapshot_native;      // memory_snapshot.c

#endif

// memory.h: module memory: what lives, what holds it, how large it is.
#ifndef OU_RUNTIME_MODULES_MEMORY_H
#define OU_RUNTIME_MODULES_MEMORY_H

#include "runtime/module.h"

extern const OuModuleDef ou_memory_module;
extern const OuNativeDef ou_memory_snapshot_native;      // memory_snapshot.c

// memory_test.c: private, for module memtest.
extern const OuNativeDef
    ou_memory_instances_native, ou_memory_watch_native, ou_memory_unwatch_native,
    ou_memory_born_native, ou_memory_paths_native, ou_memory_rings_native,
    ou_memory_retained_by_native, ou_memory_live_native, ou_memory_audit_native,
    ou_memory_fail_at_native, ou_memory_set_limit_native, ou_memory_stress_native,
    ou_memory_refs_native;

#endif

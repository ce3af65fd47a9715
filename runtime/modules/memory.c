#include "runtime/modules/memory.h"

static const OuNativeDef *const functions[] = {
    &ou_memory_snapshot_native,
    &ou_memory_instances_native, &ou_memory_watch_native, &ou_memory_unwatch_native,
    &ou_memory_born_native, &ou_memory_paths_native, &ou_memory_rings_native,
    &ou_memory_retained_by_native, &ou_memory_live_native, &ou_memory_audit_native,
    &ou_memory_fail_at_native, &ou_memory_set_limit_native, &ou_memory_stress_native,
    &ou_memory_refs_native,
    NULL,
};

const OuModuleDef ou_memory_module = {
    .name = "memory",
    .doc = "Looking into memory: what lives, what holds it, how large it is.\n\n"
           "snapshot() -- Write the heap to a file that viewers open.\n",
    .functions = functions,
};

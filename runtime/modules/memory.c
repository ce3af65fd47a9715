#include "runtime/modules/memory.h"

static const OuNativeDef *const functions[] = {
    &ou_memory_snapshot_native, NULL,
};

const OuModuleDef ou_memory_module = {
    .name = "memory",
    .doc = "Looking into memory: what lives, what holds it, how large it is.\n\n"
           "snapshot() -- Write the heap to a file that viewers open.\n",
    .functions = functions,
};

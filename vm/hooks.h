// hooks.h: what the runtime asks of the running frames.
#ifndef OU_VM_HOOKS_H
#define OU_VM_HOOKS_H

#include "runtime/state.h"

// Fills vm->host.
void ou_hooks_install(OuVM *vm);

#endif

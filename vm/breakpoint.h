// breakpoint.h: breakpoint(), for builtins, and breakpointhook(), for sys.
#ifndef OU_VM_BREAKPOINT_H
#define OU_VM_BREAKPOINT_H

#include "runtime/native.h"

extern const OuNativeDef *const ou_breakpoint_functions[];
extern const OuNativeDef *const ou_breakpoint_sys_functions[];

#endif

// builtins.h: the built-in functions that need the interpreter.
//
//     build_class.c       __build_class__
//     builtins_code.c     eval, exec, compile
//     builtins_scope.c    globals, locals, vars, dir, __import__, sys._getframe
//     builtins_site.c     exit, quit, help, copyright, credits, license
#ifndef OU_VM_BUILTINS_H
#define OU_VM_BUILTINS_H

#include "runtime/native.h"

// Adds them to the module builtins, and those of sys to sys.
OU_CHECKED bool ou_vm_builtins_setup(OuVM *vm);

extern const OuNativeDef *const ou_build_class_functions[];
extern const OuNativeDef *const ou_builtins_code_functions[];
extern const OuNativeDef *const ou_builtins_scope_functions[];
extern const OuNativeDef *const ou_builtins_scope_sys_functions[];

// exit and the like: objects that say how to use them.
OU_CHECKED bool ou_builtins_site_setup(OuVM *vm);

// Puts `__builtins__`, the dictionary, into a module's or a script's globals, unless it is there.
OU_CHECKED bool ou_builtins_insert(OuVM *vm, OuDict *globals);
// In `__main__` it is the module.
OU_CHECKED bool ou_builtins_insert_module(OuVM *vm, OuDict *globals);
// Where code with these globals finds its built-in names (borrowed): a script may have put a
// dictionary of its own there.
OuDict *ou_builtins_of(OuVM *vm, OuDict *globals);

#endif

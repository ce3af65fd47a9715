// modules.h: the built-in modules of this floor.
#ifndef OU_RUNTIME_MODULES_MODULES_H
#define OU_RUNTIME_MODULES_MODULES_H

#include "runtime/module.h"

// Makes `builtins` and `sys`, the standard streams with them, and puts both into sys.modules. After
// ou_state_init.
OU_CHECKED bool ou_modules_setup(OuVM *vm);
// A new module object for a built-in module; OU_UNBOUND if there is none of that name. It isn't put
// into sys.modules.
OU_CHECKED OuValue ou_module_find_builtin(OuVM *vm, OuString *name);
// An attribute of a built-in module, which is made and put into sys.modules if it isn't there yet.
OU_CHECKED OuValue ou_modules_attribute(OuVM *vm, const char *module, const char *name);

// Makes a built-in module that is always there, puts it into sys.modules, and its dictionary into
// *namespace.
OU_CHECKED bool ou_modules_install(OuVM *vm, const OuModuleDef *definition, OuDict **namespace);
// Fills vm->builtins, and makes a module of it.
OU_CHECKED bool ou_builtins_setup(OuVM *vm);
// Fills vm->sys, and makes a module of it.
OU_CHECKED bool ou_sys_setup(OuVM *vm);

#endif

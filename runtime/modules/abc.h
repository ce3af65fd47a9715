// abc.h: the module _abc: what abc.py can't do in Python.
#ifndef OU_RUNTIME_MODULES_ABC_H
#define OU_RUNTIME_MODULES_ABC_H

#include "runtime/module.h"

extern const OuModuleDef ou_abc_module;

#endif

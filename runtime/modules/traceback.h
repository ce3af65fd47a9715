// traceback.h: the module _traceback: what traceback.py shares with the reports in C.
#ifndef OU_RUNTIME_MODULES_TRACEBACK_H
#define OU_RUNTIME_MODULES_TRACEBACK_H

#include "runtime/module.h"

extern const OuModuleDef ou_traceback_module;

#endif

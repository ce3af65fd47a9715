// array.h: the module around array.array.
#ifndef OU_RUNTIME_MODULES_ARRAY_H
#define OU_RUNTIME_MODULES_ARRAY_H

#include "runtime/module.h"

extern const OuModuleDef ou_array_module;

#endif

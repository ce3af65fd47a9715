// imp_module.h: module `_imp`, for importlib.
#ifndef OU_VM_IMP_MODULE_H
#define OU_VM_IMP_MODULE_H

#include "runtime/module.h"

extern const OuModuleDef ou_imp_module;

#endif

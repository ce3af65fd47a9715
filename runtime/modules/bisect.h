// bisect.h: module _bisect, the quick parts of library/bisect.py.
#ifndef OU_RUNTIME_MODULES_BISECT_H
#define OU_RUNTIME_MODULES_BISECT_H

#include "runtime/module.h"

extern const OuModuleDef ou_bisect_module;

#endif

// re.h: module _sre, the machinery of library/re.py.
#ifndef OU_RUNTIME_MODULES_RE_H
#define OU_RUNTIME_MODULES_RE_H

#include "runtime/module.h"

extern const OuModuleDef ou_re_module;

#endif

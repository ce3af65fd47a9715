// unicodedata.h: the Unicode Character Database as a module.
#ifndef OU_RUNTIME_MODULES_UNICODEDATA_H
#define OU_RUNTIME_MODULES_UNICODEDATA_H

#include "runtime/module.h"

extern const OuModuleDef ou_unicodedata_module;

#endif

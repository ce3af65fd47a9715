// weakref.h: module _weakref: what module weakref, which is written in Python, is built on.
#ifndef OU_RUNTIME_MODULES_WEAKREF_H
#define OU_RUNTIME_MODULES_WEAKREF_H

#include "runtime/module.h"

extern const OuModuleDef ou_weakref_module;

#endif

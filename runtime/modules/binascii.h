// binascii.h: module _binascii: the parts of module binascii that have to be fast.
#ifndef OU_RUNTIME_MODULES_BINASCII_H
#define OU_RUNTIME_MODULES_BINASCII_H

#include "runtime/module.h"

extern const OuModuleDef ou_binascii_module;

#endif

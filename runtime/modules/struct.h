// struct.h: module _struct, of which module struct is made.
#ifndef OU_RUNTIME_MODULES_STRUCT_H
#define OU_RUNTIME_MODULES_STRUCT_H

#include "runtime/module.h"

extern const OuModuleDef ou_struct_module;

#endif

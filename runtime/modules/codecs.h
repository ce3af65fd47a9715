// codecs.h: module _codecs: what module codecs needs of the codecs in C.
#ifndef OU_RUNTIME_MODULES_CODECS_H
#define OU_RUNTIME_MODULES_CODECS_H

#include "runtime/module.h"

extern const OuModuleDef ou_codecs_module;

#endif

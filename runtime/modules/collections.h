// collections.h: module _collections: what module collections, which is written in Python, is built
// on.
#ifndef OU_RUNTIME_MODULES_COLLECTIONS_H
#define OU_RUNTIME_MODULES_COLLECTIONS_H

#include "runtime/module.h"

extern const OuModuleDef ou_collections_module;

#endif

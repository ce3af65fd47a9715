// random.h: the module _random: the Mersenne Twister behind the library's `random`.
#ifndef OU_RUNTIME_MODULES_RANDOM_H
#define OU_RUNTIME_MODULES_RANDOM_H

#include "runtime/module.h"

extern const OuModuleDef ou_random_module;

#endif

// generic_parameters.h: type variables in list[T] and int | T: finding them, putting types in.
#ifndef OU_RUNTIME_GENERIC_PARAMETERS_H
#define OU_RUNTIME_GENERIC_PARAMETERS_H

#include "runtime/type.h"

// The variables in the arguments, in the order of their first appearance: a tuple.
OU_CHECKED OuValue ou_generic_parameters(OuVM *vm, const OuTuple *args);
// The arguments of `self` with what `key` gives in the place of its variables: a tuple.
OU_CHECKED OuValue ou_generic_substitute(OuVM *vm, OuValue self, const OuTuple *args, OuValue key);

#endif

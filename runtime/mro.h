// mro.h: the order in which classes are looked through.
#ifndef OU_RUNTIME_MRO_H
#define OU_RUNTIME_MRO_H

#include "runtime/type.h"

// The C3 linearisation of the class's bases, the class first; NULL: TypeError is set.
OU_CHECKED OuTuple *ou_mro_linearise(OuVM *vm, OuType *type);
// Gives the class its MRO: what the metaclass's mro() says.
OU_CHECKED bool ou_mro_set(OuVM *vm, OuType *type);
// The same for the class and all below it, after a change of bases.
OU_CHECKED bool ou_mro_renew(OuVM *vm, OuType *type);
// The nearest class that adds to the layout: a built-in one (but for exceptions without fields of
// their own), or one with __slots__.
OuType *ou_mro_solid_base(OuVM *vm, OuType *type);

#endif

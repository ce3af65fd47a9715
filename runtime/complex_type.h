// complex_type.h: complex's constructor (complex_construct.c), for its type (complex.c).
#ifndef OU_RUNTIME_COMPLEX_TYPE_H
#define OU_RUNTIME_COMPLEX_TYPE_H

#include "runtime/complex.h"
#include "runtime/native.h"

extern const OuNativeDef ou_complex_constructor;
OuValue ou_complex_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                             OuTuple *names);

#endif

// float_type.h: what float.c and float_method.c share.
#ifndef OU_RUNTIME_FLOAT_TYPE_H
#define OU_RUNTIME_FLOAT_TYPE_H

#include "runtime/float.h"

extern const OuNativeDef *const ou_float_methods[];
extern const OuGetSetDef ou_float_getset[];

// A float as an instance of `type`, float or a subclass.
OU_CHECKED OuValue ou_float_as_type(OuVM *vm, OuType *type, double value);

#endif

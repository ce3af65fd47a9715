// warning.h: warnings of C code: they go through the module `warnings`, whose filters decide.
#ifndef OU_RUNTIME_WARNING_H
#define OU_RUNTIME_WARNING_H

#include "runtime/type.h"

// Warns where the running frame is. The format is that of ou_raise. false: an exception is set,
// which may be the warning itself.
OU_CHECKED bool ou_warn(OuVM *vm, OuTypeId category, const char *format, ...);

// The end of what CPython says where a conversion gives an instance of a subclass.
#define OU_STRICT_SUBCLASS(type)                                                       \
    "The ability to return an instance of a strict subclass of " type " is deprecated, " \
    "and may be removed in a future version of Python."

#endif

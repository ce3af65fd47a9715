// signature.h: the Python-syntax signature of a native (see native.h).
#ifndef OU_RUNTIME_SIGNATURE_H
#define OU_RUNTIME_SIGNATURE_H

#include "runtime/native.h"

// Fills name, parameters and the counts of `native`, whose owner is set already.
OU_CHECKED bool ou_signature_read(OuVM *vm, OuNative *native, const char *text);

#endif

// native_bind.h: what native.c needs to call a C function: its arguments in the order of its
// parameters.
#ifndef OU_RUNTIME_NATIVE_BIND_H
#define OU_RUNTIME_NATIVE_BIND_H

#include "runtime/native.h"


// A call under way: `values` has a place for each parameter.
typedef struct OuBinding {
    const OuNative *native;
    OuValue        *values;
    OuValue         rest, keywords;      // owned: what *args and **kwargs receive
    size_t          positional;          // how many arguments were given by position
} OuBinding;

// Fills `values`; the receiver, when there is one, is arguments[0]. The caller drops `rest` and
// `keywords`, also when it fails.
OU_CHECKED bool ou_native_bind_to(OuVM *vm, OuBinding *binding, const OuValue *arguments,
                                  size_t positional, OuTuple *names);
// The type by which CPython calls a method: of a bound one that of the object, or the class itself.
const OuType *ou_native_named_type(OuVM *vm, const OuNative *native);

#endif

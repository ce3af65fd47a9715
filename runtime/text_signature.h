// text_signature.h: `__text_signature__`: what inspect and help() read of functions in C.
#ifndef OU_RUNTIME_TEXT_SIGNATURE_H
#define OU_RUNTIME_TEXT_SIGNATURE_H

#include "runtime/native.h"

// "($self, index, object, /)"; None for functions whose docstring tells how they are called.
OU_CHECKED OuValue ou_text_signature(OuVM *vm, const OuNative *native);
// The same of a class: what its constructor takes.
OU_CHECKED OuValue ou_text_signature_of_type(OuVM *vm, const OuType *type);

#endif

// reduce.h: what `__reduce__` of built-in types gives, for copying and pickling.
#ifndef OU_RUNTIME_REDUCE_H
#define OU_RUNTIME_REDUCE_H

#include "runtime/type.h"

// (type(self), (arguments...), __dict__ or None)
OU_CHECKED OuValue ou_reduce_with_dict(OuVM *vm, OuValue self, const OuValue *arguments,
                                       size_t count);
// (type(self), (arguments...))
OU_CHECKED OuValue ou_reduce(OuVM *vm, OuValue self, const OuValue *arguments, size_t count);

#endif

// argument.h: checks and conversions of arguments that the methods of text have in common.
#ifndef OU_RUNTIME_ARGUMENT_H
#define OU_RUNTIME_ARGUMENT_H

#include "runtime/state.h"

// TypeError "replace() argument 1 must be str, not int"; None is called by its name. Returns
// OU_ERROR.
OuValue ou_argument_raise(OuVM *vm, const char *function, const char *argument,
                          const char *expected, OuValue value);
// What find, count, startswith, ... look at: `start` and `end` as a script gave them (UNBOUND,
// None, or something with __index__), cut to the length. `is_empty`: nothing is found there, not
// even an empty text. TypeError when one isn't an index.
OU_CHECKED bool ou_argument_bounds(OuVM *vm, OuValue start, OuValue end, size_t length,
                                   size_t *first, size_t *last, bool *is_empty);
// An argument of C type int: "Python int too large to convert to C int".
OU_CHECKED bool ou_argument_int(OuVM *vm, OuValue value, int *result);
// A number of splits or replacements as a script gave it: left out or negative means all.
OU_CHECKED bool ou_argument_limit(OuVM *vm, OuValue value, size_t *limit);

#endif

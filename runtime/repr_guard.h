// repr_guard.h: printing containers that may contain themselves.
#ifndef OU_RUNTIME_REPR_GUARD_H
#define OU_RUNTIME_REPR_GUARD_H

#include "runtime/state.h"
#include "runtime/str.h"

// Notes that the repr of `value` is being made. If it already is, further out, *running becomes
// true, nothing is noted, and the caller prints "[...]" instead and doesn't call ou_repr_leave.
OU_CHECKED bool ou_repr_enter(OuVM *vm, OuValue value, bool *running);
void ou_repr_leave(OuVM *vm, OuValue value);

// Appends repr(value); owns the value meanwhile. false: an exception is set.
OU_CHECKED bool ou_repr_put(OuVM *vm, OuStringWriter *writer, OuValue value);

#endif

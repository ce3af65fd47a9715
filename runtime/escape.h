// escape.h: a long computation that can't look for Ctrl-C itself is left when the signal comes.
//
// GMP works for seconds on long numbers and asks nobody meanwhile; so does PCRE2 when it repeats a
// character over a long string. So ou_escape_run notes its place (sigsetjmp) and calls the
// computation; ou_limit_request, called by a signal handler, jumps back to that place and never
// returns to the computation. What is asked of it makes that sound:
//
//   * It reads its operands and writes memory that nobody else sees: buffers of its caller, who
//     gives them back afterwards. It owns no reference and changes no object.
//   * It calls nothing that keeps a state of its own: no malloc, no stdio. Where it must (GMP, when
//     it wants more memory than was set aside; PCRE2, when it needs room to go back),
//     ou_escape_forbid comes first: from then on it isn't left any more.
//   * It is left from its own thread only, and for its own interpreter. A request of another thread
//     waits for the end of the computation.
//   * Signal handlers that run meanwhile are left, too, if another signal's handler jumps; those
//     that have something to complete block the other signals (profile.c).
//
// The signal mask is as it was before. This is the one place where the interpreter jumps: all else
// fails by returning false.
#ifndef OU_RUNTIME_ESCAPE_H
#define OU_RUNTIME_ESCAPE_H

#include "runtime/state.h"

// Costs a system call. False: the computation has not begun or was left; an exception is set.
OU_CHECKED bool ou_escape_run(OuVM *vm, void (*compute)(void *operands), void *operands);

// The computation that runs on this thread, if one does, goes on to its end.
void ou_escape_forbid(void);

// Something urgent stands in vm->interrupted: leaves the computation that runs on this thread for
// this interpreter. Returns if there is none. Async-signal-safe.
void ou_escape_jump(const OuVM *vm);

#endif

// limit.h: what asks a program to stop: Ctrl-C, the limits of time and of steps.
//
// vm->interrupted holds OU_INTERRUPT_... bits; zero in the usual case, so that looking costs one
// comparison. A limit that is reached raises an exception once, which a script may catch. Some time
// or some steps after that it is raised again, and the interpreter is doomed: no handler gets the
// exception, and whatever script code still begins to run ends by it, too.
#ifndef OU_RUNTIME_LIMIT_H
#define OU_RUNTIME_LIMIT_H

#include "runtime/error.h"
#include "runtime/state.h"

enum {
    OU_INTERRUPT_USER  = 1,       // Ctrl-C
    OU_INTERRUPT_TIME  = 2,       // the time is up, for the first time or again
    OU_INTERRUPT_STEPS = 4,       // steps are counted: stays set
    OU_INTERRUPT_DOOM  = 8,       // stays set
    OU_INTERRUPT_WISH  = 16,      // host.obey_request has something to do; the program goes on
};

// After so many more steps or milliseconds (a tenth of the limit, if that is more) the limit is
// reached again. They count from the exception on, not from the limit: who needs some time to
// notice leaves the script all of its time to end.
enum { OU_LIMIT_GRACE_STEPS = 1000, OU_LIMIT_GRACE_MILLISECONDS = 100 };

// Async-signal-safe; a signal handler may not get control back (escape.h).
void ou_limit_request(OuVM *vm, uint32_t bits);
// The time limit is over, for the first time or again. The same holds.
void ou_limit_time_is_up(OuVM *vm);

// Counts steps from now on; 0 is no limit.
void ou_limit_steps(OuVM *vm, uint64_t limit);
// One step; false: an exception is set.
OU_CHECKED bool ou_limit_step(OuVM *vm);
// Something in vm->interrupted asks the program to stop.
static inline bool ou_limit_is_urgent(const OuVM *vm)
{
    return vm->interrupted & ~(uint32_t)(OU_INTERRUPT_STEPS | OU_INTERRUPT_WISH);
}

// As poll; EINTR also where ou_obey_signals has something to do, before or after. Signals come
// while the system waits: none can slip in between the look at that and the wait.
struct pollfd;
struct timespec;
int ou_limit_poll(const OuVM *vm, struct pollfd *files, unsigned count,
                  const struct timespec *patience);

// A Ctrl-C that came while gc.collect() ran a finalizer, which let the exception go, isn't lost
// with it: unless `is_heard`, it stops the collection as well. To be called when an exception was
// ignored and when the collection has ended.
void ou_limit_hear(OuVM *vm, bool is_heard);

// Ends what was put off (gc/heap.h). False: an interrupt came first, and is raised.
OU_CHECKED bool ou_limit_settle(OuVM *vm);

static inline bool ou_is_doomed(const OuVM *vm)
{
    return vm->interrupted & OU_INTERRUPT_DOOM;
}

// Where items of an endless iterable are made: whoever consumes them needs not look, then.
OU_CHECKED static inline bool ou_check_interrupt_now(OuVM *vm)
{
    return OU_LIKELY(!vm->interrupted) || ou_check_interrupt(vm);
}

#endif

#include "runtime/escape.h"

#include <assert.h>
#include <setjmp.h>
#include <signal.h>

#include "runtime/limit.h"

// A signal handler finds no interpreter on the stack of the computation that it interrupts: so the
// place is the thread's.
static _Thread_local struct {
    const OuVM *volatile  vm;         // whose computation runs; NULL: none
    volatile sig_atomic_t is_forbidden;
    sigjmp_buf            place;
} escape;

void ou_escape_jump(const OuVM *vm)
{
    if (!escape.vm || escape.vm != vm || escape.is_forbidden) return;
    escape.vm = NULL;
    siglongjmp(escape.place, 1);
}

void ou_escape_forbid(void)
{
    escape.is_forbidden = 1;
}

// A request that came before the place was noted made no jump: so the look comes after it.
bool ou_escape_run(OuVM *vm, void (*compute)(void *operands), void *operands)
{
    assert(!escape.vm);
    volatile bool is_done = false;          // what it is after a jump, too
    if (!sigsetjmp(escape.place, 1)) {
        escape.is_forbidden = 0;
        escape.vm = vm;
        if (!ou_limit_is_urgent(vm)) {
            compute(operands);
            is_done = true;
        }
        escape.vm = NULL;
    }
    return is_done || ou_check_signals(vm);
}

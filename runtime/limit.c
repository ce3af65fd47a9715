// For ppoll.
#define _GNU_SOURCE
#include "runtime/limit.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>

#include "runtime/clock.h"
#include "runtime/error.h"
#include "runtime/escape.h"

void ou_limit_request(OuVM *vm, uint32_t bits)
{
    __atomic_fetch_or(&vm->interrupted, bits, __ATOMIC_RELAXED);
    ou_heap_request(&vm->heap, OU_PENDING_INTERRUPT);
    if (ou_limit_is_urgent(vm)) ou_escape_jump(vm);
}

static void forget(OuVM *vm, uint32_t bits)
{
    __atomic_fetch_and(&vm->interrupted, ~bits, __ATOMIC_RELAXED);
}

// --- time ----------------------------------------------------------------------------------------

static int64_t time_grace(const OuVM *vm)
{
    double tenth = vm->limits.seconds * 1e8, least = OU_LIMIT_GRACE_MILLISECONDS * 1e6;
    return tenth < least ? (int64_t)least : tenth < 1e18 ? (int64_t)tenth : (int64_t)1e18;
}

void ou_limit_time_is_up(OuVM *vm)
{
    int64_t before = __atomic_load_n(&vm->limits.time_was_up, __ATOMIC_RELAXED);
    if (before && (int64_t)ou_clock_now() - before < time_grace(vm)) return;
    ou_limit_request(vm, OU_INTERRUPT_TIME);
}

// The second time is the last. The time is noted before the bit goes: no signal comes between them.
static bool raise_time(OuVM *vm)
{
    if (vm->limits.time_was_up) ou_limit_request(vm, OU_INTERRUPT_DOOM);
    __atomic_store_n(&vm->limits.time_was_up, (int64_t)ou_clock_now(), __ATOMIC_RELAXED);
    forget(vm, OU_INTERRUPT_TIME);
    double seconds = vm->limits.seconds;
    uint64_t whole = (uint64_t)seconds, thousandths = (uint64_t)((seconds - (double)whole) * 1000);
    (void)ou_raise(vm, OU_TYPE_TIMEOUT_ERROR, "time limit of %llu.%u%u%u seconds reached",
                   (unsigned long long)whole, (unsigned)(thousandths / 100),
                   (unsigned)(thousandths / 10 % 10), (unsigned)(thousandths % 10));
    return false;
}

// --- steps ---------------------------------------------------------------------------------------

void ou_limit_steps(OuVM *vm, uint64_t limit)
{
    vm->limits.steps = vm->limits.steps_left = limit;
    if (limit) ou_limit_request(vm, OU_INTERRUPT_STEPS);
    else forget(vm, OU_INTERRUPT_STEPS);
}

static bool raise_steps(OuVM *vm)
{
    uint64_t steps = vm->limits.steps;
    if (vm->limits.steps_were_up) ou_limit_request(vm, OU_INTERRUPT_DOOM);
    vm->limits.steps_were_up = true;
    vm->limits.steps_left = steps / 10 > OU_LIMIT_GRACE_STEPS ? steps / 10 : OU_LIMIT_GRACE_STEPS;
    (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "step limit reached (%llu)",
                   (unsigned long long)steps);
    return false;
}

bool ou_limit_step(OuVM *vm)
{
    return --vm->limits.steps_left || raise_steps(vm);
}

// --- looking -------------------------------------------------------------------------------------

static bool raise_urgent(OuVM *vm)
{
    if (vm->interrupted & OU_INTERRUPT_USER) {
        forget(vm, OU_INTERRUPT_USER);
        vm->limits.is_unheard = vm->heap.may_stop;
        (void)ou_raise_object(vm, ou_pointer_value(vm->types[OU_TYPE_KEYBOARD_INTERRUPT]));
        return false;
    }
    if (vm->interrupted & OU_INTERRUPT_TIME) return raise_time(vm);
    if (!ou_is_doomed(vm)) return true;
    return vm->limits.steps_were_up ? raise_steps(vm) : raise_time(vm);
}

void ou_limit_hear(OuVM *vm, bool is_heard)
{
    bool is_unheard = vm->limits.is_unheard && !is_heard;
    vm->limits.is_unheard = false;
    if (is_unheard) ou_limit_request(vm, OU_INTERRUPT_USER);
}

bool ou_check_signals(OuVM *vm)
{
    return OU_LIKELY(!ou_limit_is_urgent(vm)) || raise_urgent(vm);
}

bool ou_limit_settle(OuVM *vm)
{
    return ou_heap_try_settle(&vm->heap) || ou_check_signals(vm);
}

bool ou_obey_signals(OuVM *vm)
{
    if (vm->interrupted & OU_INTERRUPT_WISH) {
        forget(vm, OU_INTERRUPT_WISH);
        vm->host.obey_request(vm);
    }
    return ou_check_signals(vm);
}

static bool has_signal(const OuVM *vm)
{
    return vm->interrupted & ~(uint32_t)OU_INTERRUPT_STEPS;
}

// A terminal forgets at Ctrl-C what was typed: a file that was ready then isn't any more.
int ou_limit_poll(const OuVM *vm, struct pollfd *files, unsigned count,
                  const struct timespec *patience)
{
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    int ready = has_signal(vm) ? 0 : ppoll(files, count, patience, &before), error = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    bool is_woken = has_signal(vm);
    errno = is_woken ? EINTR : error;
    return is_woken ? -1 : ready;
}

bool ou_check_interrupt(OuVM *vm)
{
    if (OU_LIKELY(!vm->interrupted)) return true;
    if (!ou_obey_signals(vm)) return false;
    return !(vm->interrupted & OU_INTERRUPT_STEPS) || ou_limit_step(vm);
}

#include "runtime/limit.h"

#include "runtime/error.h"

void ou_limit_request(OuVM *vm, uint32_t bits)
{
    __atomic_fetch_or(&vm->interrupted, bits, __ATOMIC_RELAXED);
    ou_heap_request(&vm->heap, OU_PENDING_INTERRUPT);
}

static void forget(OuVM *vm, uint32_t bits)
{
    __atomic_fetch_and(&vm->interrupted, ~bits, __ATOMIC_RELAXED);
}

// The second time is the last.
static void doom(OuVM *vm, bool *is_known)
{
    if (*is_known) ou_limit_request(vm, OU_INTERRUPT_DOOM);
    *is_known = true;
}

// --- time ----------------------------------------------------------------------------------------

static bool raise_time(OuVM *vm)
{
    doom(vm, &vm->limits.time_was_up);
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
    doom(vm, &vm->limits.steps_were_up);
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

static bool obey_signals(OuVM *vm)
{
    if (vm->interrupted & OU_INTERRUPT_USER) {
        forget(vm, OU_INTERRUPT_USER);
        (void)ou_raise_object(vm, ou_pointer_value(vm->types[OU_TYPE_KEYBOARD_INTERRUPT]));
        return false;
    }
    if (vm->interrupted & OU_INTERRUPT_TIME) {
        forget(vm, OU_INTERRUPT_TIME);
        return raise_time(vm);
    }
    if (!ou_is_doomed(vm)) return true;
    return vm->limits.steps_were_up ? raise_steps(vm) : raise_time(vm);
}

bool ou_check_signals(OuVM *vm)
{
    return OU_LIKELY(!ou_limit_is_urgent(vm)) || obey_signals(vm);
}

bool ou_check_interrupt(OuVM *vm)
{
    if (OU_LIKELY(!vm->interrupted)) return true;
    if (!ou_check_signals(vm)) return false;
    return !(vm->interrupted & OU_INTERRUPT_STEPS) || ou_limit_step(vm);
}

// The out-of-line halves of the instructions behind `await`, `async for` and `async with`.
#include "runtime/error.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "vm/async.h"
#include "vm/compile_unit.h"
#include "vm/slow.h"

// A temporary operand is dropped once the result is stored.
static bool put(OuValue *R, OuAt I, OuValue result)
{
    if (result == OU_ERROR) return false;
    bool is_temporary = I->b >= ou_frame_code(R)->local_count;
    OuValue old = is_temporary ? ou_take(&R[I->b]) : OU_UNBOUND;
    R[I->a] = result;
    ou_unref(old);
    return true;
}

// --- await ---------------------------------------------------------------------------------------

static OuValue not_awaitable(OuVM *vm, OuValue value, const char *method)
{
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "'async with' received an object from %s that does "
                    "not implement __await__: %T", method, value);
}

static bool get_awaitable(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue value = R[I->b], iterator = ou_awaitable_iterator(vm, value);
    if (iterator == OU_ERROR && I->x != OU_AWAITED_ANY) {
        OuValue pending = ou_error_take(vm);
        OuValue method = ou_special_method(vm, value, OU_NAMED(vm, dunder_await));
        if (method == OU_UNBOUND) {
            ou_unref(pending);
            (void)not_awaitable(vm, value, I->x == OU_AWAITED_ENTER ? "__aenter__" : "__aexit__");
            return false;
        }
        if (method == OU_ERROR) ou_error_clear(vm);
        else ou_unref(method);
        ou_error_set_steal(vm, pending);
    }
    if (ou_is_coroutine(iterator) &&
        ou_generator_delegate_peek(ou_generator_of(iterator)) != OU_UNBOUND) {
        ou_unref(iterator);
        (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "coroutine is being awaited already");
        return false;
    }
    return put(R, I, iterator);
}

// --- async for -----------------------------------------------------------------------------------

static bool end_async_for(OuVM *vm, OuValue *R, OuAt I)
{
    ou_error_set_steal(vm, ou_take(&R[I->a]));
    if (!ou_error_matches(vm, OU_TYPE_STOP_ASYNC_ITERATION)) return false;
    ou_error_clear(vm);
    return true;
}

// --- async with ----------------------------------------------------------------------------------

static bool no_manager(OuVM *vm, OuValue manager, const char *missing)
{
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object does not support the asynchronous context "
                   "manager protocol%s", manager, missing);
    return false;
}

static bool enter_async_with(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue manager = R[I->b];
    OU_OWNED OuValue enter = ou_special_method(vm, manager, OU_NAMED(vm, dunder_aenter));
    if (enter == OU_ERROR) return false;
    if (enter == OU_UNBOUND) return no_manager(vm, manager, "");
    OuValue exit = ou_special_method(vm, manager, OU_NAMED(vm, dunder_aexit));
    if (exit == OU_ERROR) return false;
    if (exit == OU_UNBOUND) return no_manager(vm, manager, " (missed __aexit__ method)");
    OuValue entered = ou_call(vm, enter, NULL, 0);
    if (entered == OU_ERROR) { ou_unref(exit); return false; }
    bool is_temporary = I->b >= ou_frame_code(R)->local_count;
    OuValue old = is_temporary ? ou_take(&R[I->b]) : OU_UNBOUND;
    R[I->a] = exit;
    R[I->c] = entered;
    ou_unref(old);
    return true;
}

static bool exit_async_with(OuVM *vm, OuValue *R, OuAt I)
{
    const OuValue nothing[] = { OU_NONE, OU_NONE, OU_NONE };
    return put(R, I, ou_call(vm, R[I->b], nothing, 3));
}

bool ou_slow_async(OuVM *vm, OuValue *R, OuAt I)
{
    switch (I->op) {
    case OU_OP_GET_AWAITABLE: return get_awaitable(vm, R, I);
    case OU_OP_GET_ASYNC_ITER: return put(R, I, ou_async_iterate(vm, R[I->b]));
    case OU_OP_GET_ASYNC_NEXT: {
        OuValue awaitable = ou_async_next_awaitable(vm, R[I->b]);
        if (awaitable == OU_ERROR) return false;
        R[I->a] = awaitable;
        return true;
    }
    case OU_OP_END_ASYNC_FOR: return end_async_for(vm, R, I);
    case OU_OP_ENTER_ASYNC_WITH: return enter_async_with(vm, R, I);
    default: return exit_async_with(vm, R, I);
    }
}

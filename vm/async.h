// async.h: what `await`, `async for` and `async with` are made of.
#ifndef OU_VM_ASYNC_H
#define OU_VM_ASYNC_H

#include "vm/generator.h"

extern const OuTypeDef ou_coroutine_type, ou_coroutine_wrapper_type, ou_async_generator_type,
                       ou_async_send_type, ou_async_throw_type, ou_anext_awaitable_type;

// aiter, anext; and those of sys.
extern const OuNativeDef *const ou_async_functions[];
extern const OuNativeDef *const ou_async_sys_functions[];

// The iterator that `await value` runs (owned): the coroutine itself, or what __await__ returns.
OU_CHECKED OuValue ou_awaitable_iterator(OuVM *vm, OuValue value);
// Notes where the coroutine whose frame is the innermost one was made.
OU_CHECKED bool ou_coroutine_note_origin(OuVM *vm, OuGenerator *coroutine);
// "coroutine 'f' was never awaited": a RuntimeWarning.
void ou_coroutine_warn(OuVM *vm, OuGenerator *coroutine);

// __anext__() of an asynchronous generator.
OU_CHECKED OuValue ou_async_generator_next(OuVM *vm, OuValue generator);
// The iterator of `await iterator.__anext__()`.
OU_CHECKED OuValue ou_async_next_awaitable(OuVM *vm, OuValue iterator);
OU_CHECKED OuValue ou_async_iterate(OuVM *vm, OuValue iterable);

#endif

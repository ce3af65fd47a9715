"""Tasks: coroutines that the loop runs; and waiting for several of them."""

import types
import weakref

from asyncio import coroutines, events, exceptions, futures
from contextvars import copy_context

__all__ = ("Task", "create_task", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "wait",
           "wait_for", "as_completed", "sleep", "gather", "shield", "ensure_future",
           "run_coroutine_threadsafe", "current_task", "all_tasks", "_register_task",
           "_unregister_task", "_enter_task", "_leave_task")

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

_all_tasks = weakref.WeakSet()
_current_tasks = {}
_task_count = 0


def _new_task_name():
    global _task_count
    _task_count += 1
    return f"Task-{_task_count}"


def _register_task(task):
    _all_tasks.add(task)


def _unregister_task(task):
    _all_tasks.discard(task)


def _enter_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not None:
        raise RuntimeError(f"Cannot enter into task {task!r} while another task {current!r} "
                           "is being executed.")
    _current_tasks[loop] = task


def _leave_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not task:
        raise RuntimeError(f"Leaving task {task!r} does not match the current task {current!r}.")
    del _current_tasks[loop]


def current_task(loop=None):
    """The task that is running, or None."""
    return _current_tasks.get(events.get_running_loop() if loop is None else loop)


def all_tasks(loop=None):
    """The tasks of the loop that aren't done."""
    if loop is None:
        loop = events.get_running_loop()
    return {task for task in list(_all_tasks)
            if futures._get_loop(task) is loop and not task.done()}


# --- Task ---------------------------------------------------------------------------------------

class Task(futures.Future):
    """A coroutine that the loop runs; its result is the coroutine's."""

    __module__ = "_asyncio"
    _log_destroy_pending = True
    _has_ended = True                  # the coroutine has; or there is no whole task yet

    def __init__(self, coro, *, loop=None, name=None, context=None):
        super().__init__(loop=loop)
        if not coroutines.iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        self._name = _new_task_name() if name is None else str(name)
        self._num_cancels_requested = 0
        self._must_cancel = False
        self._fut_waiter = None
        self._coro = coro
        self._context = copy_context() if context is None else context
        handle = self._loop.call_soon(self.__step, context=self._context)
        try:
            _register_task(self)
        except MemoryError:
            handle.cancel()
            _unregister_task(self)     # it may be in the set all the same
            raise
        self._has_ended = False

    def __del__(self):
        if (self._state == futures._PENDING and self._log_destroy_pending
                and not self._has_ended):
            self._loop.call_exception_handler({
                "task": self, "message": "Task was destroyed but it is pending!"})
        super().__del__()

    def _repr_info(self):
        info = super()._repr_info()
        if self.cancelling() and not self.done():
            info[0] = "cancelling"
        info.insert(1, f"name={self._name!r}")
        info.insert(2, f"coro=<{coroutines._format_coroutine(self._coro)}>")
        if self._fut_waiter is not None:
            info.insert(3, f"wait_for={self._fut_waiter!r}")
        return info

    __class_getitem__ = classmethod(type(list[int]))

    def get_coro(self):
        """The coroutine."""
        return self._coro

    def get_name(self):
        """The name."""
        return self._name

    def set_name(self, value):
        """Change the name."""
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def get_stack(self, *, limit=None):
        """The frames: of a task that isn't done its own, of a failed one those of the traceback."""
        frame = getattr(self._coro, "cr_frame", None) or getattr(self._coro, "gi_frame", None)
        frames = []
        if frame is not None:
            while frame is not None and (limit is None or len(frames) < limit):
                frames.append(frame)
                frame = frame.f_back
            frames.reverse()
        elif self._exception is not None:
            entry = self._exception.__traceback__
            while entry is not None and (limit is None or len(frames) < limit):
                frames.append(entry.tb_frame)
                entry = entry.tb_next
        return frames

    def print_stack(self, *, limit=None, file=None):
        """Print the frames of get_stack as a traceback is."""
        import linecache
        import traceback
        entries = []
        for frame in self.get_stack(limit=limit):
            code = frame.f_code
            line = linecache.getline(code.co_filename, frame.f_lineno, frame.f_globals)
            entries.append((code.co_filename, frame.f_lineno, code.co_name, line))
        error = self._exception
        if not entries:
            print(f"No stack for {self!r}", file=file)
        else:
            what = "Stack" if error is None else "Traceback"
            print(f"{what} for {self!r} (most recent call last):", file=file)
        traceback.print_list(entries, file=file)
        if error is not None:
            for line in traceback.format_exception_only(error):
                print(line, file=file, end="")

    def cancel(self, msg=None):
        """Have CancelledError raised in the coroutine; False if it is done already."""
        self._log_traceback = False
        if self.done():
            return False
        self._num_cancels_requested += 1
        if self._fut_waiter is not None and self._fut_waiter.cancel(msg=msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        """How many cancellations were asked for."""
        return self._num_cancels_requested

    def uncancel(self):
        """One cancellation less; gives how many are left."""
        if self._num_cancels_requested > 0:
            self._num_cancels_requested -= 1
        return self._num_cancels_requested

    def __step(self, exc=None):
        if self.done():
            raise exceptions.InvalidStateError(f"__step(): already done: {self!r} {exc!r}")
        if self._must_cancel:
            if not isinstance(exc, exceptions.CancelledError):
                exc = self._make_cancelled_error()
            self._must_cancel = False
        self._fut_waiter = None
        _enter_task(self._loop, self)
        self._has_ended = True         # unless it yields something
        try:
            if exc is None:
                result = self._coro.send(None)
            else:
                result = self._coro.throw(exc)
        except StopIteration as stop:
            if self._must_cancel:
                # It was cancelled in its last step.
                self._must_cancel = False
                super().cancel(msg=self._cancel_message)
            else:
                super().set_result(stop.value)
        except exceptions.CancelledError as cancelled:
            self._cancelled_exc = cancelled
            super().cancel()
        except (KeyboardInterrupt, SystemExit) as error:
            super().set_exception(error)
            raise
        except BaseException as error:
            # Its traceback begins with the coroutine, not with this frame.
            if error.__traceback__ is not None:
                error.__traceback__ = error.__traceback__.tb_next
            super().set_exception(error)
        else:
            self._has_ended = False
            self.__wait_for(result)
        finally:
            _leave_task(self._loop, self)
            self = exc = None    # an exception's traceback holds this frame

    def _refuse_step(self, error):
        """A step couldn't be made for want of memory: the coroutine gets the MemoryError, or, if it
        has ended, who waits for the task."""
        if self.done():
            raise error
        if self._fut_waiter is not None:
            self._fut_waiter.remove_done_callback(self.task_wakeup)
            self._fut_waiter = None
        if self._has_ended:
            super().set_exception(error)
        else:
            self.__step(error)

    # What the coroutine has yielded: mostly a future that it awaits.
    def __wait_for(self, result):
        blocking = getattr(result, "_asyncio_future_blocking", None)
        if blocking is not None:
            if futures._get_loop(result) is not self._loop:
                self.__fail(f"Task {self!r} got Future {result!r} attached to a different loop")
            elif not blocking:
                self.__fail("yield was used instead of yield from "
                            f"in task {self!r} with {result!r}")
            elif result is self:
                self.__fail(f"Task cannot await on itself: {self!r}")
            else:
                result._asyncio_future_blocking = False
                result.add_done_callback(self.task_wakeup, context=self._context)
                self._fut_waiter = result
                if self._must_cancel and result.cancel(msg=self._cancel_message):
                    self._must_cancel = False
        elif result is None:
            # A bare yield: one round of the loop.
            self._loop.call_soon(self.__step, context=self._context)
        elif isinstance(result, types.GeneratorType):
            self.__fail("yield was used instead of yield from for generator "
                        f"in task {self!r} with {result!r}")
        else:
            self.__fail(f"Task got bad yield: {result!r}")

    def __fail(self, message):
        self._loop.call_soon(self.__step, RuntimeError(message), context=self._context)

    def task_wakeup(self, future):
        try:
            future.result()
        except BaseException as error:
            self.__step(error)
        else:
            self.__step()
        self = None


# CPython has two of each, one in Python and one in C; here they are the same.
_PyTask = _CTask = Task
_py_register_task, _py_unregister_task = _register_task, _unregister_task
_py_enter_task, _py_leave_task = _enter_task, _leave_task
_py_current_task = current_task
_c_register_task, _c_unregister_task = _register_task, _unregister_task
_c_enter_task, _c_leave_task = _enter_task, _leave_task


def create_task(coro, *, name=None, context=None):
    """Have the running loop run the coroutine."""
    loop = events.get_running_loop()
    if context is None:
        task = loop.create_task(coro)
    else:
        task = loop.create_task(coro, context=context)
    if name is not None:
        task.set_name(name)
    return task


def ensure_future(coro_or_future, *, loop=None):
    """A future for a coroutine, a future or anything that can be awaited."""
    called_wrap_awaitable = False
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not futures._get_loop(coro_or_future):
            raise ValueError("The future belongs to a different loop than the one specified as "
                             "the loop argument")
        return coro_or_future
    if not coroutines.iscoroutine(coro_or_future):
        if not hasattr(type(coro_or_future), "__await__"):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        coro_or_future = _wrap_awaitable(coro_or_future)
        called_wrap_awaitable = True
    if loop is None:
        loop = events.get_event_loop()
    try:
        return loop.create_task(coro_or_future)
    except RuntimeError:
        if not called_wrap_awaitable:
            coro_or_future.close()
        raise


async def _wrap_awaitable(awaitable):
    return await awaitable


def run_coroutine_threadsafe(coro, loop):
    """Ouro has no threads."""
    raise RuntimeError("asyncio.run_coroutine_threadsafe is not supported: Ouro has no threads")


# --- sleep --------------------------------------------------------------------------------------

@types.coroutine
def _one_round():
    yield


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


async def sleep(delay, result=None):
    """Wait for so many seconds."""
    if delay <= 0:
        await _one_round()
        return result
    loop = events.get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, _set_result_unless_cancelled, future, result)
    try:
        return await future
    finally:
        handle.cancel()


# --- wait ---------------------------------------------------------------------------------------

async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Wait for tasks and futures; gives two sets: those that are done and those that aren't."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = set(fs)
    if any(coroutines.iscoroutine(f) for f in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    return await _wait(fs, timeout, return_when, events.get_running_loop())


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def _wait(fs, timeout, return_when, loop):
    assert fs, "Set of Futures is empty."
    waiter = loop.create_future()
    handle = None
    if timeout is not None:
        handle = loop.call_later(timeout, _release_waiter, waiter)
    missing = set(fs)

    def _on_completion(f):
        missing.discard(f)
        failed = not f.cancelled() and f.exception() is not None
        if (not missing or return_when == FIRST_COMPLETED
                or return_when == FIRST_EXCEPTION and failed):
            if handle is not None:
                handle.cancel()
            _release_waiter(waiter)

    for f in fs:
        f.add_done_callback(_on_completion)
    try:
        await waiter
    finally:
        if handle is not None:
            handle.cancel()
        for f in fs:
            f.remove_done_callback(_on_completion)
    done = {f for f in fs if f.done()}
    return done, fs - done


async def wait_for(fut, timeout):
    """Wait for one thing, at most so long: then it is cancelled, and TimeoutError raised."""
    loop = events.get_running_loop()
    if timeout is None:
        return await fut
    if timeout <= 0:
        fut = ensure_future(fut, loop=loop)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut, loop=loop)
        try:
            return fut.result()
        except exceptions.CancelledError as error:
            raise exceptions.TimeoutError() from error
    waiter = loop.create_future()
    handle = loop.call_later(timeout, _release_waiter, waiter)

    def done(*args):
        _release_waiter(waiter)

    fut = ensure_future(fut, loop=loop)
    fut.add_done_callback(done)
    try:
        try:
            await waiter
        except exceptions.CancelledError:
            if fut.done():
                return fut.result()
            fut.remove_done_callback(done)
            # Our task must not go on before the other one has ended.
            await _cancel_and_wait(fut, loop=loop)
            raise
        if fut.done():
            return fut.result()
        fut.remove_done_callback(done)
        await _cancel_and_wait(fut, loop=loop)
        # It may have ended well all the same.
        try:
            return fut.result()
        except exceptions.CancelledError as error:
            raise exceptions.TimeoutError() from error
    finally:
        handle.cancel()


async def _cancel_and_wait(fut, loop):
    waiter = loop.create_future()

    def done(*args):
        _release_waiter(waiter)

    fut.add_done_callback(done)
    try:
        fut.cancel()
        await waiter
    finally:
        fut.remove_done_callback(done)


def as_completed(fs, *, timeout=None):
    """Iterate over awaitables that give the results in the order in which they come."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    from asyncio.queues import Queue
    done = Queue()
    loop = events.get_event_loop()
    todo = {ensure_future(f, loop=loop) for f in set(fs)}
    handle = None

    def _on_timeout():
        for f in todo:
            f.remove_done_callback(_on_completion)
            done.put_nowait(None)
        todo.clear()

    def _on_completion(f):
        if f not in todo:
            return
        done.put_nowait(f)
        todo.discard(f)
        if not todo and handle is not None:
            handle.cancel()

    async def _wait_for_one():
        f = await done.get()
        if f is None:
            raise exceptions.TimeoutError
        return f.result()

    for f in todo:
        f.add_done_callback(_on_completion)
    if todo and timeout is not None:
        handle = loop.call_later(timeout, _on_timeout)
    for _ in range(len(todo)):
        yield _wait_for_one()


# --- gather, shield -----------------------------------------------------------------------------

class _GatheringFuture(futures.Future):
    """What gather gives: cancelling it cancels the children."""

    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            if child.cancel(msg=msg):
                cancelled = True
        if cancelled:
            # It is cancelled itself once the children are done.
            self._cancel_requested = True
        return cancelled


def gather(*coros_or_futures, return_exceptions=False):
    """A future for the list of all results."""
    if not coros_or_futures:
        outer = events.get_event_loop().create_future()
        outer.set_result([])
        return outer
    missing = {}                       # by id
    outer = None

    def _done_callback(fut):
        missing.pop(id(fut), None)
        if outer is None or outer.done():
            if not fut.cancelled():
                fut.exception()    # it counts as retrieved
            return
        if not return_exceptions:
            if fut.cancelled():
                outer.set_exception(fut._make_cancelled_error())
                return
            error = fut.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if not missing:
            _finish()

    def _finish():
        results = []
        for fut in children:
            if fut.cancelled():
                message = fut._cancel_message
                results.append(exceptions.CancelledError("" if message is None else message))
            else:
                error = fut.exception()
                results.append(fut.result() if error is None else error)
        if outer._cancel_requested:
            outer.set_exception(fut._make_cancelled_error())
        else:
            outer.set_result(results)

    unique = {}
    children = []
    loop = None
    for given in coros_or_futures:
        fut = unique.get(given)
        if fut is None:
            fut = ensure_future(given, loop=loop)
            if loop is None:
                loop = futures._get_loop(fut)
            if fut is not given and isinstance(fut, Task):
                # Nobody else knows it.
                fut._log_destroy_pending = False
            unique[given] = fut
            missing[id(fut)] = True
            fut.add_done_callback(_done_callback)
        children.append(fut)
    outer = _GatheringFuture(children, loop=loop)
    return outer


def shield(arg):
    """A future with the same result; cancelling it doesn't cancel arg."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    loop = futures._get_loop(inner)
    outer = loop.create_future()

    def _inner_done_callback(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()    # it counts as retrieved
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer

"""The event loop. There is neither I/O nor a second thread: it waits for time only."""

import sys
import time
import weakref
from collections import deque

from asyncio import coroutines, events, exceptions, futures, tasks

__all__ = ("BaseEventLoop",)

_LONGEST_SLEEP = 24 * 3600


def _run_until_complete_cb(fut):
    if not fut.cancelled() and isinstance(fut.exception(), (SystemExit, KeyboardInterrupt)):
        return    # run_forever has been left by it already
    loop = futures._get_loop(fut)
    if loop._awaited is fut:    # a run that was left by a MemoryError must not stop the next one
        loop.stop()


class BaseEventLoop(events.AbstractEventLoop):
    """Calls what is ready, then waits for what comes next."""

    _awaited = None    # what run_until_complete waits for
    _closed = True                     # until there is a whole loop

    def __init__(self):
        self._timer_cancelled_count = 0
        self._stopping = False
        self._ready = deque()
        self._scheduled = []    # by time; equal times in the order in which they came
        self._unscheduled = None    # done futures whose callbacks aren't in _ready: see Future
        self._running = False
        self._exception_handler = None
        self._task_factory = None
        self._debug = False
        self._asyncgens = weakref.WeakSet()
        self._asyncgens_shutdown_called = False
        self.slow_callback_duration = 0.1
        self._closed = False

    def __repr__(self):
        return (f"<{type(self).__name__} running={self.is_running()} "
                f"closed={self.is_closed()} debug={self.get_debug()}>")

    def __del__(self):
        if not self._closed:
            self.close()

    def create_future(self):
        """A new Future of this loop."""
        return futures.Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        """Run the coroutine as a task."""
        self._check_closed()
        if self._task_factory is None:
            return tasks.Task(coro, loop=self, name=name, context=context)
        if context is None:
            task = self._task_factory(self, coro)
        else:
            task = self._task_factory(self, coro, context=context)
        if name is not None:
            task.set_name(name)
        return task

    def set_task_factory(self, factory):
        """factory(loop, coro) makes the tasks; None: Task does."""
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_task_factory(self):
        """What makes the tasks, or None."""
        return self._task_factory

    # --- running --------------------------------------------------------------------------------

    def _check_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def _check_running(self):
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if events._get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def run_forever(self):
        """Run until stop() is called."""
        self._check_closed()
        self._check_running()
        old_hooks = sys.get_asyncgen_hooks()
        try:
            self._running = True
            sys.set_asyncgen_hooks(firstiter=self._asyncgen_firstiter_hook,
                                   finalizer=self._asyncgen_finalizer_hook)
            events._set_running_loop(self)
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            self._running = False
            events._set_running_loop(None)
            sys.set_asyncgen_hooks(*old_hooks)

    def run_until_complete(self, future):
        """Run until the future is done, and give its result."""
        self._check_closed()
        self._check_running()
        new_task = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if new_task:
            # Nobody else knows the task.
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        self._awaited = future
        try:
            self.run_forever()
        except:
            if new_task and future.done() and not future.cancelled():
                future.exception()    # it counts as retrieved
            raise
        finally:
            self._awaited = None
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def stop(self):
        """Leave run_forever after this round."""
        self._stopping = True

    def close(self):
        """Forget what is waiting; nothing can run any more."""
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()
        while self._unscheduled is not None:    # a long chain must not die link by link
            self._next_unscheduled()

    def is_closed(self):
        """Whether close was called."""
        return self._closed

    def is_running(self):
        """Whether it runs."""
        return self._running

    def time(self):
        """The loop's clock: seconds, from any start."""
        return time.monotonic()

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    # --- asynchronous generators ----------------------------------------------------------------

    def _asyncgen_finalizer_hook(self, agen):
        self._asyncgens.discard(agen)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            _warn(f"asynchronous generator {agen!r} was scheduled after "
                  "loop.shutdown_asyncgens() call", ResourceWarning, self)
        self._asyncgens.add(agen)

    async def shutdown_asyncgens(self):
        """Close all asynchronous generators that have begun."""
        self._asyncgens_shutdown_called = True
        if not len(self._asyncgens):
            return
        closing = list(self._asyncgens)
        self._asyncgens.clear()
        results = await tasks.gather(*[agen.aclose() for agen in closing], return_exceptions=True)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    "message": "an error occurred during closing of "
                               f"asynchronous generator {agen!r}",
                    "exception": result, "asyncgen": agen})

    async def shutdown_default_executor(self):
        """There is none: Ouro has no threads."""

    def run_in_executor(self, executor, func, *args):
        raise RuntimeError("loop.run_in_executor is not supported: Ouro has no threads")

    # --- calling --------------------------------------------------------------------------------

    def _check_callback(self, callback, method):
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError(f"coroutines cannot be used with {method}()")
        if not callable(callback):
            raise TypeError(f"a callable object was expected by {method}(), got {callback!r}")

    def call_soon(self, callback, *args, context=None):
        """Have callback(*args) called in the next round."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon")
        handle = events.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        """The same; also from a signal handler."""
        return self.call_soon(callback, *args, context=context)

    def call_later(self, delay, callback, *args, context=None):
        """Have callback(*args) called after so many seconds."""
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        """Have callback(*args) called at this time of the loop's clock."""
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_at")
        timer = events.TimerHandle(when, callback, args, self, context)
        low, high = 0, len(self._scheduled)
        while low < high:
            middle = (low + high) // 2
            if when < self._scheduled[middle]._when:
                high = middle
            else:
                low = middle + 1
        self._scheduled.insert(low, timer)
        timer._scheduled = True
        return timer

    def _timer_handle_cancelled(self, handle):
        if handle._scheduled:
            self._timer_cancelled_count += 1

    # Cancelled timers go when they are the first, or when they are too many.
    def _drop_cancelled(self):
        scheduled = self._scheduled
        count = len(scheduled)
        if count > 100 and self._timer_cancelled_count / count > 0.5:
            for handle in scheduled:
                if handle._cancelled:
                    handle._scheduled = False
            scheduled[:] = [handle for handle in scheduled if not handle._cancelled]
            self._timer_cancelled_count = 0
            return
        first = 0
        while first < count and scheduled[first]._cancelled:
            scheduled[first]._scheduled = False
            self._timer_cancelled_count -= 1
            first += 1
        del scheduled[:first]

    def _wait(self, seconds):
        time.sleep(seconds)

    def _schedule_later(self, future):
        future._next_unscheduled = self._unscheduled
        self._unscheduled = future

    def _next_unscheduled(self):
        future = self._unscheduled
        self._unscheduled, future._next_unscheduled = future._next_unscheduled, None
        return future

    def _schedule_futures(self):
        while self._unscheduled is not None:
            future = self._next_unscheduled()
            try:
                future._schedule_what_is_left()
            except MemoryError:
                self._schedule_later(future)
                raise

    def _run_once(self):
        self._schedule_futures()
        self._drop_cancelled()
        scheduled = self._scheduled
        if not self._ready and not self._stopping:
            wait = _LONGEST_SLEEP
            if scheduled:
                wait = min(max(0, scheduled[0]._when - self.time()), _LONGEST_SLEEP)
            if wait:
                self._wait(wait)
        now = self.time()
        due = 0
        try:
            while due < len(scheduled) and scheduled[due]._when <= now:
                self._ready.append(scheduled[due])
                scheduled[due]._scheduled = False
                due += 1
        finally:
            del scheduled[:due]
        # Only what is ready now: what these add comes in the next round.
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle._cancelled:
                try:
                    handle._run()
                except MemoryError:
                    self._ready.appendleft(handle)    # called again when the loop goes on
                    raise
        handle = None

    # --- errors that nobody catches -------------------------------------------------------------

    def get_exception_handler(self):
        """What is called for them, or None."""
        return self._exception_handler

    def set_exception_handler(self, handler):
        """handler(loop, context) is called for them; None: default_exception_handler is."""
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Write the message, what belongs to it, and the traceback to standard error."""
        lines = [context.get("message") or "Unhandled exception in event loop"]
        for key in sorted(context):
            if key not in ("message", "exception"):
                lines.append(f"{key}: {context[key]!r}")
        _log_error("\n".join(lines), context.get("exception"))

    def call_exception_handler(self, context):
        """Call the handler; what goes wrong in it is reported, too."""
        if self._exception_handler is None:
            try:
                self.default_exception_handler(context)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                _log_error("Exception in default exception handler", error)
            return
        try:
            self._exception_handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            try:
                self.default_exception_handler({
                    "message": "Unhandled error in exception handler", "exception": error,
                    "context": context})
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as second:
                _log_error("Exception in default exception handler while handling an unexpected "
                           "error in custom exception handler", second)


class EventLoop(BaseEventLoop):
    pass


EventLoop.__name__ = EventLoop.__qualname__ = "_UnixSelectorEventLoop"


def _log_error(message, error):
    if sys.stderr is None:
        return
    sys.stderr.write(message + "\n")
    if error is not None:
        sys.__excepthook__(type(error), error, error.__traceback__)


def _warn(message, category, source):
    import warnings
    warnings.warn(message, category, source=source)

"""Futures: results that will be there later."""

from asyncio import events, exceptions

__all__ = ("Future", "wrap_future", "isfuture")

__native__ = True    # in C elsewhere: no entries in tracebacks

_PENDING = "PENDING"
_CANCELLED = "CANCELLED"
_FINISHED = "FINISHED"


def isfuture(obj):
    """Whether obj is a Future, or something that behaves as one."""
    return (hasattr(type(obj), "_asyncio_future_blocking")
            and obj._asyncio_future_blocking is not None)


def _get_loop(future):
    # Things like futures may have no get_loop.
    get_loop = getattr(future, "get_loop", None)
    return future._loop if get_loop is None else get_loop()


def _format_callbacks(callbacks):
    shown = [events._format_callback_source(callback, ()) for callback, _ in filter(None, callbacks)]
    if len(shown) > 2:
        shown[1:-1] = [f"<{len(shown) - 2} more>"]
    return f"cb=[{', '.join(shown)}]"


_being_shown = set()


class Future:
    """A result that will be there later; await waits for it."""

    __module__ = "_asyncio"

    _state = _PENDING
    _result = None
    _exception = None
    _loop = None
    _cancel_message = None
    _cancelled_exc = None
    # None: not a future; True: a task waits for it by `await`, not by a bare yield.
    _asyncio_future_blocking = False
    __log_traceback = False

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []
        # What is set later has its place: that can't be refused.
        self._state = _PENDING
        self._result = self._exception = self._exception_tb = self._cancel_message = None
        self._next_unscheduled = None
        self.__log_traceback = False

    def _repr_info(self):
        info = [self._state.lower()]
        if self._state == _FINISHED:
            if self._exception is not None:
                info.append(f"exception={self._exception!r}")
            elif id(self) in _being_shown:
                info.append("result=...")
            else:
                _being_shown.add(id(self))
                try:
                    info.append(f"result={events._short_repr(self._result)}")
                finally:
                    _being_shown.discard(id(self))
        if self._callbacks:
            info.append(_format_callbacks(self._callbacks))
        return info

    def __repr__(self):
        return f"<{type(self).__name__} {' '.join(self._repr_info())}>"

    def __del__(self):
        if not self.__log_traceback:
            return
        self._loop.call_exception_handler({
            "message": f"{type(self).__name__} exception was never retrieved",
            "exception": self._exception, "future": self})

    __class_getitem__ = classmethod(type(list[int]))

    @property
    def _log_traceback(self):
        return self.__log_traceback

    @_log_traceback.setter
    def _log_traceback(self, value):
        if value:
            raise ValueError("_log_traceback can only be set to False")
        self.__log_traceback = False

    def get_loop(self):
        """The loop it belongs to."""
        if self._loop is None:
            raise RuntimeError("Future object is not initialized.")
        return self._loop

    def _make_cancelled_error(self):
        error = self._cancelled_exc
        if error is not None:
            self._cancelled_exc = None
            return error
        if self._cancel_message is None:
            return exceptions.CancelledError()
        return exceptions.CancelledError(self._cancel_message)

    def cancel(self, msg=None):
        """Cancel it; False if it is done already."""
        self.__log_traceback = False
        if self._state != _PENDING:
            return False
        self._state = _CANCELLED
        self._cancel_message = msg
        self.__schedule_callbacks()
        return True

    # Who wakes somebody, in a release or while an exception passes, can't try again: so this is
    # never refused. What there is no memory for, the loop does at its next round, or is left.
    def __schedule_callbacks(self):
        try:
            self._schedule_what_is_left()
        except MemoryError:
            self._loop._schedule_later(self)

    def _schedule_what_is_left(self):
        callbacks = self._callbacks
        for i, entry in enumerate(callbacks):
            if entry is not None:
                self._loop.call_soon(entry[0], self, context=entry[1])
                callbacks[i] = None
        callbacks.clear()

    def cancelled(self):
        """Whether it was cancelled."""
        return self._state == _CANCELLED

    def done(self):
        """Whether there is a result, an exception, or it was cancelled."""
        return self._state != _PENDING

    def result(self):
        """The result; raises the exception if there is one, InvalidStateError before."""
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError("Result is not set.")
        self.__log_traceback = False
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception_tb)
        return self._result

    def exception(self):
        """The exception, or None; InvalidStateError before."""
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError("Exception is not set.")
        self.__log_traceback = False
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        """Have fn(self) called by the loop when it is done."""
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
            return
        if context is None:
            context = events.copy_context()
        self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        """Take fn out again; gives how often it was there."""
        kept = [entry for entry in self._callbacks if entry is not None and entry[0] != fn]
        removed = len(self._callbacks) - len(kept)
        if removed:
            self._callbacks[:] = kept
        return removed

    def set_result(self, result):
        """Give it its result."""
        if self._state != _PENDING:
            raise exceptions.InvalidStateError("invalid state")
        self._result = result
        self._state = _FINISHED
        self.__schedule_callbacks()

    def set_exception(self, exception):
        """Give it an exception."""
        if self._state != _PENDING:
            raise exceptions.InvalidStateError("invalid state")
        if isinstance(exception, type) and issubclass(exception, BaseException):
            exception = exception()
        if not isinstance(exception, BaseException):
            raise TypeError("invalid exception object")
        if type(exception) is StopIteration:
            raise TypeError("StopIteration interacts badly with generators "
                            "and cannot be raised into a Future")
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._state = _FINISHED
        self.__schedule_callbacks()
        self.__log_traceback = True

    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self
        if not self.done():
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


# CPython has two, one in Python and one in C; here they are the same.
_PyFuture = _CFuture = Future


def wrap_future(future, *, loop=None):
    """A future of another kind as a Future; Ouro has no threads, so there is no other kind."""
    if isfuture(future):
        return future
    raise AssertionError(f"concurrent.futures.Future is expected, got {future!r}")

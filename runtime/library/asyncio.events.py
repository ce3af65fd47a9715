"""Event loops: what runs in them, and which one is the current one."""

import sys

from contextvars import copy_context

__all__ = ("AbstractEventLoopPolicy", "AbstractEventLoop", "AbstractServer", "Handle",
           "TimerHandle", "get_event_loop_policy", "set_event_loop_policy", "get_event_loop",
           "set_event_loop", "new_event_loop", "get_running_loop", "_set_running_loop",
           "_get_running_loop")


# --- how callbacks are shown --------------------------------------------------------------------

def _function_source(func):
    while hasattr(func, "__wrapped__"):
        func = func.__wrapped__
    func = getattr(func, "func", func)
    code = getattr(func, "__code__", None)
    # Functions of asyncio itself are machinery, as in CPython those written in C.
    if code is None or func.__module__.startswith("asyncio"):
        return ""
    return f" at {code.co_filename}:{code.co_firstlineno}"


def _format_arguments(args, kwargs):
    items = [_short_repr(arg) for arg in args]
    items.extend(f"{name}={_short_repr(value)}" for name, value in (kwargs or {}).items())
    return f"({', '.join(items)})"


def _short_repr(value):
    try:
        from reprlib import repr as short
    except ImportError:
        short = repr
    return short(value)


def _format_callback(func, args, kwargs=None, suffix=""):
    if type(func).__name__ == "partial":
        suffix = _format_arguments(args, kwargs) + suffix
        return _format_callback(func.func, func.args, func.keywords, suffix)
    name = getattr(func, "__qualname__", None) or getattr(func, "__name__", None) or repr(func)
    return name + _format_arguments(args, kwargs) + suffix


def _format_callback_source(func, args):
    return _format_callback(func, args) + _function_source(func)


# --- callbacks to come --------------------------------------------------------------------------

class Handle:
    """A callback that the loop will call."""

    __slots__ = ("_callback", "_args", "_cancelled", "_loop", "_repr", "_context", "__weakref__")

    def __init__(self, callback, args, loop, context=None):
        self._context = copy_context() if context is None else context
        self._loop = loop
        self._callback = callback
        self._args = args
        self._cancelled = False
        self._repr = None

    def _repr_info(self):
        info = [type(self).__name__]
        if self._cancelled:
            info.append("cancelled")
        if self._callback is not None:
            info.append(_format_callback_source(self._callback, self._args))
        return info

    def __repr__(self):
        return f"<{' '.join(self._repr_info())}>" if self._repr is None else self._repr

    def cancel(self):
        """Don't call it."""
        if not self._cancelled:
            self._cancelled = True
            if self._loop.get_debug():
                self._repr = repr(self)
            self._callback = None
            self._args = None

    def cancelled(self):
        """Whether cancel was called."""
        return self._cancelled

    def _run(self):
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except MemoryError as error:
            # Somebody may wait for what this was to do: a task is told, else the loop is left.
            refuse = getattr(getattr(self._callback, "__self__", None), "_refuse_step", None)
            if refuse is None or self._callback == refuse:
                raise
            self._callback, self._args = refuse, (error,)
            self._loop._ready.appendleft(self)
        except BaseException as error:
            source = _format_callback_source(self._callback, self._args)
            self._loop.call_exception_handler({
                "message": f"Exception in callback {source}", "exception": error, "handle": self})
        self = None    # an exception's traceback holds this frame


class TimerHandle(Handle):
    """A callback that the loop will call at a certain time."""

    __slots__ = ("_scheduled", "_when")

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when = when
        self._scheduled = False

    def _repr_info(self):
        info = super()._repr_info()
        info.insert(2 if self._cancelled else 1, f"when={self._when}")
        return info

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        return self._when < other._when if isinstance(other, TimerHandle) else NotImplemented

    def __le__(self, other):
        if isinstance(other, TimerHandle):
            return self._when < other._when or self.__eq__(other)
        return NotImplemented

    def __gt__(self, other):
        return self._when > other._when if isinstance(other, TimerHandle) else NotImplemented

    def __ge__(self, other):
        if isinstance(other, TimerHandle):
            return self._when > other._when or self.__eq__(other)
        return NotImplemented

    def __eq__(self, other):
        if not isinstance(other, TimerHandle):
            return NotImplemented
        return (self._when == other._when and self._callback == other._callback
                and self._args == other._args and self._cancelled == other._cancelled)

    def cancel(self):
        if not self._cancelled:
            self._loop._timer_handle_cancelled(self)
        super().cancel()

    def when(self):
        """The loop's time when it is called."""
        return self._when


# --- what is to be implemented ------------------------------------------------------------------

def _abstract(cls, names):
    def refuse(self, *args, **kwargs):
        raise NotImplementedError
    for name in names.split():
        setattr(cls, name, refuse)


class AbstractServer:
    """What a server can do."""


class AbstractEventLoop:
    """What an event loop can do."""


_abstract(AbstractServer, "close get_loop is_serving")
_abstract(AbstractEventLoop, """run_forever run_until_complete stop is_running is_closed close
    call_soon call_later call_at time create_future create_task call_soon_threadsafe
    run_in_executor set_exception_handler get_exception_handler default_exception_handler
    call_exception_handler get_debug set_debug set_task_factory get_task_factory
    _timer_handle_cancelled""")


class AbstractEventLoopPolicy:
    """Which event loop is the current one."""

    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError


class _DefaultPolicy(AbstractEventLoopPolicy):
    """One loop for the program, made when it is first asked for."""

    def __init__(self):
        self._loop = None
        self._set_called = False

    def get_event_loop(self):
        if self._loop is None and not self._set_called:
            self.set_event_loop(self.new_event_loop())
        if self._loop is None:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        return self._loop

    def set_event_loop(self, loop):
        self._set_called = True
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError("loop must be an instance of AbstractEventLoop or None, "
                            f"not '{type(loop).__name__}'")
        self._loop = loop

    def new_event_loop(self):
        from asyncio.base_events import EventLoop
        return EventLoop()


_DefaultPolicy.__name__ = _DefaultPolicy.__qualname__ = "_UnixDefaultEventLoopPolicy"

_policy = None
_running_loop = None


def get_event_loop_policy():
    """The policy that knows the current loop."""
    global _policy
    if _policy is None:
        _policy = _DefaultPolicy()
    return _policy


def set_event_loop_policy(policy):
    """Put another policy in its place; None: the default one."""
    global _policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError("policy must be an instance of AbstractEventLoopPolicy or None, "
                        f"not '{type(policy).__name__}'")
    _policy = policy


def _get_running_loop():
    return _running_loop


def _set_running_loop(loop):
    global _running_loop
    _running_loop = loop


def get_running_loop():
    """The loop that is running; RuntimeError if none is."""
    if _running_loop is None:
        raise RuntimeError("no running event loop")
    return _running_loop


def get_event_loop():
    """The loop that is running, else the policy's."""
    if _running_loop is not None:
        return _running_loop
    return get_event_loop_policy().get_event_loop()


def set_event_loop(loop):
    """Make this the policy's loop."""
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """A new loop, as the policy makes them."""
    return get_event_loop_policy().new_event_loop()

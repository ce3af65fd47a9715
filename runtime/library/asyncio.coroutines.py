"""What is a coroutine, and how is it shown."""

import collections.abc
import types

__all__ = ("iscoroutinefunction", "iscoroutine")

_kinds = (types.CoroutineType, types.GeneratorType, collections.abc.Coroutine)
_CO_COROUTINES = 0x80

# iscoroutinefunction believes those that carry this mark.
_is_coroutine = object()


def _unwrap(func):
    while hasattr(func, "__func__"):
        func = func.__func__
    partial = getattr(func, "func", None)
    return _unwrap(partial) if type(func).__name__ == "partial" and partial else func


def iscoroutinefunction(func):
    """Whether calling func gives a coroutine."""
    if getattr(func, "_is_coroutine", None) is _is_coroutine:
        return True
    code = getattr(_unwrap(func), "__code__", None)
    return bool(code) and bool(code.co_flags & _CO_COROUTINES)


def iscoroutine(obj):
    """Whether obj is a coroutine."""
    return isinstance(obj, _kinds)


def _format_coroutine(coro):
    name = getattr(coro, "__qualname__", None) or getattr(coro, "__name__", None)
    name = f"{name or f'<{type(coro).__name__} without __name__>'}()"
    code = getattr(coro, "cr_code", None) or getattr(coro, "gi_code", None)
    if not code:
        running = getattr(coro, "cr_running", None) or getattr(coro, "gi_running", None)
        return f"{name} running" if running else name
    frame = getattr(coro, "gi_frame", None) or getattr(coro, "cr_frame", None)
    where = code.co_filename or "<empty co_filename>"
    if frame is not None:
        return f"{name} running at {where}:{frame.f_lineno}"
    return f"{name} done, defined at {where}:{code.co_firstlineno}"

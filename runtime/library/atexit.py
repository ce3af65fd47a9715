"""Functions that are called when the program ends, the last registered first.

The interpreter calls _run_exitfuncs() before it takes the modules down.
"""

import sys

__all__ = ["register", "unregister"]

_entries = []


def register(func, /, *args, **kwargs):
    """Have func(*args, **kwargs) called at the end of the program; returns func."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _entries.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Forget every registration of func."""
    for index in range(len(_entries) - 1, -1, -1):
        if index < len(_entries) and _entries[index][0] == func:
            del _entries[index]


def _clear():
    """Forget all functions."""
    _entries.clear()


def _ncallbacks():
    """How many functions are registered."""
    return len(_entries)


def _run_exitfuncs():
    """Call all functions and forget them."""
    while _entries:
        func, args, kwargs = _entries.pop()
        try:
            func(*args, **kwargs)
        except BaseException as error:
            if error.__traceback__:    # it starts here, which tells nobody anything
                error.__traceback__ = error.__traceback__.tb_next
            sys.unraisablehook(_Unraisable(func, error))


class _Unraisable:
    """What sys.unraisablehook gets."""

    def __init__(self, func, error):
        self.exc_type = type(error)
        self.exc_value = error
        self.exc_traceback = error.__traceback__
        self.err_msg = "Exception ignored in atexit callback"
        self.object = func

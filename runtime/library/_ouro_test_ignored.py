"""Exceptions that no test hears of: of finalizers and callbacks, and of tasks that nobody awaits.

They are told of as warnings. Only text is kept, one for each place and type.
"""

import sys
import traceback

_noted = {}                            # where and of which type -> the traceback
_now = {"hook": None, "swept": False}  # the hook that was there, None: not begun; are allocations refused?


def begin(is_swept):
    _noted.clear()
    _now["hook"], _now["swept"] = sys.unraisablehook, is_swept
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = _hook


def end():
    """Texts of what was ignored since begin()."""
    sys.unraisablehook, _now["hook"] = _now["hook"], None
    texts = [f"{where}\n{details}" for where, details in _noted.items()]
    _noted.clear()
    return texts


def note(where, error):
    """A MemoryError is no news where allocations are refused."""
    if _now["hook"] is None or _now["swept"] and isinstance(error, MemoryError):
        return
    head = f"{where}: {type(error).__name__}"
    if head not in _noted:
        _noted[head] = _text(error)


def _text(error):
    return "".join(traceback.format_exception(error)).rstrip("\n")


def _hook(details):
    """Writes what the original one does, but only where it is held back: with a text that could be
    made, or not at all, so that nothing goes past sys.stderr."""
    error, thing = details.exc_value, details.object
    where = getattr(thing, "__qualname__", None) or type(thing).__qualname__
    note(f"exception ignored in {where}", error)
    if sys.stderr is not None and sys.stderr is not sys.__stderr__:
        head = details.err_msg or "Exception ignored in"
        sys.stderr.write(f"{head}: {thing!r}\n{_text(error)}\n")

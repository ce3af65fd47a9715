"""The event loop of tests: one that waits for what nobody will ever do says so, and ends.

Nothing comes from outside: there are no sockets, threads or signals. So a loop that has nothing to do,
now or later, would sleep for ever.
"""

import asyncio
import inspect
from asyncio.base_events import EventLoop

import _ouro_test_ignored as ignored


class _Loop(EventLoop):
    def _wait(self, seconds):
        if self._scheduled:
            super()._wait(seconds)
        else:
            raise RuntimeError("nothing will ever wake " + _sleepers(self))

    def default_exception_handler(self, context):
        super().default_exception_handler(context)
        if context.get("exception") is not None:
            ignored.note(context.get("message") or "exception in the event loop",
                         context["exception"])


_Loop.__name__ = _Loop.__qualname__ = EventLoop.__qualname__
_Loop.__module__ = EventLoop.__module__


def _sleepers(loop):
    """`wait_for_it (test_cache.py:30), work (test_cache.py:7)`: where the tasks wait."""
    places = sorted(filter(None, map(_place, asyncio.all_tasks(loop))))
    return ", ".join(places[:5] + ["..."] * (len(places) > 5)) or "the loop"


def _place(task):
    """The innermost line outside of the library."""
    found, coroutine = None, task.get_coro()
    while inspect.iscoroutine(coroutine) and coroutine.cr_frame is not None:
        code = coroutine.cr_code
        if not code.co_filename.startswith("<library>"):
            file = code.co_filename.rpartition("/")[2]
            found = f"{code.co_qualname} ({file}:{coroutine.cr_frame.f_lineno})"
        coroutine = coroutine.cr_await
    return found


class _Policy(type(asyncio.get_event_loop_policy())):
    def new_event_loop(self):
        return _Loop()


def use():
    """Whoever makes a loop from now on gets such a one."""
    asyncio.set_event_loop_policy(_Policy())

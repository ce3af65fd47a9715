# What CPython's tests of asyncio share, without what needs sockets, threads or logging.
import asyncio
import contextlib
import re
import sys
import unittest

from asyncio import base_events, events


class TestLoop(base_events.BaseEventLoop):
    """A loop whose time is told by a generator."""

    def __init__(self, gen=None):
        super().__init__()
        self._check_on_close = gen is not None
        self._gen = (gen or self._no_time)()
        next(self._gen)
        self._time = 0
        self._timers = []

    @staticmethod
    def _no_time():
        yield

    def time(self):
        return self._time

    def advance_time(self, advance):
        if advance:
            self._time += advance

    def close(self):
        super().close()
        if self._check_on_close:
            try:
                self._gen.send(0)
            except StopIteration:
                pass
            else:
                raise AssertionError("Time generator is not finished")

    def _wait(self, seconds):
        pass

    def _run_once(self):
        super()._run_once()
        for when in self._timers:
            self.advance_time(self._gen.send(when))
        self._timers = []

    def call_at(self, when, callback, *args, context=None):
        self._timers.append(when)
        return super().call_at(when, callback, *args, context=context)


def run_briefly(loop):
    async def once():
        pass

    coroutine = once()
    task = loop.create_task(coroutine)
    task._log_destroy_pending = False
    try:
        loop.run_until_complete(task)
    finally:
        coroutine.close()


def run_once(loop):
    loop.call_soon(loop.stop)
    loop.run_forever()


class MockPattern(str):
    def __eq__(self, other):
        return bool(re.search(str(self), other, re.S))


class TestCase(unittest.TestCase):
    @staticmethod
    def close_loop(loop):
        loop.close()

    def set_event_loop(self, loop, *, cleanup=True):
        if loop is None:
            raise AssertionError("loop is None")
        events.set_event_loop(None)
        if cleanup:
            self.addCleanup(self.close_loop, loop)

    def new_test_loop(self, gen=None):
        loop = TestLoop(gen)
        self.set_event_loop(loop)
        return loop

    def tearDown(self):
        events.set_event_loop(None)
        self.assertEqual(sys.exc_info(), (None, None, None))
        self.doCleanups()


@contextlib.contextmanager
def disable_logger():
    stderr = sys.stderr
    sys.stderr = None
    try:
        yield
    finally:
        sys.stderr = stderr


async def await_without_task(coro):
    error = None

    def run():
        nonlocal error
        try:
            for _ in coro.__await__():
                pass
        except BaseException as raised:
            error = raised

    asyncio.get_running_loop().call_soon(run)
    await asyncio.sleep(0)
    if error is not None:
        raise error

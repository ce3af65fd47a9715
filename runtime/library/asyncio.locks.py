"""Locks, events, conditions, semaphores and barriers between tasks."""

from collections import deque

from asyncio import events, exceptions

__all__ = ("Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier")


class _LoopBound:
    # Belongs to the loop in which it is waited for first.
    _loop = None

    def _get_loop(self):
        loop = events.get_running_loop()
        if self._loop is None:
            self._loop = loop
        if loop is not self._loop:
            raise RuntimeError(f"{self!r} is bound to a different event loop")
        return loop


_LoopBoundMixin = _LoopBound


class _Done:
    # Has been done; awaiting it needs no memory.
    __slots__ = ("_ended",)

    def __init__(self):
        self._ended = iter(())

    def __await__(self):
        return self._ended


_done = _Done()


# Whoever gives something back, or wakes others, can't try again: so in what follows nothing is made
# on such ways, no iterator and no coroutine, and no refused allocation leaves others waiting.

class _ContextManager:
    async def __aenter__(self):
        await self.acquire()
        return None

    def __aexit__(self, exc_type, exc, tb):
        self.release()
        return _done


def _show(obj, extra):
    waiters = getattr(obj, "_waiters", None)
    if waiters:
        extra = f"{extra}, waiters:{len(waiters)}"
    return f"<{object.__repr__(obj)[1:-1]} [{extra}]>"


def _wake(waiters, most, result):
    woken = at = 0
    while woken < most and at < len(waiters):
        waiter = waiters[at]
        if not waiter.done():
            waiter.set_result(result)
            woken += 1
        at += 1
    return woken


class Lock(_ContextManager, _LoopBound):
    """One task at a time."""

    def __init__(self):
        self._waiters = None
        self._locked = False

    def __repr__(self):
        return _show(self, "locked" if self._locked else "unlocked")

    def locked(self):
        """Whether a task holds it."""
        return self._locked

    async def acquire(self):
        """Wait until no other task holds it, and take it."""
        if not self._locked and (self._waiters is None
                                 or all(w.cancelled() for w in self._waiters)):
            self._locked = True
            return True
        if self._waiters is None:
            self._waiters = deque()
        waiter = self._get_loop().create_future()
        self._waiters.append(waiter)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except (exceptions.CancelledError, MemoryError):
            if not self._locked:
                self._wake_up_first()
            raise
        self._locked = True
        return True

    def release(self):
        """Let the next task have it."""
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_up_first()

    def _wake_up_first(self):
        if self._waiters and not self._waiters[0].done():
            self._waiters[0].set_result(True)


class Event(_LoopBound):
    """Something that many tasks may wait for."""

    def __init__(self):
        self._waiters = deque()
        self._value = False

    def __repr__(self):
        return _show(self, "set" if self._value else "unset")

    def is_set(self):
        """Whether it has happened."""
        return self._value

    def set(self):
        """It has happened: all go on."""
        if not self._value:
            self._value = True
            _wake(self._waiters, len(self._waiters), True)

    def clear(self):
        """It hasn't happened any more."""
        self._value = False

    async def wait(self):
        """Wait until it has happened."""
        if self._value:
            return True
        waiter = self._get_loop().create_future()
        self._waiters.append(waiter)
        try:
            await waiter
            return True
        finally:
            self._waiters.remove(waiter)


class Condition(_ContextManager, _LoopBound):
    """A lock, and tasks that wait until another one notifies them."""

    def __init__(self, lock=None):
        if lock is None:
            lock = Lock()
        self._lock = lock
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = deque()

    def __repr__(self):
        return _show(self, "locked" if self.locked() else "unlocked")

    async def wait(self):
        """Give the lock back, wait for a notification, take the lock again."""
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            waiter = self._get_loop().create_future()
            self._waiters.append(waiter)
            try:
                await waiter
                return True
            finally:
                self._waiters.remove(waiter)
        finally:
            # However it ends, the lock is held.
            cancelled = None
            while True:
                try:
                    await self.acquire()
                    break
                except exceptions.CancelledError as error:
                    cancelled = error
                except MemoryError as error:
                    if isinstance(cancelled, MemoryError):
                        raise
                    cancelled = error
            if cancelled is not None:
                try:
                    raise cancelled
                finally:
                    cancelled = None

    async def wait_for(self, predicate):
        """Wait until the predicate is true."""
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        """Let n of those that wait go on."""
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        _wake(self._waiters, n, False)

    def notify_all(self):
        """Let all of them go on."""
        self.notify(len(self._waiters))


class Semaphore(_ContextManager, _LoopBound):
    """So many tasks at a time."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._waiters = None
        self._value = value

    def __repr__(self):
        return _show(self, "locked" if self.locked() else f"unlocked, value:{self._value}")

    def locked(self):
        """Whether acquire would have to wait."""
        return self._value == 0 or any(not w.cancelled() for w in self._waiters or ())

    async def acquire(self):
        """Wait for a place, and take it."""
        if not self.locked():
            self._value -= 1
            return True
        if self._waiters is None:
            self._waiters = deque()
        waiter = self._get_loop().create_future()
        self._waiters.append(waiter)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except (exceptions.CancelledError, MemoryError):
            if waiter.done() and not waiter.cancelled():
                # The place was given to us already.
                self._value += 1
            raise
        finally:
            while self._value > 0 and self._wake_up_next():
                pass
        return True

    def release(self):
        """Give a place back."""
        self._value += 1
        self._wake_up_next()

    def _wake_up_next(self):
        if self._waiters and _wake(self._waiters, 1, True):
            self._value -= 1
            return True
        return False


class BoundedSemaphore(Semaphore):
    """A semaphore that can't be given back more often than it was taken."""

    def __init__(self, value=1):
        self._bound_value = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class _State:
    def __init__(self, value):
        self.value = value


_FILLING, _DRAINING = _State("filling"), _State("draining")
_RESETTING, _BROKEN = _State("resetting"), _State("broken")


class Barrier(_LoopBound):
    """So many tasks wait for each other."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition()
        self._parties = parties
        self._state = _FILLING
        self._count = 0

    def __repr__(self):
        extra = self._state.value
        if not self.broken:
            extra += f", waiters:{self.n_waiting}/{self.parties}"
        return _show(self, extra)

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        """Wait for the others; gives each task another number."""
        async with self._cond:
            await self._block()
            try:
                index = self._count
                self._count += 1
                if index + 1 == self._parties:
                    self._state = _DRAINING
                    self._cond.notify_all()
                else:
                    await self._wait()
                return index
            finally:
                self._count -= 1
                self._exit()

    # Waits until those of the round before have left.
    async def _block(self):
        await self._cond.wait_for(lambda: self._state not in (_DRAINING, _RESETTING))
        if self._state is _BROKEN:
            raise exceptions.BrokenBarrierError("Barrier aborted")

    async def _wait(self):
        await self._cond.wait_for(lambda: self._state is not _FILLING)
        if self._state in (_BROKEN, _RESETTING):
            raise exceptions.BrokenBarrierError("Abort or reset of barrier")

    def _exit(self):
        if self._count == 0:
            if self._state in (_RESETTING, _DRAINING):
                self._state = _FILLING
            self._cond.notify_all()

    async def reset(self):
        """Begin anew; those that wait get BrokenBarrierError."""
        async with self._cond:
            if self._count > 0:
                if self._state is not _RESETTING:
                    self._state = _RESETTING
            else:
                self._state = _FILLING
            self._cond.notify_all()

    async def abort(self):
        """Break it: whoever waits, now or later, gets BrokenBarrierError."""
        async with self._cond:
            self._state = _BROKEN
            self._cond.notify_all()

    @property
    def parties(self):
        """How many tasks it waits for."""
        return self._parties

    @property
    def n_waiting(self):
        """How many wait."""
        return self._count if self._state is _FILLING else 0

    @property
    def broken(self):
        """Whether it is broken."""
        return self._state is _BROKEN

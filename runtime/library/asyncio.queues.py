"""Queues between tasks."""

from collections import deque

from asyncio import locks

__all__ = ("Queue", "PriorityQueue", "LifoQueue", "QueueFull", "QueueEmpty")


class QueueEmpty(Exception):
    """get_nowait of an empty queue."""


class QueueFull(Exception):
    """put_nowait to a full queue."""


class Queue(locks._LoopBound):
    """First in, first out; with maxsize > 0 put waits while it is full."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = deque()
        self._putters = deque()
        self._unfinished_tasks = 0
        self._finished = locks.Event()
        self._finished.set()
        self._init(maxsize)

    # What other kinds of queues do otherwise.

    def _init(self, maxsize):
        self._queue = deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def _wakeup_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    __class_getitem__ = classmethod(type(list[int]))

    def _format(self):
        result = f"maxsize={self._maxsize!r}"
        if getattr(self, "_queue", None):
            result += f" _queue={list(self._queue)!r}"
        if self._getters:
            result += f" _getters[{len(self._getters)}]"
        if self._putters:
            result += f" _putters[{len(self._putters)}]"
        if self._unfinished_tasks:
            result += f" tasks={self._unfinished_tasks}"
        return result

    def qsize(self):
        """How many items there are."""
        return len(self._queue)

    @property
    def maxsize(self):
        """How many there may be; 0: any number."""
        return self._maxsize

    def empty(self):
        """Whether there is none."""
        return not self._queue

    def full(self):
        """Whether put would have to wait."""
        return self._maxsize > 0 and self.qsize() >= self._maxsize

    async def _wait_in(self, waiters, may_go_on):
        waiter = self._get_loop().create_future()
        waiters.append(waiter)
        try:
            await waiter
        except:
            waiter.cancel()    # in case it was only our task that was cancelled
            try:
                waiters.remove(waiter)
            except ValueError:
                pass           # it was woken up before
            if may_go_on() and not waiter.cancelled():
                # It was our turn: it is the next one's now.
                self._wakeup_next(waiters)
            raise

    async def put(self, item):
        """Add an item; waits for room."""
        while self.full():
            await self._wait_in(self._putters, lambda: not self.full())
        return self.put_nowait(item)

    def put_nowait(self, item):
        """Add an item; QueueFull if there is no room."""
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._finished.clear()
        self._wakeup_next(self._getters)

    async def get(self):
        """Take an item; waits for one."""
        while self.empty():
            await self._wait_in(self._getters, lambda: not self.empty())
        return self.get_nowait()

    def get_nowait(self):
        """Take an item; QueueEmpty if there is none."""
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._wakeup_next(self._putters)
        return item

    def task_done(self):
        """What was taken has been dealt with."""
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):
        """Wait until everything has been dealt with."""
        if self._unfinished_tasks > 0:
            await self._finished.wait()


class PriorityQueue(Queue):
    """The smallest item first. The items are a binary heap."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        heap = self._queue
        heap.append(item)
        self._rise(0, len(heap) - 1)

    def _rise(self, top, at):
        heap = self._queue
        item = heap[at]
        while at > top:
            parent = (at - 1) >> 1
            if not item < heap[parent]:
                break
            heap[at] = heap[parent]
            at = parent
        heap[at] = item

    def _get(self):
        heap = self._queue
        last = heap.pop()
        if not heap:
            return last
        first = heap[0]
        # The hole sinks to the bottom, and the last item rises from there.
        at, child, count = 0, 1, len(heap)
        while child < count:
            if child + 1 < count and not heap[child] < heap[child + 1]:
                child += 1
            heap[at] = heap[child]
            at, child = child, 2 * child + 1
        heap[at] = last
        self._rise(0, at)
        return first


class LifoQueue(Queue):
    """The newest item first."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()

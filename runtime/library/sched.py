"""A generally useful event scheduler class.

It is told how to read the time and how to wait; events are functions with a time and a priority.
"""

import heapq
from collections import namedtuple
from time import monotonic as _time
from time import sleep as _sleep

__all__ = ["scheduler"]


class Event(namedtuple('Event', 'time, priority, sequence, action, argument, kwargs')):
    '''Events with the same time and priority run in the order in which they were entered.'''

    __slots__ = []


_unset = object()


class scheduler:

    def __init__(self, timefunc=_time, delayfunc=_sleep):
        """Initialize a new instance, passing the time and delay functions"""
        self._queue = []
        self._entered = 0
        self.timefunc = timefunc
        self.delayfunc = delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=_unset):
        """Enter a new event in the queue at an absolute time.

        Returns an ID for the event which can be used to remove it, if necessary.
        """
        kwargs = {} if kwargs is _unset else kwargs
        event = Event(time, priority, self._entered, action, argument, kwargs)
        self._entered += 1
        heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_unset):
        """A variant that specifies the time as a relative time."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        """Remove an event from the queue.

        If the event is not in the queue, this raises ValueError.
        """
        self._queue.remove(event)
        heapq.heapify(self._queue)

    def empty(self):
        """Check whether the queue is empty."""
        return not self._queue

    def run(self, blocking=True):
        """Execute events until the queue is empty.

        If blocking is False executes the scheduled events due to
        expire soonest (if any) and then return the deadline of the
        next scheduled call in the scheduler.
        """
        queue = self._queue
        while queue:
            event = queue[0]
            now = self.timefunc()
            if event.time > now:
                if not blocking:
                    return event.time - now
                self.delayfunc(event.time - now)
                continue
            heapq.heappop(queue)
            event.action(*event.argument, **event.kwargs)
            self.delayfunc(0)      # others may run

    @property
    def queue(self):
        """An ordered list of upcoming events.

        Events are named tuples with fields for:
            time, priority, action, arguments, kwargs
        """
        return sorted(self._queue)

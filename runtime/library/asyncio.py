"""Asynchronous programs: tasks that take turns in one event loop.

The modules below are imported when one of their names is first asked for."""

import sys

__path__ = []    # a package

_homes = {
    "base_events": ("BaseEventLoop",),
    "coroutines": ("iscoroutinefunction", "iscoroutine"),
    "events": ("AbstractEventLoopPolicy", "AbstractEventLoop", "AbstractServer", "Handle",
               "TimerHandle", "get_event_loop_policy", "set_event_loop_policy", "get_event_loop",
               "set_event_loop", "new_event_loop", "get_running_loop", "_set_running_loop",
               "_get_running_loop"),
    "exceptions": ("BrokenBarrierError", "CancelledError", "InvalidStateError", "TimeoutError",
                   "IncompleteReadError", "LimitOverrunError", "SendfileNotAvailableError"),
    "futures": ("Future", "wrap_future", "isfuture"),
    "locks": ("Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier"),
    "queues": ("Queue", "PriorityQueue", "LifoQueue", "QueueFull", "QueueEmpty"),
    "runners": ("Runner", "run"),
    "taskgroups": ("TaskGroup",),
    "tasks": ("Task", "create_task", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED",
              "wait", "wait_for", "as_completed", "sleep", "gather", "shield", "ensure_future",
              "run_coroutine_threadsafe", "current_task", "all_tasks", "_register_task",
              "_unregister_task", "_enter_task", "_leave_task"),
    "threads": ("to_thread",),
    "timeouts": ("Timeout", "timeout", "timeout_at"),
}
_home_of = {name: home for home, names in _homes.items() for name in names}

__all__ = tuple(_home_of)


def __getattr__(name):
    home = name if name in _homes else _home_of.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    __import__(f"{__name__}.{home}")
    module = sys.modules[f"{__name__}.{home}"]
    if name in _homes:
        return module
    value = globals()[name] = getattr(module, name)
    return value


def __dir__():
    return sorted({*globals(), *_homes, *_home_of})

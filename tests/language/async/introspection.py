# What inspect, sys and dir say of coroutines and asynchronous generators.

import asyncio, inspect
async def f(): pass
async def g(): yield
print(inspect.iscoroutinefunction(f), inspect.isasyncgenfunction(g), inspect.iscoroutine(f), inspect.isawaitable(f))
# expect: True True False False
c=f(); print(inspect.isawaitable(c), inspect.iscoroutine(c), inspect.getcoroutinestate(c)); c.close(); print(inspect.getcoroutinestate(c))
# expect: True True CORO_CREATED
# expect: CORO_CLOSED
print(f.__code__.co_flags & 0x80, g.__code__.co_flags & 0x200, (lambda: (x for x in [])).__code__.co_flags)
# expect: 128 512 3
print(repr(asyncio.Future), repr(asyncio.Task), asyncio.CancelledError, asyncio.TimeoutError is TimeoutError, asyncio.QueueEmpty)
# expect: <class '_asyncio.Future'> <class '_asyncio.Task'> <class 'asyncio.exceptions.CancelledError'> True <class 'asyncio.queues.QueueEmpty'>
import sys
print(sys.get_asyncgen_hooks(), sys.get_coroutine_origin_tracking_depth())
# expect: asyncgen_hooks(firstiter=None, finalizer=None) 0
for bad in (lambda: sys.set_asyncgen_hooks(5), lambda: sys.set_asyncgen_hooks(finalizer=3), lambda: sys.set_coroutine_origin_tracking_depth(-1)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
    # expect: TypeError callable firstiter expected, got int
    # expect: TypeError callable finalizer expected, got int
    # expect: ValueError depth must be >= 0
print(type(f).__name__, sorted(n for n in dir(c) if not n.startswith("__")), sorted(n for n in dir(g()) if not n.startswith("__")))
# expect: function ['close', 'cr_await', 'cr_code', 'cr_frame', 'cr_origin', 'cr_running', 'cr_suspended', 'send', 'throw'] ['aclose', 'ag_await', 'ag_code', 'ag_frame', 'ag_running', 'asend', 'athrow']
import collections.abc as a
print(isinstance(c, a.Coroutine), issubclass(type(g()), a.AsyncGenerator), isinstance(g(), a.AsyncIterable))
# expect: True True True
exec("import asyncio\nfrom asyncio import *")
print(Queue, sleep.__name__)    # expect: <class 'asyncio.queues.Queue'> sleep

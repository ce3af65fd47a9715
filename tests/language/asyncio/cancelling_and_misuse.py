# Cancelling, time limits, callbacks, futures, groups, and the messages of wrong use.

import asyncio
async def f(n):
    await asyncio.sleep(0.001*n)
    return n
async def main():
    loop = asyncio.get_running_loop()
    print([await c for c in asyncio.as_completed([f(3), f(1), f(2)])])
    # cancellation order, nested timeouts, uncancel
    async def inner():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("inner cancelled")
            raise
        finally:
            print("inner fin")
    t = asyncio.create_task(inner())
    await asyncio.sleep(0)
    print(t.cancel("m"), t.cancelling(), t.uncancel(), t.cancelled())
    try: await t
    except asyncio.CancelledError as e: print("args", e.args, t.cancelled())
    async def stubborn():
        try: await asyncio.sleep(10)
        except asyncio.CancelledError: return "survived"
    t = asyncio.create_task(stubborn()); await asyncio.sleep(0); t.cancel()
    print(await t)
    try:
        async with asyncio.timeout(0.01) as outer:
            try:
                async with asyncio.timeout(1) as i: await asyncio.sleep(5)
            finally: print("exp", i.expired(), outer.expired())
    except TimeoutError: print("TimeoutError", outer.expired())
    order = []
    def cb(x): order.append(x)
    loop.call_soon(cb, 1); loop.call_soon(cb, 2)
    h = loop.call_soon(cb, 3); h.cancel()
    loop.call_later(0.002, cb, 5); loop.call_later(0.001, cb, 4)
    th = loop.call_later(0.0015, cb, 9); th.cancel(); print(th.cancelled())
    await asyncio.sleep(0.01)
    print(order)
    fut = loop.create_future()
    fut.add_done_callback(lambda f: print("done cb", f.result()))
    loop.call_soon(fut.set_result, 42)
    print(await fut)
    fut = loop.create_future()
    fut.set_exception(ValueError("fe"))
    try: await fut
    except ValueError as e: print(e)
    try: fut.set_exception(StopIteration)
    except (TypeError, asyncio.InvalidStateError) as e: print(type(e).__name__, e)
    try: loop.create_future().set_exception(StopIteration)
    except TypeError as e: print(e)
    try: loop.create_future().result()
    except asyncio.InvalidStateError as e: print(e)
    try: loop.create_future().exception()
    except asyncio.InvalidStateError as e: print(e)
    async def selfish():
        await asyncio.current_task()
    try: await asyncio.create_task(selfish(), name="s")
    except RuntimeError as e: print(str(e)[:40])
    class Bad:
        def __await__(self): yield 5
    async def bad(): await Bad()
    try: await asyncio.create_task(bad())
    except RuntimeError as e: print(e)
    try: asyncio.create_task(5)
    except TypeError as e: print(e)
    try: await asyncio.wait([])
    except ValueError as e: print(e)
    try: await asyncio.wait([f(1)])
    except TypeError as e: print(e)
    g = asyncio.gather(f(1), f(2))
    g.cancel()
    try: await g
    except asyncio.CancelledError as e: print("gather cancelled", e.args)
    r = await asyncio.gather(*[f(x) for x in (2, 1, 2)])
    print(r)
    try:
        async with asyncio.TaskGroup() as tg:
            async def bad2(x): raise x
            tg.create_task(bad2(ValueError(1))); tg.create_task(bad2(TypeError(2)))
            await asyncio.sleep(1)
    except* ValueError as eg: print("v", eg.exceptions)
    except* TypeError as eg: print("t", eg.exceptions)
    sem = asyncio.BoundedSemaphore(1)
    try: sem.release()
    except ValueError as e: print(e)
    lock = asyncio.Lock()
    try: lock.release()
    except RuntimeError as e: print(e)
    q = asyncio.LifoQueue(); [q.put_nowait(x) for x in range(3)]; print(q.get_nowait(), q)if False else print(q.get_nowait(), str(q))
    try: q.task_done(); q.task_done(); q.task_done(); q.task_done()
    except ValueError as e: print(e)
    ev = asyncio.Event(); loop.call_later(.001, ev.set); print(await ev.wait(), ev.is_set())
    print(await asyncio.wait_for(f(1), None), await asyncio.wait_for(f(1), 5))
    try: await asyncio.wait_for(f(100), 0)
    except TimeoutError as e: print("wf0", repr(e))
    return "end"
print(asyncio.run(main()))
# expect: [1, 2, 3]
# expect: True 1 0 False
# expect: inner cancelled
# expect: inner fin
# expect: args ('m',) True
# expect: survived
# expect: exp False True
# expect: TimeoutError True
# expect: True
# expect: [1, 2, 4, 5]
# expect: done cb 42
# expect: 42
# expect: fe
# expect: InvalidStateError invalid state
# expect: StopIteration interacts badly with generators and cannot be raised into a Future
# expect: Result is not set.
# expect: Exception is not set.
# expect: Task cannot await on itself: <Task pendi
# expect: Task got bad yield: 5
# expect: a coroutine was expected, got 5
# expect: Set of Tasks/Futures is empty.
# expect: Passing coroutines is forbidden, use tasks explicitly.
# expect: gather cancelled ()
# expect: [2, 1, 2]
# expect: v (ValueError(1),)
# expect: t (TypeError(2),)
# expect: BoundedSemaphore released too many times
# expect: Lock is not acquired.
# expect: 2 <LifoQueue maxsize=0 _queue=[0, 1] tasks=3>
# expect: task_done() called too many times
# expect: True True
# expect: 1 1
# expect: wf0 TimeoutError()
# expect: end
loop = asyncio.new_event_loop()
print(loop.run_until_complete(f(1)), loop)
# expect: 1 <_UnixSelectorEventLoop running=False closed=False debug=False>
loop.call_soon(loop.stop); loop.run_forever()
try: loop.run_until_complete(loop.create_future()) if loop.call_soon(loop.stop) else 0
except RuntimeError as e: print(e)    # expect: Event loop stopped before Future completed.
loop.close(); print(loop.is_closed())    # expect: True
c = f(1)
try: loop.run_until_complete(c)
except RuntimeError as e: print(e)    # expect: Event loop is closed
c.close()
asyncio.set_event_loop(None)
try: asyncio.get_event_loop()
except RuntimeError as e: print(e)
# expect: There is no current event loop in thread 'MainThread'.
async def ki(): raise KeyboardInterrupt
try: asyncio.run(ki())
except KeyboardInterrupt: print("KI")    # expect: KI
async def se(): raise SystemExit(3)
asyncio.run(se())
# expect-stderr: {file}:73: RuntimeWarning: coroutine 'f' was never awaited
# expect-stderr:   except TypeError as e: print(e)
# expect-stderr: RuntimeWarning: Enable tracemalloc to get the object allocation traceback
# expect-exit: 3

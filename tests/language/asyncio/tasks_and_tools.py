# Tasks, waiting, time limits, groups, queues, locks: what a program of tasks prints, in order.

import asyncio, sys
async def say(n, d):
    await asyncio.sleep(d)
    print(n)
    return n
async def main():
    t1 = asyncio.create_task(say("a", .02)); t2 = asyncio.create_task(say("b", .01), name="bb")
    print(t2.get_name(), t1.get_name(), asyncio.current_task().get_name())
    print(await t1, await t2)
    print(await asyncio.gather(say(1, .01), say(2, 0), say(3, 0)))
    try:
        await asyncio.wait_for(asyncio.sleep(10), .01)
    except asyncio.TimeoutError as e: print("timeout", repr(e), repr(e.__cause__))
    try:
        async with asyncio.timeout(.01):
            await asyncio.sleep(5)
    except TimeoutError: print("t/o")
    async def boom(x): 
        await asyncio.sleep(.001); raise ValueError(x)
    r = await asyncio.gather(boom(1), say("z", 0), return_exceptions=True)
    print(r)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(boom(5)); t=tg.create_task(asyncio.sleep(100))
            print(tg)
    except BaseExceptionGroup as e: print(repr(e), t.cancelled())
    for f in asyncio.as_completed([say(1,.3), say(2,.01)]):
        print("ac", await f)
    done, pending = await asyncio.wait([asyncio.create_task(say("w",0)), asyncio.create_task(asyncio.sleep(9))], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    for p in pending: p.cancel("bye")
    try: await p
    except asyncio.CancelledError as e: print("canc", e.args)
    q = asyncio.Queue(2)
    async def prod():
        for i in range(5): await q.put(i); print("put", i)
        await q.put(None)
    async def cons():
        while (x := await q.get()) is not None: print("got", x); q.task_done()
        q.task_done()
    await asyncio.gather(prod(), cons()); await q.join()
    l = asyncio.Lock(); print(l.locked())
    async with l: print(l.locked(), str(l)[-9:])
    s = asyncio.Semaphore(2)
    async def sem(n):
        async with s: print("in", n); await asyncio.sleep(0); print("out", n)
    await asyncio.gather(*map(sem, range(4)))
    b = asyncio.Barrier(3)
    print(sorted(await asyncio.gather(b.wait(), b.wait(), b.wait())))
    c = asyncio.Condition()
    async def waiter(n):
        async with c: await c.wait(); print("notified", n)
    ts = [asyncio.create_task(waiter(i)) for i in range(3)]
    await asyncio.sleep(0)
    async with c: c.notify(1)
    await asyncio.sleep(0.01)
    async with c: c.notify_all()
    await asyncio.gather(*ts)
    pq = asyncio.PriorityQueue()
    for x in [5,2,8,1,9,3]: pq.put_nowait(x)
    print([pq.get_nowait() for _ in range(6)])
    try: pq.get_nowait()
    except asyncio.QueueEmpty as e: print(repr(e))
    inner = asyncio.create_task(say("inner", .02))
    sh = asyncio.shield(inner)
    sh.cancel()
    try: await sh
    except asyncio.CancelledError: print("sh c")
    print(await inner)
    f = asyncio.get_running_loop().create_future()
    print(f)
    f.set_result(3); print(f, await f)
    try: f.set_result(4)
    except asyncio.InvalidStateError as e: print(e)
    t = asyncio.create_task(boom(9))
    try: await t
    except ValueError as e: print(e, t.exception() is e)
    print(asyncio.iscoroutinefunction(main), asyncio.iscoroutine(main))
    print(len(asyncio.all_tasks()))
    async def bad(): await asyncio.sleep(0); raise KeyError(1)
    return 7
print(asyncio.run(main()))
# expect: bb Task-2 Task-1
# expect: b
# expect: a
# expect: a b
# expect: 2
# expect: 3
# expect: 1
# expect: [1, 2, 3]
# expect: timeout TimeoutError() CancelledError()
# expect: t/o
# expect: z
# expect: [ValueError(1), 'z']
# expect: <TaskGroup tasks=2 entered>
# expect: ExceptionGroup('unhandled errors in a TaskGroup', [ValueError(5)]) True
# expect: 2
# expect: ac 2
# expect: 1
# expect: ac 1
# expect: w
# expect: 1 1
# expect: canc ('bye',)
# expect: put 0
# expect: put 1
# expect: got 0
# expect: got 1
# expect: put 2
# expect: put 3
# expect: got 2
# expect: got 3
# expect: put 4
# expect: got 4
# expect: False
# expect: True [locked]>
# expect: in 0
# expect: in 1
# expect: out 0
# expect: out 1
# expect: in 2
# expect: in 3
# expect: out 2
# expect: out 3
# expect: [0, 1, 2]
# expect: notified 0
# expect: notified 1
# expect: notified 2
# expect: [1, 2, 3, 5, 8, 9]
# expect: QueueEmpty()
# expect: sh c
# expect: inner
# expect: inner
# expect: <Future pending>
# expect: <Future finished result=3> 3
# expect: invalid state
# expect: 9 True
# expect: True False
# expect: 1
# expect: 7
try: asyncio.run(5)
except ValueError as e: print(e)    # expect: a coroutine was expected, got 5
try: asyncio.get_running_loop()
except RuntimeError as e: print(e)    # expect: no running event loop
async def m2():
    try: asyncio.run(m3 := say(1,1))
    except RuntimeError as e: print(e); m3.close()
    async def bg():
        try: await asyncio.sleep(10)
        finally: print("bg fin")
    t = asyncio.create_task(bg())
    await asyncio.sleep(0)
    async def ag():
        try: yield 1
        finally: print("ag fin")
    async for x in ag():
        break
    await asyncio.sleep(0)
    a2 = ag(); await anext(a2)
    return a2
x = asyncio.run(m2())
# expect: asyncio.run() cannot be called from a running event loop
# expect: ag fin
# expect: bg fin
# expect: ag fin
with asyncio.Runner() as r:
    print(r.run(say("r", 0)))
    # expect: r
    # expect: r

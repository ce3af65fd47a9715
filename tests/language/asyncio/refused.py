# Whatever allocation is refused, nobody waits for ever: giving back and waking are never refused.
# differs: CPython has no memtest
# moments: sweeps with a collection at every turn would take minutes
# timeout: 100
import asyncio
import memory
import os
import sys
import warnings

warnings.simplefilter("ignore")        # coroutines that were never awaited


# ---- what wakes others --------------------------------------------------------------------------

async def woken(make, wait, wake):
    """Whether three that wait all go on, though each of the first allocations is refused while
    they are woken; and how many allocations that took."""
    refused = []

    async def one(thing):
        await wait(thing)
        return 1

    for n in range(1, 20):
        thing = await make()
        tasks = [asyncio.create_task(one(thing)) for _ in range(3)]
        await asyncio.sleep(0)
        memory._fail_at(n)
        wake(thing)                    # raises nothing
        refused.append(memory._fail_at(0))
        assert await asyncio.gather(*tasks) == [1, 1, 1]
    return any(refused)


async def held_lock():
    lock = asyncio.Lock()
    await lock.acquire()
    return lock


async def pass_on(lock):
    async with lock:
        pass


async def empty_semaphore():
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    return semaphore


async def made_event():
    return asyncio.Event()


async def made_future():
    return asyncio.get_running_loop().create_future()


async def waited(future):
    return await future


async def unfinished():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    return queue


async def notified(condition):
    async with condition:
        await condition.wait()


async def made_condition():
    return asyncio.Condition()


def notify(condition):
    condition._lock._locked = True     # what acquire() does
    condition.notify_all()
    condition.release()


for case in ((held_lock, pass_on, asyncio.Lock.release),
             (held_lock, pass_on, lambda lock: lock.__aexit__(None, None, None)),
             (empty_semaphore, pass_on, asyncio.Semaphore.release),
             (made_event, asyncio.Event.wait, asyncio.Event.set),
             (unfinished, asyncio.Queue.join, asyncio.Queue.task_done),
             (made_condition, notified, notify),
             (made_future, waited, lambda future: future.set_result(1))):
    print(asyncio.run(woken(*case)), end="")
print()    # expect: TrueTrueTrueTrueTrueTrueTrue


# ---- what waits ---------------------------------------------------------------------------------

class Boom(Exception):
    pass


async def locks():
    lock = asyncio.Lock()
    order = []

    async def worker(n):
        async with lock:
            order.append(n)
            await asyncio.sleep(0)
    await asyncio.gather(*[worker(n) for n in range(4)])
    assert order == [0, 1, 2, 3], order


async def conditions():
    condition = asyncio.Condition()
    state = 0

    async def waiter(n):
        async with condition:
            await condition.wait_for(lambda: state >= n)

    async def notifier():
        nonlocal state
        for _ in range(2):
            await asyncio.sleep(0)
            async with condition:
                state += 1
                condition.notify_all()
    async with asyncio.TaskGroup() as group:
        for n in range(2):
            group.create_task(waiter(n + 1))
        group.create_task(notifier())


async def barriers():
    barrier = asyncio.Barrier(3)

    async def party():
        async with barrier:
            pass
        await barrier.wait()
    await asyncio.gather(*[party() for _ in range(3)])


async def semaphores():
    semaphore = asyncio.BoundedSemaphore(2)

    async def worker():
        async with semaphore:
            await asyncio.sleep(0)
    async with asyncio.TaskGroup() as group:
        for _ in range(4):
            group.create_task(worker())


async def queues():
    queue = asyncio.Queue(1)

    async def consumer():
        while True:
            await queue.get()
            queue.task_done()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(consumer())
        for n in range(3):
            await queue.put(n)
        await queue.join()
        task.cancel()


async def failing_group():
    async def bad():
        await asyncio.sleep(0)
        raise Boom
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.Event().wait())
            group.create_task(bad())
    except* Boom:
        pass


async def limits():
    future = asyncio.get_running_loop().create_future()
    try:
        await asyncio.wait_for(future, 0.0003)
    except TimeoutError:
        pass
    try:
        async with asyncio.timeout(0.0003):
            await asyncio.shield(asyncio.Event().wait())
    except TimeoutError:
        pass
    for each in asyncio.as_completed([asyncio.Event().wait()], timeout=0.0003):
        try:
            await each
        except TimeoutError:
            pass


async def generators():
    async def numbers():
        try:
            for i in range(3):
                yield i
        finally:
            await asyncio.sleep(0)
    async for n in numbers():
        if n == 1:
            break
    left = numbers()
    await anext(left)
    keep.append(left)


keep = []
counts = []


def attempt(function, n):
    """Whether there was an n-th allocation to refuse."""
    memory._fail_at(n)
    try:
        asyncio.run(function())
    except MemoryError:
        pass
    except BaseExceptionGroup as group:
        assert group.split(MemoryError)[1] is None
    finally:
        refused = memory._fail_at(0)
        keep.clear()
    return refused


sys.unraisablehook = lambda details: None
sys.stderr = open(os.devnull, "w")     # tasks that were destroyed, errors nobody has asked for
for function in (locks, conditions, barriers, semaphores, queues, failing_group, limits,
                 generators):
    n = 1
    while attempt(function, n):
        n += 1
    assert memory._audit() is None
    counts.append(n > 200)
sys.stderr = sys.__stderr__
print(counts)    # expect: [True, True, True, True, True, True, True, True]

# Library modules pass a refused allocation on as MemoryError, and lose nothing by it.
# differs: CPython has no memtest
# moments: sweeps with a collection at every turn would take minutes
# timeout: 100
import ast
import asyncio
import collections
import dataclasses
import datetime
import enum
import os
import sys
import tempfile
import unittest
import warnings
from memtest import oom_sweep

sys.unraisablehook = lambda details: None


def dates():
    datetime.date.fromisoformat("2020-01-02")
    datetime.time.fromisoformat("03:04:05+01:00")
    datetime.datetime.fromisoformat("2020-01-02T03:04:05")


def enums():
    class Number(enum.IntEnum):
        ONE = 1

    class Bits(enum.Flag):
        A = enum.auto()
        B = enum.auto()
    return Number(1), Bits.A | Bits.B


def classes():
    @dataclasses.dataclass
    class Point:
        x: int = 0
        tags: list = dataclasses.field(default_factory=list)

        @property
        def double(self):
            return self.x * 2
    return Point(1).double


def trees():
    compile(ast.parse("a = [1, not b]"), "tree", "exec")


def files():
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"x")
    assert not os.path.exists(file.name)


print([oom_sweep(function) > 1 for function in (dates, enums, classes, trees, files)])
# expect: [True, True, True, True, True]

# Whatever is refused, a deque has its items.
import memory


def drain(queue, count):
    for _ in range(count):
        queue.popleft()


for n in range(1, 40):
    queue = collections.deque(range(100))
    memory._fail_at(n)
    try:
        drain(queue, 90)
    except MemoryError:
        pass
    memory._fail_at(0)
    left = list(queue)
    assert left == list(range(100 - len(left), 100)), left
for n in range(1, 40):
    queue = collections.deque(range(20), 20)
    memory._fail_at(n)
    try:
        for i in range(20, 60):
            queue.append(i)
    except MemoryError:
        pass
    memory._fail_at(0)
    assert len(queue) == 20 and queue[-1] - queue[0] == 19, queue


# A loop hangs for no refusal: a task is told, or the loop is left.
async def item(x):
    await asyncio.sleep(0)
    return [x]


async def three():
    for i in range(3):
        yield [i]
        await asyncio.sleep(0)


async def main():
    await item(1)
    [x async for x in three()]
    await asyncio.gather(item(1), item(2))
    await asyncio.wait([asyncio.create_task(item(3))])
    async with asyncio.TaskGroup() as group:
        group.create_task(item(1))
        group.create_task(item(2))
    await asyncio.wait_for(item(1), 10)
    for done in asyncio.as_completed([item(4)]):
        await done


class Case(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.queue = asyncio.Queue()

    async def test_queue(self):
        await self.queue.put(1)
        self.assertEqual(await self.queue.get(), 1)


def attempt(function, n):
    """Whether there was an n-th allocation to refuse."""
    memory._fail_at(n)
    try:
        function()
    except MemoryError:
        pass
    except ExceptionGroup as group:
        assert group.split(MemoryError)[1] is None
    return memory._fail_at(0)


warnings.simplefilter("ignore")        # coroutines that were never awaited
sys.stderr = open(os.devnull, "w")     # tasks that were destroyed
counts = []
for function in (lambda: asyncio.run(main()), lambda: Case("test_queue").run(unittest.TestResult())):
    count = 1
    while attempt(function, count):
        count += 1
    counts.append(count > 500)
sys.stderr = sys.__stderr__
print(counts)    # expect: [True, True]

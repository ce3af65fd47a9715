# A generator, a coroutine and the like come from the line that calls, as none of their own has run.
# differs: CPython sometimes shows a line of the frame that has not begun, whatever lies there
import sys
import tracemalloc

tracemalloc.start(2)


def numbers(n):
    held = {n}
    yield held


async def wait():
    yielded = lambda: yielded


async def items():
    yield 1


def make(function, *arguments):
    return function(*arguments)


def lines(thing):
    return [frame.lineno for frame in tracemalloc.get_object_traceback(thing)]


print(lines(numbers(
    1)))    # expect: [30]
print(lines(make(numbers, 1)))    # expect: [32, 23]
coroutine = wait()
print(lines(coroutine))    # expect: [33]
coroutine.close()
print(lines(items()), lines(n for n in [1]))    # expect: [36] [36]

held = next(made := numbers(1))
print(lines(held), lines(made))    # expect: [38, 10] [38]


# A warning says where what it is about comes from.
def forget():
    wait()


sys.stderr = sys.stdout
forget()
# expect: {dir}/generators.py:44: RuntimeWarning: coroutine 'wait' was never awaited
# expect:   wait()
# expect: Object allocated at (most recent call last):
# expect:   File "{dir}/generators.py", lineno 48
# expect:     forget()
# expect:   File "{dir}/generators.py", lineno 44
# expect:     wait()

tracemalloc.stop()
wait()
# expect: {dir}/generators.py:58: RuntimeWarning: coroutine 'wait' was never awaited
# expect:   wait()
# expect: RuntimeWarning: Enable tracemalloc to get the object allocation traceback

# What memtest's blocks say of wrong use, and that they count nothing of their own.
# differs: CPython has no module memtest
from memtest import (Leak, alive, expect_cycles, expect_freed, heap_delta, limit_memory, no_leaks,
                     oom_sweep, track)


class Node:
    def __init__(self):
        self.next = None


def tell(function, *arguments, **keywords):
    try:
        with function(*arguments, **keywords):
            pass
        print("passed")
    except Exception as error:
        print(type(error).__name__, error, sep=": ")


# ---- arguments ----
for size in "x", "", "1X", "1.5M", "-1", -1, 1.5, None, [], "2m":
    tell(limit_memory, size)
# expect: ValueError: a size is a number of bytes, or such as '64K', '1M' or '2G', not 'x'
# expect: ValueError: a size is a number of bytes, or such as '64K', '1M' or '2G', not ''
# expect: ValueError: a size is a number of bytes, or such as '64K', '1M' or '2G', not '1X'
# expect: ValueError: a size is a number of bytes, or such as '64K', '1M' or '2G', not '1.5M'
# expect: ValueError: a limit can't be negative
# expect: ValueError: a limit can't be negative
# expect: TypeError: a size is a number of bytes, or such as '64K', not float
# expect: TypeError: a size is a number of bytes, or such as '64K', not NoneType
# expect: TypeError: a size is a number of bytes, or such as '64K', not list
# expect: passed
for n in "x", -1, 1.0:
    tell(expect_cycles, n)
# expect: TypeError: n is a number of rings, or None, not 'x'
# expect: TypeError: n is a number of rings, or None, not -1
# expect: TypeError: n is a number of rings, or None, not 1.0
tell(expect_cycles, types=["Node"])    # expect: TypeError: types are classes, not str: 'Node'
tell(expect_freed, 3)                  # expect: TypeError: 3 is a value, not an object of the heap
tell(no_leaks, by="me")                # expect: ValueError: by is 'refcount' or 'gc', not 'me'
tell(track, None)                      # expect: TypeError: None is a value, not an object of the heap
tell(alive, 5)                         # expect: TypeError: a class is needed, not int
tell(oom_sweep, 5)                     # expect: TypeError: 'int' object is not callable


# ---- a limit that leaves nothing is lifted again, too ----
def fill():
    with limit_memory(0):
        return [0] * 10 ** 6


for _ in range(2):
    try:
        fill()
    except MemoryError:
        print("refused")    # expect: refused
        # expect: refused
print(len([0] * 10 ** 6))    # expect: 1000000


# ---- a ring that isn't garbage yet ----
def ring():
    one = Node()
    one.next = Node()
    one.next.next = one
    return one


def held():
    try:
        with expect_cycles(2):
            ring()
            mine = ring()
    except Leak as error:
        print(error)


held()
# expect: 1 ring became garbage, 2 were expected
# expect:   Node.next -> Node.next
# expect: leak: Node object, made at blocks_wrong.py:64
# expect:   held by   local 'mine' in held (blocks_wrong.py:72)
# expect:   retains   2 objects, 32 bytes
# expect:   in a ring Node.next -> Node.next
# expect:   cut it by `del mine` before


def both():
    one = ring()
    try:
        with expect_freed(one):
            del one
    except Leak as error:
        print(error)


both()
# expect: the object still lives
# expect: left to the collector: 2 Node, made at blocks_wrong.py:64, blocks_wrong.py:65
# expect:   in a ring Node.next -> Node.next
# expect:   cut it by making .next a weak reference, or by clearing it


# ---- what lives more after a block, to the number ----
def deltas():
    for _ in range(2):
        with heap_delta() as d:
            pass
        print(d.objects, d.bytes, end="; ")
        with heap_delta() as d:
            x = [1, 2, 3]
        print(d.objects, d.bytes, end="; ")
        with heap_delta() as d:
            x = None
        print(d.objects, d.bytes, end="; ")
        other = heap_delta()
        other.__enter__()
        y = ring()
        other.__exit__(None, None, None)
        print(other.objects, other.bytes, end="; ")
        with heap_delta() as d:
            del y
        print(d.objects, d.bytes)


import gc; gc.disable()                # no collection may end the ring within a block
deltas()
gc.enable()
# expect: 0 0; 1 64; -1 -64; 2 32; 0 0
# expect: 0 0; 1 64; -1 -64; 2 32; 0 0

# The blocks of memtest say what lives, what holds it, and what would cut that.
# differs: CPython has no memtest
import gc

from memtest import (alive, by, cycle_of, expect_cycles, expect_freed, gc_manual, heap_delta,
                     limit_memory, no_leaks, path_to, refcount)


class Node:
    pass


kept = []


def tell(block, *arguments):
    try:
        block(*arguments)
    except AssertionError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        print("passed")


def leaks():
    with no_leaks():
        kept.append(Node())
tell(leaks)
# expect: Leak: something outlives the block
# expect: leak: Node object, made at blocks.py:27
# expect:   held by   module __main__ .kept[0]
# expect:   retains   1 object, 16 bytes
# expect:   cut it by `del __main__.kept[0]`
kept.clear()


def local():
    with no_leaks():
        x = Node()
tell(local)
# expect: Leak: something outlives the block
# expect: leak: Node object, made at blocks.py:39
# expect:   held by   local 'x' in local (blocks.py:38)
# expect:   retains   1 object, 16 bytes
# expect:   cut it by `del x` before


def clean():
    with no_leaks():
        x = Node()
        x.me = x
        del x
tell(clean)    # expect: passed


def garbage():
    with no_leaks(by="refcount"):
        x = Node()
        x.child = Node()
        x.child.parent = x
        del x
tell(garbage)
# expect: Leak: something outlives the block
# expect: left to the collector: 2 Node, made at blocks.py:58, blocks.py:59
# expect:   in a ring Node.child -> Node.parent
# expect:   cut it by making .parent a weak reference, or by clearing it


def freed(who):
    a, b = Node(), Node()
    if who == "gc":
        a.a = a
        b.b = b
    with expect_freed(a, b, by=who):
        del a, b
tell(freed, "refcount")    # expect: passed
tell(freed, "gc")    # expect: passed


def not_freed():
    a = Node()
    a.again = a
    kept.append(a)
    with expect_freed(a):
        del a
tell(not_freed)
# expect: Leak: the object still lives
# expect: leak: Node object, made at blocks.py:81
# expect:   held by   module __main__ .kept[0]
# expect:   retains   1 object, 16 bytes
# expect:   in a ring Node.again
# expect:   cut it by `del __main__.kept[0]`
kept.clear()


def not_by_gc():
    a = Node()
    with expect_freed(a, by="gc"):
        del a
tell(not_by_gc)    # expect: Leak: died without the collector: Node


def rings(n, types):
    with expect_cycles(n, types) as r:
        for _ in range(2):
            a = Node()
            a.items = [a]
        del a
    print(r.cycles, r.freed, r.pause_us > 0)
tell(rings, 2, {Node, list})
# expect: ['Node.items -> list[0]', 'Node.items -> list[0]'] 4 True
# expect: passed
tell(rings, 3, None)
# expect: Leak: 2 rings became garbage, 3 were expected
# expect:   Node.items -> list[0]
# expect:   Node.items -> list[0]
tell(rings, 1, None)
# expect: Leak: 2 rings became garbage, 1 was expected
# expect:   Node.items -> list[0]
# expect:   Node.items -> list[0]
tell(rings, 2, Node)
# expect: Leak: they are made of Node, list, expected was Node
# expect:   Node.items -> list[0]
# expect:   Node.items -> list[0]
tell(rings, None, None)
# expect: ['Node.items -> list[0]', 'Node.items -> list[0]'] 4 True
# expect: passed


def delta(count):
    with heap_delta() as d:
        kept.extend(Node() for _ in range(count))
    print(d.objects, d.bytes)
tell(delta, 0)
# expect: 0 0
# expect: passed
tell(delta, 10)
# expect: 10 288
# expect: passed
kept.clear()

def nothing():
    with heap_delta() as d:
        pass
    print(d.objects, d.bytes)
nothing()    # expect: 0 0
nothing()    # expect: 0 0

with gc_manual() as g:
    x = Node()
    x.x = x
    del x
    print(gc.isenabled(), alive(Node), g.collect(), alive(Node))    # expect: False 1 1 0
print(gc.isenabled())    # expect: True

n = Node()
n.items = (n,)
print(refcount(n), refcount(Node()), cycle_of(n), cycle_of([]))
# expect: 2 0 Node.items -> tuple[0] None
print(path_to(n))    # expect: module __main__ .n
kept.append([n])
del n
print(path_to(kept[0][0]))    # expect: module __main__ .kept[0][0]
globals()["no name"] = [[]]
print(path_to(globals()["no name"][0]))    # expect: module __main__ .__dict__['no name'][0]
del globals()["no name"]
for wrong in (lambda: no_leaks(by="x"), lambda: expect_freed(by="x"), lambda: by("x"),
              lambda: alive(3), lambda: expect_cycles(1, ["Node"]), lambda: limit_memory("1X")):
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(f"{type(error).__name__}: {error}")
        # expect: ValueError: by is 'refcount' or 'gc', not 'x'
        # expect: ValueError: by is 'refcount' or 'gc', not 'x'
        # expect: ValueError: by is 'refcount' or 'gc', not 'x'
        # expect: TypeError: a class is needed, not int
        # expect: TypeError: types are classes, not str: 'Node'
        # expect: ValueError: a size is a number of bytes, or such as '64K', '1M' or '2G', not '1X'


def in_a_list():
    kept = []
    with no_leaks():
        kept.append(Node())
tell(in_a_list)
# expect: Leak: something outlives the block
# expect: leak: Node object, made at blocks.py:184
# expect:   held by   local 'kept' in in_a_list (blocks.py:183) [0]
# expect:   retains   1 object, 16 bytes
# expect:   cut it by `del kept[0]`


def in_a_generator():
    def inner():
        x = Node()
        yield lambda: x
    running = inner()
    with no_leaks():
        next(running)
tell(in_a_generator)
# expect: Leak: something outlives the block
# expect: leak: Node object, made at blocks.py:195
# expect:   held by   local 'running' in in_a_generator (blocks.py:198) local 'x' in generator in_a_generator.<locals>.inner (blocks.py:194)
# expect:   retains   1 object, 16 bytes
# expect:   cut it by `running.close()`

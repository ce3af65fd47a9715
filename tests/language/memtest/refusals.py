# oom_sweep refuses each allocation of a function in turn; limit_memory bounds what can be had.
# differs: CPython has no memtest
from memtest import limit_memory, oom_sweep

kept = []


def build():
    tree = {str(n): [n, (n, {n})] for n in range(5)}
    tree["me"] = tree
    return sorted(tree)


print(oom_sweep(build) > 10)    # expect: True


def swallow():
    try:
        return [[] for _ in range(3)]
    except MemoryError:
        return None


print(oom_sweep(swallow))    # expect: 2


def wrong():
    try:
        return [[], {}, object()]
    except MemoryError:
        raise KeyError("lost") from None


def leaky():
    kept.append([])
    try:
        [[] for _ in range(10)]
    finally:
        if len(kept) > 1:
            kept.append({})
    kept.clear()


for function in (wrong, leaky):
    try:
        oom_sweep(function)
    except AssertionError as error:
        print(str(error).split("\n")[0].partition("refused")[2])
        # expect: , and that came out as KeyError: 'lost'
        # expect: , and objects are left:
kept.clear()
try:
    with limit_memory("1M"):
        print(len(bytes(1000)))    # expect: 1000
        bytes(10_000_000)
except MemoryError:
    print("MemoryError")    # expect: MemoryError
print(len(bytes(10_000_000)))    # expect: 10000000
with limit_memory("64M"), limit_memory(1 << 25):
    print(len(bytes(1 << 20)))    # expect: 1048576
for size in ("x", -1, "1X"):
    try:
        limit_memory(size)
    except ValueError as error:
        print("ValueError")
        # expect: ValueError
        # expect: ValueError
        # expect: ValueError


# What looks into the heap copes with refusals itself.
import memory
from memtest import cycle_of, no_leaks, path_to


class Node:
    pass


node = Node()
node.child = Node()
node.child.parent = node


def look():
    assert path_to(node) == "module __main__ .node"
    assert cycle_of(node) == "Node.child -> Node.parent"
    assert memory._retained_by(node) == memory.retained(node) == (2, 32)


def watched():
    with no_leaks():
        [Node() for _ in range(3)]


print(oom_sweep(look) > 50)    # expect: True
print(oom_sweep(watched) > 10)    # expect: True


# A traceback has all its entries, with frames and locals, or else MemoryError is raised instead.
import sys


def fails():
    local = [1]
    raise ValueError(local)


def entries():
    try:
        fails()
    except ValueError as error:
        first = error.__traceback__
        assert first.tb_frame.f_code is entries.__code__
        assert first.tb_next.tb_frame.f_locals == {"local": [1]}
        assert first.tb_next.tb_next is None


def caller():
    return sys._getframe().f_back.f_code


def called():
    assert caller() is called.__code__


print(oom_sweep(entries) > 5)    # expect: True
print(oom_sweep(called) > 1)    # expect: True
with limit_memory("100K"):
    try:
        bytes(1_000_000)
    except MemoryError:
        called()                           # who handles it may look at its callers


# What a finalizer was refused is nobody's fault.
class Late:
    def __del__(self):
        kept.append(str(self))


heard = []
sys.unraisablehook = lambda details: heard.append(details.exc_type)


def counts_on_it():
    kept.clear()
    Late()
    assert len(kept) == 1
    kept.clear()


print(oom_sweep(counts_on_it) > 0)    # expect: True
print(set(heard), len(heard) > 1)    # expect: {<class 'MemoryError'>} True

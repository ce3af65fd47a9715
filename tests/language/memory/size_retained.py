# size() is what an object takes, retained() what would go with it: to the byte.
# differs: CPython has no module memory
import memory


class Node:
    def __init__(self, a=None, b=None):
        self.a = a
        self.b = b


class Slotted:
    __slots__ = "left", "right"


def make(a, b):
    return Node(a, b)


NODE = memory.size(make(a=1, b=2))
print(NODE, memory.size(Slotted()))    # expect: 24 24
print(memory.size(5), memory.size(1.5), memory.size(None))    # expect: 0 0 0
print(memory.size([]), memory.size([1] * 100) - memory.size([]))    # expect: 32 800
print(memory.size(bytes(1000)) > 1000)    # expect: True

# The dictionary of an instance belongs to it, unless a script has seen it.
full = make(a=1, b=2)
vars(full)
print(memory.size(full))    # expect: 24
class Full(Node):
    pass


full = Full()
for i in range(100):
    setattr(full, f"a{i}", i)
print(memory.size(full) > 2400)    # expect: True

# Deep: all that is reached, once, but no classes, functions and modules.
leaf = make(a=1, b=2)
tree = make(a=[leaf, leaf], b=(leaf, Node, make, memory))
parts = [tree, tree.a, tree.b, leaf]
print(memory.size(tree, deep=True) == sum(map(memory.size, parts)))    # expect: True
print(memory.size(tree, True) == memory.size(tree, True))    # expect: True
loop = make(a=1, b=2)
loop.a = loop
print(memory.size(loop, deep=True))    # expect: 24
print(memory.size(7, deep=True))    # expect: 0

# Retained: what can't be reached without it.
del parts
print(memory.retained(tree) == (3, memory.size(tree, deep=True) - 24))    # expect: True
del leaf
print(memory.retained(tree)[0], memory.retained(tree) == (4, memory.size(tree, deep=True)))
# expect: 4 True
shared = tree.a
print(memory.retained(tree)[0], memory.retained(shared)[0])    # expect: 2 1
tree.b = None
print(memory.retained(tree), memory.retained(shared)[0])    # expect: (1, 24) 2
del shared

# A chain: each node retains all behind it.
first = None
for i in range(1000):
    first = make(a=first, b=None)
print(memory.retained(first))    # expect: (1000, 24000)
print(memory.retained(first.a.a))    # expect: (998, 23952)
last = first.a.a.a
print(memory.retained(first))    # expect: (3, 72)

# A ring goes with whatever leads to it.
ring = make(a=make(a=None, b=None), b=None)
ring.a.a = ring
holder = make(a=ring, b=None)
print(memory.retained(holder)[0], memory.retained(ring)[0])    # expect: 1 2
del ring
print(memory.retained(holder), memory.retained(holder.a), memory.retained(holder.a.a))
# expect: (3, 72) (2, 48) (1, 24)
print(memory.retained(5))    # expect: (0, 0)

# A registers' object is held, nothing changes by looking.


def function():
    local = make(a=make(a=1, b=2), b=None)
    inner = local.a
    print(memory.retained(local), memory.retained(local))    # expect: (1, 24) (1, 24)
    del inner
    print(memory.retained(local))    # expect: (2, 48)


function()

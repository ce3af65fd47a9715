# A heap snapshot has every object with its name, size, references and roots.
# differs: CPython has no module memory
# env: OURO_PATH={dir}/../../formats
# args: {tmp}
import gc
import sys
import weakref

import memory
from heapsnapshot import Snapshot

path = sys.argv[1] + "/x.heapsnapshot"


class Node:
    def __init__(self, first=None, second=None):
        self.first = first
        self.second = second


class Part:
    pass


class Slotted:
    __slots__ = "left", "right"


class Numbers(list):
    pass


def function():
    return hidden


hidden = Node(Node())
hidden.second = hidden
numbers = Numbers([hidden, None, Node()])
slotted = Slotted()
slotted.left = (hidden, 1.5, 3)
table = {"last": hidden, 5: numbers, ("a",): function, hidden: "x" * 300 + "\u3042"}
loose = Part()
loose.a, loose.b, loose.c, loose.d, loose.e = table, 1, 2, 3, 4
weak = weakref.ref(hidden)
group = {slotted}
text = 'quote " backslash \\ newline \n nul \0 \u3042 \U0001f600'


def garbage():
    one, two = Part(), Part()
    one.other, two.other = two, one
    one.tail = Part()
    one.tail.end = (two, "held by garbage only")


gc.disable()
gc.collect()
garbage()
memory.snapshot(path)
snapshot = Snapshot(path)
main = snapshot.module("__main__")


def show(node):
    for kind, name, to in node.edges():
        print(kind, name, to.name)


def get(name):
    return main.child(f"['{name}']")


node = get("hidden")
print(node.kind, node.name, node.size)    # expect: object Node 24
show(node)
# expect: property first Node
# expect: property second Node
# expect: internal __class__ class Node
print(node.child("second") is node)    # expect: True
show(get("numbers"))
# expect: element 2 Node
# expect: element 0 Node
# expect: internal __class__ class Numbers
show(get("slotted"))
# expect: property left tuple
# expect: internal __class__ class Slotted
show(get("slotted").child("left"))    # expect: element 0 Node
show(get("table"))
# expect: internal (key) last
# expect: property ['last'] Node
# expect: property [5] Numbers
# expect: internal (key) tuple
# expect: property [('a',)] function
# expect: internal (key) Node
# expect: property [...] xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
show(get("loose").child("__dict__"))
# expect: internal (key) a
# expect: property a dict
# expect: internal (key) b
# expect: internal (key) c
# expect: internal (key) d
# expect: internal (key) e
show(get("weak"))    # expect: weak referent Node
print(get("weak").child("referent") is node)    # expect: True
show(get("group"))    # expect: internal (item) Slotted
print(get("text").name == text, get("text").kind)    # expect: True string
print(get("function").kind, get("function").child("__globals__") is main)    # expect: closure True
print(get("function").child("__code__").kind)    # expect: code
print(get("Node").kind, get("Node").child("__mro__").name)    # expect: object shape tuple

# Sizes are those of the slots and of the buffers behind them.
big = list(range(100_000))
memory.snapshot(path)
print(8 * 100_000 <= Snapshot(path).module("__main__").child("['big']").size < 8 * 130_000)
# expect: True
del big

# What is only held by a cycle hangs at one object of it, and nothing else does.
show(snapshot.group("uncollected cycles"))    # expect: element 0 Part
cycle = snapshot.group("uncollected cycles").child(0)
print(sorted({name for kind, name, to in cycle.edges()} - {"tail"}))    # expect: ['__class__', 'other']
print(cycle.child("other").child("other") is cycle)    # expect: True
gc.collect()
memory.snapshot(path)
show(Snapshot(path).group("uncollected cycles"))

# The modules are near the root, and the root knows them by shortcuts.
shortcuts = {name for kind, name, to in snapshot.root.edges() if kind == "shortcut"}
print(sorted(shortcuts - set(sys.modules)), set(sys.modules) - shortcuts)
# expect: ['(C code)', '(interpreter)', '(stack frames)', '(uncollected cycles)'] set()
print(snapshot.root.child("memory").name)    # expect: module memory

# Nothing was changed, and no object was made.
before = sys.getallocatedblocks()
memory.snapshot(path)
print(sys.getallocatedblocks() - before)    # expect: 0

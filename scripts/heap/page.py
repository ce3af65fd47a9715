# A heap with something of everything, and a page about it.
#
#     build/ouro scripts/heap/page.py page.html
#
# The page shows what keeps what alive, the cycles, and the paths to the largest objects. Another
# suffix writes another file: page.heapsnapshot is for Chrome's DevTools and `ouro heap`.
import gc
import sys

import memory


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next
        self.previous = None


class Tree:
    def __init__(self, parent, depth):
        self.parent = parent
        self.children = [Tree(self, depth - 1) for _ in range(3)] if depth else []


class Session:
    def __init__(self, name):
        self.name = name
        self.data = {n: name * n for n in range(20)}
        self.me = self


class Subject:
    def __init__(self):
        self.observers = []


class Observer:
    def __init__(self, subject):
        self.subject = subject
        subject.observers.append(self)


def doubly_linked(length):
    first = last = Node("node 0")
    for n in range(1, length):
        last.next = Node(f"node {n}")
        last.next.previous = last
        last = last.next
    return first


def counter():
    count = 0

    def increment():
        nonlocal count
        count += 1
        return increment
    return increment


def garbage():
    for _ in range(25):
        ring = Node(1, Node(2, Node(3)))
        ring.next.next.next = ring


first = doubly_linked(400)
tree = Tree(None, 6)
cache = {f"user{n}": Session(f"user{n}") for n in range(120)}
subject = Subject()
for _ in range(12):
    Observer(subject)
text = [f"line {n} of a long text " * 3 for n in range(3000)]
increment = counter()
gc.disable()
garbage()                       # nobody collects it: it is in the picture
memory.snapshot(sys.argv[1])

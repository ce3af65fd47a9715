#!/bin/sh
# Structures of a million links are made, used and dropped in constant stack.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

chain() { # TITLE CODE
    what=$1
    printf '%s\nprint("alive")\n' "$2" >"$tmp/p.py"
    run "$OURO" "$tmp/p.py"
    what=$1
    status_is 0
    out_is alive
}

chain "instances" 'class Node:
    def __init__(self, next): self.next = next
head = None
for _ in range(1000000): head = Node(head)
head = None'
chain "instances with finalizers" 'class Node:
    def __init__(self, next): self.next = next
    def __del__(self): pass
head = None
for _ in range(300000): head = Node(head)
head = None'
chain "lists" 'x = None
for _ in range(1000000): x = [x]
x = None'
chain "tuples" 'x = None
for _ in range(1000000): x = (x,)
x = None'
chain "dicts" 'x = None
for _ in range(300000): x = {1: x}
x = None'
chain "at the end of the program" 'x = None
for _ in range(1000000): x = [x]'
chain "a long cycle" 'import gc
class Node: pass
first = last = Node()
for _ in range(300000):
    last.next = Node()
    last = last.next
last.next = first
del first, last
assert gc.collect() == 300001'
chain "closures" 'def wrap(f): return lambda: f
x = None
for _ in range(300000): x = wrap(x)
x = None'
chain "bound methods" 'class C:
    def m(self): pass
x = C().m
for _ in range(300000):
    c = C(); c.before = x; x = c.m
x = c = None'
chain "generators" 'def g(inner):
    yield
    yield inner
x = None
for _ in range(200000):
    y = g(x); next(y); x = y
x = y = None'
chain "iterators" 'x = iter([])
for _ in range(200000): x = map(str, x)
x = None'
chain "exceptions" 'e = None
for _ in range(200000):
    n = ValueError(); n.__context__ = e; e = n
e = n = None'
chain "weak callbacks" 'import weakref
class C: pass
objects = [C() for _ in range(100000)]
refs = [weakref.ref(o, lambda r, l=objects: l.pop() if l else None) for o in objects]
objects.clear()'
chain "deep traceback" 'import sys
sys.setrecursionlimit(20000)
def f(n):
    if n == 0: raise ValueError
    f(n - 1)
try: f(15000)
except ValueError as e: kept = e
kept = None'

finish

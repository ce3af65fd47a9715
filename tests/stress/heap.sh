#!/bin/sh
# Programs that try to confuse the interpreter while it holds a container open.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

survives() { # CODE
    printf '%s\nprint("alive")\n' "$1" >"$tmp/p.py"
    run "$OURO" "$tmp/p.py"
    what=$1
    status_is 0
    out_has alive
}

survives 'class Evil:
    def __eq__(self, other): items.clear(); return False
items = [Evil() for _ in range(10)]
try: items.index(5)
except ValueError: pass
items = [Evil() for _ in range(10)]
5 in items
items = [Evil() for _ in range(10)]
items.count(5)
items = [Evil() for _ in range(10)]
try: items.remove(5)
except ValueError: pass
items = [Evil() for _ in range(10)]
items == [1] * 10'
survives 'class Evil:
    def __hash__(self): return 1
    def __eq__(self, other): d.clear(); return False
for method in ("get", "pop", "setdefault", "__contains__"):
    d = {}
    for _ in range(5): d[Evil()] = 1
    getattr(d, method)(*(Evil(), None) if method != "__contains__" else (Evil(),))
d = {}
s = {Evil()}
Evil() in s'
survives 'class Evil:
    def __del__(self):
        items.clear()
        items.extend(range(100))
items = [Evil() for _ in range(5)]
items[0] = 1
items = [Evil() for _ in range(5)]
items[1:3] = [1]
items = [Evil() for _ in range(5)]
del items[0]
items = [Evil() for _ in range(5)]
items.pop()
items = [Evil() for _ in range(5)]
items.clear()
items = [Evil()] * 3
items *= 0'
survives 'class Evil:
    def __repr__(self): items.clear(); return "evil"
items = [Evil(), Evil(), Evil()]
repr(items)
items = {1: Evil(), 2: Evil()}
repr(items)
items = {Evil(), Evil()}
try: repr(items)
except RuntimeError: pass'
survives 'class Evil:
    def __index__(self): items.clear(); return 3
items = [1, 2, 3, 4, 5]
try: items[Evil()]
except IndexError: pass
items = [1, 2, 3, 4, 5]
items[Evil():]
items = [1, 2, 3, 4, 5]
items[Evil():Evil()] = [9]
items = [1, 2, 3, 4, 5]
try: items.pop(Evil())
except IndexError: pass
items = [1, 2, 3, 4, 5]
items.insert(Evil(), 1)
items = [1, 2, 3]
items * Evil()'
survives 'class Evil:
    def __iter__(self):
        for n in range(10):
            items.append(n)
            if n == 5: items.clear()
            yield n
items = [1]
items.extend(Evil())
items[:] = Evil()
items += Evil()
items[0:2] = Evil()'
survives 'class Evil(str):
    def __eq__(self, other): d.clear(); return True
    __hash__ = str.__hash__
d = {Evil("a"): 1, Evil("b"): 2}
try: d["a"]
except KeyError: pass
d = {Evil("a"): 1}
d.update({Evil("a"): 2})
class C: pass
c = C()
c.__dict__[Evil("x")] = 1
try: c.x
except AttributeError: pass'
survives 'import gc, weakref
class C: pass
def callback(ref): objects.clear(); gc.collect()
objects = [C() for _ in range(10)]
refs = [weakref.ref(o, callback) for o in objects]
objects.pop(); objects.append(1)
del objects[0]'
survives 'import gc
class C:
    def __init__(self): self.me = self
    def __del__(self): gc.collect(); C.made.append(C.__new__(C)); gc.get_objects()
C.made = []
for _ in range(20): C()
gc.collect(); gc.collect()'
survives 'import gc
class C: pass
def hook(phase, info):
    c = C(); c.me = c
    [[] for _ in range(2000)]
gc.callbacks.append(hook)
x = [[] for _ in range(5000)]
gc.collect()
gc.callbacks.clear()'
survives 'def g():
    while True:
        x = yield
        it.close() if x else None
it = g()
next(it)
try: it.send(1)
except ValueError: pass'
survives 'class C:
    def __getattr__(self, name): del C.__getattr__; return 5
C().x
class D:
    @property
    def p(self): del D.p; return 1
D().p
class E:
    def m(self): E.m = None; return 1
e = E()
e.m()'
survives 'import sys
class C:
    def __del__(self): sys.stdout.flush(); self.other = C
a = C(); a.x = a
sys.modules.clear() if False else None
del a
import gc; gc.collect()'
survives 'x = [3, 1, 2]
class K:
    def __init__(self, n): self.n = n
    def __lt__(self, o): x.append(1); x.clear(); return self.n < o.n
try: x.sort(key=K)
except ValueError: pass
y = [K(n) for n in range(20)]
try: y.sort()
except ValueError: pass'
survives 'def f():
    try:
        return f.__code__
    finally:
        f.__defaults__ = (1, 2)
def g(a=1): g.__defaults__ = None; return a
g()
f()
def h(): h.__code__ = g.__code__; return 1
h()'
survives 'class A: pass
class B: pass
class C(A): pass
try: C.__bases__ = (B,)
except TypeError: pass
a = A()
a.__class__ = B
A.__name__ = "x" * 1000
for i in range(3000): setattr(a, "k%d" % i, i)
for i in range(3000): delattr(a, "k%d" % i)
for i in range(3000): setattr(B, "k%d" % i, i)
for i in range(500): type("T%d" % i, (A,), {"m": lambda self: i})().m()'

finish

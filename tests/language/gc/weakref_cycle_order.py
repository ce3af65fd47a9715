# In a dead cycle references are cleared and callbacks run before any finalizer.

import gc, weakref
gc.collect()
gc.disable()
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name, ra(), rb())
a, b = C("a"), C("b")
a.other, b.other = b, a
ra = weakref.ref(a, lambda r: print("callback a", r()))
rb = weakref.ref(b, lambda r: print("callback b", r()))
del a, b
print(gc.collect())
# expect: callback a None
# expect: callback b None
# expect: del a None None
# expect: del b None None
# expect: 2

# A closure that names itself is a cycle.

import gc, weakref
gc.collect()
gc.disable()
class Canary: pass
def make():
    canary = Canary()
    def recurse(n):
        canary
        return recurse(n - 1) if n else "bottom"
    return recurse, weakref.ref(canary)
f, ref = make()
print(f(3), ref() is not None)    # expect: bottom True
del f
print(ref() is not None)    # expect: True
print(gc.collect() > 0, ref())    # expect: True None

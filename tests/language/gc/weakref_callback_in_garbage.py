# A callback that belongs to the garbage itself isn't called.

import gc, weakref
gc.collect()
gc.disable()
class C: pass
c = C()
c.me = c
c.ref = weakref.ref(c, lambda r: print("never"))
del c
print(gc.collect() > 0)    # expect: True

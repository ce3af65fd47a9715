# A weak reference survives resurrection from plain death, not from a cycle.

import gc, weakref
gc.collect()
gc.disable()
saved = []
class C:
    def __del__(self): saved.append(self)
c = C()
plain = weakref.ref(c)
del c
print(plain() is saved[0])    # expect: True
c = C()
c.me = c
cyclic = weakref.ref(c)
del c
print(gc.collect(), cyclic(), len(saved))    # expect: 0 None 2

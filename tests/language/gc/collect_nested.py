# A collection started by a finalizer returns 0.

import gc
gc.collect()
gc.disable()
class C:
    def __del__(self): print("inner", gc.collect())
c = C()
c.me = c
del c
print("outer", gc.collect())
# expect: inner 0
# expect: outer 1

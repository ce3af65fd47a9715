# In plain death __del__ runs first, then the weak references' callbacks.

import weakref
class C:
    def __del__(self): print("del", r() is not None)
c = C()
r = weakref.ref(c, lambda ref: print("callback", ref()))
del c
# expect: del True
# expect: callback None
print("end")    # expect: end

# Class attributes and defaults keep their values alive until the class goes.

import gc
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
class C:
    attribute = D("class attribute")
    def m(self, default=D("default")): pass
C.attribute = 5    # expect: del class attribute
print("replaced")    # expect: replaced
C.m.__defaults__ = None    # expect: del default
print("defaults gone")    # expect: defaults gone
C.extra = D("extra")
del C.extra    # expect: del extra
C.kept = D("kept")
del C
gc.collect()    # expect: del kept
print("end")    # expect: end

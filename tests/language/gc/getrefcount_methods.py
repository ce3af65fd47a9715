# A bound method holds its instance; calling one doesn't leave a trace.

import sys
class C:
    def m(self): return 1
x = C()
x.m()
print(sys.getrefcount(x))    # expect: 2
m = x.m
print(sys.getrefcount(x))    # expect: 3
del m
print(sys.getrefcount(x))    # expect: 2
print(sys.getrefcount(C) >= 5)    # expect: True
g = (i for i in [x])
next(g)
print(sys.getrefcount(x))    # expect: 4
g.close()
print(sys.getrefcount(x))    # expect: 2

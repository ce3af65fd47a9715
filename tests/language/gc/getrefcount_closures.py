# A captured variable is one reference, however many closures share it.

import sys
class C: pass
def make():
    x = C()
    def a(): return x
    def b(): return x
    return a, b
a, b = make()
print(sys.getrefcount(a()), sys.getrefcount(a.__closure__[0].cell_contents))    # expect: 2 2
del b
print(sys.getrefcount(a()))    # expect: 2
y = a()
print(sys.getrefcount(y))    # expect: 3
def default(v=y): pass
print(sys.getrefcount(y))    # expect: 4
lam = lambda: y
print(sys.getrefcount(y))    # expect: 4

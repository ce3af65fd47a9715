# A handled exception is let go of at the end of its except clause.

import sys
class C: pass
x = C()
def f(a):
    raise ValueError(a)
try:
    f(x)
except ValueError as error:
    print(sys.getrefcount(x), sys.getrefcount(error))    # expect: 4 3
print(sys.getrefcount(x))    # expect: 2
kept = None
try:
    f(x)
except ValueError as error:
    kept = error
print(sys.getrefcount(x), sys.getrefcount(kept))    # expect: 4 2
kept = None
print(sys.getrefcount(x))    # expect: 2

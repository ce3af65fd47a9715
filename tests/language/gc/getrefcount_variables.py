# sys.getrefcount counts the names, and one for its own argument.

import sys
class C: pass
x = C()
print(sys.getrefcount(x))    # expect: 2
y = x
print(sys.getrefcount(x))    # expect: 3
z = [y, x]
print(sys.getrefcount(x))    # expect: 5
del y
print(sys.getrefcount(x))    # expect: 4
z.clear()
print(sys.getrefcount(x))    # expect: 2
x = None

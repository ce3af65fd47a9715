# Immortal and shared values have counts far beyond the program's own.

import sys
print(sys.getrefcount(None) > 100, sys.getrefcount(()) > 5)    # expect: True True
class A: pass
a = A()
print(sys.getrefcount(a.__dict__), sys.getrefcount(a))    # expect: 2 2

# An argument is held by the caller's name and the callee's parameter.

import sys
class C: pass
x = C()
def f(a):
    return sys.getrefcount(a)
def g(a):
    b = a
    return sys.getrefcount(b)
def h(*a, **k):
    return sys.getrefcount(x)
class Holder:
    def m(self, a):
        return sys.getrefcount(a), sys.getrefcount(self)
print(f(x), g(x), h(x), h(k=x), h(x, x))    # expect: 3 4 3 3 4
print(sys.getrefcount(C()), sys.getrefcount([]))    # expect: 1 1
holder = Holder()
print(holder.m(x), sys.getrefcount(x), sys.getrefcount(holder))    # expect: (3, 3) 2 2
def keep(a, bag=[]):
    bag.append(a)
keep(x)
print(sys.getrefcount(x))    # expect: 3

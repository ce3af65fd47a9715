# WeakMethod keeps a bound method without keeping its object.

import weakref
class C:
    def m(self): return "called"
c = C()
dead = weakref.ref(c.m)
w = weakref.WeakMethod(c.m)
print(dead(), w()(), w() == c.m, w == weakref.WeakMethod(c.m))    # expect: None called True True
x = weakref.WeakMethod(c.m, lambda r: print("callback", r()))
del c    # expect: callback None
print(w())    # expect: None
try:
    weakref.WeakMethod(5)
except TypeError as error:
    print(error)    # expect: argument should be a bound method, not <class 'int'>

# A weak reference gives its object until it dies.

import weakref
class C: pass
c = C()
r = weakref.ref(c)
print(r() is c, weakref.getweakrefcount(c), r == weakref.ref(c), r is weakref.ref(c))
# expect: True 1 True True
print(type(r).__name__)    # expect: ReferenceType
del c
print(r())    # expect: None
for bad in (5, "x", [], {}, (), None):
    try:
        weakref.ref(bad)
    except TypeError as error:
        print(error)
        # expect: cannot create weak reference to 'int' object
        # expect: cannot create weak reference to 'str' object
        # expect: cannot create weak reference to 'list' object
        # expect: cannot create weak reference to 'dict' object
        # expect: cannot create weak reference to 'tuple' object
        # expect: cannot create weak reference to 'NoneType' object
print(weakref.ref(lambda: 0)(), weakref.ref({1}.__class__)() is set)    # expect: None True
s = {1}
print(weakref.ref(s)() is s)    # expect: True

# getweakrefs lists what refers weakly to an object.

import weakref
class C: pass
def callback(r): pass
c = C()
print(weakref.getweakrefs(c), weakref.getweakrefcount(c), weakref.getweakrefcount(5))
# expect: [] 0 0
r1 = weakref.ref(c)
r2 = weakref.ref(c, callback)
p = weakref.proxy(c)
print(weakref.getweakrefcount(c), weakref.getweakrefs(c) == [r1, p, r2], r1.__callback__)
# expect: 3 True None
print(r2.__callback__ is callback)    # expect: True

# Callbacks run newest first, each with its own reference, which is already dead.

import weakref
class C: pass
c = C()
refs = [weakref.ref(c, lambda r, i=i: print("callback", i, r())) for i in range(3)]
print(weakref.getweakrefcount(c))    # expect: 3
del c
# expect: callback 2 None
# expect: callback 1 None
# expect: callback 0 None
print("done")    # expect: done

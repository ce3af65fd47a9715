# A weak reference that died first is not called back.

import weakref
class C: pass
c = C()
r = weakref.ref(c, lambda r: print("never"))
del r
del c
print("quiet")    # expect: quiet

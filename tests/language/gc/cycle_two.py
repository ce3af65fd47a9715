# Two objects that name each other live until the collector comes, which finds two.

import gc
gc.collect()
gc.disable()
class C:
    def __del__(self): print("del")
a, b = C(), C()
a.other, b.other = b, a
del a, b
print("unreachable, but alive")    # expect: unreachable, but alive
print(gc.collect())
# expect: del
# expect: del
# expect: 2
print(gc.collect())    # expect: 0

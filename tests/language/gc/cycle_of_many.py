# One cycle of a hundred thousand objects is found whole.

import gc
gc.collect()
gc.disable()
class C: pass
first = last = C()
for _ in range(99999):
    new = C()
    last.next = new
    last = new
last.next = first
del first, last, new
print(gc.collect())    # expect: 100000

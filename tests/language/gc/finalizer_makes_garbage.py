# Garbage made by finalizers is left for the next collection.

import gc
gc.collect()
gc.disable()
class C:
    def __del__(self):
        l = []; l.append(l)
        print("del")
c = C(); c.me = c
del c
print(gc.collect())
# expect: del
# expect: 1
print(gc.collect())    # expect: 1

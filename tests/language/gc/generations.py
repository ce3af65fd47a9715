# Survivors move from generation 0 to 1 to 2; old garbage is found only by collect(2).

import gc
gc.collect()
gc.disable()
class C: pass
def where(x):
    return [g for g in range(3) if any(o is x for o in gc.get_objects(generation=g))]
c = C()
c.me = c
print(where(c))    # expect: [0]
gc.collect(0)
print(where(c))    # expect: [1]
gc.collect(1)
print(where(c))    # expect: [2]
gc.collect(0)
print(where(c))    # expect: [2]
d = C()
d.me = d
gc.collect(0)
del d
print(gc.collect(0), gc.collect(1))    # expect: 0 1
del c
print(gc.collect(0), gc.collect(1), gc.collect(2))    # expect: 0 0 1

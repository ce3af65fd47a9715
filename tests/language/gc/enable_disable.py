# A disabled collector doesn't come by itself.

import gc
print(gc.isenabled())    # expect: True
gc.disable()
print(gc.isenabled())    # expect: False
class C: pass
before = gc.get_stats()[0]["collections"]
for _ in range(3000):
    c = C(); c.me = c
print(gc.get_stats()[0]["collections"] - before)    # expect: 0
gc.enable()
keep = [[] for _ in range(1500)]
print(gc.isenabled(), gc.get_stats()[0]["collections"] > before)    # expect: True True

# Cycles are collected without being asked when the threshold is passed.

import gc
gc.collect()
dead = 0
class C:
    def __del__(self):
        global dead
        dead += 1
for _ in range(5000):
    c = C(); c.me = c
print(dead > 4000, dead % 1 == 0)    # expect: True True

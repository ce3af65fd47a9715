# Counts rise with allocations and fall with releases.

import gc
gc.disable()
gc.collect()
keep = []
start = gc.get_count()[0]
for _ in range(1000):
    keep.append([])
print(950 < gc.get_count()[0] - start < 1050)    # expect: True
keep.clear()
print(gc.get_count()[0] - start < 200)    # expect: True
gc.collect(0)
print(gc.get_count()[1])    # expect: 1
gc.collect(0)
print(gc.get_count()[1:])    # expect: (2, 0)
gc.collect(1)
print(gc.get_count()[1:])    # expect: (0, 1)
gc.collect()
print(gc.get_count()[1:])    # expect: (0, 0)

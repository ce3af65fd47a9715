# freeze sets everything tracked aside; unfreeze brings it back to the oldest generation.

import gc
gc.collect()
gc.disable()
gc.unfreeze()
c = []
c.append(c)
gc.freeze()
print(gc.get_freeze_count() > 10, gc.get_objects(0) == [], len(gc.get_objects(2)))
# expect: True True 0
del c
print(gc.collect())    # expect: 0
gc.unfreeze()
print(gc.get_freeze_count(), gc.collect())    # expect: 0 1

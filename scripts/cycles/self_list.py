# The smallest cycle there is: a list that contains itself.

import gc
import sys

gc.disable()
gc.collect()

loop = []
loop.append(loop)
print(loop)
print("references to it:", sys.getrefcount(loop) - 1)
print("the same all the way down:", loop[0][0][0] is loop)

del loop
print("objects found:", gc.collect())

# A tuple can't be changed, but the list inside it can.
pair = ([],)
pair[0].append(pair)
print(pair)
del pair
print("objects found:", gc.collect())

mapping = {}
mapping["me"] = mapping
print(mapping)
del mapping
print("objects found:", gc.collect())

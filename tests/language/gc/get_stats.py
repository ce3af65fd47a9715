# get_stats counts collections, collected and uncollectable, generation by generation.

import gc
gc.collect()
gc.disable()
before = gc.get_stats()
c = []; c.append(c)
del c
gc.collect(0)
gc.collect(2)
after = gc.get_stats()
print(len(after), {'collections', 'collected', 'uncollectable'} <= set(after[0]))    # expect: 3 True
print([a["collections"] - b["collections"] for a, b in zip(after, before)])    # expect: [1, 0, 1]
print([a["collected"] - b["collected"] for a, b in zip(after, before)])    # expect: [1, 0, 0]
print([a["uncollectable"] for a in after])    # expect: [0, 0, 0]

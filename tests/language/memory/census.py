# census() counts all live objects and their bytes by type, generation, age or site.
# differs: CPython has no module memory
import gc
import tracemalloc

import memory

gc.disable()


class Node:
    def __init__(self, a=None, b=None):
        self.a = a
        self.b = b


class Full:
    pass


def total(census):
    return sum(count for count, size in census.values())


before = memory.census()
print("Node" in before)    # expect: False
nodes = [Node() for _ in range(1000)]
print(memory.census()["Node"])    # expect: (1000, 24000)
print(memory.census()["Node"])    # expect: (1000, 24000)
print(memory.census(by="type")["Node"])    # expect: (1000, 24000)
sizes = [size for count, size in memory.census().values()]
print(sizes == sorted(sizes, reverse=True))    # expect: True
del nodes[100:]
print(memory.census()["Node"])    # expect: (100, 2400)

# The dictionary of an instance is counted with it.
full = Full()
for i in range(100):
    setattr(full, f"a{i}", i)
dicts = memory.census()["dict"]
print(memory.census()["Full"] == (1, memory.size(full)))    # expect: True
vars(full)
print(memory.census()["dict"][0] - dicts[0])    # expect: 1
print(memory.census()["Full"] == (1, memory.size(full)))    # expect: True

# Every key counts the same objects.
kinds = ["type", "generation", "age", "site"]
print(len({total(memory.census(by)) for by in kinds}))    # expect: 1

old = memory.census("generation")
gc.collect()
new = memory.census("generation")
print(new[2][0] > old[2][0], 0 in new, old["untracked"][0] > 100)    # expect: True False True
fresh = [[Node()] for _ in range(10)]
print(memory.census("generation")[0][0] >= 21)    # expect: True
gc.freeze()
print("frozen" in memory.census("generation"))    # expect: True
gc.unfreeze()

# Ages are those of marks.
print(list(memory.census("age")))    # expect: [0]
first = memory.mark()
old = [Node() for _ in range(10)]
second = memory.mark()
young = [Node() for _ in range(20)]
census = memory.census("age")
print(census[first.number][0] >= 11, census[second.number][0] >= 21)    # expect: True True
del first, second, young, old
print(list(memory.census("age")))    # expect: [0]

# Sites are those of tracemalloc.
tracemalloc.start()
sited = [Node() for _ in range(7)]
print(memory.census("site")[__file__, 73])    # expect: (8, 264)
print(memory.site(sited[0]) == (__file__, 73), memory.site(nodes[0]), memory.site(5))
# expect: True None None
tracemalloc.stop()
print(list(memory.census("site")), memory.site(sited[0]))    # expect: [None] None

for by in "size", 5:
    try:
        memory.census(by)
    except ValueError as error:
        print(error)
        # expect: by must be 'type', 'site', 'generation' or 'age', not 'size'
        # expect: by must be 'type', 'site', 'generation' or 'age', not 5

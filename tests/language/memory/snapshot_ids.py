# An object has the same id in all snapshots of a run, and no other has it after its death.
# differs: CPython has no module memory
# env: OURO_PATH={dir}/../../formats
# args: {tmp}
import gc
import sys

import memory
from heapsnapshot import Snapshot


class Kept:
    pass


class Gone:
    pass


def ids(name):
    memory.snapshot(path)
    found = {node.id for node in Snapshot(path).named(name) if node.kind == "object"}
    gc.collect()
    return found


path = sys.argv[1] + "/x.heapsnapshot"
kept = [Kept() for _ in range(5000)]
gone = [Gone() for _ in range(5000)]
first = ids("Kept")
print(len(first), len(ids("Gone")))    # expect: 5000 5000
del gone
more = [[] for _ in range(20000)]
print(ids("Kept") == first, len(ids("Gone")))    # expect: True 0
for item in kept[::2]:
    item.attribute = more
kept = kept[1::3]
del item
gc.collect()
last = ids("Kept")
print(len(last), last <= first)    # expect: 1667 True

# Those that come where others have died are new.
kept = [[Kept() for _ in range(100)] for _ in range(50)]
places = {id(item) for row in kept for item in row}
old = ids("Kept")
del kept
kept = [[Kept() for _ in range(100)] for _ in range(50)]
reused = len(places & {id(item) for row in kept for item in row})
new = ids("Kept")
print(reused > 500, len(old), len(new), old & new)    # expect: True 5000 5000 set()
print(ids("Kept") == new, max(new) < 2 ** 32)    # expect: True True
mark = memory.mark()
del kept
kept = [Kept() for _ in range(100)]
print(len(memory.since(mark)), ids("Kept") & new)    # expect: 101 set()
del mark
print(len(ids("Kept")), ids("Kept") & new)    # expect: 100 set()

# A program that had only begun at the first snapshot may grow.
grown = [(number,) * 500 for number in range(10000)]
memory.snapshot(path)
print(max(Snapshot(path).by_id) < 2 ** 32)    # expect: True

# stats() tells where the memory is, trim() gives back what is cached.
# differs: CPython has no module memory
import gc

import memory


class Node:
    def __init__(self):
        self.a = self.b = None


stats = memory.stats()
print(sorted(stats))
# expect: ['cached', 'classes', 'committed', 'fragmentation', 'free', 'limit', 'live', 'objects', 'pages', 'peak', 'spans']
print(stats["live"] <= stats["committed"] <= stats["peak"], stats["limit"])    # expect: True None
print(0 <= stats["fragmentation"] <= 1)    # expect: True


def row(stats, sort, size):
    for row in stats["classes"]:
        if (row["sort"], row["size"]) == (sort, size):
            return row


before = row(memory.stats(), "containers", 24)["used"]
nodes = [Node() for _ in range(10000)]
after = row(memory.stats(), "containers", 24)
print(after["used"] - before, after["pages"] * 2000 < after["slots"])    # expect: 10000 True
stats = memory.stats()
print(sum(r["size"] * (r["slots"] - r["used"]) for r in stats["classes"]) - stats["free"])    # expect: 0
free = memory.stats()["fragmentation"]
del nodes[1::2]
print(memory.stats()["fragmentation"] > free)    # expect: True
nodes = [Node() for _ in range(200000)]
del nodes
gc.collect()
committed = memory.stats()["committed"]
given = memory.trim()
print(given >= 0, committed - memory.stats()["committed"] - given)    # expect: True 0
print(memory.trim())    # expect: 0

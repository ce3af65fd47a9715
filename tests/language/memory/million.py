# With a million objects every question takes less than seconds, and the answers are exact.
# differs: CPython has no module memory
# timeout: 60
import gc
import time

import memory

gc.disable()


class Node:
    def __init__(self, next=None, other=None):
        self.next = next
        self.other = other


chain = last = Node()
for i in range(999_999):
    chain = Node(chain)
ring = Node()
ring.next = Node(ring)
started = time.process_time()
print(memory.census()["Node"])    # expect: (1000002, 24000048)
print(memory.retained(chain))    # expect: (999999, 23999976)
print(memory.size(chain, deep=True))    # expect: 24000000
path = memory.path(last, ignore=[__import__("__main__")])
print(len(path))    # expect: 0
print(memory.why(last, 2)[0])    # expect: module __main__ .last
del last
print(memory.retained(chain.next))    # expect: (999999, 23999976)
rows = memory.dominators(4)
print([row[:3] for row in rows[1:]])
# expect: [(24000000, 1000000, 'Node'), (23999976, 999999, 'Node'), (23999952, 999998, 'Node')]
print(rows[1][3], rows[3][3])    # expect: module __main__ .chain module __main__ .chain.next.next
print([(group["ring"], group["objects"]) for group in memory.cycles()])
# expect: [('Node.next -> Node.next', 2)]
chain.other = chain.next.next.next.other = chain
print(memory.cycles(chain)[0]["objects"])    # expect: 4
ring = None
print(time.process_time() - started < 20)    # expect: True
chain = None

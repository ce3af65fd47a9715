# When memory is refused there is MemoryError, nothing leaks, and the next call works.
# differs: CPython has no module memory
import gc
import weakref

import memory
from memtest import oom_sweep

gc.disable()


class Node:
    def __init__(self, next=None):
        self.next = next


cache = {"last": [Node(Node())]}
target = cache["last"][0].next
ring = Node()
ring.next = Node(ring)
weak = [ring.next]
mark = memory.mark()
functions = [
    lambda: memory.why(target), lambda: memory.why(target, 5, ignore=[cache]),
    lambda: memory.why(Node()), lambda: memory.path(target), lambda: memory.referrers(target),
    lambda: memory.size(cache, deep=True), lambda: memory.retained(cache),
    lambda: memory.dominators(3), lambda: memory.census(), lambda: memory.census("age"),
    lambda: memory.mark(), lambda: memory.diff(mark), lambda: memory.since(mark),
    lambda: memory.cycles(ring), lambda: memory.cycles(), lambda: memory.stats(),
    lambda: memory.site(ring), lambda: memory.trim(),
]
for function in functions:
    function()
    oom_sweep(function)
print(memory.why(target), memory.cycles(ring)[0]["ring"])
# expect: module __main__ .target Node.next -> Node.next

# A cycle that nothing holds is looked for in a way of its own.
node = Node()
node.next = Node(node)
lost = weakref.ref(node.next)
del node
print(memory.why(lost()))    # expect: uncollected cycle .next.next
oom_sweep(lambda: memory.why(lost()))
print(memory.why(lost()) in (None, "uncollected cycle .next.next"))    # expect: True

# A ring of five is found whole; a ring that is held anywhere lives whole.

import gc
gc.collect()
gc.disable()
class Node:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def ring():
    nodes = [Node(i) for i in range(5)]
    for i, node in enumerate(nodes):
        node.next = nodes[i - 4]
    return nodes[0]
held = ring()
print(gc.collect(), held.next.next.n)    # expect: 0 2
held = None
count = gc.collect()
# expect: del 0
# expect: del 1
# expect: del 2
# expect: del 3
# expect: del 4
print()    # expect:
print(count)    # expect: 5

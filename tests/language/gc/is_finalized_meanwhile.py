# An object that dies by its count is finalized when its __del__ is over, one in a cycle as soon as it
# begins.

import gc

kept = []


class Node:
    def __del__(self):
        print("now", gc.is_finalized(self))
        kept.append(self)


node = Node()
print(gc.is_finalized(node))    # expect: False
del node    # expect: now False
print("later", gc.is_finalized(kept[0]))    # expect: later True
del kept[0]
node = Node()
node.itself = node
del node
print(gc.collect())
# expect: now True
# expect: 0
print("later", gc.is_finalized(kept[0]))    # expect: later True

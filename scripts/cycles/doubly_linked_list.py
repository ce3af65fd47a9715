# A doubly linked list is one long chain of little cycles: every two neighbours name each other.
#
# Whoever holds one node holds the whole list. Dropping it needs the collector, unless the links
# back are weak references: then the list dies by counting alone, from its head to its tail.

import gc
import weakref


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None
        self.previous = None

    def __del__(self):
        print(f"  node {self.value} is gone")


def link(nodes, back):
    for left, right in zip(nodes, nodes[1:]):
        left.next = right
        right.previous = back(left)
    return nodes[0]


gc.disable()

print("With strong links back:")
head = link([Node(n) for n in range(3)], back=lambda node: node)
del head
print("  forgotten, and all still there")
print("  collected:", gc.collect())

print("With weak links back:")
head = link([Node(n) for n in range(3)], back=weakref.ref)
print("  second node's neighbour:", head.next.previous().value)
del head
print("  collected:", gc.collect())

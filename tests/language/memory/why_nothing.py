# What only the call itself, a cycle, or C code holds.
# differs: CPython has no module memory
import gc
import weakref

import memory

gc.disable()


class Node:
    pass


print(memory.why(Node()), memory.why(Node(), 3), memory.path(Node()))    # expect: None [] ()
print(memory.referrers(Node()))    # expect: []
print(memory.why(obj=Node()))    # expect: None

# A cycle that nothing holds: the ring through the object.
node = Node()
node.child = Node()
node.child.parent = node
weak = weakref.ref(node.child)
del node
print(memory.why(weak()))    # expect: uncollected cycle .parent.child
print(memory.why(weak()))    # expect: uncollected cycle .parent.child
print(memory.path(weak())[0][:2])    # expect: ('uncollected cycle', 'Node')
print(len(memory.path(weak())))    # expect: 3
gc.collect()
print(weak())    # expect: None

# What hangs at a cycle.
node = Node()
node.itself = node
node.tail = Node()
node.tail.end = [Node()]
weak = weakref.ref(node.tail.end[0])
del node
print(memory.why(weak()))    # expect: uncollected cycle .tail.end[0]
gc.collect()

# What hangs at a cycle whose objects have dictionaries.
node = Node()
for i in range(80):
    setattr(node, f"a{i}", None)
node.itself = node
node.tail = Node()
weak = weakref.ref(node.tail)
del node
print(memory.why(weak()), memory.path(weak())[0][:2])
# expect: uncollected cycle .tail ('uncollected cycle', 'Node')
gc.collect()

# What a call hands over is its own, however it came there; the list that map() goes through isn't.
print(memory.why(Node()), memory.why(*[Node()]), memory.why(**{"obj": Node()}))
# expect: None None None
print(memory.path(*(Node(),)), memory.why(*iter([Node()]), n=3))    # expect: () []
print([edge for edge, _ in memory.referrers(*[Node()])])    # expect: ['[0]']
print(memory.cycles(*[[]]))    # expect: []
print(list(map(memory.why, [Node()])))
# expect: ['held by native code (inside) [0] (inside) [0]']
print([edge for edge, _ in next(map(memory.referrers, [Node()]))])    # expect: ['[0]']

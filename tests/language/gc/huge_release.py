# A huge structure dies over many polls, where nobody can tell; whoever could tell sees it dead.
import gc, sys, weakref

pauses = hasattr(gc, 'pauses')


class Node:
    def __init__(self, next, shared):
        self.next = next
        self.shared = shared


def chain(length, shared):
    node = None
    for _ in range(length):
        node = Node(node, shared)
    return node


def tree(depth, shared):
    if not depth: return Node(None, shared)
    return [tree(depth - 1, shared), tree(depth - 1, shared), shared]


def slices():
    return gc.pauses()['release']['count'] if pauses else 10


def wait():
    for _ in range(1000): pass


shared = Node(None, None)
makers = [
    lambda: chain(200000, shared),
    lambda: tree(15, shared),
    lambda: [Node(None, shared) for _ in range(100000)],
    lambda: tuple([[shared] for _ in range(100000)]),
    lambda: {i: [shared] for i in range(100000)},
    lambda: {(i, shared) for i in range(100000)},
    lambda: [[[shared] for _ in range(1000)] for _ in range(100)],
]

# Left alone it takes many polls.
gc.collect()
for make in makers:
    structure = make()
    gc.collect()
    before = slices()
    structure = None
    wait()
    print(not pauses or slices() - before > 5, sys.getrefcount(shared))
# expect: True 2
# expect: True 2
# expect: True 2
# expect: True 2
# expect: True 2
# expect: True 2
# expect: True 2

# So do the items of one that is emptied, and nobody counts what they went into.
for make in makers[2], makers[4], makers[5]:
    structure = make()
    gc.collect()
    before = slices()
    counts = gc.get_count()[0]
    structure.clear()
    wait()
    print(not pauses or slices() - before > 5, sys.getrefcount(shared), len(structure),
          counts >= gc.get_count()[0])
# expect: True 2 0 True
# expect: True 2 0 True
# expect: True 2 0 True
structure = makers[2]()
gc.collect()
structure[:] = []
print(structure, sys.getrefcount(shared))        # expect: [] 2

# Who asks at once gets the same answers.
print([(make(), sys.getrefcount(shared))[1] > 1000 for make in makers].count(True))    # expect: 7
seen = []
for make in makers:
    structure = make()
    gc.collect()
    structure = None
    seen.append(sys.getrefcount(shared))
print(seen)                                      # expect: [2, 2, 2, 2, 2, 2, 2]

structure = chain(100000, shared)
gc.collect()
counts = gc.get_count()[0]
structure = None
print(gc.get_count()[0] <= counts)               # expect: True
print(len([o for o in gc.get_objects() if type(o) is Node]))    # expect: 1

# Deep within it is something that somebody else holds weakly.
end = Node(None, shared)
reference = weakref.ref(end)
structure = end
for _ in range(100000): structure = Node(structure, shared)
del end
gc.collect()
structure = None
print(reference(), weakref.getweakrefcount(shared))    # expect: None 0

# ... or wants to hear of it,
end = Node(None, shared)
structure = end
for _ in range(100000): structure = Node(structure, shared)
reference = weakref.ref(end, lambda r: print('gone'))
del end
gc.collect()
structure = None                                 # expect: gone
print(reference())                               # expect: None
del reference

# ... or a generator,
def generate():
    try: yield
    finally: print('closed')


held = [generate()]
next(held[0])
structure = held
for _ in range(100000): structure = Node(structure, held)
del held
gc.collect()
structure = None                                 # expect: closed
print('then')                                    # expect: then

# ... or a list that gets one only when the rest is dead.
held = []
structure = held
for _ in range(100000): structure = Node(structure, held)
gc.collect()
structure = None
held.append(generate())
next(held[0])
del held                                         # expect: closed
print('then')                                    # expect: then


# A finalizer comes into the world late.
held = Node(None, shared)
structure = held
for _ in range(100000): structure = Node(structure, held)
gc.collect()
structure = None
Node.__del__ = lambda self: print('end')
del held                                         # expect: end
shared = None                                    # expect: end
print('over')                                    # expect: over

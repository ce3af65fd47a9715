# dominators() ranks objects by what would go with them; it agrees with retained().
# differs: CPython has no module memory
import memory


class Node:
    def __init__(self, a=None, b=None):
        self.a = a
        self.b = b


def tree(depth):
    return Node(tree(depth - 1), tree(depth - 1)) if depth else Node()


def find(path, top=10000):
    for row in memory.dominators(top):
        if row[3] == path:
            return row[:3]


root = tree(10)
print(find("module __main__ .root"))    # expect: (49128, 2047, 'Node')
print(memory.retained(root))    # expect: (2047, 49128)
print(find("module __main__ .root.a"), find("module __main__ .root.b.b"))
# expect: (24552, 1023, 'Node') (12264, 511, 'Node')

# What is held twice is dominated by whatever holds both.
shared = [root.a.a]
print(find("module __main__ .root"), find("module __main__ .root.a"))
# expect: (36864, 1536, 'Node') (12288, 512, 'Node')
print(find("module __main__ .shared"))    # expect: (40, 1, 'list')
print(find("module __main__ .shared[0]"))    # expect: (12264, 511, 'Node')
shared.clear()

# A chain and a ring.
chain = None
for i in range(1000):
    chain = Node(chain)
print(find("module __main__ .chain"), find("module __main__ .chain.a"))
# expect: (24000, 1000, 'Node') (23976, 999, 'Node')
chain.b = chain.a.a.a.b = chain
print(find("module __main__ .chain"))    # expect: (24000, 1000, 'Node')

# The largest first; as many as asked for; twice the same.
rows = memory.dominators()
print(len(rows), [row[0] for row in rows] == sorted((row[0] for row in rows), reverse=True))
# expect: 20 True
del rows
print(memory.dominators(5) == memory.dominators(5), memory.dominators(0))    # expect: True []
try:
    memory.dominators(-1)
except ValueError as error:
    print(error)    # expect: top must not be negative

# cycles() finds the groups that hold each other, with their size and a ring.
# differs: CPython has no module memory
import gc

import memory

gc.disable()
gc.collect()


class Node:
    def __init__(self, next=None):
        self.next = next


def show(groups):
    for group in groups:
        print(group["ring"], group["objects"], group["bytes"], group["uncollected"])


show(memory.cycles())
pair = Node()
pair.next = Node(pair)
tail = Node(pair)
show(memory.cycles())    # expect: Node.next -> Node.next 2 32 False
print(memory.cycles()[0]["ids"] == sorted([id(pair), id(pair.next)]))    # expect: True
items = [1, {"back": None}]
items[1]["back"] = items
show(memory.cycles(items))    # expect: list[1] -> dict['back'] 2 216 False
show(memory.cycles(items[1]))    # expect: dict['back'] -> list[1] 2 216 False
print(memory.cycles(tail), memory.cycles(5), memory.cycles(Node()))    # expect: [] [] []
del items

# Instances whose attributes are in a dictionary.
pair.extra = 1
vars(pair)
show(memory.cycles(pair.next))    # expect: Node.next -> Node.__dict__ -> dict['next'] 3 200 False

# Larger groups come first; a ring is as short as there is one.
nodes = [Node() for _ in range(100)]
for one, two in zip(nodes, nodes[1:] + nodes[:1]):
    one.next, two.previous = two, one
show(memory.cycles()[:1])    # expect: Node.next -> Node.previous 100 2400 False
del nodes, one, two
groups = memory.cycles()
print(len(groups), [group["uncollected"] for group in groups])    # expect: 3 [True, False, True]
print(len(memory.cycles()[0]["ids"]))    # expect: 100
print(gc.collect())    # expect: 102
print(len(memory.cycles()))    # expect: 1
del pair, tail
gc.collect()
show(memory.cycles())


# A closure that refers to itself; generators; a class that is garbage.
def make():
    def recursive(n):
        return recursive(n - 1)

    return recursive


function = make()
show(memory.cycles())    # expect: cell.cell_contents -> function.__closure__ -> tuple[0] 3 136 False
del function
show(memory.cycles())    # expect: cell.cell_contents -> function.__closure__ -> tuple[0] 3 136 True
gc.collect()


def garbage():
    class Local:
        pass


garbage()
print(memory.cycles()[0]["uncollected"])    # expect: True
gc.collect()
show(memory.cycles())

# A class and a module are in a ring with all that they are used for.
print(memory.cycles(Node)[0]["ring"])    # expect: type.__mro__ -> tuple[0]
print(memory.cycles(memory) == [])    # expect: True

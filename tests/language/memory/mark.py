# diff() says what has changed since a mark, since() which objects are younger.
# differs: CPython has no module memory
import gc

import memory

gc.disable()


class Node:
    def __init__(self, next=None):
        self.next = next


class Other:
    pass


kept = [Node() for _ in range(10)]
others = [Other() for _ in range(10)]
Node(Node())
print("begin")    # expect: begin
mark = memory.mark()
print(memory.diff(mark))    # expect: {}
print(memory.diff(mark))    # expect: {}
print(memory.since(mark))    # expect: []
print(memory.since(mark))    # expect: []
made = [Node(), Node(), Node()]
print(memory.diff(mark)["Node"], memory.diff(mark)["list"][0])    # expect: (3, 48) 1
young = memory.since(mark)
print(len(young), all(obj in young for obj in made + [made]))    # expect: 4 True
del young
del kept[:], made, others[:4]
print(memory.diff(mark)["Node"], memory.diff(mark)["Other"][0])    # expect: (-10, -160) -4
print(memory.since(mark))    # expect: []

# Nodes that took the place of dead ones are young.
again = [Node() for _ in range(10)]
young = memory.since(mark)
print(sorted(map(type, young), key=str) == sorted([list] + [Node] * 10, key=str))
# expect: True
print("Node" in memory.diff(mark))    # expect: False
del young

# Marks are independent, and are themselves left out.
second = memory.mark()
print(memory.diff(second))    # expect: {}
print(memory.since(second))    # expect: []
last = Node()
print(memory.since(second) == [last], last in memory.since(mark))    # expect: True True
del mark
print(memory.since(second) == [last])    # expect: True

# A class that has gone is still named.


def local():
    class Local:
        pass

    return [Local(), Local()]


things = local()
third = memory.mark()
del things
gc.collect()
print(memory.diff(third)["local.<locals>.Local"][0])    # expect: -2
print(type(third).__module__, type(third).__name__)    # expect: memory Mark
for argument in 5, None:
    try:
        memory.diff(argument)
    except TypeError as error:
        print(error)
        # expect: mark must be a Mark, not int
        # expect: mark must be a Mark, not NoneType

# What a built-in type makes of its methods when it is first looked at is nobody's.
fourth = memory.mark()
assert bytearray.maketrans
print(memory.since(fourth))    # expect: []
print(memory.diff(fourth))    # expect: {}

# Garbage goes in one piece where nobody can notice; an old object that dies with it is noticed, and
# then the order is that of clearing object by object.
# moments: what explicit collections find
import gc
import sys
import weakref


class Node:
    pass


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


def ring(*attributes):
    a, b = Node(), Node()
    a.other, b.other = b, a
    for i, value in enumerate(attributes):
        setattr(b if i % 2 else a, "x%d" % i, value)


gc.collect()
shared = ["shared"]
before = sys.getrefcount(shared)
ring(shared, shared, "text" + str(before), shared, 1 << 80, (shared, 1.5), {"k": shared}, {5, 6})
print(gc.collect(0))                               # expect: 5
print(sys.getrefcount(shared) - before)            # expect: 0

# Two old ones that die, and one that is only let go: from the first object's slots, in order.
old = [Told("first"), Told("second"), Told("third"), Told("fourth")]
gc.collect()
ring(shared, old[2], old[0], old[3], "text" + str(before), old[1])
for i in range(3):
    del old[0]
print(gc.collect(0))
# expect: end of third
# expect: end of second
# expect: end of first
# expect: 2
print(sys.getrefcount(shared) - before)            # expect: 0
print(len(old), old[0].name)                       # expect: 1 fourth
old.clear()                                        # expect: end of fourth

# A weak reference with a callback to an old one.
old = {"x": 1}
holder = Node()
holder.dict = old
watch = weakref.ref(holder, lambda r: print("holder has gone"))
gc.collect()
ring(holder, shared)
del holder, old
print(gc.collect(0))
# expect: holder has gone
# expect: 2
print(sys.getrefcount(shared) - before)            # expect: 0


# Closures, methods and lists that hold themselves.
def closure():
    def inner():
        return inner, shared
    return inner


closure()
node = Node()
node.method = Told.__init__.__get__(node)
node.list = [node, shared]
node.list.append(node.list)
del node
print(gc.collect(0))                               # expect: 6
print(sys.getrefcount(shared) - before)            # expect: 0

# Garbage that was finalized in an earlier collection doesn't keep the finalizers of other garbage
# from running before anything is cleared.
# moments: what explicit collections find
import gc

kept = []


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name, "beside", self.other.name)
        if self.name == "first":
            kept.append(self)


def ring(a, b):
    a.other, b.other = b, a


ring(Node("first"), Node("second"))
print(gc.collect())
# expect: end of first beside second
# expect: end of second beside first
# expect: 0
old = kept.pop()
old.third = third = Node("third")
third.other = Node("fourth")
third.other.other = old
del old, third
print(gc.collect())
# expect: end of third beside fourth
# expect: end of fourth beside first
# expect: 4

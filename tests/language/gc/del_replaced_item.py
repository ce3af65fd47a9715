# A replaced or removed item of a container dies at once.

class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
l = [C("l0"), C("l1"), C("l2"), C("l3")]
l[0] = None    # expect: del l0
print("replaced")    # expect: replaced
del l[1]    # expect: del l1
l.pop()    # expect: del l3
print("popped")    # expect: popped
l[:] = [1]    # expect: del l2
print("slice")    # expect: slice
d = {1: C("d1"), 2: C("d2"), 3: C("d3")}
d[1] = "new"    # expect: del d1
d.pop(2)    # expect: del d2
del d[3]    # expect: del d3
print("dict")    # expect: dict
s = {C("s")}
s.clear()    # expect: del s
d = {C("key"): C("value")}
d.clear()
# expect: del key
# expect: del value
l = [C("c0"), C("c1"), C("c2")]
l.clear()
# expect: del c2
# expect: del c1
# expect: del c0
print("cleared")    # expect: cleared
l = [C("e0"), C("e1")]
l *= 0
# expect: del e1
# expect: del e0
t = (C("t0"), C("t1"))
del t
# expect: del t1
# expect: del t0
print("end")    # expect: end

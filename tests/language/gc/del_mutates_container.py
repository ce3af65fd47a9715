# A finalizer that changes the container it was removed from is safe.

l = []
class C:
    def __init__(self, n): self.n = n
    def __del__(self):
        l.append(self.n)
        if len(l) > 20:
            l.clear()
for i in range(10):
    l.append(C(i))
l[0] = None
del l[1:3]
l[:] = []
print(l)    # expect: [9, 8, 7, 6, 5, 4, 3]
d = {}
class D:
    def __del__(self): d["added"] = 1
d["x"] = D()
d["x"] = 5
d["y"] = D()
del d["y"]
d[1] = D()
d.clear()
print(d)    # expect: {'added': 1}

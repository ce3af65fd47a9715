# Every slot of a container is a reference.

import sys
class C: pass
x = C()
l = [x] * 5
print(sys.getrefcount(x))    # expect: 7
t = (x, x)
print(sys.getrefcount(x))    # expect: 9
d = {x: x, "other": x}
print(sys.getrefcount(x))    # expect: 12
s = {x}
print(sys.getrefcount(x))    # expect: 13
l[0] = None
del l[1:]
print(sys.getrefcount(x))    # expect: 8
d.pop("other")
print(sys.getrefcount(x))    # expect: 7
del d[x]
s.discard(x)
del t
print(sys.getrefcount(x))    # expect: 2
x.me = x
print(sys.getrefcount(x))    # expect: 3
del x.me
print(sys.getrefcount(x))    # expect: 2
n = [[x] for _ in range(3)]
print(sys.getrefcount(x))    # expect: 5
u = l + l
print(sys.getrefcount(x))    # expect: 5

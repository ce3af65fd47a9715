# Containers that contain themselves print with dots.

l = [1]
l.append(l)
print(l)    # expect: [1, [...]]
d = {}
d["me"] = d
print(d)    # expect: {'me': {...}}
m = [{}]
m[0]["list"] = m
print(m)    # expect: [{'list': [...]}]
t = ([],)
t[0].append(t)
print(t)    # expect: ([(...)],)
class C:
    def __init__(self): self.items = [self]
    def __repr__(self): return f"C({self.items!r})"
try:
    print(C())    # expect: C([C([...])])
except RecursionError:
    print("RecursionError")

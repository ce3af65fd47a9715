# What pop returns lives as long as it is used.

class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
l = [C("a"), C("b")]
x = l.pop(0)
print("have", x.name)    # expect: have a
l.pop().name    # expect: del b
print("gone")    # expect: gone
d = {"k": C("v")}
print(d.pop("k").name, d)
# expect: del v
# expect: v {}
y = d.setdefault("n", C("n"))
d.popitem()
print("named y")    # expect: named y
del y    # expect: del n
# expect: del a

# A function's locals die when it returns, in the order of their definition.

class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
def f():
    a = C("a")
    b = C("b")
    c = C("c")
    print("returning")
    return b
kept = f()
# expect: returning
# expect: del a
# expect: del c
print("returned", kept.name)    # expect: returned b
del kept    # expect: del b
def g(p):
    p = C("new p")
    print("in g")
g(C("old p"))
# expect: del old p
# expect: in g
# expect: del new p
print("end")    # expect: end

# An object's own attributes die after it, in order.

class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
parent = C("parent")
parent.a = C("child a")
parent.b = C("child b")
parent.b.deep = C("grandchild")
del parent
# expect: del parent
# expect: del child a
# expect: del child b
# expect: del grandchild
print("end")    # expect: end

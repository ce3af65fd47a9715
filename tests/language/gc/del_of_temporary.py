# A temporary dies as soon as it has been used.

class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
    def method(self): return "result"
    def __add__(self, other): return C(self.name + other.name)
C("dropped")    # expect: del dropped
print(C("temp").method())
# expect: del temp
# expect: result
print(C("attribute").name)
# expect: del attribute
# expect: attribute
x = C("a") + C("b")
# expect: del a
# expect: del b
print("sum", x.name)    # expect: sum ab
(C("first"), C("second"))[0].method()
# expect: del second
# expect: del first
print(len([C("in list")]))
# expect: del in list
# expect: 1
C("x").name, C("y").name
# expect: del x
# expect: del y
if C("condition"):
    print("body")
    # expect: del condition
    # expect: body
del x    # expect: del ab

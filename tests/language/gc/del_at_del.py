# __del__ runs when the last name goes.

class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
a = C("a")
b = a
del a
print("still named b")    # expect: still named b
del b    # expect: del a
print("after")    # expect: after

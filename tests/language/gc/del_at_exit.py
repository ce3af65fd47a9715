# What still lives at the end of the script is finalized then.

class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
a = C("global a")
b = [C("in list")]
print("last line")    # expect: last line
# expect: del global a
# expect: del in list

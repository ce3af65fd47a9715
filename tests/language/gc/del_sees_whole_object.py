# In __del__ all attributes are there, of the neighbours in a cycle, too.

import gc
gc.collect()
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, "sees", self.other.name)
a, b = C("a"), C("b")
a.other, b.other = b, a
del a, b
print(gc.collect())
# expect: a sees b
# expect: b sees a
# expect: 2
# moments: the order of finalizers is that of the generations

# A resurrected member of a cycle isn't finalized a second time.

import gc
saved = []
class C:
    def __init__(self, name): self.name = name; self.me = self
    def __del__(self):
        print("del", self.name)
        saved.append(self)
C("x")
print(gc.collect(), len(saved))
# expect: del x
# expect: 0 1
saved.clear()
print(gc.collect(), len(saved))    # expect: 1 0
print(gc.collect())    # expect: 0

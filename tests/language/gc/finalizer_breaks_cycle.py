# A finalizer may take its cycle apart.

import gc
gc.collect()
gc.disable()
class C:
    def __init__(self, n): self.n = n
    def __del__(self):
        print("del", self.n)
        self.other = None
a, b = C("a"), C("b")
a.other, b.other = b, a
del a, b
print(gc.collect(), gc.garbage)
# expect: del a
# expect: del b
# expect: 0 []

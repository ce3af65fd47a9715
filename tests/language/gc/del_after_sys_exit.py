# sys.exit unwinds, then what lives is finalized.

import sys
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
g = C("global")
def f():
    l = C("local")
    sys.exit(0)
f()
# expect: del local
# expect: del global

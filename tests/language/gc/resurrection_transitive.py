# What a resurrected object reaches lives on with it; the rest of the garbage goes.

import gc
gc.collect()
gc.disable()
saved = []
class Saver:
    def __del__(self):
        print("saver")
        saved.append(self)
class Plain:
    def __init__(self, n): self.n = n
    def __del__(self): print("plain", self.n)
s = Saver()
s.me, s.child = s, Plain("reached")
s.child.parent = s
p = Plain("apart")
p.me = p
del s, p
print(gc.collect())
# expect: saver
# expect: plain reached
# expect: plain apart
# expect: 1
print(saved[0].child.n, saved[0].child.parent is saved[0])    # expect: reached True
saved.clear()
print(gc.collect())    # expect: 2

# A young collection comes each time allocations exceed releases by more than the threshold.

import gc
gc.disable()
gc.collect()
moments = []
class Canary:
    def __del__(self):
        moments.append(i)
        make()
def make():
    canary = Canary()
    canary.me = canary
i = 0
make()
gc.collect()
moments.clear()
keep = []
gc.enable()
for i in range(20000):
    keep.append([])
gc.disable()
print(len(moments), {b - a for a, b in zip(moments, moments[1:])}, moments[0] in range(690, 702))
# expect: 28 {701} True
moments.clear()
gc.collect()
moments.clear()
gc.set_threshold(100, 3, 2)
gc.enable()
for i in range(3000):
    keep.append([])
gc.disable()
print(len(moments), {b - a for a, b in zip(moments, moments[1:])}, moments[0] in range(90, 102))
# expect: 29 {101} True
# Releases count, too: a list that dies at once brings no collection nearer.
moments.clear()
for i in range(3000):
    (i, [])
print(moments)    # expect: []
# moments: it is about them

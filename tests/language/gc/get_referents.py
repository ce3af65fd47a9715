# get_referents lists what objects refer to directly.

import gc
class C: pass
c = C()
l = [1, "a", c, c]
print(gc.get_referents(l) == [c, c, "a", 1] or gc.get_referents(l) == l, len(gc.get_referents(l)))
# expect: True 4
print(gc.get_referents(), gc.get_referents(5), gc.get_referents("x"))    # expect: [] [] []
print(sorted(gc.get_referents({"k": 1, "l": 2}), key=str))    # expect: [1, 2]
print(sorted(map(str, gc.get_referents((1, 2), [3]))))    # expect: ['1', '2', '3']
c.x = l
print(any(r is l for r in gc.get_referents(c)) or any(r is l for r in gc.get_referents(c.__dict__)))
# expect: True
print(C in gc.get_referents(c))    # expect: True

# get_referrers lists the tracked objects that refer to something.

import gc
class C: pass
c = C()
l = [c]
d = {"k": c}
def holders(x):
    return [r for r in gc.get_referrers(x) if r is l or r is d or r is other]
other = C()
other.attribute = c
found = gc.get_referrers(c)
print(any(r is l for r in found), any(r is d for r in found))    # expect: True True
print(any(r is globals() for r in found), any(r is other or r is other.__dict__ for r in found))
# expect: True True
print(gc.get_referrers(), gc.get_referrers(C()))    # expect: [] []

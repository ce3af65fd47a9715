# What only garbage reaches is garbage; what garbage shares with the living is not.

import gc
gc.collect()
gc.disable()
class C: pass
shared, own = C(), C()
a = C()
a.me, a.shared, a.own = a, shared, own
del a, own
print(gc.collect(), type(shared).__name__)    # expect: 2 C

# DEBUG_SAVEALL keeps unreachable objects in gc.garbage instead of freeing them.

import gc
gc.collect()
gc.disable()
class C: pass
print(gc.get_debug(), gc.garbage)    # expect: 0 []
gc.set_debug(gc.DEBUG_SAVEALL)
c = C(); c.me = c; c.name = "saved"
del c
print(gc.collect(), len(gc.garbage), gc.garbage[0].name, gc.get_debug() == gc.DEBUG_SAVEALL)
# expect: 1 1 saved True
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect(), gc.garbage)    # expect: 1 []
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
# expect: 1 2 4 32 38

# Callbacks hear of the start and the stop of each collection.

import gc
gc.collect()
gc.disable()
def callback(phase, info):
    print(phase, sorted(info.items()))
gc.callbacks.append(callback)
class C: pass
c = C(); c.me = c
del c
gc.collect()
# expect: start [('collected', 0), ('generation', 2), ('uncollectable', 0)]
# expect: stop [('collected', 1), ('generation', 2), ('uncollectable', 0)]
gc.collect(0)
# expect: start [('collected', 0), ('generation', 0), ('uncollectable', 0)]
# expect: stop [('collected', 0), ('generation', 0), ('uncollectable', 0)]
gc.callbacks.remove(callback)
gc.collect()
print(gc.callbacks)    # expect: []

# An exception in a callback is reported and the collection goes on.

import gc
gc.collect()
gc.disable()
def bad(phase, info):
    if phase == "start":
        raise ValueError("in callback")
gc.callbacks.append(bad)
c = []; c.append(c)
del c
print(gc.collect())    # expect: 1
# expect-stderr: Exception ignored in: <function bad at {address}>
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 8, in bad
# expect-stderr:     raise ValueError("in callback")
# expect-stderr: ValueError: in callback

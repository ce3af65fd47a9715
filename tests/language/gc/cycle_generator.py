# A generator that holds itself is a cycle; collecting it runs its finally.

import gc
gc.collect()
gc.disable()
def g():
    me = yield
    try:
        yield
    finally:
        print("finally", me is not None)
it = g()
next(it)
it.send(it)
del it
print("alive")    # expect: alive
print(gc.collect())
# expect: finally True
# expect: 0

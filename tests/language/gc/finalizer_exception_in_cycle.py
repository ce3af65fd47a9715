# An exception in a finalizer inside a cycle is reported; the collection goes on.

import gc
gc.collect()
gc.disable()
class C:
    def __del__(self): raise ValueError("in del")
c = C(); c.me = c
del c
print(gc.collect())    # expect: 1
# expect-stderr: Exception ignored in: <function C.__del__ at {address}>
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 7, in __del__
# expect-stderr:     def __del__(self): raise ValueError("in del")
# expect-stderr:                        ^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect-stderr: ValueError: in del

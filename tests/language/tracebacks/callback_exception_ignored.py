# An exception in a weak reference's callback is reported and the program goes on.

import weakref
class C: pass
def callback(ref):
    raise ValueError("in callback")
c = C()
r = weakref.ref(c, callback)
del c
print("goes on", r())    # expect: goes on None
# expect-stderr: Exception ignored in: <function callback at {address}>
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 6, in callback
# expect-stderr:     raise ValueError("in callback")
# expect-stderr: ValueError: in callback

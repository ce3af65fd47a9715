# A coroutine that nobody awaits: RuntimeWarning where it dies, with its origin if that is tracked.

import sys
async def f(): pass
f()
def g():
    c = f()
    c = None
g()
sys.set_coroutine_origin_tracking_depth(3)
def a():
    return b()
def b():
    return f()
a()
x = f()
del x
sys.unraisablehook = lambda u: print("unr", u.exc_type, str(u.exc_value).split("\n")[0], u.err_msg, type(u.object))
sys.set_coroutine_origin_tracking_depth(0)
import warnings
warnings.simplefilter("error")
def h(): f()
h()
# expect: unr <class 'RuntimeWarning'> coroutine 'f' was never awaited None <class 'coroutine'>
# expect-stderr: {file}:5: RuntimeWarning: coroutine 'f' was never awaited
# expect-stderr:   f()
# expect-stderr: RuntimeWarning: Enable tracemalloc to get the object allocation traceback
# expect-stderr: {file}:8: RuntimeWarning: coroutine 'f' was never awaited
# expect-stderr:   c = None
# expect-stderr: RuntimeWarning: Enable tracemalloc to get the object allocation traceback
# expect-stderr: {file}:15: RuntimeWarning: coroutine 'f' was never awaited
# expect-stderr: Coroutine created at (most recent call last)
# expect-stderr:   File "{file}", line 15, in <module>
# expect-stderr:     a()
# expect-stderr:   File "{file}", line 12, in a
# expect-stderr:     return b()
# expect-stderr:   File "{file}", line 14, in b
# expect-stderr:     return f()
# expect-stderr:   a()
# expect-stderr: RuntimeWarning: Enable tracemalloc to get the object allocation traceback
# expect-stderr: {file}:17: RuntimeWarning: coroutine 'f' was never awaited
# expect-stderr: Coroutine created at (most recent call last)
# expect-stderr:   File "{file}", line 16, in <module>
# expect-stderr:     x = f()
# expect-stderr:   del x
# expect-stderr: RuntimeWarning: Enable tracemalloc to get the object allocation traceback

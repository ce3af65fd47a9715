# An exception kept in its own frame is a cycle through traceback and frame.

import gc, weakref
gc.collect()
gc.disable()
class Canary: pass
refs = []
def f():
    canary = Canary()
    refs.append(weakref.ref(canary))
    try:
        raise ValueError("v")
    except ValueError as error:
        kept = error
f()
print(refs[0]() is not None)    # expect: True
gc.collect()
print(refs[0]())    # expect: None
def clean():
    canary = Canary()
    refs.append(weakref.ref(canary))
    try:
        raise ValueError("v")
    except ValueError as error:
        pass
clean()
print(refs[1]())    # expect: None

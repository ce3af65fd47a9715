# The name in a weak reference's repr is asked of the type: the object's own __getattr__ isn't run.

import weakref
class Picky:
    def __getattr__(self, name):
        raise KeyError(name)
picky = Picky()
print("Picky" in repr(weakref.ref(picky)))    # expect: True
def function(): pass
print(repr(weakref.ref(function))[-11:])    # expect: (function)>
values = weakref.WeakValueDictionary()
print(values._remove.__closure__)    # expect: None
# differs: CPython asks the object itself before 3.11.3

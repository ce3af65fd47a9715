# A suspended generator holds its locals; a finished one doesn't.

import weakref
class C: pass
refs = []
def g():
    c = C()
    refs.append(weakref.ref(c))
    yield 1
    yield 2
it = g()
next(it)
print(refs[0]() is not None)    # expect: True
list(it)
print(refs[0]())    # expect: None

# finalize calls once, at death, on call, or at exit.

import weakref
class C: pass
c = C()
f = weakref.finalize(c, print, "finalized", sep="-")
print(f.alive, f.peek()[1:], f.atexit)
# expect: True (<built-in function print>, ('finalized',), {'sep': '-'}) True
del c    # expect: finalized
print(f.alive, f())    # expect: False None
c = C()
f = weakref.finalize(c, lambda *a, **k: (a, k), 1, k=2)
print(f(), f(), f.alive)    # expect: ((1,), {'k': 2}) None False
g = weakref.finalize(c, print, "never")
print(g.detach()[2], g.alive, g.detach())    # expect: ('never',) False None
h = weakref.finalize(c, print, "at exit")
print("end")    # expect: end
# expect: at exit

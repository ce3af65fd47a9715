# A proxy acts as its object until it dies.

import weakref
class C:
    def __init__(self): self.x = 1
    def m(self): return "m"
    def __add__(self, o): return "added"
    def __len__(self): return 3
    def __getitem__(self, i): return i
c = C()
p = weakref.proxy(c)
p.y = 2
print(p.x, c.y, p.m(), p + 1, len(p), p[7], bool(p), type(p).__name__, isinstance(p, C), p == c)
# expect: 1 2 m added 3 7 True ProxyType True True
print(weakref.getweakrefcount(c), str(p)[:24])    # expect: 1 <__main__.C object at 0x
q = weakref.proxy(c, lambda r: print("callback"))
del c    # expect: callback
try:
    p.x
except ReferenceError as error:
    print(error)    # expect: weakly-referenced object no longer exists
def f(a): return a * 2
pf = weakref.proxy(f)
print(pf(4), type(pf).__name__)    # expect: 8 CallableProxyType
try:
    hash(pf)
except TypeError as error:
    print(error)    # expect: unhashable type: 'weakref.CallableProxyType'

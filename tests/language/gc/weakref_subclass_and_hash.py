# References hash and compare like their objects, and keep the hash after death.

import weakref
class C:
    def __init__(self, k): self.k = k
    def __eq__(self, o): return self.k == o.k
    def __hash__(self): return hash(self.k)
a, b = C(1), C(1)
ra, rb = weakref.ref(a), weakref.ref(b)
print(ra == rb, hash(ra) == hash(1), ra is rb)    # expect: True True False
del a
print(hash(ra) == hash(1), ra == rb, ra == ra)    # expect: True False True
class Named(weakref.ref):
    def __init__(self, object, name):
        super().__init__(object)
        self.name = name
    def __new__(cls, object, name):
        return super().__new__(cls, object)
n = Named(b, "n")
print(n() is b, n.name, n == rb)    # expect: True n True
r = weakref.ref(b)
late = weakref.ref(C(2))
try:
    hash(late)
except TypeError as error:
    print(error)    # expect: weak object has gone away

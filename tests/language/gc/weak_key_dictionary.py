# A WeakKeyDictionary forgets keys that die.

import weakref
class C:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"C{self.n}"
d = weakref.WeakKeyDictionary()
a, b = C(1), C(2)
d[a] = "one"
d[b] = "two"
print(len(d), d[a], b in d, 5 in d, sorted(d.values()))    # expect: 2 one True False ['one', 'two']
del a
print(len(d), list(d.items()), [k() for k in d.keyrefs()])    # expect: 1 [(C2, 'two')] [C2]
try:
    d[C(9)]
except KeyError:
    print("KeyError")    # expect: KeyError
try:
    d[5] = 1
except TypeError as error:
    print(error)    # expect: cannot create weak reference to 'int' object
print(d.get(b), d.setdefault(b, 0), d.pop(b), len(d), d.get(b, "none"))
# expect: two two two 0 none
c = C(3)
d.update({c: "three"})
for key, value in d.items():
    print(key, value)    # expect: C3 three
del key, c
print(len(d))    # expect: 0

# A WeakValueDictionary forgets values that die.

import weakref
class C:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"C{self.n}"
d = weakref.WeakValueDictionary()
a, b = C(1), C(2)
d["a"] = a
d["b"] = b
print(len(d), dict(d), sorted(d), "a" in d, d.get("a"), d.get("z", "none"))
# expect: 2 {'a': C1, 'b': C2} ['a', 'b'] True C1 none
del a
print(len(d), dict(d), "a" in d)    # expect: 1 {'b': C2} False
try:
    d["a"]
except KeyError as error:
    print("KeyError", error)    # expect: KeyError 'a'
print(list(d.items()), list(d.values()), list(d.keys()), d.setdefault("b", None), d.pop("b"))
# expect: [('b', C2)] [C2] ['b'] C2 C2
print(len(d))    # expect: 0
d["c"] = b
e = d.copy()
print(type(e).__name__, len(e), [r() for r in d.valuerefs()], len(list(d.itervaluerefs())))
# expect: WeakValueDictionary 1 [C2] 1
d.update({"x": b}); d |= {"y": b}
print(sorted(d), bool(d))    # expect: ['c', 'x', 'y'] True
d.clear()
print(len(d), d.popitem() if d else "empty")    # expect: 0 empty

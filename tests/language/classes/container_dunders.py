# Indexing, length, membership and deletion go to the container dunders.

class Log:
    def __len__(self): return 4
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): print("set", key, value)
    def __delitem__(self, key): print("del", key)
    def __contains__(self, item): return item == "in"
    def __reversed__(self): return iter("reversed")
    def __missing__(self, key): return "never"
l = Log()
print(l[1], l["k"], l[1:2], l[::3], l[1, 2], l[1:2, ...], len(l))
# expect: 1 k slice(1, 2, None) slice(None, None, 3) (1, 2) (slice(1, 2, None), Ellipsis) 4
l[0] = 1    # expect: set 0 1
l[1:] = 2    # expect: set slice(1, None, None) 2
del l[3], l[:]
# expect: del 3
# expect: del slice(None, None, None)
l[5] += "x" if False else 5    # expect: set 5 10
print("in" in l, "out" in l, list(reversed(l)), bool(l))
# expect: True False ['r', 'e', 'v', 'e', 'r', 's', 'e', 'd'] True
class D(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value
d = D(a=1)
print(d["a"], d["b"], d, d.get("c"))    # expect: 1 bb {'a': 1, 'b': 'bb'} None

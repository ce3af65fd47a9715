# Lookup compares identity first, then hash, then equality; errors come through.

class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n
    def __eq__(self, o):
        print("eq", self.n, o.n)
        return self.n == o.n
a, b = K(1), K(1)
d = {a: "a"}
print(d[a])    # expect: a
print(d[b])
# expect: eq 1 1
# expect: a
print(K(2) in d)    # expect: False
class BadEq:
    def __hash__(self): return 5
    def __eq__(self, o): raise ValueError("eq failed")
d = {BadEq(): 1}
try:
    d[BadEq()]
except ValueError as error:
    print(error)    # expect: eq failed
class BadHash:
    def __hash__(self): raise ValueError("hash failed")
for action in (
        lambda: {BadHash(): 1}, lambda: BadHash() in {}, lambda: {}.get(BadHash()),
        lambda: {BadHash()},
):
    try:
        action()
    except ValueError as error:
        print(error)
        # expect: hash failed
        # expect: hash failed
        # expect: hash failed
        # expect: hash failed

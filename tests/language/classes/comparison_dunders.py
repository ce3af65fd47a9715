# Rich comparisons have dunders, are reflected, and need not return bools.

class V:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print("lt"); return self.v < o.v
    def __le__(self, o): print("le"); return self.v <= o.v
    def __gt__(self, o): print("gt"); return NotImplemented
    def __eq__(self, o): print("eq"); return self.v == o.v
a, b = V(1), V(2)
print(a < b, a <= b, a > b, a == b, a != b)
# expect: lt
# expect: le
# expect: gt
# expect: lt
# expect: eq
# expect: eq
# expect: True True False False True
class Vector:
    def __lt__(self, o): return ["element", "wise"]
print(Vector() < 1, sorted([3, 1, 2]), min(b, a).v)
# expect: lt
# expect: ['element', 'wise'] [1, 2, 3] 1
class Only:
    def __eq__(self, o): return NotImplemented
o = Only()
print(o == o, o == 1, o != 1, 1 == o)    # expect: True False True False
class NE:
    def __ne__(self, o): return "ne"
print(NE() != 1, NE() == 1)    # expect: ne False

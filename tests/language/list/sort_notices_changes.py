# A list that is filled while it is being sorted is noticed, even when it is empty again.
class C:
    def __init__(self, n): self.n = n
    def __lt__(self, other):
        L.append(3); L.pop()
        return self.n < other.n
L = [C(3), C(1), C(2)]
try: L.sort()
except ValueError as e: print("ValueError", e)    # expect: ValueError list modified during sort
print([c.n for c in L])    # expect: [1, 2, 3]
class D(C):
    def __lt__(self, other):
        L.clear(); L.extend([]); L[:] = []
        return self.n < other.n
L = [D(3), D(1), D(2)]
L.sort(); print([c.n for c in L])    # expect: [1, 2, 3]
class E(C):
    def __lt__(self, other):
        inner = [5, 3, 4]
        inner.sort(key=lambda x: (inner.append(1), inner.pop(), x)[2]) if self.n == 3 else None
        return self.n < other.n
L = [E(3), E(1), E(2)]
try: L.sort()
except ValueError as e: print("ValueError", e)
L[:] = [1]; L.append(2); print(L)    # expect: [1, 2]

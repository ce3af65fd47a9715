# Unary operators and conversions have their dunders.

class U:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __int__(self): return 7
    def __float__(self): return 1.5
    def __index__(self): return 3
    def __round__(self, n=None): return f"round {n}"
    def __trunc__(self): return 4
    def __floor__(self): return 5
    def __ceil__(self): return 6
    def __complex__(self): return 1j
    def __bool__(self): return False
u = U()
print(-u, +u, ~u, abs(u), int(u), float(u), round(u), round(u, 2), not u)
# expect: neg pos invert abs 7 1.5 round None round 2 True
import math
print(math.trunc(u), math.floor(u), math.ceil(u))    # expect: 4 5 6
print([10, 20, 30, 40][u], "abcdef"[u:], hex(u), range(u), "x" * 2, [0] * u, list(range(5))[:u])
# expect: 40 def 0x3 range(0, 3) xx [0, 0, 0] [0, 1, 2]

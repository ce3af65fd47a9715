# Every binary arithmetic operator has its dunder.

class N:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"N({self.v})"
    def __add__(self, o): return f"{self} + {o}"
    def __sub__(self, o): return f"{self} - {o}"
    def __mul__(self, o): return f"{self} * {o}"
    def __truediv__(self, o): return f"{self} / {o}"
    def __floordiv__(self, o): return f"{self} // {o}"
    def __mod__(self, o): return f"{self} % {o}"
    def __pow__(self, o, m=None): return f"{self} ** {o} mod {m}"
    def __matmul__(self, o): return f"{self} @ {o}"
    def __lshift__(self, o): return f"{self} << {o}"
    def __rshift__(self, o): return f"{self} >> {o}"
    def __and__(self, o): return f"{self} & {o}"
    def __or__(self, o): return f"{self} | {o}"
    def __xor__(self, o): return f"{self} ^ {o}"
    def __divmod__(self, o): return f"divmod({self}, {o})"
a = N(1)
print(a + 2, a - 2, a * 2, a / 2, a // 2, a % 2, sep="; ")
# expect: N(1) + 2; N(1) - 2; N(1) * 2; N(1) / 2; N(1) // 2; N(1) % 2
print(a ** 2, pow(a, 2, 3), a @ 2, a << 2, a >> 2, a & 2, a | 2, a ^ 2, divmod(a, 2), sep="; ")
# expect: N(1) ** 2 mod None; N(1) ** 2 mod 3; N(1) @ 2; N(1) << 2; N(1) >> 2; N(1) & 2; N(1) | 2; N(1) ^ 2; divmod(N(1), 2)

# In-place operators use their own dunder, or fall back to the binary one.

class In:
    def __init__(self): self.log = []
    def note(self, name, o):
        self.log.append((name, o))
        return self
    def __iadd__(self, o): return self.note("iadd", o)
    def __isub__(self, o): return self.note("isub", o)
    def __imul__(self, o): return self.note("imul", o)
    def __itruediv__(self, o): return self.note("itruediv", o)
    def __ifloordiv__(self, o): return self.note("ifloordiv", o)
    def __imod__(self, o): return self.note("imod", o)
    def __ipow__(self, o): return self.note("ipow", o)
    def __imatmul__(self, o): return self.note("imatmul", o)
    def __ilshift__(self, o): return self.note("ilshift", o)
    def __irshift__(self, o): return self.note("irshift", o)
    def __iand__(self, o): return self.note("iand", o)
    def __ior__(self, o): return self.note("ior", o)
    def __ixor__(self, o): return self.note("ixor", o)
a = b = In()
a += 1
a -= 2
a *= 3
a /= 4
a //= 5
a %= 6
a **= 7
a @= 8
a <<= 9
a >>= 10
a &= 11
a |= 12
a ^= 13
print(a is b, a.log)
# expect: True [('iadd', 1), ('isub', 2), ('imul', 3), ('itruediv', 4), ('ifloordiv', 5), ('imod', 6), ('ipow', 7), ('imatmul', 8), ('ilshift', 9), ('irshift', 10), ('iand', 11), ('ior', 12), ('ixor', 13)]
class Fallback:
    def __add__(self, o): return ("add", o)
f = Fallback()
f += 5
print(f)    # expect: ('add', 5)
class Refuse:
    def __iadd__(self, o): return NotImplemented
    def __add__(self, o): return "added"
r = Refuse()
r += 1
print(r)    # expect: added

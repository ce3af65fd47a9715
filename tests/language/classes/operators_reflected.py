# The right operand's reflected method is asked when the left one gives up.

class R:
    def __radd__(self, o): return f"{o} radd"
    def __rsub__(self, o): return f"{o} rsub"
    def __rmul__(self, o): return f"{o} rmul"
    def __rtruediv__(self, o): return f"{o} rtruediv"
    def __rfloordiv__(self, o): return f"{o} rfloordiv"
    def __rmod__(self, o): return f"{o} rmod"
    def __rpow__(self, o, m=None): return f"{o} rpow"
    def __rmatmul__(self, o): return f"{o} rmatmul"
    def __rlshift__(self, o): return f"{o} rlshift"
    def __rrshift__(self, o): return f"{o} rrshift"
    def __rand__(self, o): return f"{o} rand"
    def __ror__(self, o): return f"{o} ror"
    def __rxor__(self, o): return f"{o} rxor"
    def __rdivmod__(self, o): return f"{o} rdivmod"
r = R()
print(1 + r, 1 - r, 1 * r, 1 / r, 1 // r, 1 % r, 1 ** r, 1 @ r, sep="; ")
# expect: 1 radd; 1 rsub; 1 rmul; 1 rtruediv; 1 rfloordiv; 1 rmod; 1 rpow; 1 rmatmul
print(1 << r, 1 >> r, 1 & r, 1 | r, 1 ^ r, divmod(1, r), 1.5 + r, [1] + r, "x" + r, (1,) * r,
      sep="; ")
      # expect: 1 rlshift; 1 rrshift; 1 rand; 1 ror; 1 rxor; 1 rdivmod; 1.5 radd; [1] radd; x radd; (1,) rmul
class Base:
    def __add__(self, o): return "base add"
    def __radd__(self, o): return "base radd"
class Sub(Base):
    def __radd__(self, o): return "sub radd first"
class Giving:
    def __repr__(self): return "giving"
    def __add__(self, o): return NotImplemented
print(Base() + Sub(), Sub() + Base(), Giving() + R(), Base() + Base())
# expect: sub radd first base add giving radd base add
try:
    Giving() + 1
except TypeError as error:
    print(error)    # expect: unsupported operand type(s) for +: 'Giving' and 'int'

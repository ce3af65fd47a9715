# numbers: the abstract classes of numbers, and which built-in types belong to them.

import numbers
print(isinstance(3,numbers.Integral), isinstance(3.5,numbers.Real), isinstance(1j,numbers.Complex), isinstance(3.5,numbers.Rational), issubclass(bool,numbers.Number), isinstance("a",numbers.Number))
# expect: True True True False True False
try: numbers.Integral()
except TypeError as e: print(e)
# expect: Can't instantiate abstract class Integral with abstract methods __abs__, __add__, __and__, __ceil__, __eq__, __floor__, __floordiv__, __int__, __invert__, __le__, __lshift__, __lt__, __mod__, __mul__, __neg__, __or__, __pos__, __pow__, __radd__, __rand__, __rfloordiv__, __rlshift__, __rmod__, __rmul__, __ror__, __round__, __rpow__, __rrshift__, __rshift__, __rtruediv__, __rxor__, __truediv__, __trunc__, __xor__
class Half(numbers.Number): pass
print(Half.__hash__, sorted(numbers.Rational.__abstractmethods__))
# expect: None ['__abs__', '__add__', '__ceil__', '__eq__', '__floor__', '__floordiv__', '__le__', '__lt__', '__mod__', '__mul__', '__neg__', '__pos__', '__pow__', '__radd__', '__rfloordiv__', '__rmod__', '__rmul__', '__round__', '__rpow__', '__rtruediv__', '__truediv__', '__trunc__', 'denominator', 'numerator']

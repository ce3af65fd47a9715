# Fractions: made, written, calculated with, compared.

from fractions import Fraction as F
import math

print(F(6, -8), repr(F('3.1415')), F('-35/4'), F(2.25), F('-47e-2'), F(F(1, 7), F(2, 3)), F(), F(' 7 '))
print(F(1, 2) + F(1, 3), F(1, 2) - 1, 2 * F(3, 4), F(1, 2) / F(3, 4), F(7, 2) // 1, F(7, 2) % 2)
print(divmod(F(7, 2), F(2, 3)), F(2, 3) ** 2, F(2, 3) ** -2, F(-2, 3) ** -3, 2 ** F(3), 4 ** F(1, 2))
print(F(1, 2) + 0.5, 1.5 - F(1, 2), F(1, 2) * 2j, F(1, 2) ** 0.5)
print(F(1, 2) == 0.5, F(1, 2) < F(2, 3), F(1, 3) > 0.33, F(3) == 3, hash(F(3)) == hash(3), F(1, 2) != 'a')
print(round(F(5, 2)), round(F(7, 2)), round(F(22, 7), 2), math.floor(F(-7, 2)), math.ceil(F(-7, 2)),
      int(F(-7, 2)), float(F(1, 8)), abs(F(-1, 2)), -F(1, 2), +F(1, 2), bool(F(0)))
print(F('3.141592653589793').limit_denominator(100), F(1, 3).as_integer_ratio(), F(3, 4).numerator)
print(sorted([F(1, 2), F(1, 3), 0.4]), sum([F(1, 10)] * 10), F.from_float(0.5))
for f in [lambda: F(1, 0), lambda: F('a'), lambda: F([]), lambda: F(1, 2.0), lambda: F(0) ** -1,
          lambda: F(1, 2) / 0, lambda: F(1) < 'a', lambda: F(1, 2).limit_denominator(0),
          lambda: F.from_float('x')]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
import numbers
print(isinstance(F(1), numbers.Rational), isinstance(1, numbers.Integral), isinstance(1j, numbers.Real),
      isinstance(True, numbers.Number), issubclass(float, numbers.Real))
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     from fractions import Fraction as F
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     from fractions import Fraction as F
# expect-stderr: ImportError: cannot import name 'Fraction' from partially initialized module 'fractions' (most likely due to a circular import) ({file})
# expect-exit: 1

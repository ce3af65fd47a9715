# Fractions: made, written, calculated with, compared.

from fractions import Fraction as F
import math

print(F(6, -8), repr(F('3.1415')), F('-35/4'), F(2.25), F('-47e-2'), F(F(1, 7), F(2, 3)), F(), F(' 7 '))
# expect: -3/4 Fraction(6283, 2000) -35/4 9/4 -47/100 3/14 0 7
print(F(1, 2) + F(1, 3), F(1, 2) - 1, 2 * F(3, 4), F(1, 2) / F(3, 4), F(7, 2) // 1, F(7, 2) % 2)
# expect: 5/6 -1/2 3/2 2/3 3 3/2
print(divmod(F(7, 2), F(2, 3)), F(2, 3) ** 2, F(2, 3) ** -2, F(-2, 3) ** -3, 2 ** F(3), 4 ** F(1, 2))
# expect: (5, Fraction(1, 6)) 4/9 9/4 -27/8 8 2.0
print(F(1, 2) + 0.5, 1.5 - F(1, 2), F(1, 2) * 2j, F(1, 2) ** 0.5)
# expect: 1.0 1.0 1j 0.7071067811865476
print(F(1, 2) == 0.5, F(1, 2) < F(2, 3), F(1, 3) > 0.33, F(3) == 3, hash(F(3)) == hash(3), F(1, 2) != 'a')
# expect: True True True True True True
print(round(F(5, 2)), round(F(7, 2)), round(F(22, 7), 2), math.floor(F(-7, 2)), math.ceil(F(-7, 2)),
      int(F(-7, 2)), float(F(1, 8)), abs(F(-1, 2)), -F(1, 2), +F(1, 2), bool(F(0)))
      # expect: 2 4 157/50 -4 -3 -3 0.125 1/2 -1/2 1/2 False
print(F('3.141592653589793').limit_denominator(100), F(1, 3).as_integer_ratio(), F(3, 4).numerator)
# expect: 311/99 (1, 3) 3
print(sorted([F(1, 2), F(1, 3), 0.4]), sum([F(1, 10)] * 10), F.from_float(0.5))
# expect: [Fraction(1, 3), 0.4, Fraction(1, 2)] 1 1/2
for f in [lambda: F(1, 0), lambda: F('a'), lambda: F([]), lambda: F(1, 2.0), lambda: F(0) ** -1,
          lambda: F(1, 2) / 0, lambda: F(1) < 'a', lambda: F(1, 2).limit_denominator(0),
          lambda: F.from_float('x')]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
        # expect: ZeroDivisionError Fraction(1, 0)
        # expect: ValueError Invalid literal for Fraction: 'a'
        # expect: TypeError argument should be a string or a Rational instance
        # expect: TypeError both arguments should be Rational instances
        # expect: ZeroDivisionError Fraction(1, 0)
        # expect: ZeroDivisionError Fraction(1, 0)
        # expect: TypeError '<' not supported between instances of 'Fraction' and 'str'
        # expect: ValueError max_denominator should be at least 1
        # expect: TypeError Fraction.from_float() only takes floats, not 'x' (str)
import numbers
print(isinstance(F(1), numbers.Rational), isinstance(1, numbers.Integral), isinstance(1j, numbers.Real),
      isinstance(True, numbers.Number), issubclass(float, numbers.Real))
      # expect: True True False True True

# Domain and range errors.

import math
for bad in (
        lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-5), lambda: math.acos(2),
        lambda: math.exp(1000), lambda: math.pow(0, -1), lambda: math.pow(-1, 0.5),
        lambda: math.sin(math.inf), lambda: math.fmod(1, 0), lambda: math.gamma(0),
        lambda: math.gamma(-1), lambda: math.ldexp(1, 5000), lambda: math.sqrt("x"),
        lambda: math.sqrt(None), lambda: math.floor("x"), lambda: math.floor(math.nan),
        lambda: math.ceil(math.inf), lambda: math.atanh(1), lambda: math.log(10, 1),
        lambda: math.cosh(1000), lambda: math.sqrt(10 ** 400), lambda: math.dist([1], [1, 2]),
        lambda: math.log2(0), lambda: math.trunc("x"), lambda: math.pow(10, 400),
        lambda: math.sqrt(), lambda: math.atan2(1),
):
    try:
        print(bad())
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
        # expect: ValueError math domain error
        # expect: ValueError math domain error
        # expect: ValueError math domain error
        # expect: ValueError math domain error
        # expect: OverflowError math range error
        # expect: ValueError math domain error
        # expect: ValueError math domain error
        # expect: ValueError math domain error
        # expect: ValueError math domain error
        # expect: ValueError math domain error
        # expect: ValueError math domain error
        # expect: OverflowError math range error
        # expect: TypeError must be real number, not str
        # expect: TypeError must be real number, not NoneType
        # expect: TypeError must be real number, not str
        # expect: ValueError cannot convert float NaN to integer
        # expect: OverflowError cannot convert float infinity to integer
        # expect: ValueError math domain error
        # expect: ZeroDivisionError float division by zero
        # expect: OverflowError math range error
        # expect: OverflowError int too large to convert to float
        # expect: ValueError both points must have the same number of dimensions
        # expect: ValueError math domain error
        # expect: TypeError type str doesn't define __trunc__ method
        # expect: OverflowError math range error
        # expect: TypeError math.sqrt() takes exactly one argument (0 given)
        # expect: TypeError atan2 expected 2 arguments, got 1
print(math.exp(-1000), math.sqrt(0.0), math.pow(math.nan, 0), math.pow(1, math.nan))
# expect: 0.0 0.0 1.0 1.0
print(math.fmod(5, math.inf), math.atan(math.inf), math.log(math.inf))
# expect: 5.0 1.5707963267948966 inf
print(math.hypot(math.inf, math.nan), math.copysign(math.nan, -1) != 0)    # expect: inf True

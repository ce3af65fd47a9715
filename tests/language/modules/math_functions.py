# The functions of math, to the last digit.

import math
print(math.pi, math.e, math.tau, math.inf, -math.inf, math.nan)
# expect: 3.141592653589793 2.718281828459045 6.283185307179586 inf -inf nan
print(math.sqrt(2), math.cbrt(27) if hasattr(math, "cbrt") else 3.0, math.exp(1), math.exp2(3))
# expect: 1.4142135623730951 3.0000000000000004 2.718281828459045 8.0
print(math.expm1(1e-10), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000))
# expect: 1.00000000005e-10 2.302585092994046 3.0 3.0 3.0
print(math.log1p(1e-10))    # expect: 9.999999999500001e-11
print(math.sin(1), math.cos(1), math.tan(1), math.asin(0.5), math.acos(0.5), math.atan(1))
# expect: 0.8414709848078965 0.5403023058681398 1.5574077246549023 0.5235987755982989 1.0471975511965979 0.7853981633974483
print(math.atan2(-1, -1), math.sinh(1), math.cosh(1), math.tanh(1), math.asinh(1))
# expect: -2.356194490192345 1.1752011936438014 1.5430806348152437 0.7615941559557649 0.881373587019543
print(math.acosh(2), math.atanh(0.5))    # expect: 1.3169578969248166 0.5493061443340548
print(math.degrees(math.pi), math.radians(180), math.hypot(3, 4), math.hypot(1, 2, 3))
# expect: 180.0 3.141592653589793 5.0 3.7416573867739413
print(math.hypot(), math.dist([0, 0], [3, 4]), math.pow(2, 0.5), math.fabs(-2))
# expect: 0.0 5.0 1.4142135623730951 2.0
print(math.fmod(-7, 3), math.remainder(7, 4), math.modf(-2.5), math.frexp(10))
# expect: -1.0 -1.0 (-0.5, -2.0) (0.625, 4)
print(math.ldexp(0.5, 4), math.copysign(1, -0.0))    # expect: 8.0 -1.0
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.floor(1e20), math.ceil(5))
# expect: -3 -2 -2 100000000000000000000 5
print(math.trunc(True))    # expect: 1
print(math.erf(0.5), math.erfc(0.5), math.gamma(5), math.gamma(0.5), math.lgamma(10))
# expect: 0.5204998778130465 0.4795001221869535 24.0 1.7724538509055159 12.801827480081467
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.isclose(1, 1 + 1e-10))
# expect: True True True True
print(math.isclose(1, 1.1), math.isclose(0, 1e-10, abs_tol=1e-9), math.nextafter(1, 2))
# expect: False True 1.0000000000000002
print(math.ulp(1.0))    # expect: 2.220446049250313e-16
print(math.fsum([0.1] * 10), math.prod([1, 2, 3]), math.prod([], start=5), math.prod([1.5, 2]))
# expect: 1.0 6 5 3.0

# gcd, lcm, factorial, comb, perm, isqrt.

import math
print(math.gcd(12, 18), math.gcd(), math.gcd(0, 5), math.gcd(-4, 6))    # expect: 6 0 5 2
print(math.gcd(2 ** 100, 6 ** 50), math.gcd(12, 18, 27), math.lcm(4, 6), math.lcm())
# expect: 1125899906842624 3 12 1
print(math.lcm(0, 5), math.lcm(2, 3, 5))    # expect: 0 30
print(math.factorial(0), math.factorial(20), math.factorial(50), math.comb(5, 2))
# expect: 1 2432902008176640000 30414093201713378043612608166064768844377641568960512000000000000 10
print(math.comb(100, 50), math.comb(2, 5), math.perm(5, 2), math.perm(5), math.perm(2, 3))
# expect: 100891344545564193334812497256 0 20 120 0
print(math.isqrt(0), math.isqrt(99), math.isqrt(10 ** 40 + 5), math.isqrt(2 ** 64 - 1))
# expect: 0 9 100000000000000000000 4294967295
print(math.log(2 ** 2000), math.log2(2 ** 5000), math.log10(10 ** 400), math.floor(10 ** 30))
# expect: 1386.2943611198907 5000.0 400.0 1000000000000000000000000000000
print(math.sqrt(10 ** 40))    # expect: 1e+20
for bad in (
        lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.comb(-1, 2),
        lambda: math.isqrt(-1), lambda: math.gcd(1.5), lambda: math.perm(-1),
        lambda: math.isqrt(1.0),
):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: ValueError factorial() not defined for negative values
        # expect: TypeError 'float' object cannot be interpreted as an integer
        # expect: ValueError n must be a non-negative integer
        # expect: ValueError isqrt() argument must be nonnegative
        # expect: TypeError 'float' object cannot be interpreted as an integer
        # expect: ValueError factorial() not defined for negative values
        # expect: TypeError 'float' object cannot be interpreted as an integer

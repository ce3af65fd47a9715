# Integer arithmetic is exact and floors toward minus infinity.

print(7 + 3, 7 - 10, 7 * -3, 7 / 2, -7 // 2, 7 // -2, -7 % 3, 7 % -3, -7 % -3, divmod(-7, 3))
# expect: 10 -3 -21 3.5 -4 -4 2 -2 -1 (-3, 2)
print(divmod(7, -3))    # expect: (-3, -2)
print(2 ** 10, 2 ** 0, 0 ** 0, (-2) ** 3, 2 ** -2, (-8) ** 2, pow(3, 4, 5), pow(3, -1, 7))
# expect: 1024 1 1 -8 0.25 64 1 5
print(pow(2, 100, 1000007), pow(-3, 3, 5), pow(3, 3, -5))    # expect: 698635 3 -3
print(-(-5), +5, ~5, ~-1, abs(-3), 5 - -5, --5)    # expect: 5 5 -6 0 3 10 5
print(1 + True, True * 5, False - 1, -True, ~True, True + True, True / 2, True // True)
# expect: 2 5 -1 -1 -2 2 0.5 1
print(10 ** 20 // 3, -10 ** 20 // 3, 10 ** 20 % 7, -10 ** 20 % 7, divmod(-10 ** 20, 10 ** 10 + 1))
# expect: 33333333333333333333 -33333333333333333334 2 5 (-10000000000, 10000000000)

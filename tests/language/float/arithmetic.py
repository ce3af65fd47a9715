# Float arithmetic follows IEEE 754 and Python's floor rules.

print(0.1 + 0.2, 1.5 * 2, 7.0 // 2, -7.0 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(-7.5, 2))
# expect: 0.30000000000000004 3.0 3.0 -4.0 1.5 0.5 -0.5 (-4.0, 0.5)
print(1e308 * 10, -1e308 * 10, 2.0 ** 0.5, 2 ** 0.5, 9 ** 0.5, 1 / 3)
# expect: inf -inf 1.4142135623730951 1.4142135623730951 3.0 0.3333333333333333
print(0.0 == -0.0, -0.0, 0.0 * -1, 5.0 % 5, -5.0 % 5, 5.0 % -5, 0.0 // 1, -0.0 // 1, 1e16 + 1)
# expect: True -0.0 -0.0 0.0 0.0 -0.0 0.0 -0.0 1e+16
print(1e15 + 0.3, 3.0 ** -2, (-2.0) ** 3, 0.0 ** 0, 1.0 ** float("nan"))
# expect: 1000000000000000.2 0.1111111111111111 -8.0 1.0 1.0
inf, nan = float("inf"), float("nan")
print(inf - inf, inf * 0, inf + 1, -inf, inf == inf, nan == nan, inf > 10 ** 400, inf // 1)
# expect: nan nan inf -inf True False True nan
print(5 % inf, -5 % inf, inf % 5, nan != nan, max(1.0, nan), min(nan, 1.0))
# expect: 5.0 inf nan True 1.0 nan
print(5 // 0.3, 1.0 - 0.9, 1e-320, 5e-324, 5e-324 / 2, 1.7976931348623157e308, abs(-2.5), +2.5)
# expect: 16.0 0.09999999999999998 1e-320 5e-324 0.0 1.7976931348623157e+308 2.5 2.5
print(-(2.5), float(True) + True)    # expect: -2.5 2.0

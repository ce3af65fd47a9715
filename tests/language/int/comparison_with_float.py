# Integers compare exactly with floats.

big = 2 ** 53
print(big == float(big), big + 1 == float(big), big + 1 > float(big), float(big) < big + 1)
# expect: True False True True
print(10 ** 400 > 1e308, -10 ** 400 < float("-inf"), 10 ** 400 < float("inf"), 1 == 1.0)
# expect: True False True True
print(0 == -0.0, 2 ** 1000 == 2.0 ** 1000)    # expect: True True
print(hash(2.0 ** 70) == hash(2 ** 70), hash(0.5) != hash(0), {1: "a", 1.0: "b", True: "c"})
# expect: True True {1: 'c'}
print(3 in [3.0], sorted([3, 1.5, True, 2 ** 60, -1e300]))
# expect: True [-1e+300, True, 1.5, 3, 1152921504606846976]
print(1 < float("nan"), 10 ** 30 == float("nan"), 1 != float("nan"))    # expect: False False True

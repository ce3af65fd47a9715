# `is` compares identity, `==` value, `in` membership.

a = [1]
b = [1]
print(a == b, a is b, a is not b, a != b)    # expect: True False True False
print(None is None, True is True, () == [], 1 == 1.0, 1 == True)
# expect: True True False True True
print("x" in "xyz", "xz" in "xyz", "" in "", 3 not in (1, 2))    # expect: True False True True
nan = float("nan")
print(nan == nan, nan in [nan], [nan] == [nan], nan != nan)    # expect: False True True True

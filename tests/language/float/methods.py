# The methods of float.

print((2.0).is_integer(), (2.5).is_integer(), (0.75).as_integer_ratio())
# expect: True False (3, 4)
print((-2.0).as_integer_ratio(), (0.1).hex(), (1.0).hex(), (-0.0).hex(), (5e-324).hex())
# expect: (-2, 1) 0x1.999999999999ap-4 0x1.0000000000000p+0 -0x0.0p+0 0x0.0000000000001p-1022
print(float("inf").hex(), float.fromhex("0x1.8p3"), float.fromhex("-0x.8"))
# expect: inf 12.0 -0.5
print(float.fromhex("inf"), float.fromhex("1.8"), (1.5).conjugate(), (1.5).real, (1.5).imag)
# expect: inf 1.5 1.5 1.5 0.0
for bad in (
        lambda: float("inf").as_integer_ratio(), lambda: float("nan").as_integer_ratio(),
        lambda: float.fromhex("xyz"),
):
    try:
        bad()
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: OverflowError cannot convert Infinity to integer ratio
        # expect: ValueError cannot convert NaN to integer ratio
        # expect: ValueError invalid hexadecimal floating-point string
print((2.7).__trunc__(), (2.7).__floor__(), (2.2).__ceil__(), (2.5).__round__(),
      *[n for n in dir(float) if not n.startswith("_")])
      # expect: 2 2 3 2 as_integer_ratio conjugate fromhex hex imag is_integer real

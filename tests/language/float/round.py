# round() rounds half to even, correctly for every digit.

print(round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5), round(2.675, 2))
# expect: 0 2 2 0 -2 2.67
print(round(1.005, 2), round(1234.5678, -2), round(1234.5678, 2), round(0.1, 20))
# expect: 1.0 1200.0 1234.57 0.1
print(round(5.015, 2), round(1e300, 2), round(2.5, 0), round(-0.0), round(1e16 + 1))
# expect: 5.01 1e+300 2.0 0 10000000000000000
print(round(0.15, 1), round(0.25, 1), round(0.35, 1))    # expect: 0.1 0.2 0.3
print(type(round(1.5)).__name__, type(round(1.5, 1)).__name__, type(round(1.5, None)).__name__)
# expect: int float int
print(round(1e20), round(12345.678, -5), round(55555.0, -5))
# expect: 100000000000000000000 0.0 100000.0
for bad in (float("inf"), float("nan")):
    try:
        round(bad)
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: OverflowError cannot convert float infinity to integer
        # expect: ValueError cannot convert float NaN to integer
print(round(float("inf"), 2), round(float("nan"), 2))    # expect: inf nan

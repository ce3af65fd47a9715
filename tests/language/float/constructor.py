# float() from text and objects.

print(float(), float(5), float("1.5"), float(" -2e3 "), float("inf"), float("-Infinity"))
# expect: 0.0 5.0 1.5 -2000.0 inf -inf
print(float("nan"), float("1_000.5"), float(".5"), float("5."), float("1e-400"), float("1e400"))
# expect: nan 1000.5 0.5 5.0 0.0 inf
print(float(10 ** 20), float(True), float("٣.٥"), float(b"1.5"))    # expect: 1e+20 1.0 3.5 1.5
class F:
    def __float__(self): return 2.5
class I:
    def __index__(self): return 3
print(float(F()), float(I()))    # expect: 2.5 3.0
for bad in (
        lambda: float(""), lambda: float("x"), lambda: float("1e"), lambda: float("1__0"),
        lambda: float(None), lambda: float("0x10"), lambda: float([]), lambda: float("1 2"),
        lambda: float(10 ** 400),
):
    try:
        print(bad())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
        # expect: ValueError could not convert string to float: ''
        # expect: ValueError could not convert string to float: 'x'
        # expect: ValueError could not convert string to float: '1e'
        # expect: ValueError could not convert string to float: '1__0'
        # expect: TypeError float() argument must be a string or a real number, not 'NoneType'
        # expect: ValueError could not convert string to float: '0x10'
        # expect: TypeError float() argument must be a string or a real number, not 'list'
        # expect: ValueError could not convert string to float: '1 2'
        # expect: OverflowError int too large to convert to float

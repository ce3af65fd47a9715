# int() from text, floats and objects with __int__, __index__ or __trunc__.

print(int(), int(3.99), int(-3.99), int("42"), int("  -7\n"), int("+5"), int("1_000"))
# expect: 0 3 -3 42 -7 5 1000
print(int(True), int("0"), int("-0"))    # expect: 1 0 0
print(int("ff", 16), int("0xFF", 16), int("0b101", 2), int("0o17", 8), int("z", 36))
# expect: 255 255 5 15 35
print(int("0x1f", 0), int("0b11", 0), int("10", 0), int("11", base=3), int(b"12"), int("٣"))
# expect: 31 3 10 4 12 3
class I:
    def __index__(self): return 5
class T:
    def __int__(self): return 6
print(int(I()), int(T()), int(1e20), int("9" * 30), int(-1e15))
# expect: 5 6 100000000000000000000 999999999999999999999999999999 -1000000000000000
for bad in (
        lambda: int(""), lambda: int("1 2"), lambda: int("1__0"), lambda: int("_1"),
        lambda: int("1_"), lambda: int("0x"), lambda: int("9", 8), lambda: int("1.5"),
        lambda: int("12", 37), lambda: int("12", 1), lambda: int(5, 10), lambda: int([]),
        lambda: int("x" * 10), lambda: int("010", 0), lambda: int(object), lambda: int("\0"),
        lambda: int(1, 2, 3),
):
    try:
        print(bad())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: ValueError invalid literal for int() with base 10: ''
        # expect: ValueError invalid literal for int() with base 10: '1 2'
        # expect: ValueError invalid literal for int() with base 10: '1__0'
        # expect: ValueError invalid literal for int() with base 10: '_1'
        # expect: ValueError invalid literal for int() with base 10: '1_'
        # expect: ValueError invalid literal for int() with base 10: '0x'
        # expect: ValueError invalid literal for int() with base 8: '9'
        # expect: ValueError invalid literal for int() with base 10: '1.5'
        # expect: ValueError int() base must be >= 2 and <= 36, or 0
        # expect: ValueError int() base must be >= 2 and <= 36, or 0
        # expect: TypeError int() can't convert non-string with explicit base
        # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
        # expect: ValueError invalid literal for int() with base 10: 'xxxxxxxxxx'
        # expect: ValueError invalid literal for int() with base 0: '010'
        # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'type'
        # expect: ValueError invalid literal for int() with base 10: '\x00'
        # expect: TypeError int() takes at most 2 arguments (3 given)

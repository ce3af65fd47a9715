# LookupError and ArithmeticError catch their families.

for attempt in (lambda: {}[1], lambda: [][1]):
    try:
        attempt()
    except LookupError as error:
        print(type(error).__name__)
        # expect: KeyError
        # expect: IndexError
for attempt in (lambda: 1 / 0, lambda: 2.0 ** 5000):
    try:
        attempt()
    except ArithmeticError as error:
        print(type(error).__name__)
        # expect: ZeroDivisionError
        # expect: OverflowError
try:
    open("/nonexistent")
except OSError as error:
    print(type(error).__name__, error.errno, error.filename)
    # expect: FileNotFoundError 2 /nonexistent

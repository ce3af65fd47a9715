# Too few or too many values say how many were expected.

def attempt(code):
    try:
        exec(code)
    except Exception as error:
        print(type(error).__name__, error)

def two(values):
    a, b = values

def starred(values):
    a, b, *c = values

for function, values in [(two, [1]), (two, [1, 2, 3]), (two, "abcd"), (two, 5), (two, iter([])),
                         (two, None), (starred, [1]), (starred, ())]:
    try:
        function(values)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: ValueError not enough values to unpack (expected 2, got 1)
        # expect: ValueError too many values to unpack (expected 2)
        # expect: ValueError too many values to unpack (expected 2)
        # expect: TypeError cannot unpack non-iterable int object
        # expect: ValueError not enough values to unpack (expected 2, got 0)
        # expect: TypeError cannot unpack non-iterable NoneType object
        # expect: ValueError not enough values to unpack (expected at least 2, got 1)
        # expect: ValueError not enough values to unpack (expected at least 2, got 0)

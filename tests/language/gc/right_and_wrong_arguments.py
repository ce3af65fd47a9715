# Arguments of the module's functions that are too large are refused with CPython's words; thresholds
# in front of a wrong one are set.

import gc


def refused(function, *arguments):
    try:
        print(function(*arguments))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)


for bad in 2**31, -2**31 - 1, 10**30, 1.5, None:
    refused(gc.set_threshold, 5, bad, 7)
    print(gc.get_threshold())
    gc.set_threshold(700, 10, 10)
    # expect: OverflowError signed integer is greater than maximum
    # expect: (5, 10, 10)
    # expect: OverflowError signed integer is less than minimum
    # expect: (5, 10, 10)
    # expect: OverflowError Python int too large to convert to C long
    # expect: (5, 10, 10)
    # expect: TypeError 'float' object cannot be interpreted as an integer
    # expect: (5, 10, 10)
    # expect: TypeError 'NoneType' object cannot be interpreted as an integer
    # expect: (5, 10, 10)
for bad in 10**30, -10**30, 3, -5, "1":
    refused(gc.get_objects, bad)
    refused(gc.collect, bad)
    # expect: OverflowError cannot fit 'int' into an index-sized integer
    # expect: OverflowError Python int too large to convert to C int
    # expect: OverflowError cannot fit 'int' into an index-sized integer
    # expect: OverflowError Python int too large to convert to C int
    # expect: ValueError generation parameter must be less than the number of available generations (3)
    # expect: ValueError invalid generation
    # expect: ValueError generation parameter cannot be negative
    # expect: ValueError invalid generation
    # expect: TypeError argument should be integer or None, not 'str'
    # expect: TypeError 'str' object cannot be interpreted as an integer
for bad in 2**31, "1":
    refused(gc.set_debug, bad)
    # expect: OverflowError Python int too large to convert to C int
    # expect: TypeError 'str' object cannot be interpreted as an integer

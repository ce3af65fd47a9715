# gc.collect takes a generation from 0 to 2.

import gc
gc.collect()
print(gc.collect(0), gc.collect(1), gc.collect(2), gc.collect(generation=0))    # expect: 0 0 0 0
for bad in (3, -1, 7, "x", None, 1.5):
    try:
        gc.collect(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: ValueError invalid generation
        # expect: ValueError invalid generation
        # expect: ValueError invalid generation
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError 'NoneType' object cannot be interpreted as an integer
        # expect: TypeError 'float' object cannot be interpreted as an integer

# Thresholds are 700, 10, 10 until set otherwise.

import gc
print(gc.get_threshold())    # expect: (700, 10, 10)
gc.set_threshold(100)
print(gc.get_threshold())    # expect: (100, 10, 10)
gc.set_threshold(50, 5)
print(gc.get_threshold())    # expect: (50, 5, 10)
gc.set_threshold(1, 2, 3)
print(gc.get_threshold())    # expect: (1, 2, 3)
gc.set_threshold(0)
print(gc.get_threshold())    # expect: (0, 2, 3)
for bad in ((), ("x",), (1, 2, 3, 4)):
    try:
        gc.set_threshold(*bad)
    except TypeError as error:
        print(type(error).__name__)
        # expect: TypeError
        # expect: TypeError
        # expect: TypeError

# Conversion of very long integers to text is limited, as CPython's is.

import sys
print(len(str(10 ** 4299)))    # expect: 4300
for bad in (lambda: str(10 ** 4300), lambda: int("1" * 4301), lambda: repr(-10 ** 5000)):
    try:
        bad()
        print("no error")
    except ValueError as error:
        print(error)
        # expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
        # expect: Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit
        # expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
print(len(hex(10 ** 5000)), sys.get_int_max_str_digits())    # expect: 4155 4300

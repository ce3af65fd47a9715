# The clocks of time move forward; sleep waits.

import time
a = time.monotonic()
b = time.perf_counter()
time.sleep(0.01)
print(time.monotonic() - a >= 0.01, time.perf_counter() - b >= 0.01, time.time() > 1.6e9)
# expect: True True True
print(time.time_ns() > 1.6e18, time.process_time() >= 0, type(time.monotonic_ns()).__name__)
# expect: True True int
print(time.perf_counter_ns() > 0, time.process_time_ns() >= 0)    # expect: True True
try:
    time.sleep(-1)
except ValueError as error:
    print(error)    # expect: sleep length must be non-negative
try:
    time.sleep("x")
except TypeError as error:
    print(error)    # expect: 'str' object cannot be interpreted as an integer
print(time.sleep(0))    # expect: None

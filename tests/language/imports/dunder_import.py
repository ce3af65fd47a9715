# __import__ and sys.modules.

import sys
m = __import__("math")
print(m is sys.modules["math"])    # expect: True
del sys.modules["math"]
import math
print(math is sys.modules["math"], math.pi == m.pi)    # expect: True True
sys.modules["blocked"] = None
try:
    import blocked
except ModuleNotFoundError as error:
    print(error)    # expect: import of blocked halted; None in sys.modules

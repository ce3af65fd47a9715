# import, import as, from import, from import as.

import math
import math as m
from math import sqrt, floor as down
import sys, gc as collector
print(math is m, sqrt(4), down(2.5), collector.isenabled(), sys.modules["math"] is math)
# expect: True 2.0 2 True True
def f():
    import time as t
    from math import pi
    return t.__name__, pi
print(f())    # expect: ('time', 3.141592653589793)
try:
    from math import nothing
except ImportError as error:
    print(type(error).__name__, str(error)[:36], error.name)
    # expect: ImportError cannot import name 'nothing' from 'm math
try:
    import no.such.module
except ModuleNotFoundError as error:
    print(error, error.name)    # expect: No module named 'no' no

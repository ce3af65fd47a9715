# A module is an object with a namespace.

import math, sys
print(math.__name__, type(math).__name__, math, math.__dict__["pi"] == math.pi)
# expect: math module <module 'math' (built-in)> True
print(hasattr(math, "nothing"))    # expect: False
math.mine = 5
print(math.mine)    # expect: 5
del math.mine
try:
    math.mine
except AttributeError as error:
    print(error)    # expect: module 'math' has no attribute 'mine'
M = type(sys)
m = M("made", "its doc")
m.x = 1
print(m.x, m.__name__, m.__doc__, m, sorted(n for n in vars(m) if not n.startswith("__")))
# expect: 1 made its doc <module 'made'> ['x']
def fallback(name):
    if name.startswith("auto"):
        return name.upper()
    raise AttributeError(name)
m.__getattr__ = fallback
print(m.auto_x)    # expect: AUTO_X
sys.modules["made"] = m
import made
print(made is m)    # expect: True

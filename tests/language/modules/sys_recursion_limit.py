# The recursion limit can be read and set.

import sys
print(sys.getrecursionlimit())    # expect: 1000
sys.setrecursionlimit(200)
def depth(n=1):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(150 < depth() < 200, sys.getrecursionlimit())    # expect: True 200
sys.setrecursionlimit(5000)
def down(n):
    return 0 if n == 0 else 1 + down(n - 1)
print(down(4000))    # expect: 4000
for bad in (0, -5, "x", 1.5):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: ValueError recursion limit must be greater or equal than 1
        # expect: ValueError recursion limit must be greater or equal than 1
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError 'float' object cannot be interpreted as an integer

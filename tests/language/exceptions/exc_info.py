# sys.exc_info and sys.exception tell what is being handled here, level by level.

import sys
print(sys.exc_info())    # expect: (None, None, None)
try:
    raise ValueError(1)
except ValueError:
    print(repr(sys.exc_info()[1]), sys.exception())    # expect: ValueError(1) 1
    try:
        raise KeyError(2)
    except KeyError:
        print(repr(sys.exc_info()[1]))    # expect: KeyError(2)
    print(repr(sys.exc_info()[1]))    # expect: ValueError(1)
print(sys.exc_info(), sys.exception())    # expect: (None, None, None) None
def f():
    return repr(sys.exception())
try:
    raise ValueError(3)
except ValueError:
    print(f())    # expect: ValueError(3)

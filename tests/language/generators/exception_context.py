# An exception handled outside a generator isn't the context inside after it moves on.

import sys
def g():
    print("in g", sys.exc_info()[1])
    try:
        raise KeyError("inside")
    except KeyError:
        yield sys.exc_info()[1]
        print("still", repr(sys.exc_info()[1]))
    print("left", sys.exc_info()[1])
    yield 2
try:
    raise ValueError("outside")
except ValueError:
    it = g()
    print(repr(next(it)))
    # expect: in g outside
    # expect: KeyError('inside')
    print(repr(sys.exc_info()[1]))    # expect: ValueError('outside')
print(next(it), sys.exc_info())
# expect: still KeyError('inside')
# expect: left None
# expect: 2 (None, None, None)

# With a base, int() takes text and bytes only.
from array import array
for source in '100', b'100', bytearray(b'100'), memoryview(b'100'), array('B', b'100'), 100, None:
    for arguments in (source,), (source, 2):
        try:
            print(int(*arguments))
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
            # expect: 100
            # expect: 4
            # expect: 100
            # expect: 4
            # expect: 100
            # expect: 4
            # expect: 100
            # expect: TypeError int() can't convert non-string with explicit base
            # expect: 100
            # expect: TypeError int() can't convert non-string with explicit base
            # expect: 100
            # expect: TypeError int() can't convert non-string with explicit base
            # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
            # expect: TypeError int() can't convert non-string with explicit base

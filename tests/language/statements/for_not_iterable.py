# What can't be iterated says so.

class Half:
    def __iter__(self):
        return 5

class Blocked:
    __iter__ = None
    def __getitem__(self, i):
        return i

for thing in (5, None, 1.5, object, Half(), Blocked()):
    try:
        for x in thing:
            pass
    except TypeError as error:
        print(error)
        # expect: 'int' object is not iterable
        # expect: 'NoneType' object is not iterable
        # expect: 'float' object is not iterable
        # expect: 'type' object is not iterable
        # expect: iter() returned non-iterator of type 'int'
        # expect: 'Blocked' object is not iterable

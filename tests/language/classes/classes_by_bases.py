# isinstance and issubclass take anything with a tuple __bases__ for a class; cells compare by contents.

def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)

class Like:
    def __init__(self, *bases): self.bases = bases
    def get_bases(self): return self.bases
    __bases__ = property(get_bases)
class Thing:
    def __init__(self, cls): self.cls = cls
    __class__ = property(lambda self: self.cls)
top = Like(); middle = Like(top); bottom = Like(middle, Like())
print(isinstance(Thing(bottom), top), isinstance(Thing(top), bottom), issubclass(bottom, top))
# expect: True False True
attempt(lambda: issubclass(top, int))    # expect: False
attempt(lambda: isinstance(3, 4))
# expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
attempt(lambda: issubclass(3, int))    # expect: TypeError issubclass() arg 1 must be a class
attempt(lambda: issubclass(int, 3))
# expect: TypeError issubclass() arg 2 must be a class, a tuple of classes, or a union
attempt(lambda: issubclass(int, (3,)))
# expect: TypeError issubclass() arg 2 must be a class, a tuple of classes, or a union
class Wrong:
    __bases__ = property(lambda self: 1 / 0)
attempt(lambda: issubclass(Wrong(), top))    # expect: ZeroDivisionError division by zero

def cell(value):
    def inner(): return value
    return inner.__closure__[0]
def empty():
    if 0: value = 1
    return (lambda: value).__closure__[0]
print(cell(1) < cell(2), cell(1) == cell(1), empty() < cell(0), empty() == empty(), cell(1) != empty())
# expect: True True True True True
attempt(lambda: cell(1) < 3)
# expect: TypeError '<' not supported between instances of 'cell' and 'int'
attempt(lambda: hash(cell(1)))    # expect: TypeError unhashable type: 'cell'

# super() walks the resolution order of the instance, not of the class.

class Base:
    def go(self):
        return ["Base"]
class Left(Base):
    def go(self):
        return ["Left"] + super().go()
class Right(Base):
    def go(self):
        return ["Right"] + super().go()
class Both(Left, Right):
    def go(self):
        return ["Both"] + super().go()
print(Both().go(), Left().go())    # expect: ['Both', 'Left', 'Right', 'Base'] ['Left', 'Base']
print(super(Left, Both()).go(), super(Both, Both).go(Both()))
# expect: ['Right', 'Base'] ['Left', 'Right', 'Base']
class C(Base):
    @classmethod
    def make(cls):
        return super().__new__(cls)
    def __repr__(self):
        return "<C " + super().__repr__()[:10]
print(type(C.make()).__name__, repr(C()))    # expect: C <C <__main__.
try:
    super()
except RuntimeError as error:
    print(error)    # expect: super(): no arguments
try:
    Both().missing
except AttributeError as error:
    print(error)    # expect: 'Both' object has no attribute 'missing'
try:
    super(Both, Both()).missing
except AttributeError as error:
    print(error)    # expect: 'super' object has no attribute 'missing'
try:
    super(Left, Right())
except TypeError as error:
    print(error)    # expect: super(type, obj): obj must be an instance or subtype of type

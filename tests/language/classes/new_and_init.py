# __new__ makes the instance, __init__ fills it, and runs only for an instance of the class.

class Single:
    instance = None
    def __new__(cls, *args):
        print("new", args)
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance
    def __init__(self, *args):
        print("init", args)
a = Single(1)
# expect: new (1,)
# expect: init (1,)
b = Single(2)
# expect: new (2,)
# expect: init (2,)
print(a is b)    # expect: True
class Other:
    def __new__(cls):
        return 5
    def __init__(self):
        print("never")
print(Other())    # expect: 5
class Celsius(float):
    def __new__(cls, value, unit="C"):
        self = super().__new__(cls, value)
        self.unit = unit
        return self
t = Celsius(3.5)
print(t, t.unit, t + 1, type(t + 1).__name__)    # expect: 3.5 C 4.5 float
class BadInit:
    def __init__(self):
        return 1
try:
    BadInit()
except TypeError as error:
    print(error)    # expect: __init__() should return None, not 'int'
for make in (
        lambda: object(1), lambda: Single.__new__(5), lambda: type("E", (), {})(1),
        lambda: object.__new__(int),
):
    try:
        make()
    except TypeError as error:
        print(error)
        # expect: object() takes no arguments
        # expect: new ()
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 44, in <module>
# expect-stderr:     make()
# expect-stderr:   File "{file}", line 40, in <lambda>
# expect-stderr:     lambda: object(1), lambda: Single.__new__(5), lambda: type("E", (), {})(1),
# expect-stderr:                                ^^^^^^^^^^^^^^^^^
# expect-stderr:   File "{file}", line 7, in __new__
# expect-stderr:     if cls.instance is None:
# expect-stderr:        ^^^^^^^^^^^^
# expect-stderr: AttributeError: 'int' object has no attribute 'instance'
# expect-exit: 1

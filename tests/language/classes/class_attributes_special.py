# Classes know their name, qualified name, module, doc, bases, subclasses and namespace.

class Outer:
    class Inner:
        "inner doc"
        def m(self): pass
print(Outer.Inner.__name__, Outer.Inner.__qualname__, Outer.Inner.__doc__)
# expect: Inner Outer.Inner inner doc
print(Outer.Inner.m.__qualname__)    # expect: Outer.Inner.m
print(Outer, Outer.Inner, Outer.__doc__, Outer.__base__, object.__base__, Outer.__bases__)
# expect: <class '__main__.Outer'> <class '__main__.Outer.Inner'> None <class 'object'> None (<class 'object'>,)
class Sub(Outer): pass
class Sub2(Outer): pass
print([c.__name__ for c in Outer.__subclasses__()], "Inner" in Outer.__dict__)
# expect: ['Sub', 'Sub2'] True
print(type(Outer.__dict__).__name__)    # expect: mappingproxy
Outer.__name__ = "Renamed"
print(Outer.__name__, Outer.__qualname__)    # expect: Renamed Outer
try:
    Outer.__dict__["x"] = 1
except TypeError as error:
    print(error)    # expect: 'mappingproxy' object does not support item assignment

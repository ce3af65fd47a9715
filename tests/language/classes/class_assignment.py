# An instance's __class__ and __dict__ can be replaced.

class A:
    def who(self): return "A", vars(self)
class B:
    def who(self): return "B", vars(self)
x = A()
x.v = 1
x.__class__ = B
print(x.who(), type(x) is B)    # expect: ('B', {'v': 1}) True
x.__dict__ = {"new": 2}
print(x.new, x.who())    # expect: 2 ('B', {'new': 2})
x.__dict__["k"] = 3
print(x.k)    # expect: 3
del x.__dict__["k"]
print(hasattr(x, "k"))    # expect: False
for bad in (
        lambda: setattr(x, "__class__", 5), lambda: setattr(x, "__class__", int),
        lambda: setattr(x, "__dict__", 5),
):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: __class__ must be set to a class, not 'int' object
        # expect: __class__ assignment only supported for mutable types or ModuleType subclasses
        # expect: __dict__ must be set to a dictionary, not a 'int'

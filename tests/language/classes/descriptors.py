# A descriptor's __get__, __set__ and __delete__ take part in attribute access.

class Typed:
    def __init__(self, kind):
        self.kind = kind
    def __set_name__(self, owner, name):
        self.name = "_" + name
        print("named", owner.__name__, name)
    def __get__(self, instance, owner):
        if instance is None:
            return self
        return getattr(instance, self.name, "unset")
    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} wants {self.kind.__name__}")
        setattr(instance, self.name, value)
    def __delete__(self, instance):
        delattr(instance, self.name)
class Person:
    age = Typed(int)    # expect: named Person age
p = Person()
print(p.age)    # expect: unset
p.age = 5
print(p.age, p.__dict__)    # expect: 5 {'_age': 5}
try:
    p.age = "x"
except TypeError as error:
    print(error)    # expect: _age wants int
del p.age
print(p.age, type(Person.age).__name__)    # expect: unset Typed
class NonData:
    def __get__(self, instance, owner):
        return "from descriptor"
class Holder:
    x = NonData()
h = Holder()
print(h.x)    # expect: from descriptor
h.x = "own"
print(h.x, Holder.x)    # expect: own from descriptor
class OnlySet:
    def __set__(self, instance, value):
        print("set", value)
class Holder2:
    y = OnlySet()
k = Holder2()
k.y = 1    # expect: set 1
print(type(k.y).__name__)    # expect: OnlySet

# What mro() of a metaclass sees of a class that isn't finished, and does to it, leaves it whole.


class Meta(type):
    def mro(cls):
        print(sorted(cls.__dict__), cls.__bases__, cls.__mro__)
        for look in (lambda: cls(), lambda: cls.method):
            try:
                print(look())
            except (TypeError, AttributeError) as error:
                print(type(error).__name__, error)
        cls.added = 5
        return type.mro(cls)


class Slots(metaclass=Meta):
    __slots__ = "a", "b"

    def method(self):
        return 1
        # expect: ['__module__', '__slots__', 'method'] (<class 'object'>,) None
        # expect: TypeError cannot create 'Slots' instances
        # expect: AttributeError type object 'Slots' has no attribute 'method'


class Below(Slots):
    def __init__(self):
        self.x = 7
        # expect: ['__init__', '__module__'] (<class '__main__.Slots'>,) None
        # expect: TypeError cannot create 'Below' instances
        # expect: AttributeError type object 'Below' has no attribute 'method'


print(Slots.added, Slots().method(), Below().x, Below().added)    # expect: 5 1 7 5

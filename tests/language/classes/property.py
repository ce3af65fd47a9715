# A property runs its getter, setter and deleter.

class Temperature:
    def __init__(self):
        self._celsius = 0
    @property
    def celsius(self):
        "Degrees."
        return self._celsius
    @celsius.setter
    def celsius(self, value):
        if value < -273:
            raise ValueError("too cold")
        self._celsius = value
    @celsius.deleter
    def celsius(self):
        print("deleted")
    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32
t = Temperature()
t.celsius = 100
print(t.celsius, t.fahrenheit, Temperature.celsius.__doc__)    # expect: 100 212.0 Degrees.
del t.celsius    # expect: deleted
for attempt in ("t.celsius = -300", "t.fahrenheit = 1", "del t.fahrenheit"):
    try:
        exec(attempt)
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)
        # expect: ValueError too cold
        # expect: AttributeError property 'fahrenheit' of 'Temperature' object has no setter
        # expect: AttributeError property 'fahrenheit' of 'Temperature' object has no deleter
print(Temperature.celsius.fget(t), Temperature.celsius.fset is not None)    # expect: 100 True
print(Temperature.fahrenheit.fset)    # expect: None
class P:
    x = property(lambda self: 5, doc="five")
print(P().x, P.x.__doc__)    # expect: 5 five

# Instances have their own attributes and share the class's.

class Dog:
    "A dog."
    kind = "canine"
    def __init__(self, name):
        self.name = name
    def speak(self, times=1):
        return f"{self.name}: " + "woof" * times
a, b = Dog("Rex"), Dog("Fido")
print(a.speak(), b.speak(2), a.kind, Dog.speak(a, 3))
# expect: Rex: woof Fido: woofwoof canine Rex: woofwoofwoof
a.kind = "wolf"
print(a.kind, b.kind, Dog.kind, a.__dict__, b.__dict__)
# expect: wolf canine canine {'name': 'Rex', 'kind': 'wolf'} {'name': 'Fido'}
Dog.kind = "dog"
print(a.kind, b.kind)    # expect: wolf dog
del a.kind
print(a.kind, Dog.__doc__, Dog.__name__, Dog.__module__, a.__class__ is Dog)
# expect: dog A dog. Dog __main__ True
print(isinstance(a, Dog), isinstance(a, object), type(a) is Dog, issubclass(Dog, object))
# expect: True True True True

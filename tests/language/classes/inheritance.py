# A subclass inherits, overrides and extends.

class Animal:
    def __init__(self, name):
        self.name = name
    def speak(self):
        return f"{self.name} says {self.sound()}"
    def sound(self):
        return "..."
class Cat(Animal):
    def sound(self):
        return "meow"
class Loud(Cat):
    def __init__(self, name, volume):
        super().__init__(name)
        self.volume = volume
    def sound(self):
        return super().sound().upper() + "!" * self.volume
for pet in (Animal("it"), Cat("Tom"), Loud("Leo", 3)):
    print(pet.speak())
    # expect: it says ...
    # expect: Tom says meow
    # expect: Leo says MEOW!!!
print(Loud.__mro__, Loud.__bases__, Loud.__base__)
# expect: (<class '__main__.Loud'>, <class '__main__.Cat'>, <class '__main__.Animal'>, <class 'object'>) (<class '__main__.Cat'>,) <class '__main__.Cat'>

# Methods of a local class capture the function's variables.

def make(greeting):
    class Greeter:
        prefix = greeting + ", "
        def greet(self, name):
            return self.prefix + name + (greeting and "!")
    return Greeter
print(make("Hi")().greet("Ann"), make.__name__, make("x").__qualname__)
# expect: Hi, Ann! make make.<locals>.Greeter

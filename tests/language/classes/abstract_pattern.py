# NotImplementedError marks what a subclass must provide.

class Shape:
    def area(self):
        raise NotImplementedError
    def describe(self):
        return f"{type(self).__name__} {self.area():.2f}"
class Square(Shape):
    def __init__(self, side): self.side = side
    def area(self): return self.side ** 2
print(Square(2).describe())    # expect: Square 4.00
try:
    Shape().describe()
except NotImplementedError as error:
    print(type(error).__name__, error.args)    # expect: NotImplementedError ()

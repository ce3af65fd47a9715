# A dunder put on a class later works at once, for its subclasses too; on an instance it doesn't.

class A: pass
class B(A): pass
b = B()
A.__len__ = lambda self: 3
A.__getitem__ = lambda self, i: i * 10
A.__add__ = lambda self, o: "added"
A.__call__ = lambda self: "called"
print(len(b), b[2], b + 1, b())    # expect: 3 20 added called
B.__len__ = lambda self: 4
print(len(b), len(A()))    # expect: 4 3
del B.__len__
print(len(b))    # expect: 3
del A.__len__
b.__len__ = lambda: 9
try:
    len(b)
except TypeError as error:
    print(error)    # expect: object of type 'B' has no len()

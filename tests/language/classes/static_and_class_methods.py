# staticmethod takes no self; classmethod gets the class it was called on.

class A:
    count = 0
    @staticmethod
    def add(a, b):
        return a + b
    @classmethod
    def make(cls, *args):
        cls.count += 1
        return cls.__name__, args
class B(A):
    pass
print(A.add(1, 2), A().add(3, 4), A.make(1), B.make(2), B().make(), A.count, B.count)
# expect: 3 7 ('A', (1,)) ('B', (2,)) ('B', ()) 1 3
print(A.__dict__["add"].__func__(5, 6), A.make.__self__ is A)    # expect: 11 True

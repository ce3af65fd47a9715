# __private names are mangled with their class's name.

class A:
    __secret = 1
    def __init__(self):
        self.__own = 2
    def get(self):
        return self.__secret, self.__own, self.__dunder__
    __dunder__ = 3
class _B(A):
    def __init__(self):
        super().__init__()
        self.__own = 4
b = _B()
print(b.get(), sorted(b.__dict__), A._A__secret)    # expect: (1, 2, 3) ['_A__own', '_B__own'] 1
try:
    b.__own
except AttributeError as error:
    print(error)    # expect: '_B' object has no attribute '__own'
def f(__x):
    return __x
print(f(5))    # expect: 5
class C:
    def m(self, __arg=1, **kw):
        def __inner():
            return __arg
        return __inner(), __inner.__name__
print(C().m())    # expect: (1, '__inner')

# `__class__` in a class's body is that of the method around, even when its own methods use theirs.
class A:
    def plain(self):
        class B:
            x = __class__
        return B.x
    def both(self):
        class B:
            def own(self): return __class__
            x = __class__
            y = __class__.__name__
            def later(self): return super().__init__, __class__.x
        return B.x, B().own(), B.y, B().later()[1]
    def deep(self):
        class B:
            def inner(self):
                class C:
                    def own(self): return __class__
                    x = __class__
                return C.x, C().own()
            x = __class__
        return B.x, B().inner()
print(A().plain(), A().both(), A().deep())
# expect: <class '__main__.A'> (<class '__main__.A'>, <class '__main__.A.both.<locals>.B'>, 'A', <class '__main__.A'>) (<class '__main__.A'>, (<class '__main__.A.deep.<locals>.B'>, <class '__main__.A.deep.<locals>.B.inner.<locals>.C'>))
try:
    class Z: x = __class__
except NameError as error:
    print(error)    # expect: name '__class__' is not defined
class Y:
    __class__ = 5
    x = __class__
    def f(self): return __class__
print(Y.x, Y().f())    # expect: 5 <class '__main__.Y'>

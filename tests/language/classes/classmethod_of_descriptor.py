# classmethod hands the class to the __get__ of what it wraps.


class Shows:
    def __get__(self, instance, owner):
        return instance, owner


class A:
    shown = classmethod(Shows())
    twice = classmethod(classmethod(lambda cls: cls))

    @classmethod
    @property
    def name(cls):
        return cls.__name__


print(A.shown, A().shown)
# expect: (<class '__main__.A'>, <class '__main__.A'>) (<class '__main__.A'>, <class '__main__.A'>)
print(A.twice(), A().twice())    # expect: <class '__main__.A'> <class '__main__.A'>
print(A.name, A().name)    # expect: A A

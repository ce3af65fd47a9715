# throw(class): what making the exception raises, or that it is none, is thrown in its place.


class Odd(Exception):
    def __new__(cls, *args):
        return cls


class Failing(Exception):
    def __init__(self, *args):
        raise KeyError("failing")


def generator():
    while True:
        try:
            yield
        except Exception as error:
            print(type(error).__name__, error)


g = generator()
next(g)
g.throw(Odd)
# expect: TypeError calling <class '__main__.Odd'> should have returned an instance of BaseException, not type
g.throw(Failing)    # expect: KeyError 'failing'
g.throw(Failing, 1)    # expect: KeyError 'failing'
g.throw(ValueError, (1, 2))    # expect: ValueError (1, 2)
try:
    g.throw(5)
except TypeError as error:
    print("outside:", error)
    # expect: outside: exceptions must be classes or instances deriving from BaseException, not int

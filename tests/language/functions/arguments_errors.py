# A wrong call names the function and says what is missing or too much.

def none(): pass
def one(a): pass
def two(a, b): pass
def many(a, b, c, d): pass
def defaults(a, b=1): pass
def only(a, /, b, *, c): pass
def keyword(*, x, y): pass
def rest(a, *others): pass
class C:
    def method(self, a): pass
    def __init__(self, n): pass
calls = [
    lambda: none(1), lambda: none(x=1), lambda: one(), lambda: one(1, 2), lambda: one(b=1),
    lambda: one(1, a=1), lambda: two(), lambda: two(1), lambda: many(), lambda: many(1),
    lambda: defaults(), lambda: defaults(1, 2, 3), lambda: only(1, 2), lambda: only(a=1, b=2, c=3),
    lambda: only(1, 2, 3), lambda: only(1, 2, 3, c=4), lambda: keyword(), lambda: keyword(1),
    lambda: keyword(x=1), lambda: rest(), lambda: C(), lambda: C(1).method(),
    lambda: C(1).method(1, 2),
    lambda: C.method(), lambda: one(*5), lambda: one(**5), lambda: one(**{1: 2}),
    lambda: one(**{"a": 1}, **{"a": 2}), lambda: one(a=1, **{"a": 2}), lambda: (5)(),
    lambda: None(),
    lambda: "text"(), lambda: [](), lambda: C(1)(), lambda: (lambda x: x)(),
]
for call in calls:
    try:
        call()
        print("no error")
    except TypeError as error:
        print(error)
        # expect: none() takes 0 positional arguments but 1 was given
        # expect: none() got an unexpected keyword argument 'x'
        # expect: one() missing 1 required positional argument: 'a'
        # expect: one() takes 1 positional argument but 2 were given
        # expect: one() got an unexpected keyword argument 'b'
        # expect: one() got multiple values for argument 'a'
        # expect: two() missing 2 required positional arguments: 'a' and 'b'
        # expect: two() missing 1 required positional argument: 'b'
        # expect: many() missing 4 required positional arguments: 'a', 'b', 'c', and 'd'
        # expect: many() missing 3 required positional arguments: 'b', 'c', and 'd'
        # expect: defaults() missing 1 required positional argument: 'a'
        # expect: defaults() takes from 1 to 2 positional arguments but 3 were given
        # expect: only() missing 1 required keyword-only argument: 'c'
        # expect: only() got some positional-only arguments passed as keyword arguments: 'a'
        # expect: only() takes 2 positional arguments but 3 were given
        # expect: only() takes 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
        # expect: keyword() missing 2 required keyword-only arguments: 'x' and 'y'
        # expect: keyword() takes 0 positional arguments but 1 was given
        # expect: keyword() missing 1 required keyword-only argument: 'y'
        # expect: rest() missing 1 required positional argument: 'a'
        # expect: C.__init__() missing 1 required positional argument: 'n'
        # expect: C.method() missing 1 required positional argument: 'a'
        # expect: C.method() takes 2 positional arguments but 3 were given
        # expect: C.method() missing 2 required positional arguments: 'self' and 'a'
        # expect: __main__.one() argument after * must be an iterable, not int
        # expect: __main__.one() argument after ** must be a mapping, not int
        # expect: keywords must be strings
        # expect: __main__.one() got multiple values for keyword argument 'a'
        # expect: __main__.one() got multiple values for keyword argument 'a'
        # expect: 'int' object is not callable
        # expect: 'NoneType' object is not callable
        # expect: 'str' object is not callable
        # expect: 'list' object is not callable
        # expect: 'C' object is not callable
        # expect: <lambda>.<locals>.<lambda>() missing 1 required positional argument: 'x'
# expect-stderr: {file}:22: SyntaxWarning: 'int' object is not callable; perhaps you missed a comma?
# expect-stderr:   lambda: one(**{"a": 1}, **{"a": 2}), lambda: one(a=1, **{"a": 2}), lambda: (5)(),
# expect-stderr: {file}:23: SyntaxWarning: 'NoneType' object is not callable; perhaps you missed a comma?
# expect-stderr:   lambda: None(),
# expect-stderr: {file}:24: SyntaxWarning: 'str' object is not callable; perhaps you missed a comma?
# expect-stderr:   lambda: "text"(), lambda: [](), lambda: C(1)(), lambda: (lambda x: x)(),
# expect-stderr: {file}:24: SyntaxWarning: 'list' object is not callable; perhaps you missed a comma?
# expect-stderr:   lambda: "text"(), lambda: [](), lambda: C(1)(), lambda: (lambda x: x)(),

# Mappings behind ** are asked for their keys; none may come twice, and all have to be texts.


class Pairs:
    def __init__(self, *pairs):
        self.pairs = pairs

    def keys(self):
        return [key for key, value in self.pairs]

    def __getitem__(self, key):
        return dict(self.pairs)[key]


def f(*args, **kwargs):
    return args, kwargs


class Wrong:
    keys = None


print(f(**Pairs(("a", 1), ("b", 2)), c=3, **{"d": 4}))
# expect: ((), {'a': 1, 'b': 2, 'c': 3, 'd': 4})
for call in (lambda: f(**Pairs(("a", 1), ("a", 2))), lambda: f(a=1, **Pairs(("a", 2))),
             lambda: f(**{1: 2}), lambda: f(**{1: 2}, **{1: 3}), lambda: f(**Pairs((1, 2))),
             lambda: f(**1), lambda: f(**Wrong()), lambda: dict(**{"x": 1}, **{"x": 2}),
             lambda: dict(**{1: 2}), lambda: print(**{1: 2})):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
        # expect: TypeError __main__.f() got multiple values for keyword argument 'a'
        # expect: TypeError __main__.f() got multiple values for keyword argument 'a'
        # expect: TypeError keywords must be strings
        # expect: TypeError __main__.f() got multiple values for keyword argument '1'
        # expect: TypeError keywords must be strings
        # expect: TypeError __main__.f() argument after ** must be a mapping, not int
        # expect: TypeError 'NoneType' object is not callable
        # expect: TypeError dict() got multiple values for keyword argument 'x'
        # expect: TypeError keywords must be strings
        # expect: TypeError keywords must be strings

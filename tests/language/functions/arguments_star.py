# * and ** spread iterables and mappings into a call.

def f(*args, **kwargs):
    return args, kwargs
print(f(*[1, 2], *"ab", 3, **{"x": 1}, y=2, **{"z": 3}))
# expect: ((1, 2, 'a', 'b', 3), {'x': 1, 'y': 2, 'z': 3})
print(f(*(), **{}), f(*range(3)), f(*{"k": 1}))    # expect: ((), {}) ((0, 1, 2), {}) (('k',), {})
class Map:
    def keys(self):
        return ["a", "b"]
    def __getitem__(self, key):
        return key * 2
print(f(**Map()))    # expect: ((), {'a': 'aa', 'b': 'bb'})
print(max(*[3, 1, 2]), [*f(1)], {**f(a=1)[1]})    # expect: 3 [(1,), {}] {'a': 1}

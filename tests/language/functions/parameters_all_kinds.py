# Positional-only, ordinary, *args, keyword-only and **kwargs in one signature.

def f(a, b=2, /, c=3, *rest, d, e=5, **others):
    return a, b, c, rest, d, e, others
print(f(1, d=4))    # expect: (1, 2, 3, (), 4, 5, {})
print(f(1, 2, 3, 4, 5, d=6, z=7))    # expect: (1, 2, 3, (4, 5), 6, 5, {'z': 7})
print(f(1, c=9, d=0, a=10, b=11))    # expect: (1, 2, 9, (), 0, 5, {'a': 10, 'b': 11})
def g(*, key): return key
def h(x, /): return x
def i(**kw): return kw
def j(*args): return args
print(g(key=1), h(2), i(self=1, a=2), j(), j(1, *(2, 3)))
# expect: 1 2 {'self': 1, 'a': 2} () (1, 2, 3)

# Defaults are evaluated once, when def runs, in the surrounding scope.

def f(item, bag=[]):
    bag.append(item)
    return bag
print(f(1), f(2), f(3, []))    # expect: [1, 2] [1, 2] [3]
n = 1
def g(x=n):
    return x
n = 2
print(g(), f.__defaults__)    # expect: 1 ([1, 2],)
def h(*, k={}):
    k[len(k)] = len(k)
    return k
h(); print(h(), h.__kwdefaults__)    # expect: {0: 0, 1: 1} {'k': {0: 0, 1: 1}}

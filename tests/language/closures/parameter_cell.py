# A parameter can be captured, rebound and deleted.

def f(a, *b, c=3, **d):
    def inner():
        return a, b, c, d
    a += 1
    return inner
print(f(1, 2, c=4, e=5)())    # expect: (2, (2,), 4, {'e': 5})
def g(x):
    def inner():
        return x
    del x
    return inner
try:
    g(1)()
except NameError as error:
    print(error)
    # expect: cannot access free variable 'x' where it is not associated with a value in enclosing scope

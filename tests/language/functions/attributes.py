# A function carries its name, doc, module, defaults, code, and any attribute put on it.

def f(a, b=1, *c, d, e=2, **g):
    "What f does."
    x = 1
    return x
print(f.__name__, f.__qualname__, f.__doc__, f.__module__)    # expect: f f What f does. __main__
print(f.__defaults__, f.__kwdefaults__, f.__closure__)    # expect: (1,) {'e': 2} None
f.color = "red"
print(f.color, f.__dict__)    # expect: red {'color': 'red'}
f.__name__ = "renamed"
print(f.__name__, f.__code__.co_name)    # expect: renamed f
print(f.__code__.co_argcount, f.__code__.co_kwonlyargcount, f.__code__.co_posonlyargcount)
# expect: 2 2 0
print(f.__code__.co_varnames)    # expect: ('a', 'b', 'd', 'e', 'c', 'g', 'x')
class C:
    def m(self):
        def inner(): pass
        return inner
print(C.m.__qualname__, C().m().__qualname__, (lambda: 0).__qualname__)
# expect: C.m C.m.<locals>.inner <lambda>
f.__defaults__ = (99,)
def g(a, b): return a, b
g.__defaults__ = (1, 2)
print(g())    # expect: (1, 2)
try:
    f.missing
except AttributeError as error:
    print(error)    # expect: 'function' object has no attribute 'missing'

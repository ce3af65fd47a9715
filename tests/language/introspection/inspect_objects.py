# inspect.signature: of functions, methods, classes, partials and functions in C; binding.

import inspect, functools, types
def f(a, b: int = 2, /, c=3, *d, e, g: str = 'x', **h) -> int: pass
class C:
    "doc of C"
    def __init__(self, x, *, y=1): pass
    @classmethod
    def cm(cls, a): pass
    @staticmethod
    def sm(a): pass
    @property
    def p(self): "p doc"
    def m(self, q, *r):
        """m doc

            more
        """
class D(C):
    def m(self, q, *r): pass
class Callable:
    def __call__(self, z): pass
for x in (f, C, C.cm, C.sm, C(1).m, C.m, D, Callable(), functools.partial(f, 1, 2, e=5), len, print, [].append, list.insert, int.from_bytes, dict.get, "".split, object, type(None), list, sorted if 0 else abs, compile, str.join, int.__add__, (3).__add__, object.__init__, lambda *a, k: 0, functools.partial(f, c=2, e=3), types.SimpleNamespace, max, int, dict, "x", 3, range, ValueError):
    try: print(inspect.signature(x))
    except (TypeError, ValueError) as e: print(type(e).__name__, str(e)[:30])
s = inspect.signature(f)
print(repr(s), list(s.parameters.values()), s.return_annotation)
for args, kw in (((1,), {'e': 1}), ((1, 2, 3, 4), {'e': 1, 'z': 3}), ((), {}), ((1,), {}), ((1,), {'e': 1, 'b': 3}), ((1, 2, 3), {'c': 1, 'e': 2})):
    try:
        b = s.bind(*args, **kw); print(b, b.args, b.kwargs); b.apply_defaults(); print(b)
    except TypeError as e: print(e)
print(s == inspect.signature(f), hash(s) == hash(inspect.signature(f)))
print(inspect.getfullargspec(f))
print(inspect.getdoc(D.m), inspect.getdoc(D), inspect.getdoc(C.p))
print(inspect.getmembers(C, inspect.isfunction)[1][0])
print(inspect.isroutine(len), inspect.ismethod(C(1).m), inspect.isdatadescriptor(C.p), inspect.isgeneratorfunction(f))
print(inspect.getmro(D), inspect.getclasstree([C, D]))

def outer():
    v = 1
    def inner(): return v, f, len, unknown
    return inner
print(inspect.getclosurevars(outer())[0], inspect.getclosurevars(outer())[2:])
for k in inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.VAR_KEYWORD: print(k, repr(k), k.description)
try: inspect.Parameter('1', 0)
except ValueError as e: print(e)
try: inspect.Signature([inspect.Parameter('a', 4), inspect.Parameter('b', 1)])
except ValueError as e: print(e)
try: print(inspect.getcallargs(f, 1, 2, 3, e=3))
# expect-stderr:   File "{file}", line 49
# expect-stderr:     try: print(inspect.getcallargs(f, 1, 2, 3, e=3))
# expect-stderr: SyntaxError: expected 'except' or 'finally' block
# expect-exit: 1

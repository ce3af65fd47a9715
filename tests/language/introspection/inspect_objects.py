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
    # expect: (a, b: int = 2, /, c=3, *d, e, g: str = 'x', **h) -> int
    # expect: (x, *, y=1)
    # expect: (a)
    # expect: (a)
    # expect: (q, *r)
    # expect: (self, q, *r)
    # expect: (x, *, y=1)
    # expect: (z)
    # expect: (c=3, *d, e=5, g: str = 'x', **h) -> int
    # expect: (obj, /)
    # expect: (*args, sep=' ', end='\n', file=None, flush=False)
    # expect: (object, /)
    # expect: (self, index, object, /)
    # expect: (bytes, byteorder='big', *, signed=False)
    # expect: (self, key, default=None, /)
    # expect: (sep=None, maxsplit=-1)
    # expect: ()
    # expect: ValueError no signature found for builtin
    # expect: (iterable=(), /)
    # expect: (x, /)
    # expect: (source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)
    # expect: (self, iterable, /)
    # expect: (self, value, /)
    # expect: (value, /)
    # expect: (self, /, *args, **kwargs)
    # expect: (*a, k)
    # expect: (a, b: int = 2, /, *, c=2, e=3, g: str = 'x', **h) -> int
    # expect: ValueError no signature found for builtin
    # expect: ValueError no signature found for builtin
    # expect: ValueError no signature found for builtin
    # expect: ValueError no signature found for builtin
    # expect: TypeError 'x' is not a callable object
    # expect: TypeError 3 is not a callable object
    # expect: ValueError no signature found for builtin
    # expect: ValueError no signature found for builtin
s = inspect.signature(f)
print(repr(s), list(s.parameters.values()), s.return_annotation)
# expect: <Signature (a, b: int = 2, /, c=3, *d, e, g: str = 'x', **h) -> int> [<Parameter "a">, <Parameter "b: int = 2">, <Parameter "c=3">, <Parameter "*d">, <Parameter "e">, <Parameter "g: str = 'x'">, <Parameter "**h">] <class 'int'>
for args, kw in (((1,), {'e': 1}), ((1, 2, 3, 4), {'e': 1, 'z': 3}), ((), {}), ((1,), {}), ((1,), {'e': 1, 'b': 3}), ((1, 2, 3), {'c': 1, 'e': 2})):
    try:
        b = s.bind(*args, **kw); print(b, b.args, b.kwargs); b.apply_defaults(); print(b)
        # expect: <BoundArguments (a=1, e=1)> (1,) {'e': 1}
        # expect: <BoundArguments (a=1, b=2, c=3, d=(), e=1, g='x', h={})>
        # expect: <BoundArguments (a=1, b=2, c=3, d=(4,), e=1, h={'z': 3})> (1, 2, 3, 4) {'e': 1, 'z': 3}
        # expect: <BoundArguments (a=1, b=2, c=3, d=(4,), e=1, g='x', h={'z': 3})>
    except TypeError as e: print(e)
    # expect: missing a required argument: 'a'
    # expect: missing a required argument: 'e'
    # expect: 'b' parameter is positional only, but was passed as a keyword
    # expect: multiple values for argument 'c'
print(s == inspect.signature(f), hash(s) == hash(inspect.signature(f)))    # expect: True True
print(inspect.getfullargspec(f))
# expect: FullArgSpec(args=['a', 'b', 'c'], varargs='d', varkw='h', defaults=(2, 3), kwonlyargs=['e', 'g'], kwonlydefaults={'g': 'x'}, annotations={'return': <class 'int'>, 'b': <class 'int'>, 'g': <class 'str'>})
print(inspect.getdoc(D), inspect.getdoc(C.p))    # expect: doc of C p doc
print(inspect.getmembers(C, inspect.isfunction)[1][0])    # expect: m
print(inspect.isroutine(len), inspect.ismethod(C(1).m), inspect.isdatadescriptor(C.p), inspect.isgeneratorfunction(f))
# expect: True True True False
def outer():
    v = 1
    def inner(): return v, f, len, unknown
    return inner
print(inspect.getclosurevars(outer())[0], inspect.getclosurevars(outer())[2:])
# expect: {'v': 1} ({'len': <built-in function len>}, {'unknown'})
for k in inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.VAR_KEYWORD: print(k, repr(k), k.description)
# expect: POSITIONAL_ONLY <_ParameterKind.POSITIONAL_ONLY: 0> positional-only
# expect: VAR_KEYWORD <_ParameterKind.VAR_KEYWORD: 4> variadic keyword
print([ (a.name, a.kind) for a in inspect.classify_class_attrs(C) if a.defining_class is C])
# expect: [('__dict__', 'data'), ('__doc__', 'data'), ('__init__', 'method'), ('__module__', 'data'), ('__weakref__', 'data'), ('cm', 'class method'), ('m', 'method'), ('p', 'property'), ('sm', 'static method')]

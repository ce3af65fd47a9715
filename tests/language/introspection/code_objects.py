# Code objects: attributes, replace(), equality; functions made of them.

import types
def outer(x):
    y = 1
    def f(a, b=2, /, c=3, *d, e, g=5, **h):
        "doc"
        z = x + y
        return z, a, b
    return f
f = outer(1)
c = f.__code__
print(c.co_varnames, c.co_freevars, c.co_cellvars, outer.__code__.co_varnames, outer.__code__.co_cellvars, c.co_nlocals, c.co_argcount, c.co_flags)
# expect: ('a', 'b', 'c', 'e', 'g', 'd', 'h', 'z') ('x', 'y') () ('x', 'f') ('x', 'y') 8 3 31
print(isinstance(c.co_code, bytes), c.co_stacksize > 0, isinstance(c.co_linetable, bytes), isinstance(c.co_exceptiontable, bytes))
# expect: True True True True
d = c.replace(co_name="new", co_filename="ff", co_firstlineno=100)
print(d.co_name, d.co_filename, d.co_firstlineno, d == c, c == c.replace(), hash(c) == hash(c.replace()))
# expect: new ff 100 False True True
try: c.replace(co_argcount=-1)
except ValueError as e: print(e)    # expect: co_argcount must be a positive integer
try: c.co_name = 3
except AttributeError as e: print(e)    # expect: readonly attribute
g = types.FunctionType(d, globals(), "nm", (6, 7), f.__closure__)
print(g.__name__, g.__defaults__, g(1, e=3, g=1), g.__qualname__)
# expect: nm (6, 7) (2, 1, 6) outer.<locals>.f
for a in ((1, {}), (c, 1), (c, {}), (c, {}, 1), (c, {}, None, 1), (c, {}, None, None, ()), (c, {}, None, None, (1, 2)), (outer.__code__, {}, None, None, 3), ()):
    try: print(types.FunctionType(*a))
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
    # expect: TypeError function() argument 'code' must be code, not int
    # expect: TypeError function() argument 'globals' must be dict, not int
    # expect: TypeError arg 5 (closure) must be tuple
    # expect: TypeError arg 3 (name) must be None or string
    # expect: TypeError arg 4 (defaults) must be None or tuple
    # expect: ValueError f requires closure of length 2, not 0
    # expect: TypeError arg 5 (closure) expected cell, found int
    # expect: TypeError arg 5 (closure) must be None or tuple
    # expect: TypeError function() missing required argument 'code' (pos 1)
ns = {}
m = types.FunctionType(compile("x = 1", "t", "exec"), ns)
m(); print(ns['x'])    # expect: 1
def a(): return 1
def b(): return 1
def e(): return 1.0
print(a.__code__ == b.__code__, compile("1", "", "eval") == compile("1", "", "eval"), compile("1", "", "eval") == compile("1.0", "", "eval"), compile("(0.0,)", "", "eval") == compile("(-0.0,)", "", "eval"))
# expect: False True False False
print(hash(compile("1+x", "", "eval")) == hash(compile("1+x", "", "eval")))    # expect: True

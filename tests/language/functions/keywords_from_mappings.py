# Keyword arguments out of mappings: every key counts, and is looked at when the call is made.
class MultiDict:
    def __init__(self, items): self._items = items
    def keys(self): return (k for k, v in self._items)
    def __getitem__(self, key): return next(v for k, v in self._items if k == key)
class D(dict):
    def keys(self): print("keys"); return ["z"]
    def __getitem__(self, k): print("get"); return 5
class E(dict):
    def __iter__(self): return iter(["q"])
    def keys(self): print("keys"); return ["z"]
    def __getitem__(self, k): print("get"); return 5
def f(*a, **k): return a, k
class S(str): pass
for code in ["f(**MultiDict([('x', 1), ('x', 2)]))", "f(a=1, **MultiDict([('x', 1)]))", "f(**D(a=1))", "f(**E(a=1))", "f(**{1: 2})", "f(**{1: 3}, **{1: 5})", "f(**{1: 3}, **{2: 5})",
  "f(**5)", "f(**{}, **5)", "f(**{S('a'): 1})", "dict(**{1: 2})", "print(**{1: 2})", "f(1, **{None: 2})", "len(**{1: 2})", "int(**{'x': 1})", "f(x=1, **{'x': 2})", "f(*[1], **{'a': 1}, b=2, **{'b': 1})", "(lambda **k: k)(**{1:1})", "f(**None)", "[].sort(**{1: 2})", "f(**MultiDict([(1, 1)]))", "(lambda a: a)(**{(): 1})", "f(**{'a': 1}, a=1)", "f(**[('a', 1)])"]:
    try: print(code, eval(code))
    except Exception as e: print(code, type(e).__name__, e)
    # expect: f(**MultiDict([('x', 1), ('x', 2)])) TypeError __main__.f() got multiple values for keyword argument 'x'
    # expect: f(a=1, **MultiDict([('x', 1)])) ((), {'a': 1, 'x': 1})
    # expect: f(**D(a=1)) ((), {'a': 1})
    # expect: keys
    # expect: get
    # expect: f(**E(a=1)) ((), {'z': 5})
    # expect: f(**{1: 2}) TypeError keywords must be strings
    # expect: f(**{1: 3}, **{1: 5}) TypeError __main__.f() got multiple values for keyword argument '1'
    # expect: f(**{1: 3}, **{2: 5}) TypeError keywords must be strings
    # expect: f(**5) TypeError __main__.f() argument after ** must be a mapping, not int
    # expect: f(**{}, **5) TypeError __main__.f() argument after ** must be a mapping, not int
    # expect: f(**{S('a'): 1}) ((), {'a': 1})
    # expect: dict(**{1: 2}) TypeError keywords must be strings
    # expect: print(**{1: 2}) TypeError keywords must be strings
    # expect: f(1, **{None: 2}) TypeError keywords must be strings
    # expect: len(**{1: 2}) TypeError keywords must be strings
    # expect: int(**{'x': 1}) TypeError 'x' is an invalid keyword argument for int()
    # expect: f(x=1, **{'x': 2}) TypeError __main__.f() got multiple values for keyword argument 'x'
    # expect: f(*[1], **{'a': 1}, b=2, **{'b': 1}) TypeError __main__.f() got multiple values for keyword argument 'b'
    # expect: (lambda **k: k)(**{1:1}) TypeError keywords must be strings
    # expect: f(**None) TypeError __main__.f() argument after ** must be a mapping, not NoneType
    # expect: [].sort(**{1: 2}) TypeError keywords must be strings
    # expect: f(**MultiDict([(1, 1)])) TypeError keywords must be strings
    # expect: (lambda a: a)(**{(): 1}) TypeError keywords must be strings
    # expect: f(**{'a': 1}, a=1) TypeError __main__.f() got multiple values for keyword argument 'a'
    # expect: f(**[('a', 1)]) TypeError __main__.f() argument after ** must be a mapping, not list

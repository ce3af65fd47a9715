# Built-in types can be subclassed, and keep their behaviour.

class L(list):
    def total(self): return sum(self)
class D(dict):
    pass
class I(int):
    def __add__(self, o): return I(super().__add__(o) + 100)
class T(tuple):
    def __new__(cls, *v): return super().__new__(cls, v)
class S(str):
    def shout(self): return self.upper() + "!"
class E(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code
l = L([1, 2, 3]); l.append(4); l.name = "mine"
print(l, l.total(), l.name, type(l[:2]).__name__, isinstance(l, list), l == [1, 2, 3, 4])
# expect: [1, 2, 3, 4] 10 mine list True True
d = D(a=1); d["b"] = 2; d.x = 5
print(d, d.x, list(d), type(d.copy()).__name__)    # expect: {'a': 1, 'b': 2} 5 ['a', 'b'] dict
print(I(1) + 2, type(I(1) + 2).__name__, I(5) * 2, I("7"), {I(1): "one"}[1])
# expect: 103 I 10 7 one
print(T(1, 2), T(1, 2) == (1, 2), T(1)[0], S("abc").shout(), S("a") + "b")
# expect: (1, 2) True 1 ABC! ab
print(type(S("a") + "b").__name__)    # expect: str
try:
    raise E(5)
except E as error:
    print(error, error.code, error.args)    # expect: code 5 5 ('code 5',)
for bad in (bool, type(None), range, slice, type(len), type(lambda: 0)):
    try:
        type("X", (bad,), {})
    except TypeError as error:
        print(error)
        # expect: type 'bool' is not an acceptable base type
        # expect: type 'NoneType' is not an acceptable base type
        # expect: type 'range' is not an acceptable base type
        # expect: type 'slice' is not an acceptable base type
        # expect: type 'builtin_function_or_method' is not an acceptable base type
        # expect: type 'function' is not an acceptable base type

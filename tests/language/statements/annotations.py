# Annotations are evaluated at module and class level, not inside functions.

x: int = 5
y: "not evaluated twice"
print(x, __annotations__)    # expect: 5 {'x': <class 'int'>, 'y': 'not evaluated twice'}
def f(a: int, b: "text" = 2, *c: str, d: float = 1.0, **e: dict) -> list:
    z: undefined_name
    w: undefined_name = 1
    return w
print(f.__annotations__, f(1))
# expect: {'a': <class 'int'>, 'b': 'text', 'c': <class 'str'>, 'd': <class 'float'>, 'e': <class 'dict'>, 'return': <class 'list'>} 1
class C:
    count: int = 0
    name: str
print(C.__annotations__, C.count, hasattr(C, "name"))
# expect: {'count': <class 'int'>, 'name': <class 'str'>} 0 False

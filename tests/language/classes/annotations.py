# Annotations of modules, classes and functions.

def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
x: int = 3
y: "str"
print(__annotations__)    # expect: {'x': <class 'int'>, 'y': 'str'}
class C:
    a: int = 1
    b: "C"
    __c: float
    (d): int = 4
    def m(self, q: int, *a: str, k: list=None, **kw: dict) -> "ret": z: int = 3; return z
print(C.__annotations__, C.m.__annotations__, C().m(1)); class_=type("T",(),{}); print(class_.__annotations__); class_.__annotations__["z"]=1; print(class_.__annotations__); del class_.__annotations__; t(lambda: int.__annotations__); 
# expect: {'a': <class 'int'>, 'b': 'C', '_C__c': <class 'float'>} {'q': <class 'int'>, 'a': <class 'str'>, 'k': <class 'list'>, 'kw': <class 'dict'>, 'return': 'ret'} 3
# expect: {}
# expect: {'z': 1}
# expect: AttributeError type object 'int' has no attribute '__annotations__'
class D(C): pass
print(D.__annotations__)    # expect: {}

# Method wrappers, slots, module hooks, and a class derived from every built-in type.

def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
# method wrappers
w=(3).__add__; print(w.__self__, w.__name__, w.__objclass__, w.__doc__, w.__text_signature__, w.__qualname__)
# expect: 3 __add__ <class 'int'> Return self+value. ($self, value, /) int.__add__
print(int.__add__.__get__(3)(4), object.__init__.__get__(object()).__name__, int.__add__.__text_signature__, repr(int.__add__), repr(object.__init__))
# expect: 7 __init__ ($self, value, /) <slot wrapper '__add__' of 'int' objects> <slot wrapper '__init__' of 'object' objects>
t(lambda: int.__add__.__get__("a")); t(lambda: int.__add__("a",1)); t(lambda: int.__add__()); t(lambda: int.__add__(1)); t(lambda: [].append.__self__); t(lambda: list.append.__objclass__)
# expect: TypeError descriptor '__add__' for 'int' objects doesn't apply to a 'str' object
# expect: TypeError descriptor '__add__' requires a 'int' object but received a 'str'
# expect: TypeError descriptor '__add__' of 'int' object needs an argument
# expect: TypeError expected 1 argument, got 0
# expect: []
# expect: <class 'list'>
t(lambda: int.real.__objclass__); t(lambda: int.real.__get__(3)); t(lambda: int.real.__set__(3,4)); t(lambda: type.__dict__["__mro__"].__get__(int))
# expect: <class 'int'>
# expect: 3
# expect: AttributeError attribute 'real' of 'int' objects is not writable
# expect: (<class 'int'>, <class 'object'>)
# slots
class A: __slots__=("a","__b","_c")
class B(A): __slots__=("d",)
class C(B): pass
print(A.a, A._A__b, sorted(k for k in vars(A) if not k.startswith("__")), B.__slots__, C().__dict__)
# expect: <member 'a' of 'A' objects> <member '_A__b' of 'A' objects> ['_A__b', '_c', 'a'] ('d',) {}
c=C(); c.a=1; c.d=2; c.z=3; print(c.__dict__, c.a, c.d)    # expect: {'z': 3} 1 2
t(lambda: A.a.__get__(3)); t(lambda: A.a.__set__(B(),3)); t(lambda: type("X",(A,),{"__slots__":("a",)}).__slots__)
# expect: TypeError descriptor 'a' for 'A' objects doesn't apply to a 'int' object
# expect: None
# expect: ('a',)
class W: __slots__=("__weakref__",)
import weakref
print(type(weakref.ref(W())).__name__)    # expect: ReferenceType
class NW: __slots__=()
t(lambda: weakref.ref(NW()))    # expect: TypeError cannot create weak reference to 'NW' object
class D: __slots__=("__dict__",)
d=D(); d.x=1; print(d.__dict__); t(lambda: weakref.ref(d))
# expect: {'x': 1}
# expect: TypeError cannot create weak reference to 'D' object
class S1: __slots__={"a":"doc a"}
print(S1.__slots__, S1.a)    # expect: {'a': 'doc a'} <member 'a' of 'S1' objects>
def f():
    class Q: __slots__=iter(("x","y"))
    return type(Q.__slots__).__name__, sorted(n for n in vars(Q) if n in "xy")
t(f)    # expect: ('tuple_iterator', ['x', 'y'])
t(lambda: type("X",(),{"__slots__":("x",),"x":1}))
# expect: ValueError 'x' in __slots__ conflicts with class variable
# module getattr/dir
import types,sys
m=types.ModuleType("m"); m.__getattr__=lambda n: "mod:"+n; m.__dir__=lambda: ["b","a"]
print(m.foo, dir(m))    # expect: mod:foo ['a', 'b']
m2=types.ModuleType("m2","doc"); print(m2.__doc__, m2, m2.__dict__.keys()); t(lambda: m2.foo)
# expect: doc <module 'm2'> dict_keys(['__name__', '__doc__', '__package__', '__loader__', '__spec__'])
# expect: AttributeError module 'm2' has no attribute 'foo'
# builtin subclass
for base,args in ((int,(3,)),(float,(2.5,)),(str,("a",)),(tuple,((1,),)),(list,([1],)),(dict,({1:2},)),(set,([1],)),(frozenset,([1],)),(bytes,(b"a",)),(bytearray,(b"a",)),(complex,(1,2)),(property,()),(Exception,(1,)),(staticmethod,(len,)),(classmethod,(len,)),(types.ModuleType,("q",)),(types.SimpleNamespace,()),(enumerate,([1],)),(zip,()),(map,(len,[])),(filter,(None,[])),(reversed,([],)),(super,(int,)),(type,("x",(),{})),(object,()),(bool,()),(range,(1,)),(slice,(1,)),(type(None),()),(types.FunctionType,()),(types.GeneratorType,()),(types.MethodType,()),(types.CodeType,()),(types.MappingProxyType,({},)),(types.CellType,()),(weakref.ref,(int,)),(types.GenericAlias,(int,int)),(types.UnionType,())):
    try:
        X=type("X",(base,),{})
        x=X(*args); x.attr=5
        print(base.__name__, type(x).__name__, x.attr, isinstance(x,base))
    except Exception as e: print(base.__name__, type(e).__name__, e)
    # expect: int X 5 True
    # expect: float X 5 True
    # expect: str X 5 True
    # expect: tuple X 5 True
    # expect: list X 5 True
    # expect: dict X 5 True
    # expect: set X 5 True
    # expect: frozenset X 5 True
    # expect: bytes X 5 True
    # expect: bytearray X 5 True
    # expect: complex X 5 True
    # expect: property X 5 True
    # expect: Exception X 5 True
    # expect: staticmethod X 5 True
    # expect: classmethod X 5 True
    # expect: module X 5 True
    # expect: SimpleNamespace X 5 True
    # expect: enumerate X 5 True
    # expect: zip X 5 True
    # expect: map X 5 True
    # expect: filter X 5 True
    # expect: reversed AttributeError 'list_reverseiterator' object has no attribute 'attr'
    # expect: super X 5 True
    # expect: type X 5 True
    # expect: object X 5 True
    # expect: bool TypeError type 'bool' is not an acceptable base type
    # expect: range TypeError type 'range' is not an acceptable base type
    # expect: slice TypeError type 'slice' is not an acceptable base type
    # expect: NoneType TypeError type 'NoneType' is not an acceptable base type
    # expect: function TypeError type 'function' is not an acceptable base type
    # expect: generator TypeError type 'generator' is not an acceptable base type
    # expect: method TypeError type 'method' is not an acceptable base type
    # expect: code TypeError type 'code' is not an acceptable base type
    # expect: mappingproxy TypeError type 'mappingproxy' is not an acceptable base type
    # expect: cell TypeError type 'cell' is not an acceptable base type
    # expect: ReferenceType X 5 True
    # expect: GenericAlias AttributeError type object 'int' has no attribute 'attr'
    # expect: UnionType TypeError type 'types.UnionType' is not an acceptable base type
class L(list):
    def __init__(self, a, b): super().__init__(a); self.b=b
print(L([1],2), L([1],2).b); t(lambda: L(1))
# expect: [1] 2
# expect: TypeError L.__init__() missing 1 required positional argument: 'b'
class I(int):
    def __new__(cls, v, extra): o=super().__new__(cls,v); o.e=extra; return o
print(I(3,4)+1, I(3,4).e); t(lambda: I(3)); t(lambda: int.__new__(I,3).e)
# expect: 4 4
# expect: TypeError I.__new__() missing 1 required positional argument: 'extra'
# expect: AttributeError 'I' object has no attribute 'e'
class St(str):
    def __add__(s,o): return "added"
print(St("a")+"b", "b"+St("a"), St("abc")[1:], type(St("abc")[:]), type(St("a").upper()), St("x")*2)
# expect: added ba bc <class 'str'> <class 'str'> xx
class Tu(tuple): pass
print(type(Tu((1,2))[:]), type(Tu((1,))+(2,)), Tu((1,2))==(1,2), hash(Tu((1,)))==hash((1,)))
# expect: <class 'tuple'> <class 'tuple'> True True
class Di(dict):
    def __getitem__(s,k): return "gi"
print(Di(a=1)["a"], Di(a=1).get("a"), dict(Di(a=1)), {**Di(a=1)}, "%(a)s"%Di(a=1))
# expect: gi 1 {'a': 1} {'a': 1} gi
class Li(list):
    def __iter__(s): return iter([9])
    def __len__(s): return 7
print(list(Li([1,2])), len(Li()), [*Li([1])], tuple(Li([1])), sorted(Li([3])), bool(Li()))
# expect: [9] 7 [9] (9,) [9] True
class Ex(Exception):
    def __init__(s,a,b): s.a=a
e=Ex(1,2); print(e.args, repr(e), str(e)); t(lambda: Ex(1))
# expect: (1, 2) Ex(1, 2) (1, 2)
# expect: TypeError Ex.__init__() missing 1 required positional argument: 'b'
class P(property): 
    "pdoc"
class U: x=P(lambda s: 3)
print(U().x, P.__doc__)    # expect: 3 pdoc

# Which method serves which operation, in which order, and what is said when it fails.

def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class A:
    def __add__(s,o): return "A+"
    def __radd__(s,o): return "rA"
    def __eq__(s,o): return "eq"
class B(A):
    def __radd__(s,o): return "rB"
class C(A): pass
print(A()+B(), B()+A(), A()+C(), C()+A(), 1+A(), A()+1, A()==1, 1==A(), A()!=1)
# expect: rB A+ A+ A+ rA A+ eq eq False
t(lambda: hash(A())); t(lambda: {A()})
# expect: TypeError unhashable type: 'A'
# expect: TypeError unhashable type: 'A'
class NI:
    def __add__(s,o): return NotImplemented
    __radd__=__add__
    def __lt__(s,o): return NotImplemented
    def __iadd__(s,o): return NotImplemented
t(lambda: NI()+1); t(lambda: 1+NI()); t(lambda: NI()+NI()); t(lambda: NI()<1); t(lambda: NI()<NI()); t(lambda: NI()>1)
# expect: TypeError unsupported operand type(s) for +: 'NI' and 'int'
# expect: TypeError unsupported operand type(s) for +: 'int' and 'NI'
# expect: TypeError unsupported operand type(s) for +: 'NI' and 'NI'
# expect: TypeError '<' not supported between instances of 'NI' and 'int'
# expect: TypeError '<' not supported between instances of 'NI' and 'NI'
# expect: TypeError '>' not supported between instances of 'NI' and 'int'
def f():
    x=NI(); x+=1
t(f)    # expect: TypeError unsupported operand type(s) for +=: 'NI' and 'int'
class L:
    def __len__(s): return s.v
for v in (-1, 1.5, 2**70, "a", None, True, 10):
    x=L(); x.v=v
    t(lambda: len(x)); t(lambda: bool(x))
    # expect: ValueError __len__() should return >= 0
    # expect: ValueError __len__() should return >= 0
    # expect: TypeError 'float' object cannot be interpreted as an integer
    # expect: TypeError 'float' object cannot be interpreted as an integer
    # expect: OverflowError cannot fit 'int' into an index-sized integer
    # expect: OverflowError cannot fit 'int' into an index-sized integer
    # expect: TypeError 'str' object cannot be interpreted as an integer
    # expect: TypeError 'str' object cannot be interpreted as an integer
    # expect: TypeError 'NoneType' object cannot be interpreted as an integer
    # expect: TypeError 'NoneType' object cannot be interpreted as an integer
    # expect: 1
    # expect: True
    # expect: 10
    # expect: True
class Bo:
    def __bool__(s): return s.v
for v in (1, None, True):
    x=Bo(); x.v=v; t(lambda: bool(x)); t(lambda: not x)
    # expect: TypeError __bool__ should return bool, returned int
    # expect: TypeError __bool__ should return bool, returned int
    # expect: TypeError __bool__ should return bool, returned NoneType
    # expect: TypeError __bool__ should return bool, returned NoneType
    # expect: True
    # expect: False
class I:
    def __index__(s): return s.v
for v in (3, 3.5, True, None):
    x=I(); x.v=v
    t(lambda: [1,2,3,4][x]); t(lambda: range(5)[x]); t(lambda: int(x)); t(lambda: float(x)); t(lambda: hex(x)); t(lambda: [1]*x)
    # expect: 4
    # expect: 3
    # expect: 3
    # expect: 3.0
    # expect: 0x3
    # expect: [1, 1, 1]
    # expect: TypeError __index__ returned non-int (type float)
    # expect: TypeError __index__ returned non-int (type float)
    # expect: TypeError __index__ returned non-int (type float)
    # expect: TypeError __index__ returned non-int (type float)
    # expect: TypeError __index__ returned non-int (type float)
    # expect: TypeError __index__ returned non-int (type float)
    # expect: 2
    # expect: 1
    # expect: 1
    # expect: 1.0
    # expect: 0x1
    # expect: [1]
    # expect: TypeError __index__ returned non-int (type NoneType)
    # expect: TypeError __index__ returned non-int (type NoneType)
    # expect: TypeError __index__ returned non-int (type NoneType)
    # expect: TypeError __index__ returned non-int (type NoneType)
    # expect: TypeError __index__ returned non-int (type NoneType)
    # expect: TypeError __index__ returned non-int (type NoneType)
import warnings
warnings.simplefilter("ignore")
class In:
    def __int__(s): return s.v
for v in (3, 3.5, True, None):
    x=In(); x.v=v; t(lambda: int(x)); t(lambda: float(x))
    # expect: 3
    # expect: TypeError float() argument must be a string or a real number, not 'In'
    # expect: TypeError __int__ returned non-int (type float)
    # expect: TypeError float() argument must be a string or a real number, not 'In'
    # expect: 1
    # expect: TypeError float() argument must be a string or a real number, not 'In'
    # expect: TypeError __int__ returned non-int (type NoneType)
    # expect: TypeError float() argument must be a string or a real number, not 'In'
class Fl:
    def __float__(s): return s.v
class F2(float): pass
for v in (3.5, 3, F2(2), None):
    x=Fl(); x.v=v; t(lambda: float(x)); t(lambda: int(x))
    # expect: 3.5
    # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'Fl'
    # expect: TypeError Fl.__float__ returned non-float (type int)
    # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'Fl'
    # expect: 2.0
    # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'Fl'
    # expect: TypeError Fl.__float__ returned non-float (type NoneType)
    # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'Fl'
class R:
    def __repr__(s): return 3
    def __str__(s): return 4
    def __format__(s, f): return 5
    def __hash__(s): return "x"
    def __bytes__(s): return "q"
    def __iter__(s): return 3
    def __contains__(s, x): return "truthy"
    def __call__(s, *a, **k): return a, k
    def __enter__(s): return 1
    def __dir__(s): return ["b","a"]
    def __sizeof__(s): return -1
    def __length_hint__(s): return "x"
    def __reversed__(s): return 7
    def __round__(s, n=0): return ("round", n)
    def __getattr__(s, n): return n
    def __missing__(s, k): return k
r=R()
for g in (lambda: repr(r), lambda: str(r), lambda: format(r), lambda: f"{r}", lambda: hash(r), lambda: bytes(r), lambda: iter(r), lambda: list(r), lambda: 3 in r, lambda: r(1,a=2), lambda: dir(r), lambda: reversed(r), lambda: round(r), lambda: round(r,2), lambda: r.foo, lambda: r[1]): t(g)
# expect: TypeError __repr__ returned non-string (type int)
# expect: TypeError __str__ returned non-string (type int)
# expect: TypeError __format__ must return a str, not int
# expect: TypeError __format__ must return a str, not int
# expect: TypeError __hash__ method should return an integer
# expect: TypeError __bytes__ returned non-bytes (type str)
# expect: TypeError iter() returned non-iterator of type 'int'
# expect: TypeError iter() returned non-iterator of type 'int'
# expect: True
# expect: ((1,), {'a': 2})
# expect: ['a', 'b']
# expect: 7
# expect: ('round', 0)
# expect: ('round', 2)
# expect: foo
# expect: TypeError 'R' object is not subscriptable
def f():
    with r: pass
t(f)
# expect: TypeError 'R' object does not support the context manager protocol (missed __exit__ method)
def f():
    with 3: pass
t(f)    # expect: TypeError 'int' object does not support the context manager protocol
class Ex:
    def __exit__(s,*a): pass
def f():
    with Ex(): pass
t(f)    # expect: TypeError 'Ex' object does not support the context manager protocol
class N:
    __iter__=None; __contains__=None; __hash__=None; __bool__=None; __len__=None; __add__=None; __call__=None; __getitem__=None; __reversed__=None; __index__=None
n=N()
for g in (lambda: iter(n), lambda: 1 in n, lambda: hash(n), lambda: bool(n), lambda: len(n), lambda: n+1, lambda: n(), lambda: n[1], lambda: reversed(n), lambda: [1][n], lambda: for_() if 0 else [x for x in n]): t(g)
# expect: TypeError 'N' object is not iterable
# expect: TypeError 'N' object is not a container
# expect: TypeError unhashable type: 'N'
# expect: TypeError 'NoneType' object is not callable
# expect: TypeError 'NoneType' object is not callable
# expect: TypeError 'NoneType' object is not callable
# expect: TypeError 'NoneType' object is not callable
# expect: TypeError 'NoneType' object is not callable
# expect: TypeError 'N' object is not reversible
# expect: TypeError 'NoneType' object is not callable
# expect: TypeError 'N' object is not iterable
class RN:
    __radd__=None
t(lambda: 1+RN()); t(lambda: RN()+1)
# expect: TypeError 'NoneType' object is not callable
# expect: TypeError unsupported operand type(s) for +: 'RN' and 'int'
class D(dict):
    def __missing__(s,k): return "miss",k
print(D()[3]); t(lambda: D().get(3)); 
# expect: ('miss', 3)
# expect: None
class Desc:
    def __init__(s,n): s.n=n
    def __get__(s,i,o): print("get",s.n,i is None); return s.n
    def __set__(s,i,v): print("set",v)
    def __delete__(s,i): print("del")
class ND:
    def __get__(s,i,o): return "nd"
class H:
    d=Desc("d"); nd=ND()
h=H(); h.d; h.d=3; del h.d; H.d; h.__dict__["d"]=5; print(h.d); print(h.nd); h.nd=4; print(h.nd); del h.nd; print(h.nd)
# expect: get d False
# expect: set 3
# expect: del
# expect: get d True
# expect: get d False
# expect: d
# expect: nd
# expect: 4
# expect: nd
t(lambda: delattr(h,"nope")); t(lambda: setattr(h,3,4)); t(lambda: getattr(h,3)); t(lambda: h.nope)
# expect: AttributeError 'H' object has no attribute 'nope'
# expect: TypeError attribute name must be string, not 'int'
# expect: TypeError attribute name must be string, not 'int'
# expect: AttributeError 'H' object has no attribute 'nope'
class OnlySet:
    def __set__(s,i,v): i.__dict__["o"]=v
class H2: o=OnlySet()
h2=H2(); print(type(h2.o).__name__); h2.o=3; print(h2.o); t(lambda: delattr(h2,"o"))
# expect: OnlySet
# expect: 3
# expect: AttributeError __delete__
class OnlyDel:
    def __delete__(s,i): pass
class H3: o=OnlyDel()
def f(): H3().o=1
t(f)    # expect: AttributeError __set__
class GA:
    def __getattribute__(s,n):
        if n=="x": raise AttributeError("no x")
        return object.__getattribute__(s,n)
    def __getattr__(s,n): return "ga:"+n
print(GA().x, GA().y); t(lambda: len(GA()))
# expect: ga:x ga:y
# expect: TypeError object of type 'GA' has no len()
class Sl:
    __slots__=("a",)
def f(): Sl().b=1
t(f)    # expect: AttributeError 'Sl' object has no attribute 'b'
t(lambda: Sl().a); t(lambda: Sl().b); t(lambda: Sl().__dict__)
# expect: AttributeError 'Sl' object has no attribute 'a'
# expect: AttributeError 'Sl' object has no attribute 'b'
# expect: AttributeError 'Sl' object has no attribute '__dict__'
def f():
    s=Sl(); del s.a
t(f)    # expect: AttributeError a
print(object.__init__.__get__(3), object.__init__, (3).__add__, int.__add__, [].append, list.append, dict.fromkeys, dict.__dict__["fromkeys"])if 0 else None
t(lambda: object.__init__(1,2)); t(lambda: object.__new__(int)); t(lambda: int.__new__(str)); 
# expect: None
# expect: TypeError object.__new__(int) is not safe, use int.__new__()
# expect: TypeError int.__new__(str): str is not a subtype of int
class Z: pass
t(lambda: Z(1)); t(lambda: Z(a=1)); 
# expect: TypeError Z() takes no arguments
# expect: TypeError Z() takes no arguments
class Z2:
    def __init__(s,a): pass
t(lambda: Z2()); t(lambda: Z2(1,2)); t(lambda: object.__new__(Z2, 1).__class__.__name__)
# expect: TypeError Z2.__init__() missing 1 required positional argument: 'a'
# expect: TypeError Z2.__init__() takes 2 positional arguments but 3 were given
# expect: Z2
class Z3:
    def __new__(cls, a): return object.__new__(cls)
t(lambda: Z3()); t(lambda: Z3(1).__class__.__name__); t(lambda: Z3(1).__init__(3))
# expect: TypeError Z3.__new__() missing 1 required positional argument: 'a'
# expect: Z3
# expect: None
class Z4:
    def __new__(cls, a): return object.__new__(cls, a)
t(lambda: Z4(1))
# expect: TypeError object.__new__() takes exactly one argument (the type to instantiate)
class Z5:
    def __init__(s, a): object.__init__(s, a)
t(lambda: Z5(1))
# expect: TypeError object.__init__() takes exactly one argument (the instance to initialize)
class Z6:
    def __init__(s): return 3
t(lambda: Z6())    # expect: TypeError __init__() should return None, not 'int'
t(lambda: super()); t(lambda: super(int)); t(lambda: super(int,"a")); t(lambda: super(1)); t(lambda: super(int,3).foo); t(lambda: super(1,2,3)); t(lambda: super(int,bool)); t(lambda: super(int,True).__thisclass__)
# expect: RuntimeError super(): no arguments
# expect: <super: <class 'int'>, NULL>
# expect: TypeError super(type, obj): obj must be an instance or subtype of type
# expect: TypeError super() argument 1 must be a type, not int
# expect: AttributeError 'super' object has no attribute 'foo'
# expect: TypeError super() expected at most 2 arguments, got 3
# expect: <super: <class 'int'>, <bool object>>
# expect: <class 'int'>
t(lambda: Z.__mro__.__class__); t(lambda: Z.mro()); t(lambda: Z().__class__)
# expect: <class 'tuple'>
# expect: [<class '__main__.Z'>, <class 'object'>]
# expect: <class '__main__.Z'>
def g(a,b=2,*,c=3): "doc"
print(g.__defaults__, g.__kwdefaults__, g.__code__.co_name, g.__closure__, g.__doc__, g.__module__, g.__annotations__, g.__dict__)
# expect: (2,) {'c': 3} g None doc __main__ {} {}
g.__defaults__=(1,2); print(g()); g.__kwdefaults__={"c":9}; g.__name__="gg"; g.__qualname__="qq"; print(g)if 0 else None
# expect: None
def s(n,v): setattr(g,n,v)
for n,v in (("__defaults__",3),("__kwdefaults__",3),("__name__",3),("__qualname__",3),("__code__",3),("__closure__",3),("__globals__",3),("__dict__",3),("__annotations__",3)): t(lambda: s(n,v))
# expect: TypeError __defaults__ must be set to a tuple object
# expect: TypeError __kwdefaults__ must be set to a dict object
# expect: TypeError __name__ must be set to a string object
# expect: TypeError __qualname__ must be set to a string object
# expect: TypeError __code__ must be set to a code object
# expect: AttributeError readonly attribute
# expect: AttributeError readonly attribute
# expect: TypeError __dict__ must be set to a dictionary, not a 'int'
# expect: TypeError __annotations__ must be set to a dict object
for n in ("__defaults__","__kwdefaults__","__name__","__qualname__","__code__","__doc__","__dict__","__annotations__","__module__"): t(lambda: delattr(g,n))
# expect: None
# expect: None
# expect: TypeError __name__ must be set to a string object
# expect: TypeError __qualname__ must be set to a string object
# expect: TypeError __code__ must be set to a code object
# expect: None
# expect: TypeError cannot delete __dict__
# expect: None
# expect: None
print(g.__defaults__, g.__doc__)    # expect: None None

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    x = I(); x.v = True; hex(x)
    x = In(); x.v = True; int(x)
    x = Fl(); x.v = F2(2); float(x)
for w in caught: print(w.category.__name__, w.message, w.lineno > 0)
# expect: DeprecationWarning __index__ returned non-int (type bool).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python. True
# expect: DeprecationWarning __int__ returned non-int (type bool).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python. True
# expect: DeprecationWarning Fl.__float__ returned non-float (type F2).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python. True
# expect-stderr: {file}:66: DeprecationWarning: __index__ returned non-int (type bool).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect-stderr:   t(lambda: [1,2,3,4][x]); t(lambda: range(5)[x]); t(lambda: int(x)); t(lambda: float(x)); t(lambda: hex(x)); t(lambda: [1]*x)

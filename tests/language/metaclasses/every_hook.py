# A metaclass takes part in every step of a class, and its methods serve the class.

class M(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print("prepare", name, bases, kw)
        return {}
    def __new__(mcls, name, bases, ns, **kw):
        print("new", name, bases, sorted(ns), kw)
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        return super().__call__(*a, **k)
    def __instancecheck__(cls, o): return o == 3
    def __subclasscheck__(cls, o): return o is int
    def __len__(cls): return 7
    def __iter__(cls): return iter("abc")
    def __getitem__(cls, k): return ("item", k)
    def __contains__(cls, k): return k == "z"
    def __repr__(cls): return "M!"+cls.__name__
    def __add__(cls, o): return ("add", o)
    def __eq__(cls, o): return cls is o
    def __hash__(cls): return 5
    @property
    def prop(cls): return "p"+cls.__name__
    def __getattr__(cls, n):
        if n.startswith("dyn"): return "dyn:"+n
        raise AttributeError(n)
class C(metaclass=M, x=1):
    def f(self): return 1
    # expect: prepare C () {'x': 1}
    # expect: new C () ['__module__', '__qualname__', 'f'] {'x': 1}
    # expect: init C {'x': 1}
class D(C, y=2): 
    def __init__(self, v): self.v = v
    # expect: prepare D (M!C,) {'y': 2}
    # expect: new D (M!C,) ['__init__', '__module__', '__qualname__'] {'y': 2}
    # expect: init D {'y': 2}
print(isinstance(3, C), isinstance(4, C), issubclass(int, C), issubclass(str, C))
# expect: True False True False
print(len(C), list(C), C[4], "z" in C, "y" in C, C, C+1, hash(C), C.prop, C.dynx, D.dyny)
# expect: 7 ['a', 'b', 'c'] ('item', 4) True False M!C ('add', 1) 5 pC dyn:dynx dyn:dyny
print(D(4).v, type(D))
# expect: call D (4,) {}
# expect: 4 <class '__main__.M'>
try: C.zzz
except AttributeError as e: print(e)    # expect: zzz
class MR(type):
    def mro(cls):
        print("mro", cls.__name__)
        return [cls, int.__mro__[-1]]
class X(metaclass=MR): pass    # expect: mro X
print(X.__mro__)    # expect: (<class '__main__.X'>, <class 'object'>)
def fm(name, bases, ns, **kw):
    print(name, bases, sorted(ns), kw); return 42
class Y(1 .__class__, metaclass=fm, k=3): pass
# expect: Y (<class 'int'>,) ['__module__', '__qualname__'] {'k': 3}
print(Y)    # expect: 42
class M2(type): pass
class A(metaclass=M2): pass
try:
    class B(C, A): pass
except TypeError as e: print(e)
# expect: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
class Orig:
    def __mro_entries__(self, bases): return (int,)
class Z(Orig()): pass
print(Z.__bases__, len(Z.__orig_bases__))    # expect: (<class 'int'>,) 1
try: type("x", (), {}, k=1)
except TypeError as e: print(e)    # expect: x.__init_subclass__() takes no keyword arguments
try:
    class Q(k=1): pass
except TypeError as e: print(e)    # expect: Q.__init_subclass__() takes no keyword arguments
try: type("x", (int, str), {})
except TypeError as e: print(e)    # expect: multiple bases have instance lay-out conflict
try: type("x", (bool,), {})
except TypeError as e: print(e)    # expect: type 'bool' is not an acceptable base type
class Meta(type):
    def __new__(m, n, b, ns):
        ns.pop("__classcell__", None)
        return super().__new__(m, n, b, ns)
try:
    class W(metaclass=Meta):
        def f(self): return __class__
except RuntimeError as e: print(e)
# expect: __class__ not set defining 'W' as <class '__main__.W'>. Was __classcell__ propagated to type.__new__?

# Dataclasses: fields, generated methods, conversions, what is refused.

from dataclasses import *
import dataclasses
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
@dataclass
class P:
    x: int
    y: int = 3
    z: list = field(default_factory=list, repr=False)
print(P(1), P(1,2), P(1)==P(1), P(1)!=P(2), P.__doc__, P.__match_args__, P(1).z)
# expect: P(x=1, y=3) P(x=1, y=2) True True P(x: int, y: int = 3, z: list = <factory>) ('x', 'y', 'z') []
t(lambda: P()); t(lambda: P(1,2,3,4)); t(lambda: P(1, w=3)); t(lambda: P(1)<P(2)); t(lambda: hash(P(1)))
# expect: TypeError P.__init__() missing 1 required positional argument: 'x'
# expect: TypeError P.__init__() takes from 2 to 4 positional arguments but 5 were given
# expect: TypeError P.__init__() got an unexpected keyword argument 'w'
# expect: TypeError '<' not supported between instances of 'P' and 'P'
# expect: TypeError unhashable type: 'P'
print(P.__init__.__annotations__, P.__init__.__qualname__, [f.name for f in fields(P)])
# expect: {'x': <class 'int'>, 'y': <class 'int'>, 'z': <class 'list'>, 'return': None} P.__init__ ['x', 'y', 'z']
print(asdict(P(1)), astuple(P(1)), replace(P(1), y=9))
# expect: {'x': 1, 'y': 3, 'z': []} (1, 3, []) P(x=1, y=9)
@dataclass(order=True, frozen=True)
class Q(P if 0 else object):
    a: int
    b: str = "q"
print(Q(1)<Q(2), sorted([Q(3),Q(1)]), hash(Q(1))==hash((1,"q")), {Q(1):1})
# expect: True [Q(a=1, b='q'), Q(a=3, b='q')] True {Q(a=1, b='q'): 1}
def f(): Q(1).a=3
t(f)    # expect: FrozenInstanceError cannot assign to field 'a'
def f(): del Q(1).a
t(f)    # expect: FrozenInstanceError cannot delete field 'a'
@dataclass
class C(P):
    w: str = "w"
    k: int = field(default=5, kw_only=True)
    _: KW_ONLY
    m: int = 1
print(C(1, m=3), C.__doc__)
# expect: C(x=1, y=3, w='w', k=5, m=3) C(x: int, y: int = 3, z: list = <factory>, w: str = 'w', *, k: int = 5, m: int = 1)
@dataclass
class I:
    a: InitVar[int]
    b: int = 0
    def __post_init__(self, a): self.b = a*2
print(I(4), [f.name for f in fields(I)])    # expect: I(b=8) ['b']
@dataclass(slots=True)
class S:
    x: int
    y: int = 2
s=S(1); print(s, S.__slots__, hasattr(s,'__dict__'))    # expect: S(x=1, y=2) ('x', 'y') False
@dataclass(slots=True, frozen=True, weakref_slot=True)
class S2:
    x: int
import copy
print(copy.copy(S2(3)), S2.__slots__)    # expect: S2(x=3) ('x', '__weakref__')
def f():
    @dataclass
    class X: a: list=[]
t(f)
# expect: ValueError mutable default <class 'list'> for field a is not allowed: use default_factory
def f():
    @dataclass
    class X:
        a: int=1
        b: int
t(f)    # expect: TypeError non-default argument 'b' follows default argument
def f():
    @dataclass
    class X:
        a=field()
t(f)    # expect: TypeError 'a' is a field but has no type annotation
t(lambda: field(default=1, default_factory=list))
# expect: ValueError cannot specify both default and default_factory
M=make_dataclass("M",["a",("b",int),("c",int,field(default=4))]); print(M(1,2), M.__annotations__)
# expect: M(a=1, b=2, c=4) {'a': 'typing.Any', 'b': <class 'int'>, 'c': <class 'int'>}
t(lambda: make_dataclass("M",["a","a"])); t(lambda: make_dataclass("M",["for"])); t(lambda: make_dataclass("M",["1"]))
# expect: TypeError Field name duplicated: 'a'
# expect: TypeError Field names must not be keywords: 'for'
# expect: TypeError Field names must be valid identifiers: '1'
print(fields(P)[1].kw_only); print(is_dataclass(P), is_dataclass(P(1)), is_dataclass(3))
# expect: False
# expect: True True False
t(lambda: fields(3)); t(lambda: asdict(3)); t(lambda: replace(3)); t(lambda: replace(I(1), b=3)); 
# expect: TypeError must be called with a dataclass type or instance
# expect: TypeError asdict() should be called on dataclass instances
# expect: TypeError replace() should be called on dataclass instances
# expect: ValueError InitVar 'a' must be specified with replace()
@dataclass
class N:
    p: P
    q: dict
print(asdict(N(P(1),{"a":[P(2)]})), astuple(N(P(1),{"a":(P(2),)})))
# expect: {'p': {'x': 1, 'y': 3, 'z': []}, 'q': {'a': [{'x': 2, 'y': 3, 'z': []}]}} ((1, 3, []), {'a': ((2, 3, []),)})
@dataclass
class R:
    r: object = None
r=R(); r.r=r; print(r)    # expect: R(r=...)
@dataclass(eq=False)
class E: x:int
print(E(1)==E(1), hash(E(1)) is not None)    # expect: False True
@dataclass(unsafe_hash=True)
class U: x:int
print(hash(U(1))==hash((1,)))    # expect: True
@dataclass(repr=False, init=False)
class V: x:int=3
print(V().x)    # expect: 3
def f():
    @dataclass(order=True)
    class X:
        a: int
        def __lt__(s,o): pass
t(f)
# expect: TypeError Cannot overwrite attribute __lt__ in class X. Consider using functools.total_ordering
def f():
    @dataclass
    class X(Q): c:int=3
t(f)    # expect: TypeError cannot inherit non-frozen dataclass from a frozen one
def f():
    @dataclass(frozen=True)
    class X(P): pass
t(f)    # expect: TypeError cannot inherit frozen dataclass from a non-frozen one
print(repr(InitVar[int]), repr(P.__dataclass_params__), MISSING is dataclasses.MISSING)
# expect: dataclasses.InitVar[int] _DataclassParams(init=True,repr=True,eq=True,order=False,unsafe_hash=False,frozen=False) True

# Enumerations: members, flags, functional API, checks, dunder methods.

from enum import *
import enum
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class Color(Enum):
    RED=1; GREEN=2; BLUE=3; CRIMSON=1
print(list(Color), Color.RED, repr(Color.RED), Color(2), Color["BLUE"], Color.CRIMSON is Color.RED)
# expect: [<Color.RED: 1>, <Color.GREEN: 2>, <Color.BLUE: 3>] Color.RED <Color.RED: 1> Color.GREEN Color.BLUE True
print(Color.RED.name, Color.RED.value, len(Color), Color.__members__, Color)
# expect: RED 1 3 {'RED': <Color.RED: 1>, 'GREEN': <Color.GREEN: 2>, 'BLUE': <Color.BLUE: 3>, 'CRIMSON': <Color.RED: 1>} <enum 'Color'>
t(lambda: Color(9)); t(lambda: Color["X"]); t(lambda: Color.zz); t(lambda: Color.RED.zz)
# expect: ValueError 9 is not a valid Color
# expect: KeyError 'X'
# expect: AttributeError zz
# expect: AttributeError 'Color' object has no attribute 'zz'
t(lambda: setattr(Color,"RED",3)); t(lambda: delattr(Color,"RED")); t(lambda: setattr(Color.RED,"value",3))
# expect: AttributeError cannot reassign member 'RED'
# expect: AttributeError 'Color' cannot delete member 'RED'.
# expect: AttributeError <enum 'Enum'> cannot set attribute 'value'
t(lambda: Color.RED in Color); t(lambda: Color.RED < Color.BLUE); t(lambda: hash(Color.RED)==hash("RED"))
# expect: True
# expect: TypeError '<' not supported between instances of 'Color' and 'Color'
# expect: True
t(lambda: f"{Color.RED:>12}|"); t(lambda: Color.RED == 1); print(bool(Color.RED), list(reversed(Color)))
# expect:    Color.RED|
# expect: False
# expect: True [<Color.BLUE: 3>, <Color.GREEN: 2>, <Color.RED: 1>]
class N(IntEnum):
    A=1; B=2
print(N.A, repr(N.A), N.A+1, N.A<N.B, f"{N.A}", "%d"%N.B, N.A|N.B, isinstance(N.A,int), N(1))
# expect: 1 <N.A: 1> 2 True 1 2 3 True 1
class S(StrEnum):
    X=auto(); YY=auto(); Z="q"
print(S.X, repr(S.X), S.YY+"1", list(S), f"{S.Z:>3}")
# expect: x <S.X: 'x'> yy1 [<S.X: 'x'>, <S.YY: 'yy'>, <S.Z: 'q'>]   q
class F(Flag):
    R=auto(); W=auto(); X=auto(); RW=R|W
print(F.R|F.X, repr(F.R|F.X), F.RW, list(F), list(F.RW), ~F.R, F(0), repr(F(0)), bool(F(0)), F.R in F.RW, len(F.RW), F(7))
# expect: F.R|X <F.R|X: 5> F.RW [<F.R: 1>, <F.W: 2>, <F.X: 4>] [<F.R: 1>, <F.W: 2>] F.W|X F(0) <F: 0> False True 2 F.R|W|X
t(lambda: F("a")); print(F.R^F.RW, F.R&F.W)
# expect: ValueError 'a' is not a valid F
# expect: F.W F(0)
class IF(IntFlag):
    A=1; B=2; C=4
print(IF.A|8, repr(IF.A|8), IF(15), repr(~IF.A), IF.A|IF.B, repr(IF(0)), IF.A+1, repr(IF(-1)))
# expect: 9 <IF.A|8: 9> 15 <IF.B|C: 6> 3 <IF: 0> 2 <IF.A|B|C: 7>
class Planet(Enum):
    E=(1.0,2.0); M=(3.0,4.0)
    def __init__(self, mass, r): self.mass=mass; self.r=r
    @property
    def d(self): return self.mass/self.r
print(Planet.E.mass, Planet.E.d, Planet((3.0,4.0)), Planet.E.value)
# expect: 1.0 0.5 Planet.M (1.0, 2.0)
class Co(bytes, Enum):
    def __new__(cls, v, label):
        o=bytes.__new__(cls,[v]); o._value_=v; o.label=label; return o
    A=(1,"a"); B=(2,"b")
print(Co.A, Co.A.label, Co(2), Co(1))    # expect: Co.A a Co.B Co.A
A=Enum("Animal","CAT DOG"); print(list(A), A.__module__)
# expect: [<Animal.CAT: 1>, <Animal.DOG: 2>] __main__
print(list(Enum("Q",[("a",5),("b",6)])), list(Enum("Q2",{"x":1})), list(IntEnum("Q3","a b",start=5)))
# expect: [<Q.a: 5>, <Q.b: 6>] [<Q2.x: 1>] [<Q3.a: 5>, <Q3.b: 6>]
class Mis(Enum):
    A=1
    @classmethod
    def _missing_(cls, v): return cls.A if v==5 else None
print(Mis(5)); t(lambda: Mis(6))
# expect: Mis.A
# expect: ValueError 6 is not a valid Mis
def f():
    @unique
    class U(Enum): A=1; B=1
t(f)    # expect: ValueError duplicate values found in <enum 'U'>: B -> A
def f():
    class U(Enum): A=1; A=2
t(f)    # expect: TypeError 'A' already defined as 1
def f():
    class U(Color): A=1
t(f)    # expect: TypeError <enum 'U'> cannot extend <enum 'Color'>
def f():
    class U(Enum): _foo_=1
t(f)    # expect: ValueError _sunder_ names, such as '_foo_', are reserved for future Enum use
def f():
    class U(Enum): mro=1
t(f)    # expect: ValueError invalid enum member name(s) 'mro'
def f():
    @verify(CONTINUOUS)
    class U(Enum): A=1; B=4
t(f)    # expect: ValueError invalid enum 'U': missing values 2, 3
def f():
    @verify(NAMED_FLAGS)
    class U(Flag): A=1; B=6
t(f)
# expect: ValueError invalid Flag 'U': alias B is missing combined values of 0x6 [use enum.show_flag_values(value) for details]
def f():
    @verify(UNIQUE)
    class U(Flag): A=1; B=1
t(f)    # expect: ValueError aliases found in <flag 'U'>: B -> A
class Me(Enum):
    a=1
    def meth(self): return "m", self
    @member
    def b(self): pass
    c=nonmember(3)
    _ignore_=["tmp","i"]
    for i in range(3): tmp=i
print(len(Me), Me.c, Me.a.meth(), 'i' in dir(Me))    # expect: 2 3 ('m', <Me.a: 1>) False
class Ord(Enum):
    _order_="A B"; A=1; B=2
def f():
    class Ord(Enum):
        _order_="B A"; A=1; B=2
t(f)
# expect: TypeError member order does not match _order_:
# expect:   ['A', 'B']
# expect:   ['B', 'A']
class Conf(Flag, boundary=CONFORM): A=1; B=2
class Ej(Flag, boundary=EJECT): A=1; B=2
class Ke(Flag, boundary=KEEP): A=1; B=2
print(Conf(5), Ej(5), Ke(5), repr(Ke(5)), ~Ke.A, repr(~Ke.A))
# expect: Conf.A 5 Ke.A|4 <Ke.A|4: 5> Ke.B <Ke.B: 2>
print(dir(Color)); print(dir(N)==sorted(dir(N)))
# expect: ['BLUE', 'GREEN', 'RED', '__class__', '__contains__', '__doc__', '__getitem__', '__init_subclass__', '__iter__', '__len__', '__members__', '__module__', '__name__', '__qualname__']
# expect: True
import copy
print(copy.copy(Color.RED) is Color.RED, copy.deepcopy([Color.RED])[0] is Color.RED)
# expect: True True
print(Color.__class__, type(Color), Color.RED.__class__)
# expect: <class 'enum.EnumType'> <class 'enum.EnumType'> <enum 'Color'>
class G(Enum):
    def _generate_next_value_(name, start, count, last): return name*2
    A=auto(); B=auto()
print(list(G), Color.__doc__, Color.RED.__objclass__)
# expect: [<G.A: 'AA'>, <G.B: 'BB'>] None <enum 'Color'>
class T3(tuple, Enum):
    A=(1,2); B=(3,4)
print(T3.A, T3.B[0], list(T3))    # expect: T3.A 3 [<T3.A: (1, 2)>, <T3.B: (3, 4)>]
class NoneE(Enum): X=None; Y=[1]; Z={}
print(NoneE([1]), NoneE(None), NoneE({})); t(lambda: NoneE([2]))
# expect: NoneE.Y NoneE.X NoneE.Z
# expect: ValueError [2] is not a valid NoneE
for m in (Color.RED, N.A, S.X, F.R, IF.A): print(str(m), repr(m), format(m), "%s"%m)
# expect: Color.RED <Color.RED: 1> Color.RED Color.RED
# expect: 1 <N.A: 1> 1 1
# expect: x <S.X: 'x'> x x
# expect: F.R <F.R: 1> F.R F.R
# expect: 1 <IF.A: 1> 1 1
class Nested(Enum):
    name="x"; value="y"
print(Nested.name, Nested.value, Nested.name.value, Nested.name.name)
# expect: Nested.name Nested.value x name

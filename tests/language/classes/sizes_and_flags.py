# The sizes and flags of types that programs may ask for are those of CPython.

class P: pass
class S:
    __slots__=('a','b')
class S2(S): pass
class SD:
    __slots__=('__dict__',)
class SW:
    __slots__=('__weakref__','q')
class I(int): pass
class L(list): pass
class L2(list): __slots__=('x',)
class T(tuple): pass
class E(Exception): pass
class E2(Exception): __slots__=('z',)
class M(type): pass
class D(dict): pass
class P2(P): __slots__=('k',)
class By(bytes): pass
class PP(property): pass
class N: __slots__=()
import types,sys
class Mo(types.ModuleType): pass
for t in (P,S,S2,SD,SW,I,L,L2,T,E,E2,M,D,P2,By,PP,N,Mo, types.ModuleType, types.FunctionType, property, staticmethod, classmethod, set, frozenset, float, complex, bool, BaseException, ValueError, OSError, SyntaxError, StopIteration, types.SimpleNamespace, bytearray, range, slice, type(None), enumerate, map, zip, filter, reversed, super, types.MappingProxyType, types.GeneratorType):
    print(t.__name__, t.__basicsize__, t.__itemsize__, t.__dictoffset__, t.__weakrefoffset__, hex(t.__flags__ & ~(1 << 19)))
    # expect: P 24 0 -48 16 0x5610
    # expect: S 32 0 0 0 0x5600
    # expect: S2 40 0 -64 32 0x5610
    # expect: SD 16 0 -40 0 0x5610
    # expect: SW 32 0 0 24 0x5600
    # expect: I 32 4 -8 0 0x1405600
    # expect: L 48 0 -72 40 0x2405630
    # expect: L2 48 0 0 0 0x2405620
    # expect: T 32 8 -8 0 0x4405620
    # expect: E 80 0 16 72 0x40005600
    # expect: E2 80 0 16 0 0x40005600
    # expect: M 904 40 264 368 0x80005600
    # expect: D 56 0 -80 48 0x20405650
    # expect: P2 32 0 -48 16 0x5610
    # expect: By 41 1 -8 0 0x8405600
    # expect: PP 72 0 -96 64 0x5610
    # expect: N 16 0 0 0 0x5600
    # expect: Mo 56 0 16 40 0x5600
    # expect: module 56 0 16 40 0x5500
    # expect: function 136 0 88 96 0x25900
    # expect: property 64 0 0 0 0x5500
    # expect: staticmethod 32 0 24 0 0x5500
    # expect: classmethod 32 0 24 0 0x5500
    # expect: set 200 0 0 192 0x405500
    # expect: frozenset 200 0 0 192 0x405500
    # expect: float 24 0 0 0 0x401500
    # expect: complex 32 0 0 0 0x1500
    # expect: bool 32 4 0 0 0x1401100
    # expect: BaseException 72 0 16 0 0x40005500
    # expect: ValueError 72 0 16 0 0x40005500
    # expect: OSError 112 0 16 0 0x40005500
    # expect: SyntaxError 136 0 16 0 0x40005500
    # expect: StopIteration 80 0 16 0 0x40005500
    # expect: SimpleNamespace 24 0 16 0 0x5500
    # expect: bytearray 56 0 0 0 0x401500
    # expect: range 48 0 0 0 0x1120
    # expect: slice 40 0 0 0 0x5100
    # expect: NoneType 16 0 0 0 0x1100
    # expect: enumerate 56 0 0 0 0x5500
    # expect: map 32 0 0 0 0x5500
    # expect: zip 48 0 0 0 0x5500
    # expect: filter 32 0 0 0 0x5500
    # expect: reversed 32 0 0 0 0x5500
    # expect: super 40 0 0 0 0x5500
    # expect: mappingproxy 24 0 0 0 0x5140
    # expect: generator 152 8 0 24 0x5180
def f():
    "doc"
f.attr=1
for w in (staticmethod(f), classmethod(f)):
    print(sorted(w.__dict__.items(), key=str), w.__wrapped__ is f, w.__isabstractmethod__, w.__func__ is f, w.__doc__, w.__name__)
    w.x = 3; print(w.x)
    # expect: [('__annotations__', {}), ('__doc__', 'doc'), ('__module__', '__main__'), ('__name__', 'f'), ('__qualname__', 'f')] True False True doc f
    # expect: 3
    # expect: [('__annotations__', {}), ('__doc__', 'doc'), ('__module__', '__main__'), ('__name__', 'f'), ('__qualname__', 'f')] True False True doc f
    # expect: 3

# Method resolution follows C3.

class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(O): pass
class E(O): pass
class K1(A, B, C): pass
class K2(D, B, E): pass
class K3(D, A): pass
class Z(K1, K2, K3): pass
print([c.__name__ for c in Z.__mro__])
# expect: ['Z', 'K1', 'K2', 'K3', 'D', 'A', 'B', 'C', 'E', 'O', 'object']
class X: pass
class Y: pass
class XY(X, Y): pass
class YX(Y, X): pass
try:
    class Bad(XY, YX): pass
except TypeError as error:
    print(error)
    # expect: Cannot create a consistent method resolution
    # expect: order (MRO) for bases X, Y
try:
    class Twice(X, X): pass
except TypeError as error:
    print(error)    # expect: duplicate base class X
try:
    class Order(O, A): pass
except TypeError as error:
    print(error)
    # expect: Cannot create a consistent method resolution
    # expect: order (MRO) for bases O, A

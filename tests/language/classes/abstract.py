# A class with abstract methods has no instances, until they are all overridden.

def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
import abc
class A(abc.ABC):
    @abc.abstractmethod
    def b(self): pass
    @abc.abstractmethod
    def a(self): pass
t(lambda: A())    # expect: TypeError Can't instantiate abstract class A with abstract methods a, b
class B(A):
    def a(self): pass
t(lambda: B())    # expect: TypeError Can't instantiate abstract class B with abstract method b
class C(B):
    def b(self): pass
    def __init__(self, x): self.x=x
t(lambda: C(1).x)    # expect: 1
C.__abstractmethods__ = frozenset(["q"])
t(lambda: C(1).x)    # expect: TypeError Can't instantiate abstract class C with abstract method q
del C.__abstractmethods__
t(lambda: C(1).x)    # expect: 1
t(lambda: C.__abstractmethods__)    # expect: AttributeError __abstractmethods__
t(lambda: type.__abstractmethods__)    # expect: AttributeError __abstractmethods__
class X:
    @staticmethod
    @abc.abstractmethod
    def s(): pass
    @classmethod
    @abc.abstractmethod
    def c(cls): pass
    @property
    @abc.abstractmethod
    def p(self): pass
print([X.__dict__[n].__isabstractmethod__ for n in 'scp'])    # expect: [True, True, True]

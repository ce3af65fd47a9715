# __class__ and __bases__ can be assigned to where the layout stays the same.

def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class P: pass
class Q(P): pass
class R: pass
t(lambda: setattr(Q,'__bases__',(R,)))    # expect: None
print(Q.__mro__)    # expect: (<class '__main__.Q'>, <class '__main__.R'>, <class 'object'>)
t(lambda: setattr(Q,'__bases__',(int,)))
# expect: TypeError __bases__ assignment: 'int' deallocator differs from 'R'
t(lambda: setattr(Q,'__bases__',(object,)))
# expect: TypeError __bases__ assignment: 'object' deallocator differs from 'R'
t(lambda: setattr(Q,'__bases__',()))
# expect: TypeError can only assign non-empty tuple to Q.__bases__, not ()
t(lambda: setattr(Q,'__bases__',(1,)))
# expect: TypeError Q.__bases__ must be tuple of classes, not 'int'
t(lambda: setattr(Q,'__bases__',[]))
# expect: TypeError can only assign tuple to Q.__bases__, not list
t(lambda: setattr(Q,'__bases__',(Q,)))
# expect: TypeError a __bases__ item causes an inheritance cycle
t(lambda: delattr(Q,'__bases__'))
# expect: TypeError cannot delete '__bases__' attribute of immutable type 'Q'
t(lambda: setattr(int,'__bases__',(Q,)))
# expect: TypeError cannot set '__bases__' attribute of immutable type 'int'
class S1: __slots__=('a',)
class S2: __slots__=('a',)
class S3: __slots__=('b',)
x=S1(); x.a=4
x.__class__=S2; print(type(x),x.a)    # expect: <class '__main__.S2'> 4
def f(): x.__class__=S3
t(f)    # expect: TypeError __class__ assignment: 'S3' object layout differs from 'S2'
def f(): x.__class__=int
t(f)
# expect: TypeError __class__ assignment only supported for mutable types or ModuleType subclasses
def f(): x.__class__=1
t(f)    # expect: TypeError __class__ must be set to a class, not 'int' object
def f(): del x.__class__
t(f)    # expect: TypeError can't delete __class__ attribute
class L1(list): pass
class L2(list): pass
l=L1([1]); l.q=3
l.__class__=L2; print(type(l), l, l.q)    # expect: <class '__main__.L2'> [1] 3
class E1(Exception): pass
class E2(Exception): pass
e=E1(3); e.__class__=E2; print(repr(e))    # expect: E2(3)
import sys, types
class MyMod(types.ModuleType):
    @property
    def hello(self): return "hi"
    def __setattr__(self, n, v): print("set", n); super().__setattr__(n, v)
m=types.ModuleType("mm"); m.z=3
m.__class__=MyMod; print(m.hello, m.z); m.y=4; print(m.y, m)
# expect: hi 3
# expect: set y
# expect: 4 <module 'mm'>
m.__class__=types.ModuleType; print(type(m), m.y); t(lambda: m.hello)
# expect: set __class__
# expect: <class 'module'> 4
# expect: AttributeError module 'mm' has no attribute 'hello'
sys.modules[__name__].__class__=MyMod
import __main__; print(__main__.hello)    # expect: hi
class MM(type):
    def foo(cls): return "foo"
class MM0(type): pass
class PM(metaclass=MM0): pass
PM.__class__=MM; print(PM.foo(), type(PM))    # expect: foo <class '__main__.MM'>
def f(): P.__class__=MM
t(f)
# expect: TypeError __class__ assignment only supported for mutable types or ModuleType subclasses
def f(): P.__class__=int
t(f)
# expect: TypeError __class__ assignment only supported for mutable types or ModuleType subclasses
def f(): P.__class__=R
t(f)
# expect: TypeError __class__ assignment only supported for mutable types or ModuleType subclasses

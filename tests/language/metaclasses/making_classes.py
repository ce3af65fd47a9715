# What type() and class statements refuse, and assignments to attributes of classes.

def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class P: pass
class R: pass
class S1: __slots__=('a',)
class S3: __slots__=('b',)
class Bad:
    def __set_name__(self, o, n): 1/0
try:
    class K: x=Bad()
except RuntimeError as e: print(e, repr(e.__cause__))
# expect: Error calling __set_name__ on 'Bad' instance 'x' in 'K' ZeroDivisionError('division by zero')
# init_subclass
class Base:
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); cls.tag=tag
class D1(Base, tag=3): pass
print(D1.tag)    # expect: 3
t(lambda: type("z",(Base,),{},tag=5).tag)    # expect: 5
t(lambda: type("z",(Base,),{},zag=5).tag)
# expect: TypeError z.__init_subclass__() takes no keyword arguments
class G:
    def __class_getitem__(cls, k): return (cls, k)
print(G[3])    # expect: (<class '__main__.G'>, 3)
t(lambda: P[3])    # expect: TypeError type 'P' is not subscriptable
t(lambda: int[3])    # expect: TypeError type 'int' is not subscriptable
t(lambda: type("a\0b",(),{}))    # expect: ValueError type name must not contain null characters
t(lambda: type(3,(),{}))    # expect: TypeError type.__new__() argument 1 must be str, not int
t(lambda: type("a",3,{}))    # expect: TypeError type.__new__() argument 2 must be tuple, not int
t(lambda: type("a",(),3))    # expect: TypeError type.__new__() argument 3 must be dict, not int
t(lambda: type("a",()))    # expect: TypeError type() takes 1 or 3 arguments
t(lambda: type())    # expect: TypeError type() takes 1 or 3 arguments
t(lambda: type("a",(3,),{}))
# expect: TypeError metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
t(lambda: type("a",(),{'__slots__':5}))    # expect: TypeError 'int' object is not iterable
t(lambda: type("a",(),{'__slots__':[5]}))
# expect: TypeError __slots__ items must be strings, not 'int'
t(lambda: type("a",(),{'__slots__':["1a"]}))    # expect: TypeError __slots__ must be identifiers
t(lambda: type("a",(),{'__slots__':["a","a"]}))    # expect: <class '__main__.a'>
t(lambda: type("a",(),{'__slots__':["a"],'a':1}))
# expect: ValueError 'a' in __slots__ conflicts with class variable
t(lambda: type("a",(int,),{'__slots__':["a"]}))
# expect: TypeError nonempty __slots__ not supported for subtype of 'int'
t(lambda: type("a",(tuple,),{'__slots__':["a"]}))
# expect: TypeError nonempty __slots__ not supported for subtype of 'tuple'
t(lambda: type("a",(S1,S3),{}))    # expect: TypeError multiple bases have instance lay-out conflict
t(lambda: type("a",(list,dict),{}))
# expect: TypeError multiple bases have instance lay-out conflict
t(lambda: type("a",(S1,S1),{}))    # expect: TypeError duplicate base class S1
t(lambda: type("a",(object,S1),{}))
# expect: TypeError Cannot create a consistent method resolution
# expect: order (MRO) for bases object, S1
t(lambda: type("a",(type(None),),{}))
# expect: TypeError type 'NoneType' is not an acceptable base type
t(lambda: type("a",(type(len),),{}))
# expect: TypeError type 'builtin_function_or_method' is not an acceptable base type
t(lambda: type("a",(slice,),{}))    # expect: TypeError type 'slice' is not an acceptable base type
t(lambda: type("a",(range,),{}))    # expect: TypeError type 'range' is not an acceptable base type
t(lambda: type("a",(),{'__slots__':["__dict__","__dict__"]}))
# expect: TypeError __dict__ slot disallowed: we already got one
t(lambda: type("a",(P,),{'__slots__':["__dict__"]}))
# expect: TypeError __dict__ slot disallowed: we already got one
t(lambda: type("a",(P,),{'__slots__':["__weakref__"]}))
# expect: TypeError __weakref__ slot disallowed: either we already got one, or __itemsize__ != 0
t(lambda: type("a",(int,),{'__slots__':["__weakref__"]}))
# expect: TypeError nonempty __slots__ not supported for subtype of 'int'
t(lambda: type("a",(),{'__qualname__':5}))
# expect: TypeError type __qualname__ must be a str, not int
t(lambda: type("a",(),{'__classcell__':5}))
# expect: TypeError __classcell__ must be a nonlocal cell, not <class 'int'>
def f(): R.__name__ = 3
t(f)    # expect: TypeError can only assign string to R.__name__, not 'int'
def f(): R.__name__ = "a\0"
t(f)    # expect: ValueError type name must not contain null characters
def f(): R.__qualname__ = 3
t(f)    # expect: TypeError can only assign string to R.__qualname__, not 'int'
def f(): del R.__name__
t(f)    # expect: TypeError cannot delete '__name__' attribute of immutable type 'R'
def f(): R.__name__="RR"; R.__qualname__="x.RR"
t(f); print(R, R.__name__)
# expect: None
# expect: <class '__main__.x.RR'> RR
def f(): int.__name__="x"
t(f)    # expect: TypeError cannot set '__name__' attribute of immutable type 'int'
def f(): R.__module__="mmm"
t(f); print(R, R())if 0 else print(R)
# expect: None
# expect: <class 'mmm.x.RR'>
def f(): del R.__module__
t(f)    # expect: TypeError cannot delete '__module__' attribute of immutable type 'RR'
def f(): R.__doc__="dd"
t(f); print(R.__doc__)
# expect: None
# expect: dd
def f(): del R.__doc__
t(f)    # expect: TypeError cannot delete '__doc__' attribute of immutable type 'RR'
def f(): int.x=3
t(f)    # expect: TypeError cannot set 'x' attribute of immutable type 'int'
def f(): del int.real
t(f)    # expect: TypeError cannot set 'real' attribute of immutable type 'int'
def f(): R.__dict__ = {}
t(f)    # expect: AttributeError attribute '__dict__' of 'type' objects is not writable
def f(): R.__mro__ = {}
t(f)    # expect: AttributeError readonly attribute
def f(): del R.nope
t(f)    # expect: AttributeError type object 'RR' has no attribute 'nope'

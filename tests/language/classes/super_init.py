# super is filled by __init__; bound methods in a class are not bound again.

s=super.__new__(super)
print(repr(s), s.__thisclass__, s.__self__)    # expect: <super: <class 'NULL'>, NULL> None None
class A:
    def f(self): return 1
class B(A):
    def f(self): return 2
s.__init__(B,B()); print(s.f(), s)if 0 else print(s.f())    # expect: 1
class M:
    pass
M.g=B().f
print(M().g(), M.g())    # expect: 2 2
class MySuper(super): pass
print(MySuper(B,B()).f())    # expect: 1
for f in (lambda: super(), lambda: super(1), lambda: super(None), lambda: super(1,2,3), lambda: super(x=1), lambda: super(B, 3),lambda: type('a',x=1), lambda: type('a',None,{}), lambda: B().f.__setattr__('x',1), lambda: property().__set_name__(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
    # expect: RuntimeError super(): no arguments
    # expect: TypeError super() argument 1 must be a type, not int
    # expect: TypeError super() argument 1 must be a type, not NoneType
    # expect: TypeError super() expected at most 2 arguments, got 3
    # expect: TypeError super() takes no keyword arguments
    # expect: TypeError super(type, obj): obj must be an instance or subtype of type
    # expect: TypeError type() takes no keyword arguments
    # expect: TypeError type.__new__() argument 2 must be tuple, not None
    # expect: AttributeError 'method' object has no attribute 'x'
    # expect: TypeError __set_name__() takes 2 positional arguments but 1 were given

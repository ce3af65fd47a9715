# A metaclass's mro() decides where classes look for attributes; its answer is checked.

def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class M(type):
    def mro(cls): return r
r=[1]
t(lambda: M("x",(),{}))    # expect: TypeError mro() returned a non-class ('int')
r=[int]
t(lambda: M("x",(),{}))    # expect: TypeError mro() returned base with unsuitable layout ('int')
r=3
t(lambda: M("x",(),{}))    # expect: TypeError 'int' object is not iterable
class M5(type):
    def mro(cls):
        if cls.__name__=="x": t(lambda: type("y",(cls,),{}))
        t(lambda: cls())
        t(lambda: cls.__mro__)
        t(lambda: issubclass(cls, int))
        t(lambda: cls.foo)
        return type.mro(cls)
t(lambda: M5("x",(),{}))
# expect: TypeError cannot create 'y' instances
# expect: None
# expect: False
# expect: AttributeError type object 'y' has no attribute 'foo'
# expect: TypeError Cannot extend an incomplete type 'x'
# expect: TypeError cannot create 'x' instances
# expect: None
# expect: False
# expect: AttributeError type object 'x' has no attribute 'foo'
# expect: <class '__main__.x'>

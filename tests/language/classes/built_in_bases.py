# What classes derived from built-in ones inherit: construction in two steps, their dict, hooks.

def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)

class Forged(object):
    __new__ = list.__new__
attempt(lambda: type(Forged()).__name__)    # expect: Forged

class Logged(super):
    def __init__(self, *args):
        super(Logged, self).__init__(*args)
class Base:
    def name(self): return "base"
class Derived(Base):
    def name(self): return "derived of " + Logged(Derived, self).name()
print(Derived().name())    # expect: derived of base
Derived._other = Logged(Derived)
print(type(Derived()._other).__name__, Derived()._other.name())    # expect: Logged base
attempt(lambda: super.__new__(super))    # expect: <super: <class 'NULL'>, NULL>

import sys
Module = type(sys)
class Named(Module):
    def __init__(self, name): Module.__init__(self, name + "!")
print(Named("m").__name__, Module.__new__(Module), Module.__new__(Module).__dict__)
# expect: m! <module '?'> {}
attempt(lambda: Named("m").__annotations__)    # expect: {}

attempt(lambda: object.__setattr__(str, "foo", 42))
# expect: TypeError can't apply this __setattr__ to type object
attempt(lambda: object.__delattr__(str, "lower"))
# expect: TypeError can't apply this __delattr__ to type object
attempt(lambda: Base.__dict__["__dict__"].__set__(Derived, {}))
# expect: TypeError descriptor '__dict__' for 'Base' objects doesn't apply to a 'type' object
class Meta(type): pass
class Made(metaclass=Meta): pass
print(type(Made.__dict__).__name__)    # expect: mappingproxy

class Number(int):
    def __pow__(self, other, modulus=None): return "pow", int(other), modulus
attempt(lambda: pow(Number(2), 3, 5))    # expect: ('pow', 3, 5)
attempt(lambda: Number(2) ** 3)    # expect: ('pow', 3, None)
attempt(lambda: dict.__dict__["fromkeys"].__get__(None, None))
# expect: TypeError __get__(None, None) is invalid
attempt(lambda: dict.__dict__["fromkeys"].__get__(None, int))
# expect: TypeError descriptor 'fromkeys' requires a subtype of 'dict' but received 'int'
attempt(lambda: dict.__dict__["fromkeys"].__get__(None, 42))
# expect: TypeError descriptor 'fromkeys' for type 'dict' needs a type, not a 'int' as arg 2
print("".__add__.__objclass__)    # expect: <class 'str'>
class Text(str): pass
class Slotted: __slots__ = (Text("x"),)
Slotted().x = 1
attempt(lambda: Slotted().x)    # expect: AttributeError 'Slotted' object has no attribute 'x'

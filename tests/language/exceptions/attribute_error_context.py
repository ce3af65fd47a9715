# An AttributeError of a script's hook learns name and object; those of set and del have none.
class B:
    blech = None
    def __getattr__(self, attr): raise AttributeError()
class C:
    blech = None
    def __getattr__(self, attr): raise AttributeError("own")
class E:
    @property
    def p(self): raise AttributeError("in p")
    pp = 1
for o, n in (B(), "bluch"), (C(), "bluch"), (E(), "p"):
    try: getattr(o, n)
    except AttributeError as e: print(e, e.name, type(e.obj).__name__)
    try: o.bluch
    except AttributeError as e: print(e, e.name, type(e.obj).__name__)
    try: o.bluch()
    except AttributeError as e: print(e, e.name, type(e.obj).__name__)
    # expect:  bluch B
    # expect:  bluch B
    # expect:  bluch B
    # expect: own bluch C
    # expect: own bluch C
    # expect: own bluch C
    # expect: in p p E
    # expect: 'E' object has no attribute 'bluch' bluch E
    # expect: 'E' object has no attribute 'bluch' bluch E
class G:
    def __getattribute__(self, n): raise AttributeError(n, name=None)
try: G().zz
except AttributeError as q: print(q.name, type(q.obj))    # expect: None <class 'NoneType'>
class H:
    def __getattr__(self, n): raise AttributeError(n)
    def __setattr__(self, n, v): raise AttributeError(n)
try: H().zz = 5
except AttributeError as q: print(q.name, type(q.obj))    # expect: None <class 'NoneType'>
try: del H().zz
except AttributeError as q: print(q.name, type(q.obj))    # expect: None <class 'NoneType'>
class S(AttributeError): pass
class I:
    def __getattr__(self, n): raise S(n)
try: I().zz
except AttributeError as q: print(q.name, type(q.obj))    # expect: zz <class '__main__.I'>
class M(type):
    def __getattr__(self, n): raise AttributeError(n)
class J(metaclass=M): pass
try: J.zz
except AttributeError as q: print(q.name, type(q.obj))    # expect: zz <class '__main__.M'>
try: J().__class__.zz()
except AttributeError as q: print(q.name, type(q.obj))    # expect: zz <class '__main__.M'>
def modget(n): raise AttributeError("mod " + n)
import types; m = types.ModuleType("m"); m.__getattr__ = modget
try: m.zz
except AttributeError as q: print(q.name, type(q.obj))    # expect: zz <class 'module'>
class A:
    foo = 1
class S: __slots__ = ("abc",)
import types
m = types.ModuleType("m"); m.abc = 1
a = A(); a.bar = 1
for o, n in (a, "bat"), (A, "fooo"), (S(), "abc"), (S(), "abd"), (m, "abd"), (5, "real"), (5, "rael"), ("", "x"), (len, "x"), (lambda: 1, "__kwdefault__"), (a, "foo"), (A(), "__class__"), (A(), "__dictt__"):
    try: delattr(o, n)
    except (AttributeError, TypeError) as e: print("del", type(e).__name__, e, getattr(e, "name", None), type(getattr(e, "obj", None)))
    try: setattr(o, n, 1)
    except (AttributeError, TypeError) as e: print("set", type(e).__name__, e, getattr(e, "name", None), type(getattr(e, "obj", None)))
    # expect: del AttributeError 'A' object has no attribute 'bat' None <class 'NoneType'>
    # expect: del AttributeError type object 'A' has no attribute 'fooo' None <class 'NoneType'>
    # expect: del AttributeError abc None <class 'NoneType'>
    # expect: del AttributeError 'S' object has no attribute 'abd' None <class 'NoneType'>
    # expect: set AttributeError 'S' object has no attribute 'abd' None <class 'NoneType'>
    # expect: del AttributeError 'module' object has no attribute 'abd' None <class 'NoneType'>
    # expect: del AttributeError attribute 'real' of 'int' objects is not writable None <class 'NoneType'>
    # expect: set AttributeError attribute 'real' of 'int' objects is not writable None <class 'NoneType'>
    # expect: del AttributeError 'int' object has no attribute 'rael' None <class 'NoneType'>
    # expect: set AttributeError 'int' object has no attribute 'rael' None <class 'NoneType'>
    # expect: del AttributeError 'str' object has no attribute 'x' None <class 'NoneType'>
    # expect: set AttributeError 'str' object has no attribute 'x' None <class 'NoneType'>
    # expect: del AttributeError 'builtin_function_or_method' object has no attribute 'x' None <class 'NoneType'>
    # expect: set AttributeError 'builtin_function_or_method' object has no attribute 'x' None <class 'NoneType'>
    # expect: del AttributeError 'function' object has no attribute '__kwdefault__' None <class 'NoneType'>
    # expect: del AttributeError 'A' object has no attribute 'foo' None <class 'NoneType'>
    # expect: del TypeError can't delete __class__ attribute None <class 'NoneType'>
    # expect: set TypeError __class__ must be set to a class, not 'int' object None <class 'NoneType'>
    # expect: del AttributeError 'A' object has no attribute '__dictt__' None <class 'NoneType'>

# Nothing that hooks of classes do while a class is being made, moved or copied does any harm.

import gc, sys, types
def t(f):
    try: f(); print("ok")
    except BaseException as e: print(type(e).__name__)
class M(type):
    def mro(cls):
        gc.collect()
        try: cls()
        except TypeError: pass
        try: super(cls, cls).x
        except Exception: pass
        try: isinstance(3, cls); issubclass(cls, cls); repr(cls); dir(cls); hash(cls); cls == cls
        except Exception as e: pass
        try: cls.__bases__ = (int,)
        except Exception: pass
        try: cls.__subclasses__(); cls.__dict__; cls.__doc__; cls.__abstractmethods__
        except Exception: pass
        return type.mro(cls)
class A(metaclass=M): pass
class B(A): pass
t(lambda: setattr(B,"__bases__",(object,)))    # expect: TypeError
class Evil:
    def __set_name__(s,o,n):
        for k in list(vars(o)):
            if not k.startswith("__"):
                try: delattr(o,k)
                except Exception: pass
        gc.collect()
class C:
    a=Evil(); b=Evil(); c=Evil()
class D:
    def __init_subclass__(cls): raise KeyError
t(lambda: type("E",(D,),{}))    # expect: KeyError
gc.collect(); print(len(D.__subclasses__()))    # expect: 0
class Slot:
    __slots__=["a"]
    __slots__.append("b")
class Del:
    def __del__(s): Holder.x=None; gc.collect()
class Holder: x=Del()
Holder.x=3; Holder.x=Del(); del Holder.x
class P(property):
    def __get__(s,i,o): del X.p; gc.collect(); return 4
class X: p=P()
print(X().p)    # expect: 4
def deep(n):
    c=object
    for i in range(n): c=type("c",(c,),{})
    return c
c=deep(1000); print(len(c.__mro__)); c.x=1    # expect: 1001
class Q: pass
q=Q(); q.__class__=type("Q2",(),{}); q.a=1; print(q.a)    # expect: 1
cls=[type("K%d"%i,(),{"__slots__":("a",)}) for i in range(50)]
k=cls[0](); k.a=[k]
for x in cls: k.__class__=x
del cls, x; gc.collect(); print(k.a[0] is k)    # expect: True
m=types.ModuleType("m")
for i in range(20):
    N=type("N",(types.ModuleType,),{"v":i}); m.__class__=N; m.z=i
del N; gc.collect(); print(m.v, m.z); m.__class__=types.ModuleType; print(m.z)
# expect: 19 19
# expect: 19
s=super.__new__(super); t(lambda: s.x); t(lambda: repr(s)); t(lambda: s.__get__(3,int)); t(lambda: s.__thisclass__)
# expect: AttributeError
# expect: ok
# expect: TypeError
# expect: ok
s.__init__(Q, q) if isinstance(q,Q) else None
p=property.__new__(property); t(lambda: p.__get__(3,int)); t(lambda: p.fget); p.__init__(lambda s:1); print(p.__get__(3))
# expect: AttributeError
# expect: ok
# expect: 1
t(lambda: type.__call__(3)); t(lambda: type.mro(3)); t(lambda: type.__new__(int,"a",(),{})); t(lambda: object.__reduce_ex__(3)); t(lambda: object.__reduce_ex__(3,"a")); t(lambda: type.__init__(3))
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
t(lambda: type.__dict__["__bases__"].__get__(3)); t(lambda: types.GenericAlias.__new__(int,1,2))
# expect: TypeError
# expect: TypeError
class Inf:
    def __getattr__(s,n): return s
t(lambda: isinstance(3,Inf()))    # expect: TypeError
class Chain:
    @property
    def __bases__(s): return (Chain(),)
class Two:
    @property
    def __bases__(s): return (Two(),Two())
t(lambda: issubclass(Two(),int))    # expect: RecursionError
import copy
a=[]; 
for i in range(5000): a=[a]
t(lambda: copy.deepcopy(a))    # expect: RecursionError
import pickle
t(lambda: pickle.dumps(a))    # expect: RecursionError
class R:
    def __reduce__(s): return R, (R(),)
t(lambda: copy.deepcopy(R()) if 0 else 1)    # expect: ok
for bad in (b"\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\x7f.", b"cos\nsystem_x\n.", b"(lp0\n", b"\x8a\xff", b"t.", b"h\x05.", b"X\xff\xff\xff\xff", b"\x80\x04\x8c\xff"):
    t(lambda: pickle.loads(bad))
    # expect: UnpicklingError
    # expect: AttributeError
    # expect: EOFError
    # expect: UnpicklingError
    # expect: UnpicklingError
    # expect: UnpicklingError
    # expect: UnpicklingError
    # expect: UnpicklingError
# timeout: 60

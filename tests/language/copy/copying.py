# copy shares parts, deepcopy copies them; what objects say about themselves is used.

import copy, copyreg, types
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class P:
    def __init__(s): s.a=[1]; s.b=s
p=P(); q=copy.copy(p); r=copy.deepcopy(p)
print(q.a is p.a, q.b is p, r.a is p.a, r.b is r)    # expect: True True False True
class S:
    __slots__=('x','__y')
    def __init__(s): s.x=[1]; s.__y=2
s=S(); print(copy.copy(s).x is s.x, copy.deepcopy(s).x is s.x)    # expect: True False
t(lambda: s.__reduce_ex__(1))
# expect: TypeError a class that defines __slots__ without defining __getstate__ cannot be pickled
class L(list): __slots__=('k',)
l=L([1,[2]]); l.k=3; m=copy.deepcopy(l); print(m, m.k, type(m), m[1] is l[1])
# expect: [1, [2]] 3 <class '__main__.L'> False
class D(dict): pass
d=D(a=[1]); d.z=1; e=copy.deepcopy(d); print(e, e.z)    # expect: {'a': [1]} 1
class I(int): pass
class T(tuple): pass
print(copy.deepcopy(T((1,[2]))))    # expect: (1, [2])
class SS(str): pass
print(repr(copy.copy(SS("ab"))))    # expect: 'ab'
for x in (1,1.5,"a",b"x",(1,),None,...,NotImplemented,int,len,lambda:0,range(3),slice(1,2)):
    print(copy.copy(x) is x, copy.deepcopy(x) is x if not isinstance(x,slice) else 0)
    # expect: True True
    # expect: True True
    # expect: True True
    # expect: True True
    # expect: True True
    # expect: True True
    # expect: True True
    # expect: True True
    # expect: True True
    # expect: True True
    # expect: True True
    # expect: True True
    # expect: True 0
import sys
for x in ((c for c in ()), sys, staticmethod(len), property(), sys._getframe(), P.__dict__, super(P)):
    t(lambda: copy.copy(x) and 'ok')
    # expect: TypeError cannot pickle 'generator' object
    # expect: TypeError cannot pickle 'module' object
    # expect: TypeError cannot pickle 'staticmethod' object
    # expect: ok
    # expect: TypeError cannot pickle 'frame' object
    # expect: TypeError cannot pickle 'mappingproxy' object
    # expect: TypeError cannot pickle 'super' object
a=[]; a.append(a); b=copy.deepcopy(a); print(b[0] is b)    # expect: True
tt=([],); tt[0].append(tt); u=copy.deepcopy(tt); print(u[0][0] is u)    # expect: True
e=ValueError(1,2); e.foo=3; f=copy.copy(e); print(repr(f), f.foo)    # expect: ValueError(1, 2) 3
x=bytearray(b"ab"); print(copy.copy(x)==x, copy.deepcopy(x)==x)    # expect: True True
print(copy.deepcopy({1,2,3}), copy.copy(frozenset([1])), copy.copy({1}), copy.deepcopy(1+2j))
# expect: {1, 2, 3} frozenset({1}) {1} (1+2j)
class C:
    def __copy__(s): return "C!"
    def __deepcopy__(s, memo): return "D!"
print(copy.copy(C()), copy.deepcopy(C()), copy.deepcopy([C()]))    # expect: C! D! ['D!']
class R:
    def __reduce__(s): return (list, ((1,2),), None, iter([3]))
print(copy.copy(R()), copy.deepcopy(R()))    # expect: [1, 2, 3] [1, 2, 3]
class R2:
    def __getstate__(s): return {"k":1}
    def __setstate__(s, st): s.st=st
print(copy.copy(R2()).st)    # expect: {'k': 1}
class N:
    def __new__(cls, a, *, b): o=object.__new__(cls); o.ab=(a,b); return o
    def __getnewargs_ex__(s): return (s.ab[0],), {"b": s.ab[1]}
print(copy.copy(N(1,b=2)).ab)    # expect: (1, 2)
class W:
    def m(s): return s
w=W(); mm=copy.deepcopy(w.m); print(mm.__self__ is w, copy.copy(w.m).__self__ is w)
# expect: False True
print(copy.copy(int|str), copy.copy(list[int]))    # expect: int | str list[int]
import collections
print(copy.copy(collections.OrderedDict(a=1)), copy.deepcopy(collections.deque([1,[2]])), copy.copy(collections.Counter("aab")), copy.deepcopy(collections.defaultdict(list,{1:[2]})))
# expect: OrderedDict([('a', 1)]) deque([1, [2]]) Counter({'a': 2, 'b': 1}) defaultdict(<class 'list'>, {1: [2]})
N1=collections.namedtuple("N1","a b"); print(copy.copy(N1(1,2)), copy.deepcopy(N1([1],2)))
# expect: N1(a=1, b=2) N1(a=[1], b=2)
t(lambda: copy.copy(types.SimpleNamespace(a=1)))    # expect: namespace(a=1)

# What pickle writes is what CPython writes, and reads back to equal objects.

import pickle, sys
class P:
    def __init__(s,a): s.a=a
    def __eq__(s,o): return s.__dict__==o.__dict__
class S:
    __slots__=('x','y')
class L(list): pass
class D(dict): pass
def f(): pass
import enum, collections
class Col(enum.Enum): A=1
NT=collections.namedtuple("NT","a b")
rec=[]; rec.append(rec)
objs=[None,True,False,0,1,255,256,65535,65536,-1,-129,2**31,2**40,-2**40,2**100,-2**2000,1.5,float('inf'),"","abc","é\u1234\U0001F600\n\\",b"",b"ab",b"x"*300,bytearray(b"q"),(),(1,),(1,2),(1,2,3),(1,2,3,4),[],[1],[1,2,3],list(range(2500)),{}, {1:2},{"a":[1,{2:3}]},{1,2},frozenset([1]),P([1,2]),L([1]),D(a=1),f,len,P,int,Col.A,NT(1,2),range(3),slice(1,2),1+2j,...,NotImplemented,type(None),[].append and "x",ValueError(1,"a"),collections.OrderedDict(a=1),collections.deque([1]),collections.Counter("aab"), int|str, list[int], "x"*70000, b"y"*70000]
for p in range(6):
    n=0
    for o in objs:
        try:
            d=pickle.dumps(o,p); r=pickle.loads(d)
            ok = (r==o and type(r)==type(o)) or (isinstance(o,Exception) and repr(r)==repr(o))
            if not ok: print("BAD",p,repr(o)[:50],repr(r)[:50])
            n+=1
        except Exception as e: print(p,repr(o)[:40],type(e).__name__,e)
        # expect: 0 <__main__.P object at 0x7f3b7999e450> PicklingError Can't pickle <class '__main__.P'>: attribute lookup P on __main__ failed
        # expect: 0 [1] PicklingError Can't pickle <class '__main__.L'>: attribute lookup L on __main__ failed
        # expect: 0 {'a': 1} PicklingError Can't pickle <class '__main__.D'>: attribute lookup D on __main__ failed
        # expect: 0 <function f at 0x7f3b798c1c60> PicklingError Can't pickle <function f at 0x7f3b798c1c60>: attribute lookup f on __main__ failed
        # expect: 0 <class '__main__.P'> PicklingError Can't pickle <class '__main__.P'>: attribute lookup P on __main__ failed
        # expect: 0 <Col.A: 1> PicklingError Can't pickle <enum 'Col'>: attribute lookup Col on __main__ failed
        # expect: 0 NT(a=1, b=2) PicklingError Can't pickle <class '__main__.NT'>: attribute lookup NT on __main__ failed
    r=pickle.loads(pickle.dumps(rec,p)); print(p,n,r[0] is r)    # expect: 0 56 True
    print(hash(pickle.dumps([1,"a",{"b":(1,2.5)},P(3),b"qq",2**70],p))==0, pickle.dumps([1,"a",{"b":(1,2.5)},P(3),2**70,None,True,[1,2,3]],p))
s=S(); s.x=1; print(pickle.loads(pickle.dumps(s)).x)
for bad in (b"", b"abc", b"\x80\x09.", b"(", b"."):
    try: pickle.loads(bad)
    except Exception as e: print(type(e).__name__, e)
for o in (lambda:0, sys, (i for i in ())):
    try: pickle.dumps(o)
    except Exception as e: print(type(e).__name__)

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
    r=pickle.loads(pickle.dumps(rec,p)); print(p,n,r[0] is r)
    print(hash(pickle.dumps([1,"a",{"b":(1,2.5)},P(3),b"qq",2**70],p))==0, pickle.dumps([1,"a",{"b":(1,2.5)},P(3),2**70,None,True,[1,2,3]],p))
s=S(); s.x=1; print(pickle.loads(pickle.dumps(s)).x)
for bad in (b"", b"abc", b"\x80\x09.", b"(", b"."):
    try: pickle.loads(bad)
    except Exception as e: print(type(e).__name__, e)
for o in (sys, (i for i in ())):
    try: pickle.dumps(o)
    except Exception as e: print(type(e).__name__, "")

# expect: 0 63 True
# expect: False b'(lp0\nI1\naVa\np1\na(dp2\nVb\np3\n(I1\nF2.5\ntp4\nsaccopy_reg\n_reconstructor\np5\n(c__main__\nP\np6\nc__builtin__\nobject\np7\nNtp8\nRp9\n(dp10\ng1\nI3\nsbaL1180591620717411303424L\naNaI01\na(lp11\nI1\naI2\naI3\naa.'
# expect: 1 63 True
# expect: False b']q\x00(K\x01X\x01\x00\x00\x00aq\x01}q\x02X\x01\x00\x00\x00bq\x03(K\x01G@\x04\x00\x00\x00\x00\x00\x00tq\x04sccopy_reg\n_reconstructor\nq\x05(c__main__\nP\nq\x06c__builtin__\nobject\nq\x07Ntq\x08Rq\t}q\nh\x01K\x03sbL1180591620717411303424L\nNI01\n]q\x0b(K\x01K\x02K\x03ee.'
# expect: 2 63 True
# expect: False b'\x80\x02]q\x00(K\x01X\x01\x00\x00\x00aq\x01}q\x02X\x01\x00\x00\x00bq\x03K\x01G@\x04\x00\x00\x00\x00\x00\x00\x86q\x04sc__main__\nP\nq\x05)\x81q\x06}q\x07h\x01K\x03sb\x8a\t\x00\x00\x00\x00\x00\x00\x00\x00@N\x88]q\x08(K\x01K\x02K\x03ee.'
# expect: 3 63 True
# expect: False b'\x80\x03]q\x00(K\x01X\x01\x00\x00\x00aq\x01}q\x02X\x01\x00\x00\x00bq\x03K\x01G@\x04\x00\x00\x00\x00\x00\x00\x86q\x04sc__main__\nP\nq\x05)\x81q\x06}q\x07h\x01K\x03sb\x8a\t\x00\x00\x00\x00\x00\x00\x00\x00@N\x88]q\x08(K\x01K\x02K\x03ee.'
# expect: 4 63 True
# expect: False b'\x80\x04\x95R\x00\x00\x00\x00\x00\x00\x00]\x94(K\x01\x8c\x01a\x94}\x94\x8c\x01b\x94K\x01G@\x04\x00\x00\x00\x00\x00\x00\x86\x94s\x8c\x08__main__\x94\x8c\x01P\x94\x93\x94)\x81\x94}\x94h\x01K\x03sb\x8a\t\x00\x00\x00\x00\x00\x00\x00\x00@N\x88]\x94(K\x01K\x02K\x03ee.'
# expect: 5 63 True
# expect: False b'\x80\x05\x95R\x00\x00\x00\x00\x00\x00\x00]\x94(K\x01\x8c\x01a\x94}\x94\x8c\x01b\x94K\x01G@\x04\x00\x00\x00\x00\x00\x00\x86\x94s\x8c\x08__main__\x94\x8c\x01P\x94\x93\x94)\x81\x94}\x94h\x01K\x03sb\x8a\t\x00\x00\x00\x00\x00\x00\x00\x00@N\x88]\x94(K\x01K\x02K\x03ee.'
# expect: 1
# expect: EOFError Ran out of input
# expect: UnpicklingError unpickling stack underflow
# expect: ValueError unsupported pickle protocol: 9
# expect: EOFError Ran out of input
# expect: UnpicklingError unpickling stack underflow
# expect: TypeError 
# expect: TypeError 

# What raise, from, notes and assignments make of causes and contexts.
import sys, types
# raise/context details
def ctx(f):
    try: f()
    except BaseException as e:
        print(type(e).__name__, e, "| cause", repr(e.__cause__), "| ctx", repr(e.__context__), "|", e.__suppress_context__)
def a():
    try: 1/0
    except: raise
def b():
    try: 1/0
    except ZeroDivisionError as e:
        raise e
def c():
    e = ValueError("v")
    try: raise e
    except ValueError:
        raise e
def d():
    try: raise ValueError
    except:
        try: raise TypeError
        except: pass
        raise KeyError
def e():
    try: raise ValueError("a")
    finally: raise TypeError("b")
def f(): raise ValueError from 5
def g(): raise ValueError from TypeError
def h(): raise ValueError from int
def i():
    class X:
        def __new__(cls): return 5
    class Y(Exception):
        def __new__(cls): return 5
    raise Y
def j(): raise ValueError("x").with_traceback(5)
def k():
    e = ValueError(); e.__traceback__ = 5
def l():
    e = ValueError(); e.__cause__ = 5
def m():
    e = ValueError(); e.__context__ = 5
def n():
    e = ValueError(); del e.__cause__
def o():
    e = ValueError(); del e.__traceback__
def p():
    e = ValueError(); e.args = 5
def q():
    e = ValueError(); e.add_note(5)
def r():
    e = ValueError(); e.__notes__ = "x"; e.add_note("y")
def s():
    e = ValueError(); e.add_note("a"); e.add_note("b"); print(e.__notes__, e.__dict__); e.__cause__ = None; print(e.__suppress_context__); e.__suppress_context__ = 5
def t():
    e = ValueError(); e.__suppress_context__ = False; del e.__suppress_context__
def u():
    e = ValueError(1, 2); e.__setstate__({"x": 5}); print(e.x, e.__reduce__()); e.__setstate__(5)
def v():
    a = ValueError("a"); b = TypeError("b"); 
    try:
        try: raise a
        except ValueError: raise b
    except TypeError:
        raise a
def w():
    x = [ValueError(i) for i in range(3)]
    x[0].__context__ = x[1]; x[1].__context__ = x[2]; x[2].__context__ = x[1]
    try: raise x[0]
    except ValueError: raise KeyError("new")
for fn in [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w]: print(fn.__name__, end=": "); ctx(fn)
# expect: a: ZeroDivisionError division by zero | cause None | ctx None | False
# expect: b: ZeroDivisionError division by zero | cause None | ctx None | False
# expect: c: ValueError v | cause None | ctx None | False
# expect: d: KeyError  | cause None | ctx ValueError() | False
# expect: e: TypeError b | cause None | ctx ValueError('a') | False
# expect: f: TypeError exception causes must derive from BaseException | cause None | ctx None | False
# expect: g: ValueError  | cause TypeError() | ctx None | True
# expect: h: TypeError exception causes must derive from BaseException | cause None | ctx None | False
# expect: i: TypeError calling <class '__main__.i.<locals>.Y'> should have returned an instance of BaseException, not <class 'int'> | cause None | ctx None | False
# expect: j: TypeError __traceback__ must be a traceback or None | cause None | ctx None | False
# expect: k: TypeError __traceback__ must be a traceback or None | cause None | ctx None | False
# expect: l: TypeError exception cause must be None or derive from BaseException | cause None | ctx None | False
# expect: m: TypeError exception context must be None or derive from BaseException | cause None | ctx None | False
# expect: n: TypeError __cause__ may not be deleted | cause None | ctx None | False
# expect: o: TypeError __traceback__ may not be deleted | cause None | ctx None | False
# expect: p: TypeError 'int' object is not iterable | cause None | ctx None | False
# expect: q: TypeError note must be a str, not 'int' | cause None | ctx None | False
# expect: r: TypeError Cannot add note: __notes__ is not a list | cause None | ctx None | False
# expect: s: ['a', 'b'] {'__notes__': ['a', 'b']}
# expect: True
# expect: TypeError attribute value type must be bool | cause None | ctx None | False
# expect: t: TypeError can't delete numeric/char attribute | cause None | ctx None | False
# expect: u: 5 (<class 'ValueError'>, (1, 2), {'x': 5})
# expect: TypeError state is not a dictionary | cause None | ctx None | False
# expect: v: ValueError a | cause None | ctx TypeError('b') | False
# expect: w: KeyError 'new' | cause None | ctx ValueError(0) | False

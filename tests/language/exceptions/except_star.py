# except* takes its part of a group; what is left, and what is raised anew, goes on together.
import sys
def show(e, d=0):
    print(" "*d, type(e).__name__, str(e), "ctx", repr(e.__context__), "cause", repr(e.__cause__))
    if isinstance(e, BaseExceptionGroup):
        for x in e.exceptions: show(x, d+2)
def t(f):
    try: f()
    except BaseException as e: show(e); print(sys.exc_info()[1] is e)
    else: print("no exception")
    print(sys.exc_info())
def a():
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [OSError(3), ValueError(4)])])
    except* ValueError as e: show(e); print(sys.exc_info()[1] is e)
    except* OSError as e: show(e)
t(a)
# expect:  ExceptionGroup g (2 sub-exceptions) ctx None cause None
# expect:    ValueError 1 ctx None cause None
# expect:    ExceptionGroup h (1 sub-exception) ctx None cause None
# expect:      ValueError 4 ctx None cause None
# expect: True
# expect:  ExceptionGroup g (1 sub-exception) ctx None cause None
# expect:    ExceptionGroup h (1 sub-exception) ctx None cause None
# expect:      OSError 3 ctx None cause None
# expect:  ExceptionGroup g (1 sub-exception) ctx None cause None
# expect:    TypeError 2 ctx None cause None
# expect: True
# expect: (None, None, None)
def b():
    try: raise ValueError("naked")
    except* TypeError: print("no")
    except* ValueError as e: show(e)
    else: print("else")
    finally: print("finally")
    try: e
    except NameError as x: print(x)
t(b)
# expect:  ExceptionGroup  (1 sub-exception) ctx None cause None
# expect:    ValueError naked ctx None cause None
# expect: finally
# expect: cannot access local variable 'e' where it is not associated with a value
# expect: no exception
# expect: (None, None, None)
def c():
    try: raise ValueError("naked")
    except* TypeError: print("no")
t(c)
# expect:  ValueError naked ctx None cause None
# expect: True
# expect: (None, None, None)
def d():
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e: raise
    except* TypeError as e: raise KeyError("new")
t(d)
# expect:  ExceptionGroup  (2 sub-exceptions) ctx None cause None
# expect:    KeyError 'new' ctx ExceptionGroup('g', [TypeError(2)]) cause None
# expect:    ExceptionGroup g (1 sub-exception) ctx None cause None
# expect:      ValueError 1 ctx None cause None
# expect: True
# expect: (None, None, None)
def e():
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e: raise OSError(5) from e
t(e)
# expect:  ExceptionGroup  (2 sub-exceptions) ctx None cause None
# expect:    OSError 5 ctx ExceptionGroup('g', [ValueError(1)]) cause ExceptionGroup('g', [ValueError(1)])
# expect:    ExceptionGroup g (1 sub-exception) ctx None cause None
# expect:      TypeError 2 ctx None cause None
# expect: True
# expect: (None, None, None)
def g():
    try: raise ValueError(1)
    except* ValueError as e: raise KeyError(1)
t(g)
# expect:  KeyError 1 ctx ExceptionGroup('', (ValueError(1),)) cause None
# expect: True
# expect: (None, None, None)
def h():
    try: raise ExceptionGroup("g", [ValueError(1)])
    except* ExceptionGroup: pass
t(h)
# expect:  TypeError catching ExceptionGroup with except* is not allowed. Use except instead. ctx ExceptionGroup('g', [ValueError(1)]) cause None
# expect: True
# expect: (None, None, None)
def i():
    try: raise ExceptionGroup("g", [ValueError(1)])
    except* (ValueError, 5): pass
t(i)
# expect:  TypeError catching classes that do not inherit from BaseException is not allowed ctx ExceptionGroup('g', [ValueError(1)]) cause None
# expect: True
# expect: (None, None, None)
def k():
    for n in range(3):
        try:
            if n == 1: continue
            raise ExceptionGroup("g", [ValueError(n), TypeError(n)])
        except* ValueError as e:
            for q in range(5):
                if q == 2: break
            print(n, q)
        except* TypeError: print("te")
        finally: print("f", n)
t(k)
# expect: 0 2
# expect: te
# expect: f 0
# expect: f 1
# expect: 2 2
# expect: te
# expect: f 2
# expect: no exception
# expect: (None, None, None)
def l():
    try: return 5
    except* ValueError: pass
print(l())    # expect: 5
def m():
    try: raise BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(1)])
    except* Exception as e: print(repr(e))
t(m)
# expect: ExceptionGroup('b', [ValueError(1)])
# expect:  BaseExceptionGroup b (1 sub-exception) ctx None cause None
# expect:    KeyboardInterrupt  ctx None cause None
# expect: True
# expect: (None, None, None)
def n():
    def gen():
        try: yield 1
        except* ValueError as e:
            yield e
            print(sys.exc_info()[1])
        yield "after"
    g = gen(); next(g)
    print(repr(g.throw(ExceptionGroup("x", [ValueError(7)])))); print(sys.exc_info()); print(next(g))
t(n)
# expect: ExceptionGroup('x', [ValueError(7)])
# expect: (None, None, None)
# expect: x (1 sub-exception)
# expect: after
# expect: no exception
# expect: (None, None, None)
class EG(ExceptionGroup):
    def derive(self, excs): return EG(self.message + "!", excs)
def o():
    try: raise EG("o", [ValueError(1), TypeError(2), EG("p", [TypeError(3), ValueError(5)])])
    except* TypeError as e: print(repr(e)); raise
t(o)
# expect: EG('o!', [TypeError(2), EG('p!', [TypeError(3)])])
# expect:  EG o! (3 sub-exceptions) ctx None cause None
# expect:    ValueError 1 ctx None cause None
# expect:    TypeError 2 ctx None cause None
# expect:    EG p! (2 sub-exceptions) ctx None cause None
# expect:      TypeError 3 ctx None cause None
# expect:      ValueError 5 ctx None cause None
# expect: True
# expect: (None, None, None)
def p():
    try:
        try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* ValueError: 1/0
    except* ZeroDivisionError as e: show(e)
t(p)
# expect:  ExceptionGroup  (1 sub-exception) ctx None cause None
# expect:    ZeroDivisionError division by zero ctx ExceptionGroup('g', [ValueError(1)]) cause None
# expect:  ExceptionGroup  (1 sub-exception) ctx None cause None
# expect:    ExceptionGroup g (1 sub-exception) ctx None cause None
# expect:      TypeError 2 ctx None cause None
# expect: True
# expect: (None, None, None)
for code in ["for x in 1,:\n try: pass\n except* ValueError: break", "def f():\n try: pass\n except* ValueError: return", "for x in 1,:\n try: pass\n except* ValueError: continue", "try: pass\nexcept*: pass", "try: pass\nexcept* ValueError: pass\nexcept TypeError: pass", "try: pass\nexcept ValueError: pass\nexcept* TypeError: pass", "try: pass\nexcept ValueError, TypeError: pass","try: pass\nexcept* ValueError, TypeError: pass"]:
    try: exec(code)
    except SyntaxError as e: print(e, e.lineno, e.offset)
    # expect: 'break', 'continue' and 'return' cannot appear in an except* block (<string>, line 3) 3 22
    # expect: 'break', 'continue' and 'return' cannot appear in an except* block (<string>, line 3) 3 22
    # expect: 'break', 'continue' and 'return' cannot appear in an except* block (<string>, line 3) 3 22
    # expect: expected one or more exception types (<string>, line 2) 2 8
    # expect: cannot have both 'except' and 'except*' on the same 'try' (<string>, line 3) 3 1
    # expect: cannot have both 'except' and 'except*' on the same 'try' (<string>, line 3) 3 1
    # expect: multiple exception types must be parenthesized (<string>, line 2) 2 8
    # expect: multiple exception types must be parenthesized (<string>, line 2) 2 9

# The module traceback: exceptions and stacks as text.
import traceback, sys, io, types
output = io.StringIO()
def print(*values):        # line numbers stay as they are when the expectations all stand below
    output.write(" ".join(map(str, values)) + "\n")
def text(lines):
    return "".join(line.replace(__file__, "FILE") for line in lines).replace("| \n", "|\n")
def f(x): return x + None
def g(x):
    return [f(y) for y in [x]]
def run(h, *a):
    try: h(*a)
    except BaseException as e: return e
e = run(g, 1)
print(text(traceback.format_exception(e)))
print(traceback.format_exception_only(e), traceback.format_exception_only(type(e), e))
def ch():
    try: 1/0
    except ZeroDivisionError as z: {}["k"]
print(text(traceback.format_exception(run(ch))))
def ca():
    try: 1/0
    except ZeroDivisionError as z: raise ValueError("x\ny") from z
print(text(traceback.format_exception(run(ca))))
print(text(traceback.format_exception(run(ca), chain=False)))
def rec(n):
    if n: rec(n-1)
    raise KeyError(n)
print(text(traceback.format_exception(run(rec, 20))))
print(text(traceback.format_exception(run(rec, 20), limit=2)))
print(text(traceback.format_exception(run(rec, 20), limit=-2)))
def eg():
    raise ExceptionGroup("g", [run(f, 1), ValueError(2), ExceptionGroup("h", [run(ca)])])
x = run(eg); x.add_note("a note\nlines")
print(text(traceback.format_exception(x)))
print(text(traceback.TracebackException.from_exception(ExceptionGroup("w", [ValueError(i) for i in range(9)]), max_group_width=3).format()))
def syn(): compile("a b c\n", "file.py", "exec")
print(text(traceback.format_exception(run(syn))))
try: compile("x = (1,\n  'abc' 5", "f2", "exec")
except SyntaxError: print(text([traceback.format_exc()]))
def st():
    for fr in traceback.extract_stack(limit=2): print(fr.line, fr.lineno, fr.name)
    print(text(traceback.format_stack(limit=2)))
st()
out = io.StringIO()
try: f(3)
except TypeError: traceback.print_exc(file=out)
print(text([out.getvalue()]))
tb = run(g, 1).__traceback__
print([entry.lineno for entry in traceback.extract_tb(tb)])
for a in traceback.walk_tb(tb): print(a[1])
print(text(traceback.format_tb(tb)))
print(traceback.format_list([("a.py", 1, "f", "x = 1"), traceback.FrameSummary("b", 2, "g", line="  y")]))
ss = traceback.StackSummary.extract([(tb.tb_frame, 5)], capture_locals=False); print(len(ss), ss[0].lineno)
print(text([traceback.format_exc()]))
print(traceback.format_exception(None), traceback.format_exception_only(None, None))
class B(Exception):
    def __str__(s): raise 1
print(traceback.format_exception_only(B()))
try: traceback.print_exception(1)
except TypeError as q: print(q)
try: traceback.print_exception(ValueError(), 1)
except ValueError as q: print(q)
def loc(a):
    b = [1]; run = None; raise OSError(2, "no", "f")
te = traceback.TracebackException.from_exception(run(loc, 5), limit=-1, capture_locals=True)
print(text(te.format())); print(te, te.exc_type, te.stack[0] == te.stack[0])
t = types.TracebackType(None, tb.tb_frame, 7, 42); print(t.tb_lasti, t.tb_lineno, t.tb_next)
e = ValueError().with_traceback(t); 
t2 = types.TracebackType(t, tb.tb_frame, 1, 2)
try: t.tb_next = t2
except ValueError as q: print(q)
try: t.tb_next = 5
except TypeError as q: print(q)
def lines():
    d = {"a": {"b": None}}
    return d["a"]["b"]["c"]
print(text(traceback.format_exception(run(lines))))
def multi():
    return (1 +
       2) / (
       0)
print(text(traceback.format_exception(run(multi))))
sys.stdout.write(output.getvalue())
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 12, in run
# expect:     try: h(*a)
# expect:          ^^^^^
# expect:   File "FILE", line 10, in g
# expect:     return [f(y) for y in [x]]
# expect:            ^^^^^^^^^^^^^^^^^^^
# expect:   File "FILE", line 10, in <listcomp>
# expect:     return [f(y) for y in [x]]
# expect:             ^^^^
# expect:   File "FILE", line 8, in f
# expect:     def f(x): return x + None
# expect:                      ~~^~~~~~
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'
# expect:
# expect: ["TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'\n"] ["TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'\n"]
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 18, in ch
# expect:     try: 1/0
# expect:          ~^~
# expect: ZeroDivisionError: division by zero
# expect:
# expect: During handling of the above exception, another exception occurred:
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 12, in run
# expect:     try: h(*a)
# expect:          ^^^^^
# expect:   File "FILE", line 19, in ch
# expect:     except ZeroDivisionError as z: {}["k"]
# expect:                                    ~~^^^^^
# expect: KeyError: 'k'
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 22, in ca
# expect:     try: 1/0
# expect:          ~^~
# expect: ZeroDivisionError: division by zero
# expect:
# expect: The above exception was the direct cause of the following exception:
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 12, in run
# expect:     try: h(*a)
# expect:          ^^^^^
# expect:   File "FILE", line 23, in ca
# expect:     except ZeroDivisionError as z: raise ValueError("x\ny") from z
# expect:                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: ValueError: x
# expect: y
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 12, in run
# expect:     try: h(*a)
# expect:          ^^^^^
# expect:   File "FILE", line 23, in ca
# expect:     except ZeroDivisionError as z: raise ValueError("x\ny") from z
# expect:                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: ValueError: x
# expect: y
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 12, in run
# expect:     try: h(*a)
# expect:          ^^^^^
# expect:   File "FILE", line 27, in rec
# expect:     if n: rec(n-1)
# expect:           ^^^^^^^^
# expect:   File "FILE", line 27, in rec
# expect:     if n: rec(n-1)
# expect:           ^^^^^^^^
# expect:   File "FILE", line 27, in rec
# expect:     if n: rec(n-1)
# expect:           ^^^^^^^^
# expect:   [Previous line repeated 17 more times]
# expect:   File "FILE", line 28, in rec
# expect:     raise KeyError(n)
# expect: KeyError: 0
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 12, in run
# expect:     try: h(*a)
# expect:          ^^^^^
# expect:   File "FILE", line 27, in rec
# expect:     if n: rec(n-1)
# expect:           ^^^^^^^^
# expect: KeyError: 0
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 27, in rec
# expect:     if n: rec(n-1)
# expect:           ^^^^^^^^
# expect:   File "FILE", line 28, in rec
# expect:     raise KeyError(n)
# expect: KeyError: 0
# expect:
# expect:   + Exception Group Traceback (most recent call last):
# expect:   |   File "FILE", line 12, in run
# expect:   |     try: h(*a)
# expect:   |          ^^^^^
# expect:   |   File "FILE", line 33, in eg
# expect:   |     raise ExceptionGroup("g", [run(f, 1), ValueError(2), ExceptionGroup("h", [run(ca)])])
# expect:   | ExceptionGroup: g (3 sub-exceptions)
# expect:   | a note
# expect:   | lines
# expect:   +-+---------------- 1 ----------------
# expect:     | Traceback (most recent call last):
# expect:     |   File "FILE", line 12, in run
# expect:     |     try: h(*a)
# expect:     |          ^^^^^
# expect:     |   File "FILE", line 8, in f
# expect:     |     def f(x): return x + None
# expect:     |                      ~~^~~~~~
# expect:     | TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'
# expect:     +---------------- 2 ----------------
# expect:     | ValueError: 2
# expect:     +---------------- 3 ----------------
# expect:     | ExceptionGroup: h (1 sub-exception)
# expect:     +-+---------------- 1 ----------------
# expect:       | Traceback (most recent call last):
# expect:       |   File "FILE", line 22, in ca
# expect:       |     try: 1/0
# expect:       |          ~^~
# expect:       | ZeroDivisionError: division by zero
# expect:       |
# expect:       | The above exception was the direct cause of the following exception:
# expect:       |
# expect:       | Traceback (most recent call last):
# expect:       |   File "FILE", line 12, in run
# expect:       |     try: h(*a)
# expect:       |          ^^^^^
# expect:       |   File "FILE", line 23, in ca
# expect:       |     except ZeroDivisionError as z: raise ValueError("x\ny") from z
# expect:       |                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect:       | ValueError: x
# expect:       | y
# expect:       +------------------------------------
# expect:
# expect:   | ExceptionGroup: w (9 sub-exceptions)
# expect:   +-+---------------- 1 ----------------
# expect:     | ValueError: 0
# expect:     +---------------- 2 ----------------
# expect:     | ValueError: 1
# expect:     +---------------- 3 ----------------
# expect:     | ValueError: 2
# expect:     +---------------- ... ----------------
# expect:     | and 6 more exceptions
# expect:     +------------------------------------
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 12, in run
# expect:     try: h(*a)
# expect:          ^^^^^
# expect:   File "FILE", line 37, in syn
# expect:     def syn(): compile("a b c\n", "file.py", "exec")
# expect:                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect:   File "file.py", line 1
# expect:     a b c
# expect:       ^
# expect: SyntaxError: invalid syntax
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 39, in <module>
# expect:     try: compile("x = (1,\n  'abc' 5", "f2", "exec")
# expect:          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect:   File "f2", line 1
# expect:     x = (1,
# expect:         ^
# expect: SyntaxError: '(' was never closed
# expect:
# expect: st() 44 <module>
# expect: for fr in traceback.extract_stack(limit=2): print(fr.line, fr.lineno, fr.name) 42 st
# expect:   File "FILE", line 44, in <module>
# expect:     st()
# expect:   File "FILE", line 43, in st
# expect:     print(text(traceback.format_stack(limit=2)))
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 46, in <module>
# expect:     try: f(3)
# expect:          ^^^^
# expect:   File "FILE", line 8, in f
# expect:     def f(x): return x + None
# expect:                      ~~^~~~~~
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'
# expect:
# expect: [12, 10, 10, 8]
# expect: 12
# expect: 10
# expect: 10
# expect: 8
# expect:   File "FILE", line 12, in run
# expect:     try: h(*a)
# expect:          ^^^^^
# expect:   File "FILE", line 10, in g
# expect:     return [f(y) for y in [x]]
# expect:            ^^^^^^^^^^^^^^^^^^^
# expect:   File "FILE", line 10, in <listcomp>
# expect:     return [f(y) for y in [x]]
# expect:             ^^^^
# expect:   File "FILE", line 8, in f
# expect:     def f(x): return x + None
# expect:                      ~~^~~~~~
# expect:
# expect: ['  File "a.py", line 1, in f\n    x = 1\n', '  File "b", line 2, in g\n    y\n']
# expect: 1 5
# expect: NoneType: None
# expect:
# expect: ['NoneType: None\n'] ['NoneType: None\n']
# expect: ['B: <exception str() failed>\n']
# expect: Exception expected for value, int found
# expect: Both or neither of value and tb must be given
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 65, in loc
# expect:     b = [1]; run = None; raise OSError(2, "no", "f")
# expect:                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect:     a = 5
# expect:     b = [1]
# expect:     run = None
# expect: FileNotFoundError: [Errno 2] no: 'f'
# expect:
# expect: [Errno 2] no: 'f' <class 'FileNotFoundError'> True
# expect: 7 42 None
# expect: traceback loop detected
# expect: expected traceback object, got 'int'
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 12, in run
# expect:     try: h(*a)
# expect:          ^^^^^
# expect:   File "FILE", line 77, in lines
# expect:     return d["a"]["b"]["c"]
# expect:            ~~~~~~~~~~~^^^^^
# expect: TypeError: 'NoneType' object is not subscriptable
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 12, in run
# expect:     try: h(*a)
# expect:          ^^^^^
# expect:   File "FILE", line 80, in multi
# expect:     return (1 +
# expect:            ^^^^
# expect: ZeroDivisionError: division by zero
# expect:

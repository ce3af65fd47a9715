# gi_frame is the frame of a generator while it lives, with its line and locals.

def g(a):
    x = 1
    yield x
    y = 2
    yield y
def show(gen):
    f = gen.gi_frame
    print(f is gen.gi_frame, f and (f.f_lineno, f.f_locals, f.f_back, f.f_code.co_name, f.f_lasti >= 0))
gen = g(3)
show(gen); next(gen); show(gen); next(gen); show(gen)
# expect: True (3, {'a': 3}, None, 'g', True)
# expect: True (5, {'a': 3, 'x': 1}, None, 'g', True)
# expect: True (7, {'a': 3, 'x': 1, 'y': 2}, None, 'g', True)
f = gen.gi_frame
list(gen); show(gen); print(f.f_lineno, f.f_locals)
# expect: True None
# expect: 7 {'a': 3, 'x': 1, 'y': 2}
gen = g([4])
f = gen.gi_frame
del gen
print(f.f_locals, f.f_lineno)    # expect: {'a': [4]} 3
gen = g(3); next(gen)
f = gen.gi_frame
f.clear()
print(gen.gi_frame, f.f_locals)    # expect: None {'a': 3, 'x': 1}
print(list(gen))    # expect: []
import sys
def h():
    me = sys._getframe()
    print(me is hh.gi_frame, me.f_back.f_code.co_name)
    yield me
    print(me is hh.gi_frame, me.f_back.f_code.co_name, me.f_lineno)
    yield
hh = h()
before = hh.gi_frame
fr = next(hh); print(fr.f_back, fr is hh.gi_frame, before is fr)
# expect: True <module>
# expect: None True True
next(hh)    # expect: True <module> 34
try: hh.gi_frame.clear()
except RuntimeError as e: print(e)
def k():
    try: kk.gi_frame.clear()
    except RuntimeError as e: print(e)
    yield
kk = k(); next(kk)    # expect: cannot clear an executing frame

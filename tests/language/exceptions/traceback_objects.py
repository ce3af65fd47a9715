# A traceback names its frames' lines; with_traceback replaces it.

def f():
    1 / 0
try:
    f()
except ZeroDivisionError as error:
    t = error.__traceback__
    print(t.tb_lineno, t.tb_next.tb_lineno, t.tb_next.tb_next, t.tb_next.tb_frame.f_code.co_name, t.tb_frame.f_code.co_name)
    # expect: 6 4 None f <module>
    print(error.with_traceback(None) is error, error.__traceback__)    # expect: True None
    error.__traceback__ = t
    print(error.__traceback__ is t)    # expect: True
    try:
        error.__traceback__ = 5
    except TypeError as bad:
        print(bad)    # expect: __traceback__ must be a traceback or None

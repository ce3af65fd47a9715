# Only the first line of a failing expression is shown.

def f(*args):
    raise ValueError("many lines")
f(1,
  2,
  3)
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 5, in <module>
# expect-stderr:     f(1,
# expect-stderr:   File "{file}", line 4, in f
# expect-stderr:     raise ValueError("many lines")
# expect-stderr: ValueError: many lines
# expect-exit: 1

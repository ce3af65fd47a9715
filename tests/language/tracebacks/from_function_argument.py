# The frame of a call made inside arguments is marked precisely.

def f(x): return x
def g(x): raise ValueError(x)
f(f(1) + g(2) + f(3))
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 5, in <module>
# expect-stderr:     f(f(1) + g(2) + f(3))
# expect-stderr:              ^^^^
# expect-stderr:   File "{file}", line 4, in g
# expect-stderr:     def g(x): raise ValueError(x)
# expect-stderr:               ^^^^^^^^^^^^^^^^^^^
# expect-stderr: ValueError: 2
# expect-exit: 1

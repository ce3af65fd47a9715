# Repeated frames are folded.

def f(n):
    if n == 0:
        raise ValueError("bottom")
    f(n - 1)
f(20)
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 7, in <module>
# expect-stderr:     f(20)
# expect-stderr:   File "{file}", line 6, in f
# expect-stderr:     f(n - 1)
# expect-stderr:   File "{file}", line 6, in f
# expect-stderr:     f(n - 1)
# expect-stderr:   File "{file}", line 6, in f
# expect-stderr:     f(n - 1)
# expect-stderr:   [Previous line repeated 17 more times]
# expect-stderr:   File "{file}", line 5, in f
# expect-stderr:     raise ValueError("bottom")
# expect-stderr: ValueError: bottom
# expect-exit: 1

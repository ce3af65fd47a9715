# A RecursionError's frames are folded.

def f():
    return f()
f()
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 5, in <module>
# expect-stderr:     f()
# expect-stderr:   File "{file}", line 4, in f
# expect-stderr:     return f()
# expect-stderr:            ^^^
# expect-stderr:   File "{file}", line 4, in f
# expect-stderr:     return f()
# expect-stderr:            ^^^
# expect-stderr:   File "{file}", line 4, in f
# expect-stderr:     return f()
# expect-stderr:            ^^^
# expect-stderr:   [Previous line repeated 996 more times]
# expect-stderr: RecursionError: maximum recursion depth exceeded
# expect-exit: 1

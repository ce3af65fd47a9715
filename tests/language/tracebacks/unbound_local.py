# An unbound local is reported with its name.

def f():
    value += 1
f()
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 5, in <module>
# expect-stderr:     f()
# expect-stderr:   File "{file}", line 4, in f
# expect-stderr:     value += 1
# expect-stderr:     ^^^^^
# expect-stderr: UnboundLocalError: cannot access local variable 'value' where it is not associated with a value
# expect-exit: 1

# Native functions have no frames of their own.

def key(x):
    return x.missing
sorted([3, 1], key=key)
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 5, in <module>
# expect-stderr:     sorted([3, 1], key=key)
# expect-stderr:   File "{file}", line 4, in key
# expect-stderr:     return x.missing
# expect-stderr:            ^^^^^^^^^
# expect-stderr: AttributeError: 'int' object has no attribute 'missing'
# expect-exit: 1

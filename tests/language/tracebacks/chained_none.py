# `from None` hides the context.

try:
    1 / 0
except ZeroDivisionError:
    raise ValueError("clean") from None
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 6, in <module>
# expect-stderr:     raise ValueError("clean") from None
# expect-stderr: ValueError: clean
# expect-exit: 1

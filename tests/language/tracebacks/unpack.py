# Unpacking marks the right side.

a, b = [1, 2, 3]
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     a, b = [1, 2, 3]
# expect-stderr:     ^^^^
# expect-stderr: ValueError: too many values to unpack (expected 2)
# expect-exit: 1

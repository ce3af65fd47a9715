# Augmented assignment marks the whole operation.

x = [1]
x[0] += "s"
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 4, in <module>
# expect-stderr:     x[0] += "s"
# expect-stderr: TypeError: unsupported operand type(s) for +=: 'int' and 'str'
# expect-exit: 1

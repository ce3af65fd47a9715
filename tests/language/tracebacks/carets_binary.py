# In a binary operation the operator is marked with carets, its operands with tildes.

a, b = 1, "x"
total = (a * 2) + b * 3
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 4, in <module>
# expect-stderr:     total = (a * 2) + b * 3
# expect-stderr:             ~~~~~~^~~~~~~~~
# expect-stderr: TypeError: unsupported operand type(s) for +: 'int' and 'str'
# expect-exit: 1

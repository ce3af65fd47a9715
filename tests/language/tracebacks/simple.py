# An uncaught exception is reported with its line.

x = 1
x / 0
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 4, in <module>
# expect-stderr:     x / 0
# expect-stderr:     ~~^~~
# expect-stderr: ZeroDivisionError: division by zero
# expect-exit: 1

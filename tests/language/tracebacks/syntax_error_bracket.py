# An unclosed bracket is reported where it was opened.

values = [1, 2,
other = 3
# expect-stderr:   File "{file}", line 3
# expect-stderr:     values = [1, 2,
# expect-stderr:              ^
# expect-stderr: SyntaxError: '[' was never closed
# expect-exit: 1

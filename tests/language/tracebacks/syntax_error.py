# A syntax error shows its line and marks the place.

print("never")
if True
    pass
# expect-stderr:   File "{file}", line 4
# expect-stderr:     if True
# expect-stderr:            ^
# expect-stderr: SyntaxError: expected ':'
# expect-exit: 1

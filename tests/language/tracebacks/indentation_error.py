# A missing block is an IndentationError.

def f():
return 1
# expect-stderr:   File "{file}", line 4
# expect-stderr:     return 1
# expect-stderr:     ^
# expect-stderr: IndentationError: expected an indented block after function definition on line 3
# expect-exit: 1

# The caret range of a call with an unhashable argument.

d = {}
d[[1, 2]] = 3
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 4, in <module>
# expect-stderr:     d[[1, 2]] = 3
# expect-stderr:     ~^^^^^^^^
# expect-stderr: TypeError: unhashable type: 'list'
# expect-exit: 1

# Built-in names are suggested, too.

prnt("hello")
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     prnt("hello")
# expect-stderr:     ^^^^
# expect-stderr: NameError: name 'prnt' is not defined. Did you mean: 'print'?
# expect-exit: 1

# An exception without a message prints its name alone.

class Quiet(Exception): pass
raise Quiet
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 4, in <module>
# expect-stderr:     raise Quiet
# expect-stderr: Quiet
# expect-exit: 1

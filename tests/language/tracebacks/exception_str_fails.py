# A message whose __str__ fails is replaced.

class Bad(Exception):
    def __str__(self):
        raise ValueError("in str")
raise Bad
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 6, in <module>
# expect-stderr:     raise Bad
# expect-stderr: Bad: <exception str() failed>
# expect-exit: 1

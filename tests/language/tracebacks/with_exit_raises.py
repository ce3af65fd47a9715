# An exception in __exit__ has the body's as its context.

class M:
    def __enter__(self): return self
    def __exit__(self, *args): raise KeyError("exit")
with M():
    raise ValueError("body")
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 7, in <module>
# expect-stderr:     raise ValueError("body")
# expect-stderr: ValueError: body
# expect-stderr:
# expect-stderr: During handling of the above exception, another exception occurred:
# expect-stderr:
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 6, in <module>
# expect-stderr:     with M():
# expect-stderr:   File "{file}", line 5, in __exit__
# expect-stderr:     def __exit__(self, *args): raise KeyError("exit")
# expect-stderr:                                ^^^^^^^^^^^^^^^^^^^^^^
# expect-stderr: KeyError: 'exit'
# expect-exit: 1

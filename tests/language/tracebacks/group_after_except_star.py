# An uncaught group of what except* clauses raised anew, raised again and left.
try: raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
except* ValueError as e: raise
except* TypeError as e: raise KeyError("new") from None
# expect-stderr:   | ExceptionGroup:  (2 sub-exceptions)
# expect-stderr:   +-+---------------- 1 ----------------
# expect-stderr:     | Traceback (most recent call last):
# expect-stderr:     |   File "{file}", line 4, in <module>
# expect-stderr:     |     except* TypeError as e: raise KeyError("new") from None
# expect-stderr:     |                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect-stderr:     | KeyError: 'new'
# expect-stderr:     +---------------- 2 ----------------
# expect-stderr:     | Exception Group Traceback (most recent call last):
# expect-stderr:     |   File "{file}", line 2, in <module>
# expect-stderr:     |     try: raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
# expect-stderr:     |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect-stderr:     | ExceptionGroup: g (2 sub-exceptions)
# expect-stderr:     +-+---------------- 1 ----------------
# expect-stderr:       | ValueError: 1
# expect-stderr:       +---------------- 2 ----------------
# expect-stderr:       | KeyError: 3
# expect-stderr:       +------------------------------------
# expect-exit: 1

# A failed assertion prints its message.

n = 5
assert n < 3, f"n is {n}"
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 4, in <module>
# expect-stderr:     assert n < 3, f"n is {n}"
# expect-stderr:            ^^^^^
# expect-stderr: AssertionError: n is 5
# expect-exit: 1

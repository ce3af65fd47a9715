# A message of several lines is printed as it is.

raise ValueError("one\n  two\nthree")
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     raise ValueError("one\n  two\nthree")
# expect-stderr: ValueError: one
# expect-stderr:   two
# expect-stderr: three
# expect-exit: 1

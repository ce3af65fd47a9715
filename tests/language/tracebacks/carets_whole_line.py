# A statement that fails as a whole gets no carets.

raise ValueError("plain")
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     raise ValueError("plain")
# expect-stderr: ValueError: plain
# expect-exit: 1

# Repeated entries of a group's traceback are folded.
def r(n):
    if n: r(n-1)
    else: raise ExceptionGroup("rec", [ValueError()])
r(20)
# expect-stderr:   + Exception Group Traceback (most recent call last):
# expect-stderr:   |   File "{file}", line 5, in <module>
# expect-stderr:   |     r(20)
# expect-stderr:   |   File "{file}", line 3, in r
# expect-stderr:   |     if n: r(n-1)
# expect-stderr:   |           ^^^^^^
# expect-stderr:   |   File "{file}", line 3, in r
# expect-stderr:   |     if n: r(n-1)
# expect-stderr:   |           ^^^^^^
# expect-stderr:   |   File "{file}", line 3, in r
# expect-stderr:   |     if n: r(n-1)
# expect-stderr:   |           ^^^^^^
# expect-stderr:   [Previous line repeated 17 more times]
# expect-stderr:   |   File "{file}", line 4, in r
# expect-stderr:   |     else: raise ExceptionGroup("rec", [ValueError()])
# expect-stderr:   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect-stderr:   | ExceptionGroup: rec (1 sub-exception)
# expect-stderr:   +-+---------------- 1 ----------------
# expect-stderr:     | ValueError
# expect-stderr:     +------------------------------------
# expect-exit: 1

# Frames of two functions that alternate aren't folded.

def a(n):
    return b(n)
def b(n):
    if n == 0:
        raise ValueError("end")
    return a(n - 1)
a(2)
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 9, in <module>
# expect-stderr:     a(2)
# expect-stderr:   File "{file}", line 4, in a
# expect-stderr:     return b(n)
# expect-stderr:            ^^^^
# expect-stderr:   File "{file}", line 8, in b
# expect-stderr:     return a(n - 1)
# expect-stderr:            ^^^^^^^^
# expect-stderr:   File "{file}", line 4, in a
# expect-stderr:     return b(n)
# expect-stderr:            ^^^^
# expect-stderr:   File "{file}", line 8, in b
# expect-stderr:     return a(n - 1)
# expect-stderr:            ^^^^^^^^
# expect-stderr:   File "{file}", line 4, in a
# expect-stderr:     return b(n)
# expect-stderr:            ^^^^
# expect-stderr:   File "{file}", line 7, in b
# expect-stderr:     raise ValueError("end")
# expect-stderr: ValueError: end
# expect-exit: 1

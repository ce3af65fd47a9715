# An exception in a dropped generator's cleanup is reported and the program goes on.

def g():
    try:
        yield
    finally:
        1 / 0
it = g()
next(it)
del it
print("goes on")    # expect: goes on
# expect-stderr: Exception ignored in: <generator object g at {address}>
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 7, in g
# expect-stderr:     1 / 0
# expect-stderr:     ~~^~~
# expect-stderr: ZeroDivisionError: division by zero

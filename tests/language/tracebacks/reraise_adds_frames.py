# A re-raised exception keeps the frames of its first flight.

def inner():
    raise ValueError("v")
def middle():
    try:
        inner()
    except ValueError as error:
        raise error
def outer():
    try:
        middle()
    except ValueError:
        raise
outer()
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 15, in <module>
# expect-stderr:     outer()
# expect-stderr:   File "{file}", line 12, in outer
# expect-stderr:     middle()
# expect-stderr:   File "{file}", line 9, in middle
# expect-stderr:     raise error
# expect-stderr:   File "{file}", line 7, in middle
# expect-stderr:     inner()
# expect-stderr:   File "{file}", line 4, in inner
# expect-stderr:     raise ValueError("v")
# expect-stderr: ValueError: v
# expect-exit: 1

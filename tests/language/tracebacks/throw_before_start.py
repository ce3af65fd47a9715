# An exception thrown into a generator that hasn't begun is raised at its first line.

def decorate(function):
    return function

@decorate
def count(first, last):
    while first < last:
        yield first
        first += 1
count(1, 3).throw(ValueError("too early"))
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 11, in <module>
# expect-stderr:     count(1, 3).throw(ValueError("too early"))
# expect-stderr:   File "{file}", line 6, in count
# expect-stderr:     @decorate
# expect-stderr: ValueError: too early
# expect-exit: 1

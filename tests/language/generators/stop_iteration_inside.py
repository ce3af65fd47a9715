# A StopIteration that leaks out of a generator body becomes RuntimeError.

def g():
    yield 1
    next(iter([]))
it = g()
next(it)
try:
    next(it)
except RuntimeError as error:
    print(error, repr(error.__cause__))    # expect: generator raised StopIteration StopIteration()
def h():
    raise StopIteration("value")
    yield
try:
    list(h())
except RuntimeError as error:
    print(error)    # expect: generator raised StopIteration

# return in a generator becomes StopIteration's value.

def g():
    yield 1
    return "result"
it = g()
next(it)
try:
    next(it)
except StopIteration as stop:
    print(stop.value, stop.args, repr(stop))    # expect: result ('result',) StopIteration('result')
try:
    next(it)
except StopIteration as stop:
    print(stop.value)    # expect: None
print(list(g()))    # expect: [1]

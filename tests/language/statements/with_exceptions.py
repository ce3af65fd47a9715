# __exit__ sees the exception and may swallow it.

class Manager:
    def __init__(self, swallow):
        self.swallow = swallow
    def __enter__(self):
        return self
    def __exit__(self, kind, value, trace):
        print("exit", kind.__name__, value)
        return self.swallow

with Manager(True):
    raise ValueError("swallowed")    # expect: exit ValueError swallowed
print("after")    # expect: after
try:
    with Manager(True), Manager(False):
        1 / 0
        # expect: exit ZeroDivisionError division by zero
        # expect: exit ZeroDivisionError division by zero
    print("outer swallowed")    # expect: outer swallowed
    with Manager(0):
        raise KeyError("k")    # expect: exit KeyError 'k'
except KeyError as error:
    print("escaped", repr(error))    # expect: escaped KeyError('k')

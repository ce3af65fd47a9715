# A new exception in finally or except replaces the old, which becomes its context.

def f():
    try:
        raise ValueError("first")
    except ValueError:
        raise KeyError("second")
    finally:
        raise IndexError("third")
try:
    f()
except IndexError as error:
    c = error.__context__
    print(repr(error), repr(c), repr(c.__context__), c.__context__.__context__)
    # expect: IndexError('third') KeyError('second') ValueError('first') None

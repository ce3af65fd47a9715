# close raises GeneratorExit at the yield, once.

def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closing")
        raise
    finally:
        print("finally")
it = g()
next(it)
print(it.close(), it.close(), list(it))
# expect: closing
# expect: finally
# expect: None None []
g().close()
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)    # expect: generator ignored GeneratorExit
def failing():
    try:
        yield
    finally:
        raise ValueError("in close")
f = failing()
next(f)
try:
    f.close()
except ValueError as error:
    print(error, repr(error.__context__))    # expect: in close GeneratorExit()

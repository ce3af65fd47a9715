# throw() into `yield from`: the stack, the context and what is being handled are those of send().

import sys


def names():
    frame, found = sys._getframe(1), []
    while frame is not None:
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found


def inner():
    try:
        yield
    except RuntimeError:
        print(names())
        yield "caught"
    return "done"


def outer():
    try:
        raise KeyError("a")
    except KeyError:
        result = yield from inner()
        print("result", result, repr(sys.exc_info()[1]))
        yield from inner()


def plain():
    try:
        raise KeyError("b")
    except KeyError:
        yield


g = outer()
next(g)
print(g.throw(RuntimeError))
# expect: ['inner', 'outer', '<module>']
# expect: caught
print(next(g))
# expect: result done KeyError('a')
# expect: None
try:
    g.throw(ValueError("v"))
except ValueError as error:
    print(repr(error), repr(error.__context__))    # expect: ValueError('v') KeyError('a')
g = plain()
next(g)
try:
    g.throw(ValueError("w"))
except ValueError as error:
    print(repr(error), repr(error.__context__))    # expect: ValueError('w') KeyError('b')


class Iterator:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *args):
        print("thrown", args)
        raise StopIteration("ended")


def delegating():
    x = yield from Iterator()
    print(x)
    yield 2


g = delegating()
print(next(g), g.throw(ValueError("z")))
# expect: thrown (ValueError('z'),)
# expect: ended
# expect: 1 2


def stubborn():
    while not done:
        try:
            yield
        except GeneratorExit:
            pass


def show(unraisable):
    print(unraisable.exc_value, unraisable.exc_traceback.tb_frame.f_code.co_name)


sys.unraisablehook = show
done = False
g = stubborn()
next(g)
del g    # expect: generator ignored GeneratorExit <module>
done = True

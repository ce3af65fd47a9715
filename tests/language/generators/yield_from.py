# yield from passes values, sends and throws through, and gives the result.

def inner():
    try:
        got = yield 1
        print("inner got", got)
        yield 2
    except ValueError as error:
        print("inner caught", error)
        yield 99
    return "inner result"
def outer():
    result = yield from inner()
    print("result", result)
    result = yield from [10, 20]
    print("result", result)
    yield from "ab"
g = outer()
print(next(g), g.send("hello"), g.throw(ValueError("v")), next(g), next(g), next(g), next(g))
# expect: inner got hello
# expect: inner caught v
# expect: result inner result
# expect: result None
# expect: 1 2 99 10 20 a b
print(list(g))    # expect: []
def flatten(x):
    if isinstance(x, list):
        for item in x:
            yield from flatten(item)
    else:
        yield x
print(list(flatten([1, [2, [3, [4]], 5]])))    # expect: [1, 2, 3, 4, 5]
try:
    list((lambda: (yield from 5))())
except TypeError as error:
    print(error)    # expect: 'int' object is not iterable

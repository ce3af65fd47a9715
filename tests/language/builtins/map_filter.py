# map and filter are lazy.

def show(x):
    print("call", x)
    return x % 2
m = map(show, [1, 2])
print("made", next(m))
# expect: call 1
# expect: made 1
print(list(filter(show, [1, 2, 3])))
# expect: call 1
# expect: call 2
# expect: call 3
# expect: [1, 3]
print(list(map(str, [1, 2])), list(map(pow, [2, 3], [3, 2])))    # expect: ['1', '2'] [8, 9]
print(list(map(lambda *a: a, "ab", [1, 2, 3])), list(filter(None, [0, 1, "", "x"])))
# expect: [('a', 1), ('b', 2)] [1, 'x']
print(list(map(None.__class__, [])), type(m).__name__, type(filter(None, [])).__name__)
# expect: [] map filter
print(sum(map(int, "123")), list(map(len, ["a", "bb"])))    # expect: 6 [1, 2]
for bad in (
        lambda: map(str), lambda: list(map(5, [1])), lambda: map(str, 5), lambda: filter(None),
        lambda: list(filter(5, [1])), lambda: filter(None, 5),
):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: map() must have at least two arguments.
        # expect: 'int' object is not callable
        # expect: 'int' object is not iterable
        # expect: filter expected 2 arguments, got 1
        # expect: 'int' object is not callable
        # expect: 'int' object is not iterable

# list() takes any iterable.

print(list(), list("ab"), list((1, 2)), list({1: 2}), list(range(3)), list(i for i in "x"))
# expect: [] ['a', 'b'] [1, 2] [1] [0, 1, 2] ['x']
print(list(map(str, [1])), list({7}), list([1]))    # expect: ['1'] [7] [1]
l = [1]
l.__init__("ab")
print(l)    # expect: ['a', 'b']
for bad in (lambda: list(5), lambda: list(1, 2), lambda: list(x=1), lambda: list(None)):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: 'int' object is not iterable
        # expect: list expected at most 1 argument, got 2
        # expect: list() takes no keyword arguments
        # expect: 'NoneType' object is not iterable

# A generator expression is lazy, but evaluates its first iterable at once.

def show(x):
    print("show", x)
    return x
g = (show(x) * 2 for x in [1, 2])
print("made")    # expect: made
print(next(g))
# expect: show 1
# expect: 2
print(list(g))
# expect: show 2
# expect: [4]
try:
    (x for x in 5)
except TypeError as error:
    print(error)    # expect: 'int' object is not iterable
lazy = (x for x in [1] for y in undefined)
try:
    next(lazy)
except NameError as error:
    print(error)    # expect: name 'undefined' is not defined
print(sum(i * i for i in range(4)), max((len(w), w) for w in "a bb cc".split()))
# expect: 14 (2, 'cc')
print(" ".join(str(i) for i in range(3)))    # expect: 0 1 2
print((i for i in []).__name__, list((i, j) for i in range(2) for j in range(2) if i != j))
# expect: <genexpr> [(0, 1), (1, 0)]

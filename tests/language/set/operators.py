# Set algebra with operators, which want sets, and methods, which take any iterable.

a, b = {1, 2, 3}, {2, 3, 4}
print(a & b, a | b, a - b, a ^ b, a <= b, a < a | {9}, a >= {1}, a > {1}, {1} <= a)
# expect: {2, 3} {1, 2, 3, 4} {1} {1, 4} False True True True True
print(a.isdisjoint({9}), a.issubset(range(5)), a.issuperset([1]))    # expect: True True True
print(a.union([7], "x") == {1, 2, 3, 7, "x"}, a.intersection([1, 5], {1}))    # expect: True {1}
print(a.difference([1], [2]), a.symmetric_difference([3, 5]) == {1, 2, 5}, a.union())
# expect: {3} True {1, 2, 3}
print(a.intersection())    # expect: {1, 2, 3}
f = frozenset(a)
print(type(f & b).__name__, type(b & f).__name__, f | b == {1, 2, 3, 4}, f.union([1]) == f)
# expect: frozenset set True True
print(f.copy() is f, frozenset(f) is f)    # expect: True True
x = y = {1, 2}
x |= {3}; x &= {2, 3, 4}; x -= {2}; x ^= {3, 5}
print(x, x is y)    # expect: {5} True
g = h = frozenset({1})
g |= {2}
print(sorted(g), h)    # expect: [1, 2] frozenset({1})
for bad in (
        lambda: a | [1], lambda: a & "x", lambda: a - 5, lambda: a ^ [1], lambda: [1] | a,
        lambda: a <= [1],
):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: unsupported operand type(s) for |: 'set' and 'list'
        # expect: unsupported operand type(s) for &: 'set' and 'str'
        # expect: unsupported operand type(s) for -: 'set' and 'int'
        # expect: unsupported operand type(s) for ^: 'set' and 'list'
        # expect: unsupported operand type(s) for |: 'list' and 'set'
        # expect: '<=' not supported between instances of 'set' and 'list'

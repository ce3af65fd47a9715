# | and |= merge, the right side wins.

a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
print(a | b, b | a, a)
# expect: {'x': 1, 'y': 3, 'z': 4} {'y': 2, 'z': 4, 'x': 1} {'x': 1, 'y': 2}
a |= b
print(a)    # expect: {'x': 1, 'y': 3, 'z': 4}
a |= [("k", 5)]
print(a)    # expect: {'x': 1, 'y': 3, 'z': 4, 'k': 5}
for bad in (lambda: a | [("k", 1)], lambda: a | 5, lambda: [] | a):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: unsupported operand type(s) for |: 'dict' and 'list'
        # expect: unsupported operand type(s) for |: 'dict' and 'int'
        # expect: unsupported operand type(s) for |: 'list' and 'dict'

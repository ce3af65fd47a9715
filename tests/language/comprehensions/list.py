# List comprehensions nest loops and conditions from left to right.

print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3])
# expect: [0, 1, 4, 9, 16] [5, 7, 9]
print([(x, y) for x in range(3) for y in range(x)], [[y for y in range(x)] for x in range(3)])
# expect: [(1, 0), (2, 0), (2, 1)] [[], [0], [0, 1]]
print([a + b for a, b in [(1, 2), (3, 4)]], [h for h, *t in ["abc", "de"]])
# expect: [3, 7] ['a', 'd']
print([x if x else "zero" for x in range(2)], [x for x in [y for y in range(3)]])
# expect: ['zero', 1] [0, 1, 2]
print([] == [x for x in ()])    # expect: True

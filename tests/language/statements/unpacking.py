# Unpacking takes any iterable, nested targets, and one starred target.

a, b = "xy"
print(a, b)    # expect: x y
(a, b), c = [1, 2], 3
print(a, b, c)    # expect: 1 2 3
[a, [b, c]] = 1, (2, 3)
print(a, b, c)    # expect: 1 2 3
first, *rest = range(5)
print(first, rest)    # expect: 0 [1, 2, 3, 4]
*rest, last = "abc"
print(rest, last)    # expect: ['a', 'b'] c
a, *middle, b = 1, 2
print(a, middle, b)    # expect: 1 [] 2
*everything, = {1: 2}
print(everything)    # expect: [1]
(a, *b), c = "wxyz", 1
print(a, b, c)    # expect: w ['x', 'y', 'z'] 1
a, = [7]
print(a)    # expect: 7
() = []
[] = ""

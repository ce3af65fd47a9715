# Tuples on both sides swap without a temporary.

a, b = 1, 2
a, b = b, a
print(a, b)    # expect: 2 1
numbers = [1, 2, 3]
i = 0
i, numbers[i] = 1, "x"
print(i, numbers)    # expect: 1 [1, 'x', 3]
numbers[0], numbers[2] = numbers[2], numbers[0]
print(numbers)    # expect: [3, 'x', 1]

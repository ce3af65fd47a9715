# A list that grows or shrinks under its loop is followed by index.

numbers = [1, 2, 3]
for n in numbers:
    if n < 4:
        numbers.append(n + 3)
print(numbers)    # expect: [1, 2, 3, 4, 5, 6]
numbers = [1, 2, 3, 4, 5, 6]
for n in numbers:
    numbers.remove(n)
print(numbers)    # expect: [2, 4, 6]

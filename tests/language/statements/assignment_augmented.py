# Augmented assignment works on names, items, slices and attributes, and mutates in place.

class Box:
    value = 1

box = Box()
box.value += 41
print(box.value, Box.value)    # expect: 42 1
numbers = [1, 2, 3]
alias = numbers
numbers += (4, 5)
numbers[0] *= 10
numbers[1:3] += [9]
print(numbers, alias is numbers)    # expect: [10, 2, 3, 9, 4, 5] True
x = 7
x //= 2
x **= 3
x <<= 2
x |= 1
x ^= 3
x &= 0xfe
x >>= 1
x %= 20
print(x)    # expect: 15
x /= 4
print(x)    # expect: 3.75
text = "ab"
text *= 2
text += "!"
print(text)    # expect: abab!

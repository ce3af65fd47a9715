# Ranges of machine and big integers are iterated exactly.

total = 0
for i in range(0, 100000, 7):
    total += i
print(total, [i for i in range(10, -10, -6)], [i for i in range(2 ** 62, 2 ** 62 + 3)])
# expect: 714264285 [10, 4, -2, -8] [4611686018427387904, 4611686018427387905, 4611686018427387906]
print([i for i in range(-2 ** 63 - 1, -2 ** 63 + 1)])
# expect: [-9223372036854775809, -9223372036854775808]
print([i for i in range(2 ** 49 - 2, 2 ** 49 + 2)])
# expect: [562949953421310, 562949953421311, 562949953421312, 562949953421313]
it = iter(range(3))
print(next(it), it.__length_hint__(), list(it), list(it), type(it).__name__)
# expect: 0 2 [1, 2] [] range_iterator
for i in range(3):
    i = 100
print(i)    # expect: 100

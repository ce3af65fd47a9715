# Sorting makes as many comparisons as CPython's does, for many shapes of lists.


class Counting:
    made = 0

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        Counting.made += 1
        return self.value < other.value


state = 1


def random_below(limit):
    global state
    state = (state * 1103515245 + 12345) & 0x7fffffff
    return (state >> 8) % limit


def count(values):
    Counting.made = 0
    items = [Counting(value) for value in values]
    items.sort()
    assert [item.value for item in items] == sorted(values)
    return Counting.made


for n in (0, 1, 2, 3, 10, 32, 63, 64, 65, 200, 1000, 3000):
    shapes = [list(range(n)), list(range(n, 0, -1)), [random_below(10**6) for i in range(n)],
              [random_below(4) for i in range(n)], [i % 7 for i in range(n)],
              list(range(n // 2)) * 2, list(range(n))[::-1] + list(range(n)), [5] * n,
              list(range(n)) + [random_below(n + 1) for i in range(10)], [i ^ 1 for i in range(n)],
              [random_below(10) if i % 50 == 0 else i for i in range(n)]]
    print(n, [count(shape) for shape in shapes])
    # expect: 0 [0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0]
    # expect: 1 [0, 0, 0, 0, 0, 0, 1, 0, 19, 0, 0]
    # expect: 2 [1, 1, 1, 1, 1, 1, 6, 1, 25, 1, 1]
    # expect: 3 [2, 2, 4, 2, 2, 1, 9, 2, 33, 3, 4]
    # expect: 10 [9, 9, 23, 21, 17, 20, 50, 9, 45, 21, 22]
    # expect: 32 [31, 31, 121, 121, 110, 92, 126, 31, 85, 111, 31]
    # expect: 63 [62, 62, 291, 286, 281, 208, 250, 62, 149, 274, 260]
    # expect: 64 [63, 63, 302, 279, 292, 126, 254, 63, 153, 228, 191]
    # expect: 65 [64, 64, 315, 287, 297, 126, 258, 64, 130, 245, 79]
    # expect: 200 [199, 199, 1271, 1040, 1106, 398, 798, 199, 329, 844, 407]
    # expect: 1000 [999, 999, 8613, 5605, 6232, 1998, 3998, 999, 1165, 4616, 3679]
    # expect: 3000 [2999, 2999, 30695, 16785, 19189, 5998, 11998, 2999, 3200, 12928, 4563]

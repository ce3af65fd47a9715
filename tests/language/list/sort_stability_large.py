# Sorting large lists of every shape.

def check(data):
    result = sorted(data)
    assert all(not b < a for a, b in zip(result, result[1:])) and len(result) == len(data)
    assert sum(result) == sum(data)
for n in (0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 100, 1000, 5000):
    check(list(range(n)))
    check(list(range(n, 0, -1)))
    check([0] * n)
    check([(i * 31337 + 7) % (n + 1) for i in range(n)])
    check([i if i % 10 else -i for i in range(n)])
    check([i % 7 for i in range(n)])
    check(list(range(n // 2)) + list(range(n // 2)))
    check([float((i * 7919) % (n + 3)) / 3 for i in range(n)])
pairs = [((i * 7919) % 50, i) for i in range(5000)]
result = sorted(pairs, key=lambda p: p[0])
print(all(a[0] < b[0] or a[1] < b[1] for a, b in zip(result, result[1:])))
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 15, in <module>
# expect-stderr:     check([float((i * 7919) % (n + 3)) / 3 for i in range(n)])
# expect-stderr:   File "{file}", line 6, in check
# expect-stderr:     assert sum(result) == sum(data)
# expect-stderr:            ^^^^^^^^^^^^^^^^^^^^^^^^
# expect-stderr: AssertionError
# expect-exit: 1

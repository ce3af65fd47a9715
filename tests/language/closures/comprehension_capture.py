# Comprehensions inside functions read the function's variables.

def f(n):
    return [i * n for i in range(3)], {i: n for i in "ab"}, sum(i + n for i in range(3)), {n for _ in "x"}
print(f(10))    # expect: ([0, 10, 20], {'a': 10, 'b': 10}, 33, {10})
def g():
    return [[x + y for x in range(2)] for y in range(2)]
print(g())    # expect: [[0, 1], [1, 2]]

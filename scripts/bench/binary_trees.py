# Making, walking and dropping trees of small objects, with the collector on.

class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def check(self):
        if self.left is None:
            return 1
        return 1 + self.left.check() + self.right.check()


def make(depth):
    if depth == 0:
        return Node(None, None)
    return Node(make(depth - 1), make(depth - 1))


def run(depth):
    kept = make(depth)
    total = 0
    for size in range(4, depth + 1, 2):
        for _ in range(1 << (depth - size + 2)):
            total += make(size).check()
    return total + kept.check()


print(run(16))

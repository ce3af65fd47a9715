# pop() goes on behind the last one that it took, also when the set was emptied meanwhile.


def pops(s, count):
    return [s.pop() for _ in range(count)]


def empty_and_fill(size, empty):
    s = set(range(size))
    first = pops(s, 3)
    empty(s)
    s.update(range(6))
    print(first, pops(s, 6), len(s))


for size in 6, 100, 20000:
    empty_and_fill(size, set.clear)
# expect: [0, 1, 2] [3, 4, 5, 0, 1, 2] 0
# expect: [0, 1, 2] [3, 4, 5, 0, 1, 2] 0
# expect: [0, 1, 2] [3, 4, 5, 0, 1, 2] 0
empty_and_fill(100, lambda s: s.__init__())    # expect: [0, 1, 2] [3, 4, 5, 0, 1, 2] 0
empty_and_fill(100, lambda s: s.intersection_update([]))
# expect: [0, 1, 2] [3, 4, 5, 0, 1, 2] 0

# A list looks empty while it is sorted; an error in a comparison leaves its items there.

l = [3, 1, 2]
def key(x):
    seen.append(len(l))
    return x
seen = []
l.sort(key=key)
print(l, seen)    # expect: [1, 2, 3] [0, 0, 0]
def evil(x):
    l.append(99)
    return x
try:
    l.sort(key=evil)
except ValueError as error:
    print(error)    # expect: list modified during sort
l = [5, 3, 4, 1]
def failing(x):
    if x == 4:
        raise KeyError(x)
    return x
try:
    l.sort(key=failing)
except KeyError:
    print(sorted(l))    # expect: [1, 3, 4, 5]
class Odd:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n > other.n
print([o.n for o in sorted([Odd(1), Odd(3), Odd(2)])])    # expect: [3, 2, 1]

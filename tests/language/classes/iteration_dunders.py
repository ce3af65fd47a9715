# __iter__ and __next__ make an iterator; __contains__ falls back to iteration.

class Down:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n
print(list(Down(3)), 1 in Down(3), 9 in Down(3), sum(Down(4)), max(Down(5)), tuple(Down(2)))
# expect: [2, 1, 0] True False 6 4 (1, 0)
it = iter(Down(2))
print(next(it), next(it), next(it, "end"))    # expect: 1 0 end
a, b, c = Down(3)
print(a, b, c)    # expect: 2 1 0
class NotIterator:
    def __iter__(self): return iter([1, 2])
print([*NotIterator(), *NotIterator()], dict(zip(NotIterator(), "ab")))
# expect: [1, 2, 1, 2] {1: 'a', 2: 'b'}

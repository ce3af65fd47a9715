# timeit, and heaps and bisections whose comparisons change the list.

import timeit
import heapq
import bisect

print(timeit.timeit('x = 1', number=10) >= 0, len(timeit.repeat('pass', number=1, repeat=3)))
# expect: True 3
print(timeit.timeit(lambda: None, setup='a = 1', number=5) >= 0)    # expect: True
t = timeit.Timer('calls.append(1)', 'calls.clear()', globals={'calls': (calls := [])})
t.timeit(7)
print(len(calls))    # expect: 7
for bad in [lambda: timeit.Timer(5), lambda: timeit.Timer('pass', 5), lambda: timeit.Timer('a b')]:
    try:
        bad()
    except (ValueError, SyntaxError) as e:
        print(type(e).__name__, e)
        # expect: ValueError stmt is neither a string nor callable
        # expect: ValueError setup is neither a string nor callable
        # expect: SyntaxError invalid syntax (<timeit-src>, line 2)

class Evil:
    def __init__(self, n):
        self.n = n
    def __lt__(self, other):
        heap.clear()
        return True
heap = [Evil(1), Evil(2), Evil(3), Evil(4)]
for f in [lambda: heapq.heapify(heap), lambda: heapq.heappush(heap, Evil(0))]:
    try:
        print(f())
    except (RuntimeError, IndexError) as e:
        print(type(e).__name__, e)
        # expect: RuntimeError list changed size during iteration
        # expect: None
print(bisect.bisect(range(10 ** 15), 10 ** 14), bisect.bisect_left(range(2 ** 60), 2 ** 59))
# expect: 100000000000001 576460752303423488

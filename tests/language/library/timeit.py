# timeit, and heaps and bisections whose comparisons change the list.

import timeit
import heapq
import bisect

print(timeit.timeit('x = 1', number=10) >= 0, len(timeit.repeat('pass', number=1, repeat=3)))
print(timeit.timeit(lambda: None, setup='a = 1', number=5) >= 0)
t = timeit.Timer('calls.append(1)', 'calls.clear()', globals={'calls': (calls := [])})
t.timeit(7)
print(len(calls), timeit.main(['-n1', '-r1', '-h']) if False else '')
for bad in [lambda: timeit.Timer(5), lambda: timeit.Timer('pass', 5), lambda: timeit.Timer('a b')]:
    try:
        bad()
    except (ValueError, SyntaxError) as e:
        print(type(e).__name__, e)

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
print(bisect.bisect(range(10 ** 15), 10 ** 14), bisect.bisect_left(range(2 ** 60), 2 ** 59))
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     import timeit
# expect-stderr:   File "{file}", line 7, in <module>
# expect-stderr:     print(timeit.timeit('x = 1', number=10) >= 0, len(timeit.repeat('pass', number=1, repeat=3)))
# expect-stderr:           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect-stderr: TypeError: 'module' object is not callable
# expect-exit: 1

# heapq and bisect.

import heapq
import bisect

heap = []
for n in [5, 3, 8, 1, 9, 2, 7]:
    heapq.heappush(heap, n)
print(heap, heapq.heappop(heap), heap, heapq.heappushpop(heap, 0), heapq.heapreplace(heap, 6), heap)
# expect: [3, 5, 7, 6, 9, 8] 1 [3, 5, 7, 6, 9, 8] 0 2 [3, 5, 7, 6, 9, 8]
items = [9, 8, 7, 6, 5, 4, 3, 2, 1]
heapq.heapify(items)
print(items)    # expect: [1, 2, 3, 6, 5, 4, 7, 8, 9]
print(heapq.nlargest(3, [4, 8, 1, 9]), heapq.nsmallest(2, 'hello', key=ord), heapq.nlargest(0, [1]))
# expect: [9, 8, 4] ['e', 'h'] []
print(heapq.nsmallest(3, iter([5, 1, 4, 2, 3])), heapq.nlargest(2, iter('abc'), key=lambda c: -ord(c)))
# expect: [1, 2, 3] ['a', 'b']
print(list(heapq.merge([1, 4], [2, 3], [], [0, 9])), list(heapq.merge('ca', 'b', reverse=True)))
# expect: [0, 1, 2, 3, 4, 9] ['c', 'b', 'a']
for f in [lambda: heapq.heappop([]), lambda: heapq.heappush((), 1), lambda: heapq.heapify(5),
          lambda: heapq.heapreplace([], 1)]:
    try:
        f()
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
        # expect: IndexError index out of range
        # expect: TypeError heappush() argument 1 must be list, not tuple
        # expect: TypeError heapify() argument must be list, not int
        # expect: IndexError index out of range

numbers = [1, 3, 3, 5]
print(bisect.bisect(numbers, 3), bisect.bisect_left(numbers, 3), bisect.bisect_right(numbers, 9))
# expect: 3 1 4
bisect.insort(numbers, 4)
bisect.insort_left(numbers, 3)
print(numbers, bisect.bisect([5, 3, 1], -3, key=lambda x: -x), bisect.bisect(numbers, 3, 1, 2))
# expect: [1, 3, 3, 3, 4, 5] 2 2
try:
    bisect.bisect([1], 1, -1)
except ValueError as e:
    print(e)    # expect: lo must be non-negative

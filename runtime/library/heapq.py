"""Heap queues: lists with heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2] for all k.

heap[0] is the smallest item, and heap.sort() keeps the invariant.
"""

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest',
           'heappushpop']

__about__ = """An item moves up towards the root while it is smaller than its parent. To fill a hole
at the root, the smaller child moves up again and again until the hole is a leaf; then the last item
is put there and moves up. That takes fewer comparisons than stopping early would."""

from _heapq import (_heapify_max, _heappop_max, _heapreplace_max, heapify, heappop, heappush,
                    heappushpop, heapreplace)


# ---- Iterables -----------------------------------------------------------------------------------

def merge(*iterables, key=None, reverse=False):
    '''Merge multiple sorted inputs into a single sorted output.

    Similar to sorted(itertools.chain(*iterables)) but returns a generator,
    does not pull the data into memory all at once, and assumes that each of
    the input streams is already sorted (smallest to largest).

    >>> list(merge([1,3,5,7], [0,2,4,8], [5,10,15,20], [], [25]))
    [0, 1, 2, 3, 4, 5, 5, 7, 8, 10, 15, 20, 25]

    If *key* is not None, applies a key function to each element to determine
    its sort order.

    >>> list(merge(['dog', 'horse'], ['cat', 'fish', 'kangaroo'], key=len))
    ['dog', 'cat', 'fish', 'horse', 'kangaroo']
    '''
    heap = []
    sign = -1 if reverse else 1
    build = _heapify_max if reverse else heapify
    pop = _heappop_max if reverse else heappop
    replace = _heapreplace_max if reverse else heapreplace
    for order, iterable in enumerate(iterables):
        step = iter(iterable).__next__
        try:
            value = step()
        except StopIteration:
            continue
        # The order decides between equal keys, so that neither values nor steps are compared.
        heap.append([value if key is None else key(value), order * sign, value, step])
    build(heap)
    while len(heap) > 1:
        try:
            while True:
                entry = heap[0]
                yield entry[2]
                value = entry[3]()
                entry[0] = value if key is None else key(value)
                entry[2] = value
                replace(heap, entry)
        except StopIteration:
            pop(heap)
    if heap:
        entry = heap[0]
        yield entry[2]
        yield from entry[3].__self__


def nsmallest(n, iterable, key=None):
    """Find the n smallest elements in a dataset.

    Equivalent to:  sorted(iterable, key=key)[:n]
    """
    return _best(n, iterable, key, 1)


def nlargest(n, iterable, key=None):
    """Find the n largest elements in a dataset.

    Equivalent to:  sorted(iterable, key=key, reverse=True)[:n]
    """
    return _best(n, iterable, key, -1)


def _best(n, iterable, key, sign):
    # A heap of the n best so far, the worst of them first; earlier items are better than equal ones.
    if n == 1:
        nothing = object()
        choose = min if sign > 0 else max
        result = choose(iterable, default=nothing, key=key)
        return [] if result is nothing else [result]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=sign < 0)[:n]
    iterator = iter(iterable)
    heap = []
    for order, item in zip(range(n), iterator):
        heap.append((item if key is None else key(item), order * sign, item))
    if not heap:
        return heap
    (_heapify_max if sign > 0 else heapify)(heap)
    replace = _heapreplace_max if sign > 0 else heapreplace
    order = len(heap)
    worst = heap[0][0]
    for item in iterator:
        rank = item if key is None else key(item)
        if (rank < worst) if sign > 0 else (worst < rank):
            replace(heap, (rank, order * sign, item))
            worst = heap[0][0]
            order += 1
    heap.sort(reverse=sign < 0)
    return [entry[2] for entry in heap]

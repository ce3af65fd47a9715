# The iterators of itertools, one after the other.

import copy
import gc
from itertools import *


def first(iterable, n=5):
    return list(islice(iterable, n))


print(first(count()), first(count(10, -3)), first(count(0.5, 0.25)))
# expect: [0, 1, 2, 3, 4] [10, 7, 4, 1, -2] [0.5, 0.75, 1.0, 1.25, 1.5]
print(count(3), count(3, 2), count(2.5), repeat("x"), repeat("x", 3))
# expect: count(3) count(3, 2) count(2.5) repeat('x') repeat('x', 3)
print(first(cycle("abc"), 8), first(cycle(""), 3))
# expect: ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b'] []
print(first(repeat(1), 3), list(repeat(1, 2)), list(repeat(1, -2)))    # expect: [1, 1, 1] [1, 1] []
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], lambda a, b: a * b)))
# expect: [1, 3, 6, 10] [1, 2, 6]
print(list(accumulate([1, 2], initial=10)), list(accumulate([], initial=1)), list(accumulate([])))
# expect: [10, 11, 13] [1] []
print(list(chain("ab", [1], ())), list(chain()), list(chain.from_iterable(["ab", "c"])))
# expect: ['a', 'b', 1] [] ['a', 'b', 'c']
print(list(compress("abcdef", [1, 0, 1, 0, 1])))    # expect: ['a', 'c', 'e']
print(list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])))
# expect: [1, 2] [3, 1]
print(list(filterfalse(None, [0, 1, "", "a"])), list(filterfalse(lambda x: x % 2, range(6))))
# expect: [0, ''] [0, 2, 4]
print([(k, list(g)) for k, g in groupby("aabbbca")])
# expect: [('a', ['a', 'a']), ('b', ['b', 'b', 'b']), ('c', ['c']), ('a', ['a'])]
print([(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
# expect: [(1, [1, 3]), (0, [2, 4]), (1, [5])]
groups = list(groupby("aab"))
print([(k, list(g)) for k, g in groups])    # expect: [('a', []), ('b', [])]
for arguments in ((3,), (1, 3), (1, None), (0, None, 2), (1, 8, 3), (0,), (5, 2), (None, None, None)):
    print(arguments, list(islice("abcdefg", *arguments)))
    # expect: (3,) ['a', 'b', 'c']
    # expect: (1, 3) ['b', 'c']
    # expect: (1, None) ['b', 'c', 'd', 'e', 'f', 'g']
    # expect: (0, None, 2) ['a', 'c', 'e', 'g']
    # expect: (1, 8, 3) ['b', 'e']
    # expect: (0,) []
    # expect: (5, 2) []
    # expect: (None, None, None) ['a', 'b', 'c', 'd', 'e', 'f', 'g']
it = iter(range(10))
print(list(islice(it, 2, 5)), next(it))    # expect: [2, 3, 4] 5
it = iter(range(10))
print(list(islice(it, 0, 5, 3)), next(it))    # expect: [0, 3] 5
it = iter(range(10))
print(list(islice(it, 5, 2)), next(it))    # expect: [] 5
print(list(pairwise("abcd")), list(pairwise("a")))
# expect: [('a', 'b'), ('b', 'c'), ('c', 'd')] []
print(list(starmap(pow, [(2, 3), [3, 2]])))    # expect: [8, 9]
print(list(zip_longest("abc", [1], fillvalue="-")), list(zip_longest()), list(zip_longest("ab", "")))
# expect: [('a', 1), ('b', '-'), ('c', '-')] [] [('a', None), ('b', None)]
print(list(product("ab", [1, 2])), list(product()), list(product("ab", "")))
# expect: [('a', 1), ('a', 2), ('b', 1), ('b', 2)] [()] []
print(list(product([0, 1], repeat=2)), list(product("ab", repeat=0)))
# expect: [(0, 0), (0, 1), (1, 0), (1, 1)] [()]
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations("ab", 3)))
# expect: [('a', 'b', 'c'), ('a', 'c', 'b'), ('b', 'a', 'c'), ('b', 'c', 'a'), ('c', 'a', 'b'), ('c', 'b', 'a')] [('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')] []
print(list(permutations([], 0)), len(list(permutations(range(6)))))    # expect: [()] 720
print(list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations("ab", 0)))
# expect: [('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')] [] [()]
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement("", 1)))
# expect: [('a', 'a'), ('a', 'b'), ('a', 'c'), ('b', 'b'), ('b', 'c'), ('c', 'c')] []

a, b, c = tee(iter("abc"), 3)
print(next(a), next(a), list(b), list(a), copy.copy(c) is c, list(copy.copy(c)), list(c))
# expect: a b ['a', 'b', 'c'] ['c'] False ['a', 'b', 'c'] ['a', 'b', 'c']
print(tee([], 0), len(tee([])), type(a).__name__)    # expect: () 2 _tee
a, b = tee(range(100000))
print(sum(1 for _ in a), sum(b))    # expect: 100000 4999950000
a, b = tee(iter(range(100000)))
del b
print(sum(a))    # expect: 4999950000

# Subclasses, and cycles of references.


class Counting(count):
    pass


c = Counting(5)
c.name = "x"
print(next(c), c.name, c)    # expect: 5 x Counting(6)
gc.collect()
it = chain([1], [])
holder = [it]
ring = chain(holder)
holder.append(ring)
del ring, holder, it
print(gc.collect() > 0)    # expect: True


def copied(iterator):
    function, arguments, *state = iterator.__reduce__()
    new = function(*arguments)
    if state:
        new.__setstate__(state[0])
    return new


for make in (lambda: count(3, 2), lambda: repeat(1, 4), lambda: cycle("abc"), lambda: chain("ab", "cd"),
             lambda: islice("abcdef", 1, 5), lambda: accumulate([1, 2, 3]), lambda: takewhile(bool, [1, 2, 0]),
             lambda: dropwhile(bool, [1, 0, 2]), lambda: starmap(pow, [(1, 2), (2, 2)]),
             lambda: zip_longest("ab", "c"), lambda: compress("abc", [1, 1, 1])):
    one = make()
    next(one)
    print(type(one).__name__, first(copied(one), 3))
    # expect: count [5, 7, 9]
    # expect: repeat [1, 1, 1]
    # expect: cycle ['b', 'c', 'a']
    # expect: chain ['b', 'c', 'd']
    # expect: islice ['c', 'd', 'e']
    # expect: accumulate [3, 6]
    # expect: takewhile [2]
    # expect: dropwhile [2]
    # expect: starmap [4]
    # expect: zip_longest [('b', None)]
    # expect: compress ['b', 'c']

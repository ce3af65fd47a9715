# sort is stable, takes key and reverse, and works in place.

l = [3, 1, 2]
print(l.sort(), l)    # expect: None [1, 2, 3]
l.sort(reverse=True)
print(l)    # expect: [3, 2, 1]
words = ["bb", "a", "CC", "dd", "A", "ccc"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len))
# expect: ['A', 'CC', 'a', 'bb', 'ccc', 'dd'] ['a', 'A', 'bb', 'CC', 'ccc', 'dd'] ['a', 'A', 'bb', 'CC', 'dd', 'ccc']
print(sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (-len(w), w)))
# expect: ['ccc', 'bb', 'CC', 'dd', 'a', 'A'] ['ccc', 'CC', 'bb', 'dd', 'A', 'a']
print(sorted([(2, "b"), (1, "z"), (2, "a")]), sorted([[2], [1, 5], []]), sorted("hello"))
# expect: [(1, 'z'), (2, 'a'), (2, 'b')] [[], [1, 5], [2]] ['e', 'h', 'l', 'l', 'o']
print(sorted({3: 1, 1: 2}), sorted([1.5, 1, True, -2]), sorted([]))
# expect: [1, 3] [-2, 1, True, 1.5] []
print(sorted(range(5), key=lambda n: n % 2))    # expect: [0, 2, 4, 1, 3]
data = [(i * 7919) % 1000 for i in range(1000)]
s = sorted(data)
print(s[:5], s[-5:], all(a <= b for a, b in zip(s, s[1:])))
# expect: [0, 1, 2, 3, 4] [995, 996, 997, 998, 999] True
print(sorted(data, reverse=True) == s[::-1], sorted(s) == s, sorted(s[::-1]) == s)
# expect: True True True
pairs = [(i % 3, i) for i in range(100)]
print([b for a, b in sorted(pairs, key=lambda p: p[0])][:5])    # expect: [0, 3, 6, 9, 12]
print([b for a, b in sorted(pairs, key=lambda p: p[0], reverse=True)][:5])
# expect: [2, 5, 8, 11, 14]
for bad in (
        lambda: [1, "a"].sort(), lambda: [1, None].sort(), lambda: [1].sort(5),
        lambda: [1].sort(key=1), lambda: sorted(), lambda: sorted(5), lambda: [{}, {}].sort(),
        lambda: sorted([1], reverse="x"), lambda: sorted([2, 1], cmp=1),
):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: '<' not supported between instances of 'str' and 'int'
        # expect: '<' not supported between instances of 'NoneType' and 'int'
        # expect: sort() takes no positional arguments
        # expect: 'int' object is not callable
        # expect: sorted expected 1 argument, got 0
        # expect: 'int' object is not iterable
        # expect: '<' not supported between instances of 'dict' and 'dict'
        # expect: 'str' object cannot be interpreted as an integer
        # expect: 'cmp' is an invalid keyword argument for sort()

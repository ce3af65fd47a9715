# enumerate and zip.

print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], start=1)))
# expect: [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')] []
print(list(zip([1, 2], "ab")), list(zip([1, 2, 3], "ab")), list(zip()), list(zip("ab")))
# expect: [(1, 'a'), (2, 'b')] [(1, 'a'), (2, 'b')] [] [('a',), ('b',)]
print(list(zip([1], [2], [3])), list(zip("ab", [1, 2], strict=True)), dict(zip("ab", range(2))))
# expect: [(1, 2, 3)] [('a', 1), ('b', 2)] {'a': 0, 'b': 1}
print(list(zip(*[(1, "a"), (2, "b")])))    # expect: [(1, 2), ('a', 'b')]
e = enumerate("xyz", 2 ** 62)
print(next(e), next(e), type(e).__name__, type(zip()).__name__, iter(e) is e)
# expect: (4611686018427387904, 'x') (4611686018427387905, 'y') enumerate zip True
it = iter([1, 2, 3])
print(list(zip(it, it)), list(zip(it, "a")))    # expect: [(1, 2)] []
for bad in (
        lambda: list(zip([1], [], strict=True)), lambda: list(zip([], [1], strict=True)),
        lambda: list(zip([1], [2], [], strict=True)), lambda: zip(5), lambda: enumerate(5),
        lambda: zip([1], 5), lambda: enumerate(), lambda: enumerate([], "x"),
):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: ValueError zip() argument 2 is shorter than argument 1
        # expect: ValueError zip() argument 2 is longer than argument 1
        # expect: ValueError zip() argument 3 is shorter than arguments 1-2
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError enumerate() missing required argument 'iterable'
        # expect: TypeError 'str' object cannot be interpreted as an integer

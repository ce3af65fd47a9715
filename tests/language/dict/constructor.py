# dict() from keywords, mappings and pairs.

class M:
    def keys(self): return iter("ab")
    def __getitem__(self, k): return k * 2
print(dict(), dict(a=1, b=2), dict({"x": 1}), dict([(1, 2), (3, 4)]), dict({"a": 1}, a=2, c=3))
# expect: {} {'a': 1, 'b': 2} {'x': 1} {1: 2, 3: 4} {'a': 2, 'c': 3}
print(dict(zip("ab", [1, 2])), dict(M()), dict([], z=1), dict(["ab", "cd"]))
# expect: {'a': 1, 'b': 2} {'a': 'aa', 'b': 'bb'} {'z': 1} {'a': 'b', 'c': 'd'}
print(dict(self=1, iterable=2))    # expect: {'self': 1, 'iterable': 2}
for bad in (
        lambda: dict(5), lambda: dict([1, 2]), lambda: dict(["abc"]), lambda: dict({}, {}),
        lambda: dict([([], 1)]),
):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
        # expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
        # expect: TypeError dict expected at most 1 argument, got 2
        # expect: TypeError unhashable type: 'list'

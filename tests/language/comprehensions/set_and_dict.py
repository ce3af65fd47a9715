# Set and dict comprehensions drop duplicates; the last value wins.

print({x % 3 for x in range(10)}, {c: i for i, c in enumerate("abca")})
# expect: {0, 1, 2} {'a': 3, 'b': 1, 'c': 2}
print({v: k for k, v in {"a": 1, "b": 2}.items()}, sorted({len(w) for w in ["a", "bb", "c"]}))
# expect: {1: 'a', 2: 'b'} [1, 2]
print({(x, y): x * y for x in range(2) for y in range(2) if x or y})
# expect: {(0, 1): 0, (1, 0): 0, (1, 1): 1}
print({x: {y for y in range(x)} for x in range(3)})    # expect: {0: set(), 1: {0}, 2: {0, 1}}

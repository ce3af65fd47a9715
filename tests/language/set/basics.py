# Sets hold equal members once.

s = {3, 1, 2, 1, 3.0}
print(sorted(s), len(s), 1 in s, 1.0 in s, "x" in s, set(), {1} == {1.0}, {1, 2} == {2, 1})
# expect: [1, 2, 3] 3 True True False set() True True
print({1} != {2}, frozenset({1}) == {1}, bool(set()), sorted(set("hello")), set([]))
# expect: True True False ['e', 'h', 'l', 'o'] set()
print({*[1], *(2, 2)})    # expect: {1, 2}
print({1}, {"a"}, frozenset({2}), frozenset(), set(), {(1, 2)}, {None}, {frozenset({1})})
# expect: {1} {'a'} frozenset({2}) frozenset() set() {(1, 2)} {None} {frozenset({1})}
for bad in (
        lambda: {[]}, lambda: hash(set()), lambda: {1}[0], lambda: {1} + {2}, lambda: set(5),
        lambda: {1} < 5, lambda: {{1}}, lambda: set(1, 2),
):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: unhashable type: 'list'
        # expect: unhashable type: 'set'
        # expect: 'set' object is not subscriptable
        # expect: unsupported operand type(s) for +: 'set' and 'set'
        # expect: 'int' object is not iterable
        # expect: '<' not supported between instances of 'set' and 'int'
        # expect: unhashable type: 'set'
        # expect: set expected at most 1 argument, got 2
print(hash(frozenset({1, 2})) == hash(frozenset({2, 1})), {frozenset({1}): "k"}[frozenset([1])])
# expect: True k
print({1} in {frozenset({1})})    # expect: True
# expect-stderr: {file}:12: SyntaxWarning: 'set' object is not subscriptable; perhaps you missed a comma?
# expect-stderr:   lambda: {[]}, lambda: hash(set()), lambda: {1}[0], lambda: {1} + {2}, lambda: set(5),

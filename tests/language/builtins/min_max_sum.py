# min, max and sum.

print(max(1, 2), max([3, 1]), min("hello"), max("a", "b", key=ord), min([], default=0))
# expect: 2 3 e b 0
print(max([[1], [2, 0]]), max("aa", "b", key=len), min((5, "a"), (3, "b")), max(1, 1.0))
# expect: [2, 0] aa (3, 'b') 1
print(min(True, 1), max({3: 1, 5: 0}), max([1, 2], key=lambda v: -v), min(iter([2, 1])))
# expect: True 5 1 1
print(max([], default=None))    # expect: None
print(sum([1, 2, 3]), sum([], 5), sum([0.1] * 10), sum([[1], [2]], []), sum(range(5), start=10))
# expect: 6 5 0.9999999999999999 [1, 2] 20
print(sum([True, 2.5]), sum([2 ** 62] * 4), sum([1e16, 1, -1e16]), sum(((1,), (2,)), ()))
# expect: 3.5 18446744073709551616 0.0 (1, 2)
for bad in (
        lambda: max(), lambda: max([]), lambda: min(5), lambda: max(1, "a"),
        lambda: max(1, 2, default=3), lambda: sum("ab"), lambda: sum(["a"], ""), lambda: sum(5),
        lambda: sum([1, "a"]), lambda: min(1, 2, foo=3), lambda: sum([b"a"], b""),
        lambda: max(1, key=None),
):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: TypeError max expected at least 1 argument, got 0
        # expect: ValueError max() arg is an empty sequence
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError '>' not supported between instances of 'str' and 'int'
        # expect: TypeError Cannot specify a default for max() with multiple positional arguments
        # expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
        # expect: TypeError sum() can't sum strings [use ''.join(seq) instead]
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
        # expect: TypeError 'foo' is an invalid keyword argument for min()
        # expect: TypeError sum() can't sum bytes [use b''.join(seq) instead]
        # expect: TypeError 'int' object is not iterable

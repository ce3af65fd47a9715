# Ranges are lazy sequences.

print(range(5), range(1, 5), range(1, 10, 3), list(range(3)), list(range(5, 0, -2)))
# expect: range(0, 5) range(1, 5) range(1, 10, 3) [0, 1, 2] [5, 3, 1]
print(list(range(0)), list(range(5, 1)), list(range(-3, 3)), len(range(1, 10, 3)))
# expect: [] [] [-3, -2, -1, 0, 1, 2] 3
print(len(range(10, 0, -3)), len(range(0, -5)), range(10)[3], range(10)[-1], range(10)[2:5])
# expect: 4 0 3 9 range(2, 5)
print(range(10)[::-1], range(0, 20, 4)[1:3], range(10)[::3])
# expect: range(9, -1, -1) range(4, 12, 4) range(0, 10, 3)
print(5 in range(10), 10 in range(10), 4 in range(1, 10, 3), 5.0 in range(10), "a" in range(3))
# expect: True False True True False
print(range(3) == range(0, 3), range(0, 3, 2) == range(0, 4, 2), range(0) == range(2, 1))
# expect: True True True
print(hash(range(3)) == hash(range(0, 3)), range(3) != [0, 1, 2], range(10).index(4))
# expect: True True 4
print(range(0, 10, 2).count(4), range(10).count(11), bool(range(0)), range(1, 5).start)
# expect: 1 0 False 1
print(range(1, 5).stop, range(1, 5).step)    # expect: 5 1
print(list(reversed(range(5))), list(reversed(range(0, 10, 3))), max(range(5)), sum(range(101)))
# expect: [4, 3, 2, 1, 0] [9, 6, 3, 0] 4 5050
print(range(10 ** 20)[10 ** 19], len(range(10 ** 18)), 10 ** 20 in range(10 ** 30))
# expect: 10000000000000000000 1000000000000000000 True
print(range(2 ** 70, 2 ** 70 + 3)[1], list(range(2 ** 63 - 1, 2 ** 63 + 2)), range(True, 5))
# expect: 1180591620717411303425 [9223372036854775807, 9223372036854775808, 9223372036854775809] range(1, 5)
print(sorted(range(3), reverse=True), [*range(2)])    # expect: [2, 1, 0] [0, 1]
for bad in (
        lambda: range(), lambda: range(1.5), lambda: range("a"), lambda: range(1, 2, 0),
        lambda: range(5)[5], lambda: range(5)["a"], lambda: range(5).index(9),
        lambda: range(1, 2, 3, 4), lambda: len(range(10 ** 30)), lambda: range(5) + range(2),
        lambda: setattr(range(5), "start", 1), lambda: range(3) < range(4),
):
    try:
        bad()
    except (TypeError, ValueError, IndexError, OverflowError, AttributeError) as error:
        print(type(error).__name__, error)
        # expect: TypeError range expected at least 1 argument, got 0
        # expect: TypeError 'float' object cannot be interpreted as an integer
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: ValueError range() arg 3 must not be zero
        # expect: IndexError range object index out of range
        # expect: TypeError range indices must be integers or slices, not str
        # expect: ValueError 9 is not in range
        # expect: TypeError range expected at most 3 arguments, got 4
        # expect: OverflowError Python int too large to convert to C ssize_t
        # expect: TypeError unsupported operand type(s) for +: 'range' and 'range'
        # expect: AttributeError readonly attribute
        # expect: TypeError '<' not supported between instances of 'range' and 'range'

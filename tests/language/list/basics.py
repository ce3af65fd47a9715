# Lists: display, indexing, length, membership, comparison.

l = [1, "a", [2], None]
print(l, len(l), l[0], l[-1], l[2][0], [] == [], [1, 2] == [1, 2.0], [1] + [2], [0] * 3)
# expect: [1, 'a', [2], None] 4 1 None 2 True True [1, 2] [0, 0, 0]
print(2 * [1, 2], [1] * -1, 1 in l, "b" in l, [2] in l, not [], bool([0]))
# expect: [1, 2, 1, 2] [] True False True True True
print([1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], [1, 2] != [2, 1], [1, 2] <= [1, 2])
# expect: True True True True True True
print([[1], 2] < [[1], 3])    # expect: True
for bad in (
        lambda: l[4], lambda: l[-5], lambda: l["x"], lambda: l[1.0], lambda: [1] + (2,),
        lambda: [1] < (1,), lambda: l * "x", lambda: l * 1.5, lambda: [1] < ["a"],
        lambda: l[None],
):
    try:
        bad()
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: IndexError list index out of range
        # expect: IndexError list index out of range
        # expect: TypeError list indices must be integers or slices, not str
        # expect: TypeError list indices must be integers or slices, not float
        # expect: TypeError can only concatenate list (not "tuple") to list
        # expect: TypeError '<' not supported between instances of 'list' and 'tuple'
        # expect: TypeError can't multiply sequence by non-int of type 'str'
        # expect: TypeError can't multiply sequence by non-int of type 'float'
        # expect: TypeError '<' not supported between instances of 'int' and 'str'
        # expect: TypeError list indices must be integers or slices, not NoneType
class I:
    def __index__(self): return 1
print(l[I()], l[True], [1, 2, 3][I():])    # expect: a a [2, 3]

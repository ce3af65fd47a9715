# slice objects, their attributes and indices().

s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice(1, 2) == slice(1, 2))
# expect: slice(1, 10, 2) 1 10 2 slice(None, 5, None) slice(None, None, None) True
print(slice(1, 2) != slice(1, 3), slice(1, 2) < slice(1, 3), s.indices(5))
# expect: True True (1, 5, 2)
print(slice(None, None, -1).indices(4), slice(-3, None).indices(10), slice(100).indices(3))
# expect: (3, -1, -1) (7, 10, 1) (0, 3, 1)
print(slice("a", None, 1.5))    # expect: slice('a', None, 1.5)
print([0, 1, 2, 3][slice(1, 3)], "abc"[slice(None, None, -1)], repr(slice(1)))
# expect: [1, 2] cba slice(None, 1, None)
for bad in (
        lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: [1][slice("a")], lambda: [1][1.5:],
        lambda: slice(1, 2, 0).indices(5), lambda: hash(slice(1)), lambda: slice(1).indices(-1),
        lambda: [1][::"x"],
):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: TypeError slice expected at least 1 argument, got 0
        # expect: TypeError slice expected at most 3 arguments, got 4
        # expect: TypeError slice indices must be integers or None or have an __index__ method
        # expect: TypeError slice indices must be integers or None or have an __index__ method
        # expect: ValueError slice step cannot be zero
        # expect: TypeError unhashable type: 'slice'
        # expect: ValueError length should not be negative
        # expect: TypeError slice indices must be integers or None or have an __index__ method

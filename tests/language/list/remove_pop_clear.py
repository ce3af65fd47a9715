# remove, pop and clear.

l = [3, 1, 2, 1, 5]
print(l.pop(), l.pop(0), l, l.remove(1), l, l.pop(-2), l)    # expect: 5 3 [1] None [1] 2 [1]
l.clear()
print(l)    # expect: []
for bad in (
        lambda: l.pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].pop("x"),
        lambda: [1].pop(-2),
):
    try:
        bad()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: IndexError pop from empty list
        # expect: IndexError pop index out of range
        # expect: ValueError list.remove(x): x not in list
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: IndexError pop index out of range

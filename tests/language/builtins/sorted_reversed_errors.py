# sorted makes a new list and takes its options by keyword only.

l = [2, 1]
print(sorted(l), l, sorted("ba", reverse=1), sorted([3, 1], key=None), sorted(x for x in (2, 1)))
# expect: [1, 2] [2, 1] ['b', 'a'] [1, 3] [1, 2]
for bad in (
        lambda: sorted([1], None), lambda: sorted([1], lambda x: x),
        lambda: sorted([1], key=lambda: 0), lambda: sorted(None),
):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: sorted expected 1 argument, got 2
        # expect: sorted expected 1 argument, got 2
        # expect: <lambda>.<locals>.<lambda>() takes 0 positional arguments but 1 was given
        # expect: 'NoneType' object is not iterable

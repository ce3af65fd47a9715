# index, count, reverse and copy.

l = [1, 2, 1.0, True, "a"]
print(l.index(1), l.index(2), l.index(1, 1), l.index("a", -1), l.count(1), l.count("z"))
# expect: 0 1 2 4 3 0
print(l.index(True, 1, 3))    # expect: 2
l.reverse()
c = l.copy()
print(l, c == l, c is l, [].copy(), list(reversed(l)))
# expect: ['a', True, 1.0, 2, 1] True False [] [1, 2, 1.0, True, 'a']
for bad in (lambda: l.index("z"), lambda: l.index(1, 4), lambda: l.index()):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: ValueError 'z' is not in list
        # expect: TypeError index expected at least 1 argument, got 0

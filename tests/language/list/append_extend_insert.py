# append, extend, insert and +=.

l = []
print(l.append(1), l)    # expect: None [1]
l.extend([2, 3])
l.extend("ab")
l.extend(range(2))
l.extend({5: 6})
l.extend(x for x in (7,))
l.extend(l)
print(l)    # expect: [1, 2, 3, 'a', 'b', 0, 1, 5, 7, 1, 2, 3, 'a', 'b', 0, 1, 5, 7]
l = [1, 2]
l.insert(0, "first")
l.insert(100, "last")
l.insert(-1, "before last")
l.insert(-100, "very first")
l.insert(2, "two")
print(l)    # expect: ['very first', 'first', 'two', 1, 2, 'before last', 'last']
l += "xy"
l += l
print(l)
# expect: ['very first', 'first', 'two', 1, 2, 'before last', 'last', 'x', 'y', 'very first', 'first', 'two', 1, 2, 'before last', 'last', 'x', 'y']
for bad in (
        lambda: l.extend(5), lambda: l.append(), lambda: l.append(1, 2), lambda: l.insert(1),
        lambda: l.insert("a", 1), lambda: l.extend(),
):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: 'int' object is not iterable
        # expect: list.append() takes exactly one argument (0 given)
        # expect: list.append() takes exactly one argument (2 given)
        # expect: insert expected 2 arguments, got 1
        # expect: 'str' object cannot be interpreted as an integer
        # expect: list.extend() takes exactly one argument (0 given)

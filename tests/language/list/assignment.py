# Items and slices are replaced, grown, shrunk and deleted.

l = list(range(10))
l[0] = "x"
l[-1] = "y"
l[2:5] = ["new"]
print(l)    # expect: ['x', 1, 'new', 5, 6, 7, 8, 'y']
l[1:1] = [100, 200]
print(l)    # expect: ['x', 100, 200, 1, 'new', 5, 6, 7, 8, 'y']
l[::2] = "abcde"[:len(l[::2])]
print(l)    # expect: ['a', 100, 'b', 1, 'c', 5, 'd', 7, 'e', 'y']
del l[0], l[-1], l[1:3], l[::2]
print(l)    # expect: ['c', 'd', 'e']
l[:] = (i for i in range(3))
print(l)    # expect: [0, 1, 2]
l[5:] = [9]
l[-100:0] = [0]
print(l)    # expect: [0, 0, 1, 2, 9]
l[1:3] = l
print(l)    # expect: [0, 0, 0, 1, 2, 9, 2, 9]
l[::-1] = list(range(len(l)))
print(l)    # expect: [7, 6, 5, 4, 3, 2, 1, 0]
l[3:1] = ["between"]
print(l)    # expect: [7, 6, 5, 'between', 4, 3, 2, 1, 0]
del l[10:], l[3:1]
def attempt(action):
    try:
        action()
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
def set_item(i, v): l[i] = v
def del_item(i): del l[i]
attempt(lambda: set_item(50, 1))    # expect: IndexError list assignment index out of range
attempt(lambda: set_item(slice(0, 4, 2), [1]))
# expect: ValueError attempt to assign sequence of size 1 to extended slice of size 2
attempt(lambda: set_item(slice(0, 1), 5))    # expect: TypeError can only assign an iterable
attempt(lambda: set_item("a", 5))
# expect: TypeError list indices must be integers or slices, not str
attempt(lambda: del_item(50))    # expect: IndexError list assignment index out of range
attempt(lambda: del_item("a"))
# expect: TypeError list indices must be integers or slices, not str
attempt(lambda: set_item(slice(0, 1, 0), []))    # expect: ValueError slice step cannot be zero
attempt(lambda: set_item(slice(0, 4, 2), 5))
# expect: TypeError must assign iterable to extended slice

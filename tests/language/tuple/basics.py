# Tuples: display, operations, methods and immutability.

t = (1, "a", [2])
print(t, (), (1,), 1, t[0], t[-1], t[1:], t[::-1], len(t), t + (3,), t * 2, 0 * t, "a" in t)
# expect: (1, 'a', [2]) () (1,) 1 1 [2] ('a', [2]) ([2], 'a', 1) 3 (1, 'a', [2], 3) (1, 'a', [2], 1, 'a', [2]) () True
print(t == (1, "a", [2]), (1, 2) < (1, 3), () < (0,), t.index("a"), t.count(1))
# expect: True True True 1 1
print((1, 2, 1).count(1), tuple(), tuple("ab"), tuple([1]), tuple(range(2)))
# expect: 2 () ('a', 'b') (1,) (0, 1)
print(hash((1, 2)) == hash((1, 2)), t[:] is t, tuple(t) is t, {(1, 2): "k"}[1, 2])
# expect: True True True k
t[2].append(3)
print(t, *t, sep="/")    # expect: (1, 'a', [2, 3])/1/a/[2, 3]
def set_item(): t[0] = 1
def del_item(): del t[0]
for bad in (
        set_item, del_item, lambda: t[3], lambda: t["x"], lambda: t + [1], lambda: hash(t),
        lambda: t.index(99), lambda: tuple(5), lambda: t < 5, lambda: (1, 2).index(1, 1),
):
    try:
        bad()
    except (TypeError, IndexError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: TypeError 'tuple' object does not support item assignment
        # expect: TypeError 'tuple' object doesn't support item deletion
        # expect: IndexError tuple index out of range
        # expect: TypeError tuple indices must be integers or slices, not str
        # expect: TypeError can only concatenate tuple (not "list") to tuple
        # expect: TypeError unhashable type: 'list'
        # expect: ValueError tuple.index(x): x not in tuple
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError '<' not supported between instances of 'tuple' and 'int'
        # expect: ValueError tuple.index(x): x not in tuple
print(*[n for n in dir(tuple) if not n.startswith("_")])    # expect: count index

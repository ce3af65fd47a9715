# Every shape of slice of a list.

l = list("abcdef")
for s in (
        slice(None), slice(2), slice(2, None), slice(1, 4), slice(-3, None), slice(None, -2),
        slice(None, None, 2), slice(None, None, -1), slice(4, 1, -1), slice(4, 1), slice(1, 100),
        slice(-100, 2), slice(None, None, 100), slice(5, None, -2), slice(0, 0),
        slice(-1, -4, -1), slice(100, None, -1), slice(None, -100, -1), slice(2 ** 70),
        slice(-2 ** 70, 2 ** 70, 2 ** 70),
):
    copy = l[:]
    del copy[s]
    print(l[s], copy)
    # expect: ['a', 'b', 'c', 'd', 'e', 'f'] []
    # expect: ['a', 'b'] ['c', 'd', 'e', 'f']
    # expect: ['c', 'd', 'e', 'f'] ['a', 'b']
    # expect: ['b', 'c', 'd'] ['a', 'e', 'f']
    # expect: ['d', 'e', 'f'] ['a', 'b', 'c']
    # expect: ['a', 'b', 'c', 'd'] ['e', 'f']
    # expect: ['a', 'c', 'e'] ['b', 'd', 'f']
    # expect: ['f', 'e', 'd', 'c', 'b', 'a'] []
    # expect: ['e', 'd', 'c'] ['a', 'b', 'f']
    # expect: [] ['a', 'b', 'c', 'd', 'e', 'f']
    # expect: ['b', 'c', 'd', 'e', 'f'] ['a']
    # expect: ['a', 'b'] ['c', 'd', 'e', 'f']
    # expect: ['a'] ['b', 'c', 'd', 'e', 'f']
    # expect: ['f', 'd', 'b'] ['a', 'c', 'e']
    # expect: [] ['a', 'b', 'c', 'd', 'e', 'f']
    # expect: ['f', 'e', 'd'] ['a', 'b', 'c']
    # expect: ['f', 'e', 'd', 'c', 'b', 'a'] []
    # expect: ['f', 'e', 'd', 'c', 'b', 'a'] []
    # expect: ['a', 'b', 'c', 'd', 'e', 'f'] []
    # expect: ['a'] ['b', 'c', 'd', 'e', 'f']

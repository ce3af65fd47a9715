# Iterators tell how to make them anew (__reduce__), and can be set to a place (__setstate__).

def again(iterator):
    parts = iterator.__reduce__()
    made = parts[0](*parts[1])
    if len(parts) > 2:
        made.__setstate__(parts[2])
    return list(made)


for source in ([1, 2, 3], (1, 2, 3), "a€c", "abc", b"abc", bytearray(b"abc"), range(3),
               range(2**70, 2**70 + 3), {1, 2}, {1: 2, 3: 4}, {1: 2, 3: 4}.items()):
    iterator = iter(source)
    next(iterator)
    copied = again(iterator)
    print(type(iterator).__name__, copied == list(iterator), len(copied), again(iterator))
    # expect: list_iterator True 2 []
    # expect: tuple_iterator True 2 []
    # expect: str_iterator True 2 []
    # expect: str_ascii_iterator True 2 []
    # expect: bytes_iterator True 2 []
    # expect: bytearray_iterator True 2 []
    # expect: range_iterator True 2 []
    # expect: longrange_iterator True 2 []
    # expect: set_iterator True 1 []
    # expect: dict_keyiterator True 1 []
    # expect: dict_itemiterator True 1 []

for iterator in (reversed([1, 2, 3]), reversed((1, 2, 3)), enumerate("abc"), zip("abc", [1, 2, 3]),
                 map(ord, "abc"), filter(None, [0, 1, 2]), iter([1, 2, 3].pop, 1)):
    if not isinstance(iterator, (map, filter, zip, enumerate)) and not "callable" in repr(iterator):
        next(iterator)
        print(again(iterator))
    print(type(iterator).__name__, again(iterator))
    # expect: [2, 1]
    # expect: list_reverseiterator [2, 1]
    # expect: [2, 1]
    # expect: reversed [2, 1]
    # expect: enumerate [(0, 'a'), (1, 'b'), (2, 'c')]
    # expect: zip [('a', 1), ('b', 2), ('c', 3)]
    # expect: map [97, 98, 99]
    # expect: filter [1, 2]
    # expect: callable_iterator [3, 2]

iterator = iter([1, 2, 3])
for state in (1, -5, 50):
    iterator.__setstate__(state)
    print(iterator.__reduce__()[2])
    # expect: 1
    # expect: 0
    # expect: 3

for state in (None, 1.0, 2**70):
    try:
        iterator.__setstate__(state)
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, error)
        # expect: TypeError an integer is required
        # expect: TypeError an integer is required
        # expect: OverflowError Python int too large to convert to C ssize_t

strict = zip([1], [2, 3])
strict.__setstate__(True)
try:
    print(list(strict))
except ValueError as error:
    print(error)    # expect: zip() argument 2 is longer than argument 1

print(slice(1, 2).__reduce__(), range(3).__reduce__())
# expect: (<class 'slice'>, (1, 2, None)) (<class 'range'>, (0, 3, 1))

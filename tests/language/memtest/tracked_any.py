# Any object of the heap can be tracked: also those that can't be referred to weakly.
# differs: CPython has no memtest
from memtest import Leak, expect_freed, track


class Slots:
    __slots__ = ("x", "me")


def generate():
    yield 1


def short():
    for made in [], {}, set(), (1, [2]), "text " + str(len(kept)), 2 ** 100, b"x" * 3, Slots(), \
            generate(), short, range(3), object(), ValueError(1), memoryview(b""):
        assert track(made) is made
    ring = track([])
    ring.append(track({"ring": ring}))


kept = []
short()
del short

# What takes the place of a dead object isn't taken for it.
for n in range(1000):
    track([n])
fresh = [[n] for n in range(1000)]
for n in range(1000):
    track({n})
    track([])
track(kept)
kept.append(track((1, [2])))
kept.append(track(Slots()))
kept[1].me = kept

for value in 1, 1.5, None, True:
    try:
        track(value)
    except TypeError as error:
        print(error)
        # expect: 1 is a value, not an object of the heap
        # expect: 1.5 is a value, not an object of the heap
        # expect: None is a value, not an object of the heap
        # expect: True is a value, not an object of the heap
        del error

try:
    expect_freed([], 1)
except TypeError as error:
    print(error)    # expect: 1 is a value, not an object of the heap
one, two, three = [1], {2}, [3]
with expect_freed(one, two):
    del one, two
three.append(three)
with expect_freed(three, by="gc"):
    del three
four, five = (1, [4]), {5}
try:
    with expect_freed(four, five):
        del five
except Leak as leak:
    print(leak)
    # expect: 1 of 2 objects still lives
    # expect: leak: tuple of 2, made at tracked_any.py:59
    # expect:   held by   module __main__ .four
    # expect:   retains   2 objects, 72 bytes
    # expect:   cut it by `del __main__.four`
try:
    with expect_freed(four, by="gc"):
        del four
except Leak as leak:
    print(leak)     # expect: died without the collector: tuple
print("at the end")     # expect: at the end
# expect-stderr: tracked objects live at the end of the script
# expect-stderr: leak: list of 2, made at tracked_any.py:22
# expect-stderr:   held by   module __main__ .kept
# expect-stderr:   retains   4 objects, 160 bytes
# expect-stderr:   in a ring list[1] -> Slots.me
# expect-stderr:   cut it by `del __main__.kept`
# expect-stderr: leak: tuple of 2, made at tracked_any.py:34
# expect-stderr:   held by   module __main__ .kept[0]
# expect-stderr:   retains   2 objects, 72 bytes
# expect-stderr:   cut it by `del __main__.kept[0]`
# expect-stderr: leak: Slots object, made at tracked_any.py:35
# expect-stderr:   held by   module __main__ .kept[1]
# expect-stderr:   retains   1 object, 24 bytes
# expect-stderr:   in a ring Slots.me -> list[1]
# expect-stderr:   cut it by `del __main__.kept[1]`
# expect-exit: 1

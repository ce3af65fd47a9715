# Zero, empty and None are false; everything else is true unless it says otherwise.

class Never:
    def __bool__(self):
        return False

class Empty:
    def __len__(self):
        return 0

class Plain:
    pass

for value in (
        0, 0.0, 0j if False else 0, "", (), [], {}, set(), None, False, range(0), Never(),
        Empty(),
):
    if value:
        print("true?", value)
for value in (1, -1, 0.1, " ", (0,), [0], {0: 0}, {0}, True, range(1), Plain(), Never, print, ...):
    if not value:
        print("false?", value)
print("done")    # expect: done

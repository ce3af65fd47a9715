# limit() sets a limit at run time; its hook is told when it is reached, before MemoryError.
# differs: CPython has no module memory
import memory

told = []


def hook():
    told.append(len(told))
    print("told")


def fill():
    items = []
    try:
        while True:
            items.append([None] * 100)
    finally:
        print("leaving")


memory.limit(memory.stats()["committed"] + (8 << 20), hook)
print(memory.stats()["limit"] > 8 << 20)    # expect: True
for i in range(2):
    try:
        fill()
    except MemoryError:
        print("MemoryError")
        # expect: told
        # expect: leaving
        # expect: MemoryError
        # expect: told
        # expect: leaving
        # expect: MemoryError

# A request that is too large in itself; MemoryError that the program raises.
try:
    bytearray(1 << 40)
except MemoryError:
    print(told)
    # expect: told
    # expect: [0, 1, 2]
try:
    raise MemoryError
except MemoryError:
    print(told)    # expect: [0, 1, 2]


# A hook that fails is reported.
def failing():
    raise ValueError("in the hook")


memory.limit(memory.stats()["committed"] + (8 << 20), hook=failing)
try:
    fill()
except MemoryError:
    print("MemoryError")
    # expect: leaving
    # expect: MemoryError
    # expect-stderr: Exception ignored in: <function failing at {address}>
    # expect-stderr: Traceback (most recent call last):
    # expect-stderr:   File "{file}", line 51, in failing
    # expect-stderr:     raise ValueError("in the hook")
    # expect-stderr: ValueError: in the hook

memory.limit(None)
print(memory.stats()["limit"])    # expect: None
print(len(bytearray(32 << 20)))    # expect: 33554432
for arguments in (10,), (-1,), ("x",), (1 << 40, 5):
    try:
        memory.limit(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, str(error).partition(" (")[0])
        # expect: ValueError the limit is below the bytes that are in use
        # expect: ValueError the limit is below the bytes that are in use
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError hook must be callable or None, not int

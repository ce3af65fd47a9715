# What a script tracks has to be dead at its end.
# differs: CPython has no memtest
from memtest import track


class Node:
    pass


def f():
    track(Node())


f()
kept = [track(Node())]
kept[0].me = kept[0]
print("at the end")    # expect: at the end
# expect-stderr: tracked objects live at the end of the script
# expect-stderr: leak: Node object, made at tracked.py:15
# expect-stderr:   held by   module __main__ .kept[0]
# expect-stderr:   retains   1 object, 16 bytes
# expect-stderr:   in a ring Node.me
# expect-stderr:   cut it by `del __main__.kept[0]`
# expect-exit: 1

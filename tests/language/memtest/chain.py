# Of objects that hold each other in a long chain the first is told about, in time that grows with
# the chain.
# differs: CPython has no module memtest
from memtest import Leak, no_leaks


class Node:
    def __init__(self, next):
        self.next = next


def chain(length):
    node = None
    for _ in range(length):
        node = Node(node)
    return node


try:
    with no_leaks():
        kept = [chain(20_000)]
except Leak as leak:
    print(*str(leak).splitlines()[:4], sep="\n")
    # expect: something outlives the block
    # expect: leak: list of 1, made at chain.py:21
    # expect:   held by   module __main__ .kept
    # expect:   retains   20,001 objects, 320,040 bytes

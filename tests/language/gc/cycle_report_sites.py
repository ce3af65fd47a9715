# While tracemalloc traces, gc.cycle_report tells rings apart by where their objects were allocated.
# differs: CPython has no cycle_report
# moments: which rings one collection finds
import gc
import os
import tracemalloc

with open(__file__) as file:
    text = file.read().splitlines()


class Node:
    pass


def pair(first, second):
    first.other, second.other = second, first


def mark(site):
    if site is None:
        return "untraced"
    return os.path.basename(site[0]) + " " + text[site[1] - 1].rpartition("# ")[2]


def show():
    gc.collect()
    for row in gc.cycle_report():
        sites = row["sites"]
        if "Node" in row["ring"] or "Owner" in row["ring"]:
            print(row["count"], row["ring"], sites and [mark(site) for site in sites])


gc.collect()
for _ in range(4):
    pair(Node(), Node())
show()
# expect: 4 Node.other -> Node.other None

early = [Node() for _ in range(2)]
tracemalloc.start()
for _ in range(3):
    pair(Node(), Node())    # one line
for _ in range(2):
    node = Node()    # this
    pair(node, Node())    # that
    node = None
while early:
    pair(early.pop(), Node())    # late
show()
# expect: 4 Node.other -> Node.other None
# expect: 3 Node.other -> Node.other ['cycle_report_sites.py one line', 'cycle_report_sites.py one line']
# expect: 2 Node.other -> Node.other ['untraced', 'cycle_report_sites.py late']
# expect: 2 Node.other -> Node.other ['cycle_report_sites.py this', 'cycle_report_sites.py that']

# The order in which the parts were made or found doesn't matter, and the chain of callers neither.
tracemalloc.stop()    # which forgets where everything was allocated
tracemalloc.start(10)


def again(turn):
    if turn:
        return again(turn - 1)
    one = Node()    # the first
    two = Node()    # the second
    return one, two


for turn in range(3):
    pair(*again(turn))
    pair(*reversed(again(turn)))


class Owner:
    def __init__(self):
        self.parts = [self]    # a list


Owner()    # an owner
show()
# expect: 6 Node.other -> Node.other ['cycle_report_sites.py the first', 'cycle_report_sites.py the second']
# expect: 4 Node.other -> Node.other None
# expect: 3 Node.other -> Node.other ['cycle_report_sites.py one line', 'cycle_report_sites.py one line']
# expect: 2 Node.other -> Node.other ['untraced', 'cycle_report_sites.py late']
# expect: 2 Node.other -> Node.other ['cycle_report_sites.py this', 'cycle_report_sites.py that']
# expect: 1 Owner.parts -> list[] ['cycle_report_sites.py an owner', 'cycle_report_sites.py a list']

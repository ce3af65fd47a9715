# The collector under load: a heap of trees with parent links, in which old trees are replaced by new
# ones all the time, so that generation 2 is full of cyclic garbage. Prints figures, one a line.
#
#     ouro scripts/bench/gc_pauses.py 1000000        so many trees of ten nodes: ten million objects
#
# Pauses are processor time: from the interpreter's own histogram where there is one, else taken
# between the start and the stop of each collection.

import gc
import sys
import time


class Node:
    def __init__(self):
        self.parent = None
        self.next = None


def make_tree(size):
    root = Node()
    for _ in range(size - 1):
        node = Node()
        node.parent = root
        node.next = root.next
        root.next = node
    return root


started = 0
measured = []


def watch(phase, info):
    global started
    if phase == "start":
        started = time.process_time()
    else:
        measured.append((time.process_time() - started) * 1000)


def pauses():
    if hasattr(gc, "pauses"):
        poll = gc.pauses(True)["poll"]
        return poll["p50"], poll["p99.9"], poll["longest"], poll["total"]
    ordered = sorted(measured)
    measured.clear()
    if not ordered:
        return 0, 0, 0, 0
    last = len(ordered) - 1
    return (ordered[last // 2], ordered[last * 999 // 1000], ordered[last], sum(ordered))


def show(name, value):
    print(name, value, flush=True)


def full_collection(objects):
    started = time.process_time()
    gc.collect()
    return (time.process_time() - started) * 1e9 / objects


def random_numbers(seed):
    while True:
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        yield seed >> 3


trees = int(sys.argv[1])
numbers = random_numbers(12345)
if not hasattr(gc, "pauses"):
    gc.callbacks.append(watch)

started_build = time.process_time()
forest = [make_tree(10) for _ in range(trees)]
show("build", time.process_time() - started_build)
pauses()
show("full-in-order", full_collection(trees * 10))

started_churn = time.process_time()
for _ in range(trees):
    forest[next(numbers) % trees] = make_tree(10)
show("churn", time.process_time() - started_churn)
p50, p999, longest, total = pauses()
show("p50", p50)
show("p99.9", p999)
show("longest", longest)
show("collecting", total / 1000)
show("outstanding", gc.collect() / (trees * 10))

for last in range(trees - 1, 0, -1):
    other = next(numbers) % (last + 1)
    forest[last], forest[other] = forest[other], forest[last]
for root in forest:
    root.parent = forest[next(numbers) % trees]
show("full-shuffled", full_collection(trees * 10))

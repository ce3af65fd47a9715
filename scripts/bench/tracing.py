# What tracemalloc costs, with one frame: loops that allocate and do little else, with tracing off
# and on by turns. Prints the least processor time of each in seconds, and how many times the other
# it is.

import time
import tracemalloc


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None


def tuples(count):
    for i in range(count):
        pair = (i, i)
        pair = (pair, pair)


def lists(count):
    for i in range(count):
        one = [i]
        two = [one, one]


def dicts(count):
    for i in range(count):
        one = {"a": i}
        two = {"b": one}


def instances(count):
    for i in range(count):
        node = Node(i)
        node.next = Node(i)


def kept(count):
    for _ in range(count // 10000):
        pairs = [(i, i) for i in range(10000)]


def tree(depth):
    return (tree(depth - 1), tree(depth - 1)) if depth else (None, None)


def trees(count):
    for _ in range(count // 500):
        tree(8)


def strings(count):
    for i in range(count):
        text = str(i) + "abc"


def measure(function, is_traced):
    if is_traced:
        tracemalloc.start()
    begin = time.process_time()
    function(200000)
    spent = time.process_time() - begin
    tracemalloc.stop()
    return spent


for function in tuples, lists, dicts, instances, kept, trees, strings:
    turns = [(measure(function, False), measure(function, True)) for _ in range(15)]
    off = min(turn[0] for turn in turns)
    on = min(turn[1] for turn in turns)
    print(f"{function.__name__:10}{off:8.4f}{on:8.4f}{on / off:7.2f}")

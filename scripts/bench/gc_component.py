# One ring of very many objects dies while a program goes on: how long does it keep the program
# waiting? (In CPython that is a part of a full collection.) Prints the longest pause in milliseconds.
import gc
import sys
import time


class Node:
    __slots__ = ('next', 'before')


def ring(length):
    first = last = Node()
    for _ in range(length - 1):
        node = Node()
        last.next = node
        node.before = last
        last = node
    last.next = first
    first.before = last
    return first


def longest_pause(seconds):
    started = 0.0

    def note(phase, info):
        nonlocal started
        now = time.process_time()
        if phase == 'start':
            started = now
        else:
            seconds[0] = max(seconds[0], now - started)

    return note


objects = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
others = [[i] for i in range(200_000)]
lost = ring(objects)
gc.collect()
seconds = [0.0]
if hasattr(gc, 'pauses'):
    gc.pauses(reset=True)
else:
    gc.callbacks.append(longest_pause(seconds))
collected = gc.get_stats()[2]['collected']
del lost
while gc.get_stats()[2]['collected'] - collected < objects:
    for _ in range(1000):
        others.append([others])
if hasattr(gc, 'pauses'):
    for _ in range(100_000):
        others.append([others])
    seconds[0] = gc.pauses()['poll']['longest'] / 1000
print('longest', seconds[0] * 1000)

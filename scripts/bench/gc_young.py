# Many small cycles that die young: what the young collections cost. Prints the processor time of all
# collections and of the whole, in seconds.

import gc
import time


class Node:
    def __init__(self):
        self.other = None


spent = 0.0
started = 0.0


def watch(phase, info):
    global spent, started
    if phase == "start":
        started = time.process_time()
    else:
        spent += time.process_time() - started


if not hasattr(gc, "pauses"):
    gc.callbacks.append(watch)
begin = time.process_time()
for _ in range(1000000):
    a = Node()
    b = Node()
    a.other = b
    b.other = a
whole = time.process_time() - begin
if hasattr(gc, "pauses"):
    spent = gc.pauses()["poll"]["total"] / 1000
print("young", spent)
print("whole", whole)

# gc.pauses, memory, paused, step and set_pace: what module gc has beyond CPython's.

import gc
gc.collect()

class Node: pass
def ring():
    a, b = Node(), Node()
    a.other, b.other = b, a

with gc.paused():
    print(gc.isenabled())    # expect: False
    with gc.paused():
        pass
    print(gc.isenabled())    # expect: False
print(gc.isenabled())    # expect: True
pause = gc.paused()
with pause, pause:
    print(gc.isenabled())    # expect: False
print(gc.isenabled())    # expect: True
try:
    pause.__exit__(None, None, None)
except RuntimeError as error:
    print(error)    # expect: paused() was not entered

gc.pauses(reset=True)
gc.collect()
pauses = gc.pauses()
print(sorted(pauses))    # expect: ['convict', 'explicit', 'full', 'mark', 'middle', 'poll', 'release', 'young']
print(pauses["full"]["count"], pauses["explicit"]["count"], pauses["poll"]["count"])    # expect: 1 1 0
print(sorted(pauses["full"]))    # expect: ['count', 'longest', 'p50', 'p99', 'p99.9', 'total']
print(0 < pauses["full"]["p50"] <= pauses["full"]["longest"] <= pauses["full"]["total"])    # expect: True

before = gc.memory()
kept = [bytes(1000) for _ in range(1000)]
after = gc.memory()
print(1000000 < after["live"] - before["live"] < 1200000)    # expect: True
print(after["committed"] >= after["live"], after["peak"] >= after["committed"])    # expect: True True

before = gc.get_stats()[2]
for _ in range(100):
    ring()
gc.set_pace(work_per_allocation=4, exact_below=0)
steps = 1
while not gc.step(50):
    steps += 1
print(steps > 10)    # expect: True
after = gc.get_stats()[2]
print(after["collections"] - before["collections"])    # expect: 1
print(after["collected"] - before["collected"])    # expect: 200
print(after["candidates"] > before["candidates"], after["duration"] > before["duration"])    # expect: True True
print(gc.collect())    # expect: 0
for wrong in (-1, 0):
    try:
        gc.set_pace(wrong)
    except ValueError as error:
        print(error)
# expect: work_per_allocation must not be negative
# expect: work_per_allocation must not be 0
try:
    gc.step(-1)
except ValueError as error:
    print(error)    # expect: work must not be negative
# differs: CPython's gc has none of these
# moments: a collection at every turn leaves the cycle nothing to do

# Thresholds (700, 10, 10): generation-2 collections of a growing heap come at these allocations.

import gc

log = []
totals = {0: 0, 1: 0, 2: 0}
def note(phase, info):
    if phase == "stop":
        totals[info["generation"]] += 1
        if info["generation"] == 2:
            log.append(i)
gc.callbacks.append(note)
i = 0
gc.collect()
log.clear()
totals.update({0: 0, 1: 0, 2: 0})
gc.freeze()
L = []
for i in range(1000000):
    L.append([])
gc.callbacks.clear()
print(log)    # expect: [93231, 186463, 279695, 372927, 474571, 601451, 753567, 947743]
print(totals)    # expect: {0: 1300, 1: 118, 2: 8}
# timeout: 60
# moments: it is about them

# Tuples of equal items have equal hashes, as CPython computes them.

print(hash(()), hash((1,)), hash((1, 2)), hash((1, (2, 3))), hash((1.0, True)) == hash((1, 1)))
# expect: 5740354900026072187 -6644214454873602895 -3550055125485641917 7267574591690527098 True
print(hash((0.5, -1, 2 ** 70)))    # expect: -4039695115277314190
print(len({(i, j) for i in range(50) for j in range(50)}))    # expect: 2500

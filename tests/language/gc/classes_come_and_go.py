# What instructions remember of the instances of a class that died isn't believed of another's.

import gc

def make():
    class Record:
        def __init__(self, base):
            self.first = base
    record = Record(1)
    record.me = record
    assert record.first == 1 and record.me is record
    record = None
    gc.collect()

for turn in range(3000):
    make()
    if turn < 100 or turn % 50 == 0:
        gc.collect()
print("ok")    # expect: ok

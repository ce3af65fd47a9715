# What instructions remember of the instances of a class that died isn't believed of another's.

import gc

def make(names):
    class Record:
        def __init__(self, first, second):
            if names:
                self.a = first
                self.b = second
            else:
                self.b = first
                self.a = second
    return Record

for turn in range(6000):
    kind = make(turn % 3 == 0)
    record = kind(1, 2)
    record.me = record
    assert (record.a, record.b) == ((1, 2) if turn % 3 == 0 else (2, 1)), turn
    record = kind = None
    if turn % 50 == 0:
        gc.collect()
        gc.collect()
print("ok")    # expect: ok
